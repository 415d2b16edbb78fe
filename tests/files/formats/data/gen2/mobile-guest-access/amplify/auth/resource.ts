// Made by authwizard from a CreateBackendAuth request of Amplify Gen 1.
//
// Not carried over:
// - AppId: It is not in the files, nor is ResourceName: app and branch are chosen when you deploy.
// - UserPoolClient: Gen 1 makes two app clients, for the web and native, equal but for their names.
//   Here is one, for both.
//
// Added, or otherwise than in Gen 1:
// - DeletionPolicy: The user pool stays when its stack or sandbox is deleted; Gen 1 deletes it.
// - AccountRecoverySetting: Passwords are recovered by e-mail alone. Gen 1 leaves it to Cognito,
//   which prefers SMS.
// - SmsVerificationMessage: No SMS is sent, but Gen 2 writes a text of its own for it; Gen 1 writes
//   none.
// - PreventUserExistenceErrors: ENABLED: a failed sign-in does not tell whether the user exists.
//   Gen 1 leaves Cognito's default.
// - RoleMappings: In Gen 2 a user's group may choose the role; Gen 1 has no groups here.
// - AdminCreateUserConfig: Gen 2 states this, ExplicitAuthFlows, VerificationMessageTemplate and
//   its tags, which changes nothing.
//
// Cannot be changed later:
// - SignInMethod: Users sign in with their e-mail address.
// - RequiredSignUpAttributes: Which attributes are required: email.
// - UsernameConfiguration: Upper and lower case are the same in user names, as in a new Gen 1
//   project; in an old one they may differ.
// - OAuth.DomainPrefix: Another domain later on takes the place of this one, whose sign-in page is
//   then gone.
// - Mfa.MFAMode: CloudFormation cannot set it to ON once the user pool is there: Cognito refuses
//   that as an update.
//
// Left to you:
// - This makes new resources. The users of an existing Gen 1 pool are not in them, and Cognito
//   hands out no passwords; a deployed app moves with `amplify gen2-migration`.
// - OAuth.DomainPrefix: myapp-login-dev is taken as long as a Gen 1 backend has it: take another,
//   or delete that backend first.
// - IdentityPoolRoles: The identity pool's roles are new, and allow nothing: what those of Gen 1
//   were allowed has to be allowed again.
// - amplify/backend.ts: If the project has one already, add what is in this one; there can be only
//   one defineAuth.
// - OAuth.DomainPrefix: Every branch and sandbox asks for this domain, and only one gets it; the
//   others fail. Give each its own.

import { defineAuth } from '@aws-amplify/backend';

export const auth = defineAuth({
  loginWith: {
    email: {
      verificationEmailStyle: 'CODE',
      verificationEmailSubject: 'Your verification code',
      verificationEmailBody: (createCode) =>
        `Your verification code is ${createCode()}`,
    },
    externalProviders: {
      scopes: ['OPENID', 'EMAIL', 'PROFILE', 'COGNITO_ADMIN'],
      callbackUrls: ['myapp://signin/'],
      logoutUrls: ['myapp://signout/'],
    },
  },
  userAttributes: {
    email: { required: true, mutable: true },
  },
  multifactor: { mode: 'OPTIONAL', totp: true },
});
