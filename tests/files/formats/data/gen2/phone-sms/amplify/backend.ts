// Made by authwizard; the head of auth/resource.ts says what differs from Amplify Gen 1.

import { defineBackend } from '@aws-amplify/backend';
import { RemovalPolicy } from 'aws-cdk-lib';
import { auth } from './auth/resource';

const backend = defineBackend({ auth });
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

// As in Gen 1, how passwords are recovered is left to Cognito.
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

// No OAuth; Gen 2 would turn it on, with https://example.com as callback URL.
// Remove this when you add externalProviders.
cfnUserPoolClient.allowedOAuthFlowsUserPoolClient = undefined;
cfnUserPoolClient.allowedOAuthFlows = undefined;
cfnUserPoolClient.allowedOAuthScopes = undefined;
cfnUserPoolClient.callbackUrLs = undefined;
cfnUserPoolClient.supportedIdentityProviders = undefined;

// Gen 2 always creates an identity pool: let no guests in.
cfnIdentityPool.allowUnauthenticatedIdentities = false;
