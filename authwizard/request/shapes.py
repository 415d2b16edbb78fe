"""The structures of CreateBackendAuth and UpdateBackendAuth: every member, declared once.

Both operations share every structure; a marker says where they differ. Each is a TypedDict that pydantic validates:
an absent member is not null, and the API's names need no aliases. Names, types, enums and required members are those of the service's model (botocore,
amplifybackend 2020-08-11), and a test compares them. Members stand in the order in which a form asks for them.
"""

from __future__ import annotations

from typing import Annotated, Final, TypeVar

from typing_extensions import TypedDict  # pydantic wants this one before Python 3.12

from .choices import (
    AUTH_RESOURCES,
    CONSTRAINTS,
    DELIVERY,
    GRANT_TYPES,
    MFA_MODES,
    MFA_TYPES,
    SCOPES,
    SERVICES,
    SIGN_IN_METHODS,
    SIGN_UP_ATTRIBUTES,
)
from .markers import (
    CREATE,
    About,
    AtMost,
    Between,
    Block,
    Length,
    Meanings,
    NotEmpty,
    Number,
    Only,
    Pattern,
    Required,
    Secret,
    Sensitive,
)

MAX_REDIRECT_URIS: Final = 100
"""Most sign-in, and most sign-out addresses (cognito-idp CallbackURLsListType, LogoutURLsListType)."""

RedirectURI = Annotated[str, Length(1, 1024, "uri-length")]

_POOL_NAME = r"[\w\s+=,.@-]{1,128}"
_Shape = TypeVar("_Shape", bound=type)


def _shape(structure: _Shape) -> _Shape:
    """Let pydantic take a structure strictly: no unknown members, no conversions.

    `pydantic.with_config` does the same; this way the declarations can be read without importing pydantic, so that
    the wizard's first screen does not wait for it.
    """
    structure.__pydantic_config__ = {"extra": "forbid", "strict": True}  # type: ignore[attr-defined]  # as with_config
    return structure


@_shape
class EmailSettings(TypedDict, total=False):
    """The e-mail that carries the code."""

    EmailSubject: Annotated[
        str,
        About(
            "E-mail subject",
            "The subject line of the e-mail with the code.",
            example="Your verification code",
        ),
        Length(1, 140, "subject-length"),
    ]
    EmailMessage: Annotated[
        str,
        About(
            "E-mail text",
            "The text of the e-mail; {####} stands for the code.",
            "Put {####} where the code goes. Line breaks and HTML are allowed. Cognito documents its own texts "
            "only for pools that send through your own Amazon SES, which this API cannot set.",
            "Welcome! Your verification code is {####}.",
            kind="message",
        ),
        Length(6, 20_000, "email-length"),
    ]


@_shape
class SmsSettings(TypedDict, total=False):
    """The text message that carries the code."""

    SmsMessage: Annotated[
        str,
        About(
            "SMS text",
            "The text message that users get; {####} stands for the code.",
            "Put {####} where the code goes, and keep it on one line.",
            "Your verification code is {####}",
            kind="message",
        ),
        Length(6, 140, "sms-length"),
    ]


@_shape
class VerificationMessage(TypedDict, total=False):
    """How users get the code that verifies their account and resets their password, and what it says."""

    DeliveryMethod: Annotated[
        str,
        DELIVERY,
        About(
            "Delivery method",
            "Whether codes are sent by e-mail or as a text message.",
            "Codes go to an address that the user has given: choose what your sign-in step asks for.",
            "EMAIL",
        ),
        Required("vm-delivery-required"),
    ]
    EmailSettings: Annotated[
        EmailSettings, About("E-mail message", "Subject and text of the e-mail."), Sensitive()
    ]
    SmsSettings: Annotated[SmsSettings, About("SMS message", "Text of the SMS."), Sensitive()]


@_shape
class ForgotPassword(TypedDict, total=False):
    """The deprecated twin of VerificationMessage; it never was a message of its own."""

    DeliveryMethod: Annotated[
        str,
        DELIVERY,
        About("Delivery method", "Whether codes are sent by e-mail or as a text message.", example="EMAIL"),
        Required("fp-delivery-required", CREATE),
    ]
    EmailSettings: Annotated[
        EmailSettings, About("E-mail message", "Subject and text of the e-mail."), Sensitive()
    ]
    SmsSettings: Annotated[SmsSettings, About("SMS message", "Text of the SMS."), Sensitive()]


