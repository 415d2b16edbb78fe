// Made by authwizard from a CreateBackendAuth request of Amplify Gen 1.
//
// Not carried over:
// - AppId: It is not in the files, nor is ResourceName: app and branch are chosen when you deploy.
// - UserPoolClient: Gen 1 makes two app clients, for the web and native, equal but for their names.
//   Here is one, for both.
//
// Added, or otherwise than the request says:
// - VerificationMessageTemplate: The texts for verification stand there: Cognito no longer uses the
//   members in which Gen 1 writes them.
// - DeletionPolicy: The user pool of a branch stays when its stack is deleted or it is replaced;
//   Gen 1 deletes it, as a sandbox does.
// - AccountRecoverySetting: Passwords are recovered by e-mail alone. Gen 1 leaves it to Cognito,
//   which prefers SMS.
// - SmsVerificationMessage: No SMS is sent, but Gen 2 writes a text of its own for it; Gen 1 writes
//   none.
// - PreventUserExistenceErrors: ENABLED: a failed sign-in does not tell whether the user exists.
//   Gen 1 leaves Cognito's default.
// - RoleMappings: Gen 2 lets the group that a user is in choose the role; a request has no groups.
// - AdminCreateUserConfig: Gen 2 states this and ExplicitAuthFlows, as Cognito's defaults are, and
//   adds its tags.
//
// Cannot be changed later:
// - SignInMethod: Users sign in with their e-mail address; a change makes a new pool.
// - RequiredSignUpAttributes: These are required: email.
// - UsernameConfiguration: Upper and lower case are the same in user names, as in a new Gen 1
//   project; in an old one they may differ.
// - OAuth.DomainPrefix: It can only be replaced: another one takes its place, and its sign-in page
//   is gone.
// - Mfa.MFAMode: CloudFormation cannot turn it ON for a pool that exists; `aws cognito-idp
//   set-user-pool-mfa-config` can.
//
// Left to you:
// - This makes new resources. Neither the users nor the identities of an existing Gen 1 backend are
//   in them, and passwords cannot be exported: a deployed app moves with `amplify gen2-migration`.
// - OAuth.DomainPrefix: myapp-login-dev is taken as long as a Gen 1 backend has it: take another,
//   or delete that backend first.
// - IdentityPoolRoles: The identity pool's roles are new, and allow nothing: what those of Gen 1
//   were allowed has to be allowed again.
// - amplify/backend.ts: The files belong into an Amplify Gen 2 project; `npm create amplify@latest`
//   makes one. If that has a backend.ts, add what is in this one; there can be only one defineAuth.
// - amplify_outputs.json: The app has to read its configuration from there, which Gen 2 writes in
//   place of Gen 1's aws-exports.js or amplifyconfiguration.json.
// - OAuth.DomainPrefix: Every branch and sandbox asks for this domain, and only one gets it: the
//   others fail. Let it depend on the branch (process.env.AWS_BRANCH in backend.ts).

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
