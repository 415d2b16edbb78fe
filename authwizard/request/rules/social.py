"""Rules for social providers and their credentials."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final

from ..paths import ABSENT, Path
from ..private_key import key_text
from .catalogue import Finding, rule
from .oauth import DOMAIN, OAUTH, SCOPES
from .pools import ATTRIBUTES
from .target import ENVIRONMENT
from .view import PROVIDERS, SOCIAL, View

_BASIC: Final = ("ClientId", "ClientSecret")
CREDENTIALS: Final = {
    "Facebook": _BASIC,
    "Google": _BASIC,
    "LoginWithAmazon": _BASIC,
    "SignInWithApple": ("ClientId", "TeamId", "KeyId", "PrivateKey"),
}
"""What each provider needs."""

_COMMON: Final = frozenset({"EMAIL", "NAME"})
_NAMES: Final = frozenset({"FAMILY_NAME", "GIVEN_NAME"})
_PERSON: Final = frozenset({"BIRTHDATE", "GENDER", "PICTURE"})
SUPPLIES: Final = {
    "Facebook": _COMMON | _NAMES | _PERSON | {"MIDDLE_NAME", "UPDATED_AT"},
    "Google": _COMMON | _NAMES | _PERSON | {"PHONE_NUMBER"},
    "LoginWithAmazon": _COMMON | {"LOCALE"},
    "SignInWithApple": _COMMON | _NAMES,
}
"""The attributes that each provider can supply (amplify-cli, string-maps.js attributeProviderMap)."""

GOOGLE_ID: Final[Path] = (*SOCIAL, "Google", "ClientId")
AMAZON_ID: Final[Path] = (*SOCIAL, "LoginWithAmazon", "ClientId")
FACEBOOK_ID: Final[Path] = (*SOCIAL, "Facebook", "ClientId")
APPLE_ID: Final[Path] = (*SOCIAL, "SignInWithApple", "ClientId")
TEAM_ID: Final[Path] = (*SOCIAL, "SignInWithApple", "TeamId")
KEY_ID: Final[Path] = (*SOCIAL, "SignInWithApple", "KeyId")
PRIVATE_KEY: Final[Path] = (*SOCIAL, "SignInWithApple", "PrivateKey")


def _gaps(view: View) -> Iterator[Path]:
    """Yield the credentials that are missing or empty."""
    for provider in view.providers():
        for name in CREDENTIALS[provider]:
            path = (*SOCIAL, provider, name)
            if view.get(path) in (ABSENT, ""):
                yield path


@rule(
    "social-incomplete", "ERROR-COGNITO", "C",
    "The provider lacks this credential.",
    "Fill in every credential of the provider, or turn it off.",
    source="amplify-cli #8266, #11986; amplify-studio #472; IDP CreateIdentityProvider ProviderDetails",
)  # fmt: skip
def social_incomplete(view: View) -> Iterator[Finding]:
    yield from _gaps(view)


@rule(
    "social-incomplete-update", "WARNING", "U",
    "The provider lacks this credential and is skipped.",
    "Fill it in. Apple's private key may be left out only if the service keeps it, which is not documented.",
    source="CLI hostedUIProviderLambda.js; headless add.ts",
)  # fmt: skip
def social_incomplete_update(view: View) -> Iterator[Finding]:
    yield from _gaps(view)


@rule(
    "social-needs-oauth-domain", "WARNING", "C",
    "Social sign-in works only through the hosted sign-in page, which needs a domain.",
    "Set the domain prefix in the OAuth step.",
    source="CDG cognito-user-pools-social-idp",
)  # fmt: skip
def social_needs_oauth_domain(view: View) -> Iterator[Finding]:
    if view.providers() and view.get(DOMAIN) is ABSENT:
        yield SOCIAL


@rule(
    "social-openid", "INFO", "CU",
    "Social providers are set up without the scope OPENID.",
    "Add OPENID if your app wants an ID token.",
    source="no documented limit beyond scopes-openid",
)  # fmt: skip
def social_openid(view: View) -> Iterator[Finding]:
    if view.providers() and view.lacks(SCOPES, "OPENID"):
        yield SCOPES


@rule(
    "social-attr-missing", "WARNING", "C",
    "A required attribute is one that the provider does not supply, so that its users cannot sign in.",
    "Do not require the attribute, or turn the provider off.",
    source="CDG cognito-user-pools-specifying-attribute-mapping; CLI string-maps.js attributeProviderMap",
)  # fmt: skip
def social_attr_missing(view: View) -> Iterator[Finding]:
    for provider in view.providers():
        missing = [name for _, name in view.items(ATTRIBUTES) if name not in SUPPLIES[provider]]
        if missing:
            names = ", ".join(dict.fromkeys(missing))
            yield (*SOCIAL, provider), f"{provider} does not supply {names}: its users could not sign in."


@rule(
    "social-update-removes", "WARNING", "U",
    "A provider that the backend has is left out, and an update deletes it.",
    "Add the provider with its credentials, unless you want it gone.",
    source="CLI hostedUIProviderLambda.js handleEvent",
)  # fmt: skip
def social_update_removes(view: View) -> Iterator[Finding]:
    before = view.founded()
    if before is None or not view.has(OAUTH):
        return
    gone = [name for name in before.providers() if view.get((*SOCIAL, name)) is ABSENT]
    if gone:
        yield SOCIAL, f"The backend has {', '.join(gone)}, which this update leaves out and so deletes."


@rule(
    "google-client-id", "WARNING", "CU",
    "This does not look like a Google client ID.",
    "Google's IDs for web applications end in .apps.googleusercontent.com.",
    source="IDP CreateIdentityProviderRequest.ProviderDetails",
)  # fmt: skip
def google_client_id(view: View) -> Iterator[Finding]:
    identifier = view.text(GOOGLE_ID)
    if identifier and not identifier.endswith(".apps.googleusercontent.com"):
        yield GOOGLE_ID


@rule(
    "amazon-client-id", "WARNING", "CU",
    "This does not look like a client ID of Login with Amazon.",
    "Its IDs start with amzn1.application-oa2-client.",
    source="IDP CreateIdentityProviderRequest.ProviderDetails",
)  # fmt: skip
def amazon_client_id(view: View) -> Iterator[Finding]:
    identifier = view.text(AMAZON_ID)
    if identifier and not identifier.startswith("amzn1.application-oa2-client."):
        yield AMAZON_ID


@rule(
    "facebook-app-id", "INFO", "CU",
    "Facebook App IDs are usually digits alone.",
    "Compare it with your app's dashboard; no limit is documented.",
    source="no documented limit",
)  # fmt: skip
def facebook_app_id(view: View) -> Iterator[Finding]:
    identifier = view.text(FACEBOOK_ID)
    if identifier and not re.fullmatch("[0-9]+", identifier):
        yield FACEBOOK_ID


@rule(
    "apple-services-id", "INFO", "CU",
    "This does not look like a Services ID.",
    "Use the Services ID, e.g. com.example.signin.",
    source="IDP CreateIdentityProviderRequest.ProviderDetails; CDG cognito-user-pools-social-idp",
)  # fmt: skip
def apple_services_id(view: View) -> Iterator[Finding]:
    identifier = view.text(APPLE_ID)
    if identifier and "." not in identifier:
        yield APPLE_ID


def _is_apple_id(text: str | None) -> bool:
    return not text or re.fullmatch("[A-Z0-9]{10}", text) is not None


@rule(
    "apple-team-id", "WARNING", "CU",
    "This does not look like an Apple team ID.",
    "Team IDs have 10 characters, capital letters and digits.",
    source="Apple, Generate and validate tokens",
)  # fmt: skip
def apple_team_id(view: View) -> Iterator[Finding]:
    if not _is_apple_id(view.text(TEAM_ID)):
        yield TEAM_ID


@rule(
    "apple-key-id", "WARNING", "CU",
    "This does not look like an Apple key ID.",
    "Key IDs have 10 characters, capital letters and digits.",
    source="Apple, Generate and validate tokens",
)  # fmt: skip
def apple_key_id(view: View) -> Iterator[Finding]:
    if not _is_apple_id(view.text(KEY_ID)):
        yield KEY_ID


@rule(
    "apple-key-not-key", "ERROR-COGNITO", "CU",
    "This is not a private key.",
    "Give the contents of the .p8 file, not its path.",
    source="amplify-cli #8939, #9478",
)  # fmt: skip
def apple_key_not_key(view: View) -> Iterator[Finding]:
    key = view.text(PRIVATE_KEY)
    if key and not _is_key(key):
        yield PRIVATE_KEY


def _is_key(text: str) -> bool:
    """Whether a text is base64, with or without PEM's lines, and no path."""
    if text.strip().startswith(("/", "~", ".")):
        return False
    try:
        return bool(base64.b64decode(key_text(text), validate=True))
    except (binascii.Error, ValueError):
        return False