@_shape
class MfaSettings(TypedDict, total=False):
    """The second factors and the text of the SMS that carries a code."""

    MfaTypes: Annotated[
        list[Annotated[str, MFA_TYPES]],
        About(
            "Second factors",
            "How users prove themselves after the password.",
            "A phone number that serves as second factor cannot also receive the code for a password reset.",
            ["TOTP"],
        ),
    ]
    SmsMessage: Annotated[
        str,
        About(
            "SMS text",
            "The text message with the sign-in code; {####} stands for the code.",
            "Used only when SMS is one of the second factors. Keep it on one line.",
            "Your authentication code is {####}",
            kind="message",
        ),
        Length(6, 140, "mfa-sms-length"),
    ]


@_shape
class Mfa(TypedDict, total=False):
    """Whether users confirm their sign-in with a second factor."""

    MFAMode: Annotated[
        str,
        MFA_MODES,
        About(
            "MFA mode",
            "Whether a second factor is off, optional or required.",
            "MFA protects users who sign in with a password; it does not apply to social sign-in. Once the pool "
            "exists, Amplify lets you change this only in part: decide before you create it.",
            "OPTIONAL",
        ),
        Required("mfa-mode-required", CREATE),
    ]
    Settings: Annotated[MfaSettings, About("MFA settings", "Second factors and the SMS text.")]


@_shape
class SocialProvider(TypedDict, total=False):
    """The credentials that a social provider gave you for your app."""

    ClientId: Annotated[
        str,
        About(
            "Client ID",
            "The public ID that the provider gave your app.",
            wire="client_id",
            example="1234567890",
            needed="needed by the provider",
        ),
    ]
    ClientSecret: Annotated[
        str,
        About(
            "Client secret",
            "The secret that the provider gave your app.",
            "Keep it out of files: name an environment variable or a file that holds it, and it is read when you "
            "export or submit.",
            wire="client_secret",
            needed="needed by the provider",
        ),
        Secret(),
    ]


@_shape
class AppleProvider(TypedDict, total=False):
    """The credentials that Apple gave you for Sign in with Apple."""

    ClientId: Annotated[
        str,
        About(
            "Services ID",
            "The Services ID of your app, not its App ID.",
            wire="client_id",
            example="com.example.signin",
            needed="needed by Apple",
        ),
    ]
    TeamId: Annotated[
        str,
        About(
            "Team ID",
            "The ten characters of your Apple developer team.",
            wire="team_id",
            example="A1B2C3D4E5",
            needed="needed by Apple",
        ),
    ]
    KeyId: Annotated[
        str,
        About(
            "Key ID",
            "The ten characters of the key that you made for Sign in with Apple.",
            wire="key_id",
            example="ABCDE12345",
            needed="needed by Apple",
        ),
    ]
    PrivateKey: Annotated[
        str,
        About(
            "Private key",
            "The contents of the .p8 file that Apple gave you.",
            "Paste the contents of the .p8 file, or name the file. Only the text between its BEGIN and END lines is "
            "sent, on one line.",
            wire="private_key",
            kind="key",
            needed="needed by Apple",
        ),
        Secret(),
    ]


@_shape
class SocialProviderSettings(TypedDict, total=False):
    """Sign-in with accounts that people already have."""

    Facebook: Annotated[
        SocialProvider,
        About("Facebook", "App ID and app secret from developers.facebook.com.", wire="Facebook"),
        Sensitive(),
        Block("Sign in with Facebook"),
    ]
    Google: Annotated[
        SocialProvider,
        About(
            "Google",
            "OAuth client ID and secret of type “Web application” from the Google Cloud console.",
            wire="Google",
        ),
        Sensitive(),
        Block("Sign in with Google"),
    ]
    LoginWithAmazon: Annotated[
        SocialProvider,
        About(
            "Login with Amazon",
            "Client ID and secret of a security profile from developer.amazon.com.",
            wire="LoginWithAmazon",
        ),
        Sensitive(),
        Block("Login with Amazon"),
    ]
    SignInWithApple: Annotated[
        AppleProvider,
        About(
            "Sign in with Apple",
            "Services ID, team ID, key ID and private key from developer.apple.com.",
            wire="SignInWithApple",
        ),
        Sensitive(),
        Block("Sign in with Apple"),
    ]


