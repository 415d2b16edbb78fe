"""What Amplify Gen 1 makes of a request: the resources that every other target has to make as well.

Source: packages/amplify-category-auth of aws-amplify/amplify-cli @70049be (auth-request-adaptors.ts,
auth-defaults-appliers.ts, cognito-defaults.js, auth-cognito-stack-builder.ts, hostedUIProviderLambda.js), for a new
project, whose flags enableCaseInsensitivity and useEnabledMfas are on. `tests/request/test_resources.py` compares it
with what that code made of 150 requests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from . import places
from .fields import PROVIDERS, members
from .target import ENVIRONMENT, RESOURCE_NAME
from .tree import ABSENT, MemberPath, Tree, get, pool

Factor = Literal["SMS_MFA", "SOFTWARE_TOKEN_MFA"]

CODE: Final = "{####}"
"""What stands for the code in a message."""
VERIFICATION_TEXT: Final = "Your verification code is {####}"
VERIFICATION_SUBJECT: Final = "Your verification code"
SIGN_IN_TEXT: Final = "Your authentication code is {####}"
DEFAULT_LENGTH: Final = 8
"""Amplify's own texts and its least length of a password (cognito-defaults.js)."""
REFRESH_TOKEN_DAYS: Final = 30

_SIGN_IN: Final[Mapping[Any, tuple[str, ...]]] = {
    "EMAIL": ("email",),
    "PHONE_NUMBER": ("phone_number",),
    "EMAIL_AND_PHONE_NUMBER": ("email", "phone_number"),
}
_VERIFIED: Final[Mapping[Any, tuple[str, ...]]] = {"EMAIL": ("email",), "SMS": ("phone_number",)}
_FLOWS: Final = {"CODE": "code", "IMPLICIT": "implicit"}
_CLIENT_ENDINGS: Final = {"web": "_app_clientWeb", "native": "_app_client"}
_MOST_OF_A_NAME: Final = 128
"""The longest name of an app client (cognito-idp ClientNameType); its characters are those of a pool's."""
_SCOPES: Final = {"AWS_COGNITO_SIGNIN_USER_ADMIN": "aws.cognito.signin.user.admin"}
_COGNITO_NAMES: Final = {"ZONE_INFO": "zoneinfo"}
_DETAILS: Final = {
    "ClientId": "client_id",
    "ClientSecret": "client_secret",
    "TeamId": "team_id",
    "KeyId": "key_id",
    "PrivateKey": "private_key",
}


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """What a password must have; the length in characters."""

    minimum_length: int
    lowercase: bool
    numbers: bool
    symbols: bool
    uppercase: bool


@dataclass(frozen=True, slots=True)
class UserPool:
    """The user pool.

    Attributes:
        name: Its whole name.
        is_named: Whether the request names it.
        sign_in: The attributes that users sign in with, in Cognito's names; empty for a user name.
        required: The attributes that are required, in Cognito's names and the request's order.
        password: The password policy.
        mfa: OFF, OPTIONAL or ON.
        factors: The second factors that are enabled, SMS first; empty where MFA is OFF.
        verified: The attributes that are verified: one, or none.
        email_subject: The subject of the e-mail with the code; None where e-mail is not verified.
        email_message: Its text, likewise.
        has_sms: Whether Cognito is given a role to send text messages with.
        sms_verification: The text message that verifies; None where there is no SMS.
        sms_authentication: The text message that confirms a sign-in; None where there is no SMS.
    """

    name: str
    is_named: bool
    sign_in: tuple[str, ...]
    required: tuple[str, ...]
    password: PasswordPolicy
    mfa: str
    factors: tuple[Factor, ...]
    verified: tuple[str, ...]
    email_subject: str | None
    email_message: str | None
    has_sms: bool
    sms_verification: str | None
    sms_authentication: str | None


