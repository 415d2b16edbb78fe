// Made by authwizard; the head of auth/resource.ts says what differs from Amplify Gen 1.

import { defineBackend } from '@aws-amplify/backend';
import { RemovalPolicy } from 'aws-cdk-lib';
import type { CfnUserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { auth } from './auth/resource';

const backend = defineBackend({ auth });
const { userPool } = backend.auth.resources;
const { cfnUserPool, cfnUserPoolClient, cfnIdentityPool } =
  backend.auth.resources.cfnResources;

// Keep the users when a branch is deleted or the pool is replaced; a sandbox
// deletes them.
cfnUserPool.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

// Otherwise Gen 2 generates the name.
cfnUserPool.userPoolName = 'myapp_users-dev';

// Instead of Gen 2's 8 characters of all four kinds.
cfnUserPool.policies = {
  ...cfnUserPool.policies,
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

// Otherwise Gen 2 generates the domain. Only one deployment can have this one.
// With a name in defineAuth the child has another.
const userPoolDomain = userPool.node.findChild('UserPoolDomain').node
  .defaultChild as CfnUserPoolDomain;
userPoolDomain.domain = 'myapp-login-dev';

// Gen 2 always creates an identity pool: let no guests in.
cfnIdentityPool.allowUnauthenticatedIdentities = false;

// Only tokens of the user pool give credentials, not the social providers' own.
cfnIdentityPool.supportedLoginProviders = undefined;