@_shape
class OAuth(TypedDict, total=False):
    """The hosted sign-in page (managed login) and what your app may get from it."""

    DomainPrefix: Annotated[
        str,
        About(
            "Domain prefix",
            "The first part of the sign-in page's address.",
            "The page's address becomes https://<prefix>-<environment>.auth.<region>.amazoncognito.com. It must be "
            "free in the region. The words aws, amazon and cognito are reserved.",
            "myapp-login",
        ),
        Pattern("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", "domain-format", 63),
    ]
    RedirectSignInURIs: Annotated[
        list[RedirectURI],
        About(
            "Sign-in redirect URIs",
            "Where users land after they have signed in.",
            "They must match what your app sends to the letter. https, except for localhost; app links such as "
            "myapp:// are accepted.",
            ["https://app.example.com/"],
        ),
        AtMost(MAX_REDIRECT_URIS),
        Required("oauth-required", CREATE),
    ]
    RedirectSignOutURIs: Annotated[
        list[RedirectURI],
        About(
            "Sign-out redirect URIs",
            "Where users land after they have signed out.",
            "The same form as the sign-in addresses.",
            ["https://app.example.com/"],
        ),
        AtMost(MAX_REDIRECT_URIS),
        Required("oauth-required", CREATE),
    ]
    OAuthGrantType: Annotated[
        str,
        GRANT_TYPES,
        About("Grant type", "How your app gets its tokens.", example="CODE"),
        Required("oauth-required", CREATE),
    ]
    OAuthScopes: Annotated[
        list[Annotated[str, SCOPES]],
        About(
            "Scopes",
            "What your app may ask for.",
            "What your app may learn and do with the tokens that it gets.",
            ["EMAIL", "OPENID"],
        ),
        Required("oauth-required", CREATE),
    ]
    SocialProviderSettings: Annotated[
        SocialProviderSettings,
        About("Social providers", "Sign-in with Facebook, Google, Amazon and Apple accounts."),
    ]


@_shape
class PasswordPolicy(TypedDict, total=False):
    """What a password must have."""

    MinimumLength: Annotated[
        float,
        Number(),
        About(
            "Minimum length",
            "The fewest characters that a password may have.",
            "Twelve or more is better; Cognito's own default is 8.",
            8,
        ),
        Between(6, 99, "pw-min-range"),
        Required("pw-min-required", CREATE),
    ]
    AdditionalConstraints: Annotated[
        list[Annotated[str, CONSTRAINTS]],
        About(
            "Required characters",
            "Kinds of character that every password must contain.",
            example=["REQUIRE_LOWERCASE", "REQUIRE_DIGIT"],
        ),
    ]


@_shape
class UserPoolConfigs(TypedDict, total=False):
    """The Amazon Cognito user pool: the directory of your users."""

    SignInMethod: Annotated[
        str,
        SIGN_IN_METHODS,
        About(
            "Sign-in method",
            "What users type to say who they are.",
            "It can never be changed on an existing pool.",
            "EMAIL",
        ),
        Required("userpool-create-required", CREATE),
        Only("userpool-create-only"),
    ]
    RequiredSignUpAttributes: Annotated[
        list[Annotated[str, SIGN_UP_ATTRIBUTES]],
        About(
            "Required sign-up attributes",
            "What every user must give when signing up; an empty list is allowed.",
            "They can never be changed on an existing pool: require only what you cannot do without.",
            ["EMAIL"],
        ),
        Required("userpool-create-required", CREATE),
        Only("userpool-create-only"),
    ]
    UserPoolName: Annotated[
        str,
        About(
            "User pool name",
            "The name of the user pool in the Cognito console.",
            "Amplify adds a hyphen and the environment's name.",
            "myapp_users",
        ),
        Required("userpool-create-required", CREATE),
        Only("userpool-create-only"),
        Pattern(_POOL_NAME, "pool-name-format", 128),
    ]
    Mfa: Annotated[
        Mfa,
        About("Multi-factor authentication", "Whether users confirm their sign-in with a second factor."),
        Block("Set multi-factor authentication"),
    ]
    OAuth: Annotated[
        OAuth,
        About("OAuth", "The hosted sign-in page and what your app may get from it.", wire="oAuth"),
        Block("Set up the hosted sign-in page (OAuth)"),
    ]
    PasswordPolicy: Annotated[
        PasswordPolicy, About("Password policy", "What a password must have."), Block("Set a password policy")
    ]
    VerificationMessage: Annotated[
        VerificationMessage,
        About(
            "Verification message",
            "How users get verification and password-reset codes, and what the message says.",
        ),
        Block("Set how verification codes are sent"),
    ]
    ForgotPassword: Annotated[
        ForgotPassword,
        About("Forgot password (deprecated)", "Deprecated: VerificationMessage took its place."),
        Block("Set the deprecated forgot-password message"),
    ]


