"""The hosted sign-in page and the social providers."""

from typing import Annotated, Final

from typing_extensions import TypedDict  # pydantic wants this one before Python 3.12

from ..choices import GRANT_TYPES, SCOPES
from ..markers import About, AtMost, Block, Claim, Length, Pattern, Provider, Required, Secret, Sensitive
from ..operation import CREATE
from .shape import shape

MAX_REDIRECT_URIS: Final = 100
"""Most sign-in, and most sign-out addresses (cognito-idp CallbackURLsListType, LogoutURLsListType)."""

_FACEBOOK: Final = "public_profile"
"""The scope for all that Facebook says without a review of the app, but for the address."""

_KEEP_OUT: Final = (
    "Keep it out of files: name an environment variable or a file that holds it, and it is read when you export or "
    "submit."
)

RedirectURI = Annotated[str, Length(1, 1024, "uri-length")]


@shape
class FacebookProvider(TypedDict, total=False):
    """The credentials that Meta gave you for Facebook Login."""

    ClientId: Annotated[
        str,
        About(
            "App ID",
            "The number at the top of your app's dashboard at developers.facebook.com.",
            wire="client_id",
            example="1234567890123456",
            needed="needed by Facebook",
        ),
    ]
    ClientSecret: Annotated[
        str,
        About(
            "App secret",
            "It stands beside the App ID, under App settings, Basic.",
            _KEEP_OUT,
            wire="client_secret",
            needed="needed by Facebook",
        ),
        Secret("FACEBOOK_APP_SECRET", "facebook-app-secret.txt"),
    ]


@shape
class GoogleProvider(TypedDict, total=False):
    """The credentials that Google gave you for an OAuth client."""

    ClientId: Annotated[
        str,
        About(
            "Client ID",
            "It ends in .apps.googleusercontent.com.",
            wire="client_id",
            example="123456789012-example.apps.googleusercontent.com",
            needed="needed by Google",
        ),
    ]
    ClientSecret: Annotated[
        str,
        About(
            "Client secret",
            "It stands beside the client ID in the Google Cloud console.",
            _KEEP_OUT,
            wire="client_secret",
            needed="needed by Google",
        ),
        Secret("GOOGLE_CLIENT_SECRET", "google-client-secret.txt"),
    ]


@shape
class AmazonProvider(TypedDict, total=False):
    """The credentials of a security profile of Login with Amazon."""

    ClientId: Annotated[
        str,
        About(
            "Client ID",
            "The Client ID of your security profile; it starts with amzn1.application-oa2-client.",
            wire="client_id",
            example="amzn1.application-oa2-client.0123456789abcdef0123456789abcdef",
            needed="needed by Amazon",
        ),
    ]
    ClientSecret: Annotated[
        str,
        About(
            "Client secret",
            "The Client Secret of your security profile.",
            _KEEP_OUT,
            wire="client_secret",
            needed="needed by Amazon",
        ),
        Secret("AMAZON_CLIENT_SECRET", "amazon-client-secret.txt"),
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
            "Private key (.p8)",
            "The contents of the .p8 file that Apple gave you.",
            "Paste the contents of the .p8 file, or name the file. Only the text between its BEGIN and END lines is "
            "sent, on one line.",
            wire="private_key",
            kind="key",
            needed="needed by Apple",
        ),
        Secret("APPLE_PRIVATE_KEY", "AuthKey_XXXXXXXXXX.p8"),
    ]


