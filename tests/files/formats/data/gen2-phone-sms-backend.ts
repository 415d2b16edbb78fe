// Made by authwizard; the head of auth/resource.ts says what differs from Amplify Gen 1.

import { defineBackend } from '@aws-amplify/backend';
import { RemovalPolicy } from 'aws-cdk-lib';
import { auth } from './auth/resource';

const backend = defineBackend({ auth });
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

// As in Gen 1, Cognito recovers passwords by SMS, else by e-mail.
cfnUserPool.accountRecoverySetting = undefined;

// E-mail is not verified: no text but Cognito's own, as in Gen 1.
cfnUserPool.emailVerificationSubject = undefined;
cfnUserPool.emailVerificationMessage = undefined;
cfnUserPool.verificationMessageTemplate = {
  defaultEmailOption: 'CONFIRM_WITH_CODE',
  smsMessage: cfnUserPool.smsVerificationMessage,
};

// Cognito's default, stated as in Gen 1.
cfnUserPoolClient.refreshTokenValidity = 30;
cfnUserPoolClient.tokenValidityUnits = { refreshToken: 'days' };

// No OAuth; Gen 2 would turn it on, with https://example.com as address.
cfnUserPoolClient.allowedOAuthFlowsUserPoolClient = undefined;
cfnUserPoolClient.allowedOAuthFlows = undefined;
cfnUserPoolClient.allowedOAuthScopes = undefined;
cfnUserPoolClient.callbackUrLs = undefined;
cfnUserPoolClient.supportedIdentityProviders = undefined;

// Gen 2 always makes an identity pool, which is not wanted here: no guests.
cfnIdentityPool.allowUnauthenticatedIdentities = false;
