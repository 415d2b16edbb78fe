"""What each of the example files says as a request, whole, and what of it is not carried over."""

from typing import Final

from authwizard.request.tree import Tree

EMAIL: Final[Tree] = {
    "ResourceConfig": {
        "AuthResources": "IDENTITY_POOL_AND_USER_POOL",
        "IdentityPoolConfigs": {"IdentityPoolName": "testAuthIdentityPool", "UnauthenticatedLogin": False},
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "Mfa": {"MFAMode": "OFF"},
            "PasswordPolicy": {
                "AdditionalConstraints": [
                    "REQUIRE_LOWERCASE",
                    "REQUIRE_DIGIT",
                    "REQUIRE_SYMBOL",
                    "REQUIRE_UPPERCASE",
                ],
                "MinimumLength": 8,
            },
            "RequiredSignUpAttributes": [],
            "SignInMethod": "EMAIL",
            "UserPoolName": "authwithemail",
            "VerificationMessage": {
                "DeliveryMethod": "EMAIL",
                "EmailSettings": {
                    "EmailMessage": "Verification code: {####}",
                    "EmailSubject": "Verification code: {####}",
                },
            },
        },
    },
    "ResourceName": "authwithemail",
}
EMAIL_DROPPED: Final = (
    "mfaTypes",
    "smsAuthenticationMessage",
    "smsVerificationMessage",
    "resourceNameTruncated",
    "defaultPasswordPolicy",
    "aliasAttributes",
    "userpoolClientGenerateSecret",
    "userpoolClientRefreshTokenValidity",
    "userpoolClientWriteAttributes",
    "userpoolClientReadAttributes",
    "userpoolClientLambdaRole",
    "userpoolClientSetAttributes",
    "sharedId",
    "useDefault",
    "userPoolGroups",
    "userPoolGroupList",
    "adminQueries",
    "thirdPartyAuth",
    "authProviders",
    "usernameCaseSensitive",
    "useEnabledMfas",
)

FEDERATED: Final[Tree] = {
    "ResourceConfig": {
        "AuthResources": "IDENTITY_POOL_AND_USER_POOL",
        "IdentityPoolConfigs": {
            "IdentityPoolName": "authwithfederatedd9f06071_identitypool_d9f06071",
            "UnauthenticatedLogin": False,
        },
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "Mfa": {"MFAMode": "OFF"},
            "OAuth": {
                "DomainPrefix": "authwithfederatedd9f06071-d9f06071",
                "OAuthGrantType": "CODE",
                "OAuthScopes": ["PHONE", "EMAIL", "OPENID", "PROFILE", "AWS_COGNITO_SIGNIN_USER_ADMIN"],
                "RedirectSignInURIs": [
                    "http://localhost:3000/ui/components/authenticator/sign-in-federated/"
                ],
                "RedirectSignOutURIs": [
                    "http://localhost:3000/ui/components/authenticator/sign-in-federated/"
                ],
                "SocialProviderSettings": {"Facebook": {}, "Google": {}, "LoginWithAmazon": {}},
            },
            "PasswordPolicy": {"AdditionalConstraints": [], "MinimumLength": 8},
            "RequiredSignUpAttributes": ["EMAIL"],
            "SignInMethod": "EMAIL",
            "UserPoolName": "authwithfederatedd9f06071_userpool_d9f06071",
            "VerificationMessage": {
                "DeliveryMethod": "EMAIL",
                "EmailSettings": {
                    "EmailMessage": "Your verification code is {####}",
                    "EmailSubject": "Your verification code",
                },
            },
        },
    },
    "ResourceName": "authwithfederatedd9f06071",
}
FEDERATED_DROPPED: Final = (
    "mfaTypes",
    "smsAuthenticationMessage",
    "smsVerificationMessage",
    "resourceNameTruncated",
    "defaultPasswordPolicy",
    "aliasAttributes",
    "userpoolClientGenerateSecret",
    "userpoolClientRefreshTokenValidity",
    "userpoolClientWriteAttributes",
    "userpoolClientReadAttributes",
    "userpoolClientLambdaRole",
    "userpoolClientSetAttributes",
    "sharedId",
    "useDefault",
    "hostedUIProviderMeta",
    "userPoolGroupList",
    "usernameCaseSensitive",
    "useEnabledMfas",
    "authRoleArn",
    "unauthRoleArn",
    "breakCircularDependency",
    "dependsOn",
)