@dataclass(frozen=True, slots=True)
class OAuth:
    """What the hosted sign-in page gives the app clients.

    Attributes:
        flow: "code" or "implicit".
        scopes: Cognito's names, in the request's order.
        callback_urls: Where users land after sign-in.
        logout_urls: Where they land after sign-out; it may be empty.
        domain: The whole prefix of the domain; None where the request names none.
    """

    flow: str
    scopes: tuple[str, ...]
    callback_urls: tuple[str, ...]
    logout_urls: tuple[str, ...]
    domain: str | None


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """A social provider.

    Attributes:
        name: Its name and type in Cognito: Facebook, Google, LoginWithAmazon or SignInWithApple.
        path: Where it stands in the request.
        scopes: The scopes to ask for, in order.
        authorize_scopes: The same, as Cognito's authorize_scopes has them.
        mapping: The claim that each attribute is filled from; `username` is among them where the provider has one.
        details: For each of Cognito's names of its credentials, the name of the request's member.
    """

    name: str
    path: MemberPath
    scopes: tuple[str, ...]
    authorize_scopes: str
    mapping: Mapping[str, str]
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IdentityPool:
    """The identity pool: its whole name, whether that was made up, and whether guests get credentials."""

    name: str
    is_named: bool
    guests: bool


@dataclass(frozen=True, slots=True)
class Resources:
    """All that is made. There are two app clients, for the web and native, which differ in nothing but their names."""

    resource_name: str
    environment: str
    user_pool: UserPool
    oauth: OAuth | None
    providers: tuple[IdentityProvider, ...]
    identity_pool: IdentityPool | None

    @property
    def client_names(self) -> dict[str, str]:
        """The names of the app clients, "web" and "native", as Gen 1 ends them; what Cognito refuses is a `_`."""
        return {
            kind: _accepted(self.resource_name)[: _MOST_OF_A_NAME - len(ending)] + ending
            for kind, ending in _CLIENT_ENDINGS.items()
        }

    @property
    def supported_providers(self) -> tuple[str, ...]:
        """The names of the providers that a client with OAuth supports, Cognito's own last."""
        return (*(provider.name for provider in self.providers), "COGNITO")


def resources_of(tree: Tree, *, plain_names: bool = False) -> Resources:
    """Return what Gen 1 makes of the request of a creation that has no errors but what it does not say.

    Of that, names are made up of the resource's, as Gen 1 makes them up of the project's; where the environment is
    not known, nothing stands behind names.

    Args:
        tree: The request; secrets need not be in it.
        plain_names: Whether names stay as they are given; else the environment's name is put behind them, as Gen 1
            does it.
    """
    environment = str(get(tree, ENVIRONMENT, ""))
    resource = str(get(tree, RESOURCE_NAME, "")) or "auth"

    def named(name: str, separator: str) -> str:
        return name if plain_names or not environment else f"{name}{separator}{environment}"

    domain = get(tree, places.DOMAIN_PREFIX, None)
    return Resources(
        resource,
        environment,
        _user_pool(
            tree, named(get(tree, places.USER_POOL_NAME, None) or f"{_accepted(resource)}_userpool", "-")
        ),
        _oauth(tree, named(domain, "-") if domain else None),
        tuple(_provider(name, tree) for name in PROVIDERS if get(tree, (*places.SOCIAL, name)) is not ABSENT),
        _identity_pool(tree, named, f"{_accepted(resource)}_identitypool"),
    )


def cognito_name(attribute: str) -> str:
    """Return Cognito's name of a sign-up attribute; for the time zone the right one, which Gen 1 does not write."""
    return _COGNITO_NAMES.get(attribute, attribute.lower())


def _once(values: Iterable[str]) -> tuple[str, ...]:
    """Return values without those that come again, which Cognito refuses or does not need."""
    return tuple(dict.fromkeys(values))


def _accepted(name: str) -> str:
    """Return a name with a `_` for what none of Cognito's names may have."""
    return re.sub(r"[^\w\s+=,.@-]", "_", name, flags=re.ASCII)


def verification_of(tree: Tree) -> MemberPath:
    """Return the block that says how codes are sent: the deprecated one where the other is not given."""
    absent = get(tree, places.VERIFICATION_MESSAGE) is ABSENT
    return places.FORGOT_PASSWORD if absent else places.VERIFICATION_MESSAGE


