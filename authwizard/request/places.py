"""Where the members stand that code speaks of by name; everything else finds its members in the fields."""

from __future__ import annotations

from typing import Final

from .tree import MemberPath, config, pool

AUTH_RESOURCES: Final = config("AuthResources")
SERVICE: Final = config("Service")

IDENTITY_POOL: Final = config("IdentityPoolConfigs")
IDENTITY_POOL_NAME: Final = config("IdentityPoolConfigs", "IdentityPoolName")
GUEST_ACCESS: Final = config("IdentityPoolConfigs", "UnauthenticatedLogin")

USER_POOL_NAME: Final = pool("UserPoolName")
SIGN_IN_METHOD: Final = pool("SignInMethod")
SIGN_UP_ATTRIBUTES: Final = pool("RequiredSignUpAttributes")

MFA: Final = pool("Mfa")
MFA_MODE: Final = pool("Mfa", "MFAMode")
MFA_SETTINGS: Final = pool("Mfa", "Settings")
MFA_TYPES: Final = pool("Mfa", "Settings", "MfaTypes")
MFA_SMS: Final = pool("Mfa", "Settings", "SmsMessage")

OAUTH: Final = pool("OAuth")
DOMAIN_PREFIX: Final = pool("OAuth", "DomainPrefix")
GRANT_TYPE: Final = pool("OAuth", "OAuthGrantType")
SCOPES: Final = pool("OAuth", "OAuthScopes")
SIGN_IN_URIS: Final = pool("OAuth", "RedirectSignInURIs")
SIGN_OUT_URIS: Final = pool("OAuth", "RedirectSignOutURIs")

SOCIAL: Final = pool("OAuth", "SocialProviderSettings")
FACEBOOK_ID: Final[MemberPath] = (*SOCIAL, "Facebook", "ClientId")
GOOGLE_ID: Final[MemberPath] = (*SOCIAL, "Google", "ClientId")
AMAZON_ID: Final[MemberPath] = (*SOCIAL, "LoginWithAmazon", "ClientId")
APPLE: Final[MemberPath] = (*SOCIAL, "SignInWithApple")
APPLE_ID: Final[MemberPath] = (*APPLE, "ClientId")
APPLE_TEAM: Final[MemberPath] = (*APPLE, "TeamId")
APPLE_KEY_ID: Final[MemberPath] = (*APPLE, "KeyId")
APPLE_KEY: Final[MemberPath] = (*APPLE, "PrivateKey")

PASSWORD_POLICY: Final = pool("PasswordPolicy")
MINIMUM_LENGTH: Final = pool("PasswordPolicy", "MinimumLength")
CONSTRAINTS: Final = pool("PasswordPolicy", "AdditionalConstraints")

VERIFICATION_MESSAGE: Final = pool("VerificationMessage")
DELIVERY: Final = pool("VerificationMessage", "DeliveryMethod")
EMAIL_SUBJECT: Final = pool("VerificationMessage", "EmailSettings", "EmailSubject")
EMAIL_MESSAGE: Final = pool("VerificationMessage", "EmailSettings", "EmailMessage")
SMS_MESSAGE: Final = pool("VerificationMessage", "SmsSettings", "SmsMessage")
FORGOT_PASSWORD: Final = pool("ForgotPassword")
FORGOT_PASSWORD_DELIVERY: Final = pool("ForgotPassword", "DeliveryMethod")
