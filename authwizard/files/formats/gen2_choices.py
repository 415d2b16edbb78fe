"""What Gen 2's files have to decide, since its construct has other defaults and other limits than Gen 1.

Source: @aws-amplify/auth-construct 1.12.0 (construct.js, defaults.js), aws-cdk-lib 2.276.0 (aws-cognito user-pool.js,
user-pool-client.js); `make prove` runs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from authwizard.request.fields import PROVIDERS
from authwizard.request.resources import IdentityProvider, OAuth, PasswordPolicy, Resources, UserPool
from authwizard.request.tree import Tree, get

_EMAIL: Final = "email"
_PHONE: Final = "phone_number"
_MEANS_OPENID: Final = frozenset({"phone", "email", "profile"})
"""Scopes to which aws-cdk-lib adds openid."""

GEN2_PASSWORD: Final = PasswordPolicy(8, lowercase=True, numbers=True, symbols=True, uppercase=True)
"""What a password must have where nothing else is said."""

SECRET_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "Facebook": {"ClientId": "FACEBOOK_CLIENT_ID", "ClientSecret": "FACEBOOK_CLIENT_SECRET"},
    "Google": {"ClientId": "GOOGLE_CLIENT_ID", "ClientSecret": "GOOGLE_CLIENT_SECRET"},
    "LoginWithAmazon": {
        "ClientId": "LOGINWITHAMAZON_CLIENT_ID",
        "ClientSecret": "LOGINWITHAMAZON_CLIENT_SECRET",
    },
    "SignInWithApple": {
        "ClientId": "SIWA_CLIENT_ID",
        "TeamId": "SIWA_TEAM_ID",
        "KeyId": "SIWA_KEY_ID",
        "PrivateKey": "SIWA_PRIVATE_KEY",
    },
}
"""The names that `amplify gen2-migration` gives the credentials, by provider and member of the request."""


_KEY: Final = "the text between the BEGIN and END lines of the .p8 file, on one line"


@dataclass(frozen=True, slots=True)
class NamedSecret:
    """A credential that Gen 2 reads by name; `value` is that of an identifier, or what a key has to be, else None."""

    name: str
    member: str
    value: str | None


def logins_of(user_pool: UserPool) -> tuple[str, ...]:
    """Return the attributes to log in with: for user names the one that can be verified, since one must be there."""
    if user_pool.sign_in:
        return user_pool.sign_in
    by_phone = _PHONE in user_pool.verified or (not user_pool.verified and user_pool.has_sms)
    return (_PHONE,) if by_phone else (_EMAIL,)


def uses_email(user_pool: UserPool) -> bool:
    """Return whether `loginWith` has e-mail."""
    return _EMAIL in logins_of(user_pool)


def uses_phone(user_pool: UserPool) -> bool:
    """Return whether `loginWith` has the phone number."""
    return _PHONE in logins_of(user_pool)


def verifies_email(user_pool: UserPool) -> bool:
    """Return whether e-mail addresses are verified."""
    return _EMAIL in user_pool.verified


def needs_sms_role(user_pool: UserPool) -> bool:
    """Return whether SMS is set up where the construct makes no role for it."""
    return user_pool.has_sms and not uses_phone(user_pool) and "SMS_MFA" not in user_pool.factors


def keeps_recovery(user_pool: UserPool) -> bool:
    """Return whether Gen 2's account recovery, by e-mail alone, comes to the same as Cognito's own."""
    return logins_of(user_pool) == (_EMAIL,) and user_pool.verified == (_EMAIL,)


def adds_openid(oauth: OAuth) -> bool:
    """Return whether the construct would add the scope openid."""
    return "openid" not in oauth.scopes and bool(_MEANS_OPENID.intersection(oauth.scopes))


def adds_email(user_pool: UserPool, provider: IdentityProvider) -> bool:
    """Return whether the construct fills the e-mail address from a provider, which Gen 1 does not."""
    return maps_email(user_pool) and _EMAIL not in provider.mapping


def asks_for_email(provider: IdentityProvider) -> bool:
    """Return whether the scopes of a provider give the e-mail address."""
    declared = PROVIDERS[provider.name].provider
    return declared is not None and declared.claims["EMAIL"].scope in provider.scopes


def maps_email(user_pool: UserPool) -> bool:
    """Return whether the construct fills the e-mail address from every provider."""
    return uses_email(user_pool) and not uses_phone(user_pool)


def named_secrets(resources: Resources, tree: Tree) -> Iterator[NamedSecret]:
    """Yield every credential that has to be set before the files can be deployed."""
    for provider in resources.providers:
        for member, name in SECRET_NAMES[provider.name].items():
            value = _KEY if member == "PrivateKey" else None
            if member not in ("ClientSecret", "PrivateKey"):
                value = get(tree, (*provider.path, member), None)
            yield NamedSecret(name, f"{provider.name}.{member}", value)
