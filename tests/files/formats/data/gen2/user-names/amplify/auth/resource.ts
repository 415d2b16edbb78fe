// Made by authwizard from a CreateBackendAuth request of Amplify Gen 1.
//
// Not carried over:
// - AppId: It is not in the files, nor is ResourceName: app and branch are chosen when you deploy.
// - UserPoolClient: Gen 1 makes two app clients, for the web and native, equal but for their names.
//   Here is one, for both.
// - AuthResources: Gen 2 makes an identity pool and two roles even for USER_POOL_ONLY: without them
//   its outputs cannot be made. It lets no guests in.
//
// Added, or otherwise than the request says:
// - VerificationMessageTemplate: The texts for verification stand there: Cognito no longer uses the
//   members in which Gen 1 writes them.
// - DeletionPolicy: The user pool of a branch stays when its stack is deleted or it is replaced;
//   Gen 1 deletes it, as a sandbox does.
// - AccountRecoverySetting: Passwords are recovered by e-mail alone. Gen 1 leaves it to Cognito,
//   which prefers SMS.
// - SmsConfiguration: backend.ts makes a role for SMS: Gen 2 does so only with phone login or SMS
//   as second factor.
// - PreventUserExistenceErrors: ENABLED: a failed sign-in does not tell whether the user exists.
//   Gen 1 leaves Cognito's default.
// - RoleMappings: Gen 2 lets the group that a user is in choose the role; a request has no groups.
// - AdminCreateUserConfig: Gen 2 states this and ExplicitAuthFlows, as Cognito's defaults are, and
//   adds its tags.
//
// Written in another way, since the target refuses it:
// - RequiredSignUpAttributes.ZONE_INFO: Gen 1 writes zone_info, which Cognito refuses; here it is
//   zoneinfo.
// - SignInMethod: defineAuth refuses USERNAME alone. E-mail login is written, and backend.ts turns
//   it into user names.
//
// Cannot be changed later:
// - SignInMethod: Users sign in with their user name; a change makes a new pool.
// - RequiredSignUpAttributes: These are required: zoneinfo, updated_at, phone_number.
// - UsernameConfiguration: Upper and lower case are the same in user names, as in a new Gen 1
//   project; in an old one they may differ.
// - Mfa.MFAMode: CloudFormation cannot turn it ON for a pool that exists; `aws cognito-idp
//   set-user-pool-mfa-config` can.
//
// Left to you:
// - This makes new resources. The users of an existing Gen 1 backend are not in them, and passwords
//   cannot be exported: a deployed app moves with `amplify gen2-migration`.
// - amplify/backend.ts: The files belong into an Amplify Gen 2 project; `npm create amplify@latest`
//   makes one. If that has a backend.ts, add what is in this one; there can be only one defineAuth.
// - amplify_outputs.json: The app has to read its configuration from there, which Gen 2 writes in
//   place of Gen 1's aws-exports.js or amplifyconfiguration.json.

import { defineAuth } from '@aws-amplify/backend';

export const auth = defineAuth({
  loginWith: {
    email: {
      verificationEmailStyle: 'CODE',
      verificationEmailSubject: 'Your verification code',
      verificationEmailBody: (createCode) => `Hello,

your code is \`${createCode()}\`.
`,
    },
  },
  userAttributes: {
    timezone: { required: true, mutable: true },
    lastUpdateTime: { required: true, mutable: true },
    phoneNumber: { required: true, mutable: true },
    email: { required: false, mutable: true },
  },
  multifactor: { mode: 'OFF' },
});
