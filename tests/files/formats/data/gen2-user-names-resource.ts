// Made by authwizard from a CreateBackendAuth request of Amplify Gen 1.
//
// Not carried over:
// - AppId: It is not in the files: app and branch are chosen when you deploy. Nor is ResourceName,
//   and BackendEnvironmentName is only in the names.
// - AuthResources: Gen 2 makes an identity pool and two roles even for USER_POOL_ONLY; `ampx` fails
//   without. It lets no guests in.
// - UserPoolClient: Gen 1 makes two app clients, for the web and native, equal but for their names.
//   Here is one, for both.
//
// Added, or otherwise than in Gen 1:
// - DeletionPolicy: The user pool stays when its stack or sandbox is deleted; Gen 1 deletes it.
// - AccountRecoverySetting: Passwords are recovered by e-mail alone. Gen 1 leaves it to Cognito,
//   which prefers SMS.
// - SmsConfiguration: backend.ts makes a role for SMS: Gen 2 does so only with phone login or SMS
//   as second factor.
// - PreventUserExistenceErrors: ENABLED: a failed sign-in does not tell whether the user exists.
//   Gen 1 leaves Cognito's default.
// - RoleMappings: In Gen 2 a user's group may choose the role; Gen 1 has no groups here.
// - AdminCreateUserConfig: Gen 2 states this, ExplicitAuthFlows, VerificationMessageTemplate and
//   its tags, which changes nothing.
//
// Written in another way, since the target refuses it:
// - SignInMethod: defineAuth refuses USERNAME alone. E-mail login is written, and backend.ts makes
//   it user names.
// - RequiredSignUpAttributes.ZONE_INFO: Gen 1 writes zone_info, which Cognito refuses; here it is
//   zoneinfo.
//
// Cannot be changed later:
// - Mfa.MFAMode: CloudFormation, with which Gen 2 deploys, refuses to turn MFA to ON for a user
//   pool that exists.
// - SignInMethod: Users sign in with their user name.
// - RequiredSignUpAttributes: Which attributes are required: zoneinfo, updated_at, phone_number.
// - UsernameConfiguration: Upper and lower case are the same in user names, as in a new Gen 1
//   project; in an old one they may differ.
//
// Left to you:
// - amplify/backend.ts: If the project has one already, add what is in this one; there can be only
//   one defineAuth.
// - This makes new resources. The users of an existing Gen 1 pool are not in them, and Cognito
//   hands out no passwords; a deployed app moves with `amplify gen2-migration`.

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
