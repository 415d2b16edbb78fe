// Made by authwizard; the head of auth/resource.ts says what differs from Amplify Gen 1.

import { defineBackend } from '@aws-amplify/backend';
import { RemovalPolicy } from 'aws-cdk-lib';
import type { CfnUserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { auth } from './auth/resource';

const backend = defineBackend({ auth });
const { userPool } = backend.auth.resources;
const { cfnUserPool, cfnUserPoolClient, cfnIdentityPool } =
  backend.auth.resources.cfnResources;

// Keeps the users when a stack or sandbox is deleted, or replaces the pool.
cfnUserPool.applyRemovalPolicy(RemovalPolicy.RETAIN);

// Else Gen 2 makes up the name.
cfnUserPool.userPoolName = 'myapp_users-dev';

// Instead of Gen 2's 8 characters of all four kinds.
cfnUserPool.policies = {
  passwordPolicy: {
    minimumLength: 12,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    requireUppercase: true,
  },
};

// Cognito's default, stated as in Gen 1.
cfnUserPoolClient.refreshTokenValidity = 30;
cfnUserPoolClient.tokenValidityUnits = { refreshToken: 'days' };

// Else Gen 2 makes up the domain. Only one deployment can have this one.
const userPoolDomain = userPool.node.findChild('UserPoolDomain').node
  .defaultChild as CfnUserPoolDomain;
userPoolDomain.domain = 'myapp-login-dev';

// Gen 2 always makes an identity pool, which is not wanted here: no guests.
cfnIdentityPool.allowUnauthenticatedIdentities = false;
