// Made by authwizard from a CreateBackendAuth request of Amplify Gen 1.
//
// Not carried over:
// - AppId: It is not in the files, nor is ResourceName: app and branch are chosen when you deploy.
// - UserPoolClient: Gen 1 makes two app clients, for the web and native, equal but for their names.
//   Here is one, for both.
// - AuthResources: Gen 2 makes an identity pool and two roles even for USER_POOL_ONLY; `ampx` fails
//   without. It lets no guests in.
//
// Added, or otherwise than in Gen 1:
// - DeletionPolicy: The user pool stays when its stack or sandbox is deleted; Gen 1 deletes it.
// - AccountRecoverySetting: Passwords are recovered by e-mail alone. Gen 1 leaves it to Cognito,
//   which prefers SMS.
// - SmsVerificationMessage: No SMS is sent, but Gen 2 writes a text of its own for it; Gen 1 writes
//   none.
// - PreventUserExistenceErrors: ENABLED: a failed sign-in does not tell whether the user exists.
//   Gen 1 leaves Cognito's default.
// - SupportedLoginProviders: Gen 2's identity pool takes tokens of the social providers, too; Gen
//   1's only those of the user pool.
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
// - SocialProviderSettings: Each provider has to know the redirect address:
//   https://myapp-login-dev.auth.<region>.amazoncognito.com/oauth2/idpresponse, with your region
//   for <region>.
// - amplify/backend.ts: If the project has one already, add what is in this one; there can be only
//   one defineAuth.
// - OAuth.DomainPrefix: Every branch and sandbox asks for this domain, and only one gets it; the
//   others fail. Give each its own.
//
// Secrets to set before you deploy, for a branch in Amplify's console, for a sandbox so:
//   npx ampx sandbox secret set FACEBOOK_CLIENT_ID
//     Facebook.ClientId: 1234567890123456
//   npx ampx sandbox secret set FACEBOOK_CLIENT_SECRET
//   npx ampx sandbox secret set GOOGLE_CLIENT_ID
//     Google.ClientId: 123456789012-example.apps.googleusercontent.com
//   npx ampx sandbox secret set GOOGLE_CLIENT_SECRET
//   npx ampx sandbox secret set LOGINWITHAMAZON_CLIENT_ID
//     LoginWithAmazon.ClientId: amzn1.application-oa2-client.0123456789abcdef0123456789abcdef
//   npx ampx sandbox secret set LOGINWITHAMAZON_CLIENT_SECRET
//   npx ampx sandbox secret set SIWA_CLIENT_ID
//     SignInWithApple.ClientId: com.example.signin
//   npx ampx sandbox secret set SIWA_TEAM_ID
//     SignInWithApple.TeamId: A1B2C3D4E5
//   npx ampx sandbox secret set SIWA_KEY_ID
//     SignInWithApple.KeyId: ABCDE12345
//   npx ampx sandbox secret set SIWA_PRIVATE_KEY

import { defineAuth, secret } from '@aws-amplify/backend';

export const auth = defineAuth({
  loginWith: {
    email: {
      verificationEmailStyle: 'CODE',
      verificationEmailSubject: 'Your verification code',
      verificationEmailBody: (createCode) =>
        `Your verification code is ${createCode()}`,
    },
    externalProviders: {
      facebook: {
        clientId: secret('FACEBOOK_CLIENT_ID'),
        clientSecret: secret('FACEBOOK_CLIENT_SECRET'),
        scopes: ['email', 'public_profile'],
        attributeMapping: {
          email: 'email',
          custom: { username: 'id' },
        },
      },
      google: {
        clientId: secret('GOOGLE_CLIENT_ID'),
        clientSecret: secret('GOOGLE_CLIENT_SECRET'),
        scopes: ['openid', 'email', 'profile'],
        attributeMapping: {
          email: 'email',
          custom: { username: 'sub' },
        },
      },
      loginWithAmazon: {
        clientId: secret('LOGINWITHAMAZON_CLIENT_ID'),
        clientSecret: secret('LOGINWITHAMAZON_CLIENT_SECRET'),
        scopes: ['profile', 'profile:user_id'],
        attributeMapping: {
          email: 'email',
          custom: { username: 'user_id' },
        },
      },
      signInWithApple: {
        clientId: secret('SIWA_CLIENT_ID'),
        teamId: secret('SIWA_TEAM_ID'),
        keyId: secret('SIWA_KEY_ID'),
        privateKey: secret('SIWA_PRIVATE_KEY'),
        scopes: ['email'],
        attributeMapping: {
          email: 'email',
        },
      },
      scopes: ['OPENID', 'EMAIL', 'PROFILE', 'COGNITO_ADMIN'],
      callbackUrls: ['https://app.example.com/'],
      logoutUrls: ['https://app.example.com/'],
    },
  },
  userAttributes: {
    email: { required: true, mutable: true },
  },
  multifactor: { mode: 'OPTIONAL', totp: true },
});