def _user_pool(tree: Tree, name: str) -> UserPool:
    block = verification_of(tree)
    method = get(tree, (*block, "DeliveryMethod"), None)
    sign_in = _SIGN_IN.get(get(tree, places.SIGN_IN_METHOD, None), ())
    required = _once(map(cognito_name, get(tree, places.SIGN_UP_ATTRIBUTES, [])))
    verified = _VERIFIED.get(method, ())
    mfa = get(tree, places.MFA_MODE, "OFF")
    types = get(tree, places.MFA_TYPES, []) if mfa != "OFF" else []
    has_sms = "SMS" in types or "phone_number" in (*verified, *required, *sign_in)
    by_email = "email" in verified
    email = (*block, "EmailSettings")
    sms_text = get(tree, (*block, "SmsSettings", "SmsMessage"), VERIFICATION_TEXT)
    return UserPool(
        name,
        get(tree, places.USER_POOL_NAME, None) is not None,
        sign_in,
        required,
        _password(tree),
        mfa,
        _factors(types, has_sms=has_sms) if mfa != "OFF" else (),
        verified,
        get(tree, (*email, "EmailSubject"), VERIFICATION_SUBJECT) if by_email else None,
        get(tree, (*email, "EmailMessage"), VERIFICATION_TEXT) if by_email else None,
        has_sms,
        (sms_text if method == "SMS" else VERIFICATION_TEXT) if has_sms else None,
        get(tree, places.MFA_SMS, SIGN_IN_TEXT) if has_sms else None,
    )


def _factors(types: list[str], *, has_sms: bool) -> tuple[Factor, ...]:
    """Return the second factors: wherever SMS is set up at all, it is one of them."""
    sms: tuple[Factor, ...] = ("SMS_MFA",) if has_sms else ()
    return (*sms, "SOFTWARE_TOKEN_MFA") if "TOTP" in types else sms


def _password(tree: Tree) -> PasswordPolicy:
    kinds = get(tree, places.CONSTRAINTS, [])
    return PasswordPolicy(
        int(get(tree, places.MINIMUM_LENGTH, DEFAULT_LENGTH)),
        lowercase="REQUIRE_LOWERCASE" in kinds,
        numbers="REQUIRE_DIGIT" in kinds,
        symbols="REQUIRE_SYMBOL" in kinds,
        uppercase="REQUIRE_UPPERCASE" in kinds,
    )


def _oauth(tree: Tree, domain: str | None) -> OAuth | None:
    if not get(tree, places.OAUTH, None):
        return None
    return OAuth(
        _FLOWS[get(tree, places.GRANT_TYPE, "CODE")],
        _once(_SCOPES.get(scope, scope.lower()) for scope in get(tree, places.SCOPES, [])),
        _once(get(tree, places.SIGN_IN_URIS, [])),
        _once(get(tree, places.SIGN_OUT_URIS, [])),
        domain,
    )


def _provider(name: str, tree: Tree) -> IdentityProvider:
    """Map what is required and the provider knows, and the user name; ask for the scopes of just these."""
    declared = PROVIDERS[name].provider
    assert declared is not None
    required = get(tree, places.SIGN_UP_ATTRIBUTES, [])
    claims = {cognito_name(each): declared.claims[each] for each in required if each in declared.claims}
    if declared.username:
        claims["username"] = declared.username
    scopes = tuple(dict.fromkeys([*declared.scopes, *(claim.scope for claim in claims.values())]))
    path: MemberPath = (*places.SOCIAL, name)
    return IdentityProvider(
        name,
        path,
        scopes,
        declared.separator.join(scopes),
        {attribute: claim.name for attribute, claim in claims.items()},
        {_DETAILS[member]: member for member in members(pool("OAuth", "SocialProviderSettings", name))},
    )


def _identity_pool(tree: Tree, named: Callable[[str, str], str], made_up: str) -> IdentityPool | None:
    if get(tree, places.AUTH_RESOURCES, None) != "IDENTITY_POOL_AND_USER_POOL":
        return None
    name = get(tree, places.IDENTITY_POOL_NAME, None)
    guests = get(tree, places.GUEST_ACCESS, False)
    return IdentityPool(named(name or made_up, "__"), name is not None, guests)