@rule(
    "apple-key-headers", "WARNING", "CU",
    "The private key has BEGIN and END lines or line breaks, and with them deployments have failed.",
    "Send only the text between those lines, on one line.",
    source="amplify-studio #792; CLI extract-apple-private-key.ts",
)  # fmt: skip
def apple_key_headers(view: View) -> Iterator[Finding]:
    key = view.text(PRIVATE_KEY)
    if key and any(mark in key for mark in ("-----", "\n", "\r")):
        yield PRIVATE_KEY


@rule(
    "idp-redirect", "INFO", "CU",
    "Each provider must know Cognito's redirect URI.",
    "Register https://<prefix>-<environment>.auth.<region>.amazoncognito.com/oauth2/idpresponse there.",
    source="CDG cognito-user-pools-social-idp; the suffix from CLI auth-cognito-stack-builder.ts",
)  # fmt: skip
def idp_redirect(view: View) -> Iterator[Finding]:
    if view.providers():
        prefix = _in_address(view, DOMAIN, "prefix")
        environment = _in_address(view, ENVIRONMENT, "environment")
        host = f"{prefix}-{environment}.auth.<region>.amazoncognito.com"
        yield SOCIAL, f"Each provider must know Cognito's redirect URI, https://{host}/oauth2/idpresponse."


def _in_address(view: View, path: Path, name: str) -> str:
    """Return a text that can stand in an address; where there is none, `name` in angle brackets."""
    text = view.text(path)
    return text if text and re.fullmatch("[A-Za-z0-9-]{1,63}", text) else f"<{name}>"


assert set(CREDENTIALS) == set(SUPPLIES) == set(PROVIDERS)
