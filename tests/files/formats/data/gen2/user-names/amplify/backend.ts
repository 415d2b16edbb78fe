// Made by authwizard; the head of auth/resource.ts says what differs from Amplify Gen 1.

import { defineBackend } from '@aws-amplify/backend';
import { Names, RemovalPolicy } from 'aws-cdk-lib';
import {
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { auth } from './auth/resource';

const backend = defineBackend({ auth });
const { userPool } = backend.auth.resources;
const { cfnUserPool, cfnUserPoolClient, cfnIdentityPool } =
  backend.auth.resources.cfnResources;

// Keep the users when a branch is deleted or the pool is replaced; a sandbox
// deletes them.
cfnUserPool.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

// Otherwise Gen 2 generates the name.
cfnUserPool.userPoolName = 'my_users-dev';

// Users sign in with a user name, which defineAuth does not support. Taking it
// out later replaces the pool.
cfnUserPool.usernameAttributes = undefined;

// Instead of Gen 2's 8 characters of all four kinds.
cfnUserPool.policies = {
  ...cfnUserPool.policies,
  passwordPolicy: {
    minimumLength: 8,
    requireLowercase: false,
    requireNumbers: false,
    requireSymbols: false,
    requireUppercase: false,
  },
};

// Gen 2 makes a role for SMS only with phone login or SMS as second factor.
const smsExternalId = Names.uniqueId(userPool);
const smsRole = new Role(userPool, 'SmsRole', {
  assumedBy: new ServicePrincipal('cognito-idp.amazonaws.com', {
    conditions: { StringEquals: { 'sts:ExternalId': smsExternalId } },
  }),
  inlinePolicies: {
    'sns-publish': new PolicyDocument({
      statements: [
        new PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] }),
      ],
    }),
  },
});
cfnUserPool.smsConfiguration = {
  externalId: smsExternalId,
  snsCallerArn: smsRole.roleArn,
};

// defineAuth takes only texts for what users log in with.
cfnUserPool.smsVerificationMessage = 'Your verification code is {####}';
cfnUserPool.verificationMessageTemplate = {
  defaultEmailOption: 'CONFIRM_WITH_CODE',
  emailSubject: cfnUserPool.emailVerificationSubject,
  emailMessage: cfnUserPool.emailVerificationMessage,
  smsMessage: cfnUserPool.smsVerificationMessage,
};

// defineAuth takes this text only with SMS as second factor.
cfnUserPool.smsAuthenticationMessage = 'Your authentication code is {####}';

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
