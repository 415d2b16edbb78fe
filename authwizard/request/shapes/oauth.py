"""The hosted sign-in page and the social providers."""

from typing import Annotated, Final

from typing_extensions import TypedDict  # pydantic wants this one before Python 3.12

from ..choices import GRANT_TYPES, SCOPES
from ..markers import About, AtMost, Block, Length, Pattern, Provider, Required, Secret, Sensitive
from ..operation import CREATE
from .shape import shape

MAX_REDIRECT_URIS: Final = 100
"""Most sign-in, and most sign-out addresses (cognito-idp CallbackURLsListType, LogoutURLsListType)."""

_COMMON: Final = frozenset({"EMAIL", "NAME"})
_NAMES: Final = frozenset({"FAMILY_NAME", "GIVEN_NAME"})
_PERSON: Final = frozenset({"BIRTHDATE", "GENDER", "PICTURE"})
"""Sign-up attributes that providers have claims for (amplify-cli, string-maps.js attributeProviderMap)."""

RedirectURI = Annotated[str, Length(1, 1024, "uri-length")]


@shape
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


@shape
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


@shape
class SocialProviderSettings(TypedDict, total=False):
    """Sign-in with accounts that people already have."""

    Facebook: Annotated[
        SocialProvider,
        About(
            "Facebook",
            "App ID and app secret from developers.facebook.com.",
            wire="Facebook",
            unset="it is not offered",
        ),
        Sensitive(),
        Block("Sign in with Facebook"),
        Provider(_COMMON | _NAMES | _PERSON | {"MIDDLE_NAME", "UPDATED_AT"}),
    ]
    Google: Annotated[
        SocialProvider,
        About(
            "Google",
            "OAuth client ID and secret of type “Web application” from the Google Cloud console.",
            wire="Google",
            unset="it is not offered",
        ),
        Sensitive(),
        Block("Sign in with Google"),
        Provider(_COMMON | _NAMES | _PERSON | {"PHONE_NUMBER"}),
    ]
    LoginWithAmazon: Annotated[
        SocialProvider,
        About(
            "Login with Amazon",
            "Client ID and secret of a security profile from developer.amazon.com.",
            wire="LoginWithAmazon",
            unset="it is not offered",
        ),
        Sensitive(),
        Block("Login with Amazon"),
        Provider(_COMMON | {"LOCALE"}),
    ]
    SignInWithApple: Annotated[
        AppleProvider,
        About(
            "Sign in with Apple",
            "Services ID, team ID, key ID and private key from developer.apple.com.",
            wire="SignInWithApple",
            unset="it is not offered",
        ),
        Sensitive(),
        Block("Sign in with Apple"),
        Provider(_COMMON | _NAMES),
    ]


@shape
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
            unset="there is no sign-in page",
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