@_shape
class IdentityPoolConfigs(TypedDict, total=False):
    """The Amazon Cognito identity pool: AWS credentials for your app's users."""

    IdentityPoolName: Annotated[
        str,
        About(
            "Identity pool name",
            "The name of the identity pool in the Cognito console.",
            "Amplify adds two underscores and the environment's name.",
            "myapp_identities",
        ),
        Required("idpool-members-required", CREATE),
        Only("idpool-name-create-only"),
        Pattern(_POOL_NAME, "idpool-name-format", 128),
    ]
    UnauthenticatedLogin: Annotated[
        bool,
        About(
            "Guest access",
            "Whether people who have not signed in get AWS credentials too.",
            "Anybody who has your app can get a guest's credentials: restrict the guest role to what is public.",
            False,
        ),
        Meanings("guests get AWS credentials too", "only signed-in users get AWS credentials"),
        Required("idpool-members-required", CREATE),
    ]


@_shape
class ResourceConfig(TypedDict, total=False):
    """What is set up: the user pool, and perhaps an identity pool."""

    AuthResources: Annotated[
        str,
        AUTH_RESOURCES,
        About(
            "Auth resources",
            "Whether there is an identity pool beside the user pool.",
            "In an update, say what the backend has: USER_POOL_ONLY drops an existing identity pool.",
            "USER_POOL_ONLY",
        ),
        Required("authresources-required"),
    ]
    Service: Annotated[
        str,
        SERVICES,
        About("Service", "The service behind it; Amazon Cognito is the only one.", example="COGNITO"),
        Required("service-required"),
    ]
    IdentityPoolConfigs: Annotated[
        IdentityPoolConfigs,
        About("Identity pool", "Name and guest access of the identity pool."),
        Block("Set up the identity pool in this request"),
    ]
    UserPoolConfigs: Annotated[
        UserPoolConfigs, About("User pool", "Everything about the user pool."), Required("userpool-required")
    ]


@_shape
class BackendAuthRequest(TypedDict, total=False):
    """The input of CreateBackendAuth and of UpdateBackendAuth."""

    AppId: Annotated[
        str,
        About(
            "App ID",
            "The ID of your Amplify app: d, then lower-case letters and digits.",
            "It stands in the Amplify console under App settings, and in the app's ARN.",
            "d1a2b3c4d5",
        ),
        Required("app-required"),
        NotEmpty("empty-id"),
        Pattern("d[a-z0-9]{1,19}", "app-id-format", 20),
    ]
    BackendEnvironmentName: Annotated[
        str,
        About(
            "Environment",
            "The backend environment, such as dev, staging or prod.",
            "Amplify's own names are 2 to 10 lower-case letters.",
            "dev",
        ),
        Required("env-required"),
        NotEmpty("empty-id"),
        Length(1, 255, "env-name-length"),
    ]
    ResourceName: Annotated[
        str,
        About(
            "Resource name",
            "The name of the auth resource in Amplify.",
            "In an update, the name of the auth resource that exists. Letters and digits.",
            "myauth",
        ),
        Required("resource-name-required"),
        NotEmpty("empty-id"),
    ]
    ResourceConfig: Annotated[
        ResourceConfig, About("Resource configuration", "What is set up."), Required("config-required")
    ]