@shape
class SocialProviderSettings(TypedDict, total=False):
    """Sign-in with accounts that people already have.

    Claims and scopes are those that Amplify asks for (amplify-cli, string-maps.js: attributeProviderMap,
    authorizeScopes).
    """

    Facebook: Annotated[
        FacebookProvider,
        About(
            "Facebook",
            "App ID and app secret from developers.facebook.com.",
            wire="Facebook",
            unset="not offered",
        ),
        Sensitive(),
        Block("Sign in with Facebook"),
        Provider(
            {
                "EMAIL": Claim("email", "email"),
                "NAME": Claim("name", _FACEBOOK),
                "GIVEN_NAME": Claim("first_name", _FACEBOOK),
                "FAMILY_NAME": Claim("last_name", _FACEBOOK),
                "MIDDLE_NAME": Claim("middle_name", _FACEBOOK),
                "BIRTHDATE": Claim("birthday", _FACEBOOK),
                "GENDER": Claim("gender", _FACEBOOK),
                "PICTURE": Claim("picture", _FACEBOOK),
                "UPDATED_AT": Claim("updated_at", _FACEBOOK),
            },
            "Valid OAuth Redirect URIs",
            username=Claim("id", _FACEBOOK),
            separator=",",
        ),
    ]
    Google: Annotated[
        GoogleProvider,
        About(
            "Google",
            "OAuth client ID and secret of type “Web application” from the Google Cloud console.",
            wire="Google",
            unset="not offered",
        ),
        Sensitive(),
        Block("Sign in with Google"),
        Provider(
            {
                "EMAIL": Claim("email", "email"),
                "PHONE_NUMBER": Claim("phoneNumbers", "profile"),
                "NAME": Claim("name", "profile"),
                "GIVEN_NAME": Claim("given_name", "profile"),
                "FAMILY_NAME": Claim("family_name", "profile"),
                "BIRTHDATE": Claim("birthdays", "profile"),
                "GENDER": Claim("genders", "profile"),
                "PICTURE": Claim("picture", "profile"),
            },
            "Authorized redirect URIs",
            username=Claim("sub", "profile"),
            scopes=("openid",),
        ),
    ]
    LoginWithAmazon: Annotated[
        AmazonProvider,
        About(
            "Login with Amazon",
            "Client ID and secret of a security profile from developer.amazon.com.",
            wire="LoginWithAmazon",
            unset="not offered",
        ),
        Sensitive(),
        Block("Login with Amazon"),
        Provider(
            {
                "EMAIL": Claim("email", "profile"),
                "NAME": Claim("name", "profile"),
                "LOCALE": Claim("postal_code", "postal_code"),
            },
            "Allowed Return URLs",
            username=Claim("user_id", "profile:user_id"),
        ),
    ]
    SignInWithApple: Annotated[
        AppleProvider,
        About(
            "Sign in with Apple",
            "Services ID, team ID, key ID and private key from developer.apple.com.",
            wire="SignInWithApple",
            unset="not offered",
        ),
        Sensitive(),
        Block("Sign in with Apple"),
        Provider(
            {
                "EMAIL": Claim("email", "email"),
                "NAME": Claim("name", "name"),
                "GIVEN_NAME": Claim("firstName", "name"),
                "FAMILY_NAME": Claim("lastName", "name"),
            },
            "Return URLs",
        ),
    ]


@shape
class OAuth(TypedDict, total=False):
    """The hosted sign-in page (managed login) and what your app may get from it."""

    DomainPrefix: Annotated[
        str,
        About(
            "Domain prefix",
            "The first part of the sign-in page's address; it must be free in the region.",
            "The page's address becomes https://<prefix>-<environment>.auth.<region>.amazoncognito.com. The words aws, "
            "amazon and cognito are reserved.",
            "myapp-login",
            needed="needed for the sign-in page",
            needed_update="",
            unset="there is no sign-in page",
            unset_update="what the backend has stays",
        ),
        Pattern("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", "domain-format", 63),
    ]
    RedirectSignInURIs: Annotated[
        list[RedirectURI],
        About(
            "Sign-in redirect URIs",
            "Where users land after signing in: https://…, or a link such as myapp://… that your app registers.",
            "They must match what your app sends to the letter. http is accepted for localhost alone.",
            ["https://app.example.com/"],
            needed="needed with the rest of OAuth",
        ),
        AtMost(MAX_REDIRECT_URIS),
        Required("oauth-required", CREATE, "Add at least one address."),
    ]
    RedirectSignOutURIs: Annotated[
        list[RedirectURI],
        About(
            "Sign-out redirect URIs",
            "Where users land after they have signed out; the same form as above.",
            "They must match what your app sends to the letter. The list may be empty.",
            ["https://app.example.com/"],
            needed="needed with the rest of OAuth",
        ),
        AtMost(MAX_REDIRECT_URIS),
        Required("oauth-required", CREATE, "Add the addresses; the list may also be empty."),
    ]
    OAuthGrantType: Annotated[
        str,
        GRANT_TYPES,
        About(
            "Grant type",
            "How your app gets its tokens.",
            example="CODE",
            needed="needed with the rest of OAuth",
        ),
        Required("oauth-required", CREATE, "Choose @CODE or @IMPLICIT."),
    ]
    OAuthScopes: Annotated[
        list[Annotated[str, SCOPES]],
        About(
            "Scopes",
            "What your app may ask for.",
            "What your app may learn and do with the tokens that it gets.",
            ["EMAIL", "OPENID"],
            needed="needed with the rest of OAuth",
        ),
        Required("oauth-required", CREATE, "Choose at least one scope."),
    ]
    SocialProviderSettings: Annotated[
        SocialProviderSettings,
        About("Social providers", "Sign-in with Facebook, Google, Amazon and Apple accounts."),
    ]