ALL_SOCIAL: Final[Tree] = {
    "ResourceConfig": {
        "AuthResources": "IDENTITY_POOL_AND_USER_POOL",
        "IdentityPoolConfigs": {
            "IdentityPoolName": "extauth387063394_identitypool_87063394",
            "UnauthenticatedLogin": True,
        },
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "Mfa": {
                "MFAMode": "ON",
                "Settings": {"MfaTypes": ["SMS", "TOTP"], "SmsMessage": "Your authentication code is {####}"},
            },
            "OAuth": {
                "DomainPrefix": "extauth387063394-87063394",
                "OAuthGrantType": "CODE",
                "OAuthScopes": ["PHONE", "EMAIL", "OPENID", "PROFILE", "AWS_COGNITO_SIGNIN_USER_ADMIN"],
                "RedirectSignInURIs": ["https://localhost:3000/"],
                "RedirectSignOutURIs": ["https://localhost:3000/"],
                "SocialProviderSettings": {
                    "Facebook": {"ClientId": "sdcsdc", "ClientSecret": "bfdsvsr"},
                    "Google": {"ClientId": "avearver", "ClientSecret": "vcvereger"},
                    "LoginWithAmazon": {"ClientId": "vercvdsavcer", "ClientSecret": "revfdsavrtv"},
                    "SignInWithApple": {
                        "ClientId": "vfdvergver",
                        "KeyId": "vfdavervfer",
                        "PrivateKey": "vaveb",
                        "TeamId": "ervervre",
                    },
                },
            },
            "PasswordPolicy": {
                "AdditionalConstraints": [
                    "REQUIRE_LOWERCASE",
                    "REQUIRE_UPPERCASE",
                    "REQUIRE_DIGIT",
                    "REQUIRE_SYMBOL",
                ],
                "MinimumLength": 8,
            },
            "RequiredSignUpAttributes": ["EMAIL"],
            "SignInMethod": "USERNAME",
            "UserPoolName": "extauth387063394_userpool_87063394",
            "VerificationMessage": {
                "DeliveryMethod": "EMAIL",
                "EmailSettings": {
                    "EmailMessage": "Your verification code is {####}",
                    "EmailSubject": "Your verification code",
                },
            },
        },
    },
    "ResourceName": "extauth38706339487063394",
}
ALL_SOCIAL_DROPPED: Final = (
    "triggers",
    "userPoolGroups",
    "userPoolGroupList",
    "authProviders",
    "facebookAppId",
    "googleClientId",
    "amazonAppId",
    "appleAppId",
    "userpoolClientSetAttributes",
    "smsVerificationMessage",
    "resourceNameTruncated",
    "defaultPasswordPolicy",
    "userpoolClientGenerateSecret",
    "userpoolClientRefreshTokenValidity",
    "userpoolClientWriteAttributes",
    "userpoolClientReadAttributes",
    "userpoolClientLambdaRole",
    "sharedId",
    "authRoleArn",
    "unauthRoleArn",
    "useDefault",
    "thirdPartyAuth",
    "adminQueries",
    "selectedParties",
    "hostedUIProviderMeta",
    "verificationBucketName",
    "usernameCaseSensitive",
)

FOUR_PROVIDERS: Final[Tree] = {
    "ResourceConfig": {
        "AuthResources": "USER_POOL_ONLY",
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "OAuth": {
                "DomainPrefix": "${generateRandomShortId()}",
                "OAuthGrantType": "CODE",
                "OAuthScopes": ["EMAIL", "OPENID"],
                "RedirectSignInURIs": ["https://www.google.com/"],
                "RedirectSignOutURIs": ["https://www.nytimes.com/"],
                "SocialProviderSettings": {
                    "Facebook": {"ClientId": "${FACEBOOK_APP_ID}", "ClientSecret": "${FACEBOOK_APP_SECRET}"},
                    "Google": {"ClientId": "${GOOGLE_APP_ID}", "ClientSecret": "${GOOGLE_APP_SECRET}"},
                    "LoginWithAmazon": {
                        "ClientId": "${AMAZON_APP_ID}",
                        "ClientSecret": "${AMAZON_APP_SECRET}",
                    },
                    "SignInWithApple": {
                        "ClientId": "${APPLE_APP_ID}",
                        "KeyId": "${APPLE_KEY_ID}",
                        "PrivateKey": "${APPLE_PRIVATE_KEY}",
                        "TeamId": "${APPLE_TEAM_ID}",
                    },
                },
            },
            "RequiredSignUpAttributes": ["EMAIL"],
            "SignInMethod": "USERNAME",
            "VerificationMessage": {"DeliveryMethod": "EMAIL"},
        },
    },
    "ResourceName": "myAuthResource",
}
FOUR_PROVIDERS_DROPPED: Final = ()

PHONE_TOTP: Final[Tree] = {
    "ResourceConfig": {
        "AuthResources": "USER_POOL_ONLY",
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "Mfa": {
                "MFAMode": "OPTIONAL",
                "Settings": {"MfaTypes": ["TOTP"], "SmsMessage": "The verification code is {####}"},
            },
            "RequiredSignUpAttributes": ["EMAIL"],
            "SignInMethod": "PHONE_NUMBER",
        },
    },
    "ResourceName": "myAuthResource",
}
PHONE_TOTP_DROPPED: Final = ()
