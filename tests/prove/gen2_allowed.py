"""The differences between Gen 1 and Gen 2 that are meant: each with its reason, and as narrow as it can be said."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from authwizard.request import places
from authwizard.request.tree import ABSENT, get

from .pairs import Allowed, Difference, Pair

GENERATED_DOMAIN: Final = "generated0by0amplify"
"""What gen2.mjs gives as the hash that Amplify derives a domain from."""

_UNUSED_TEXT: Final = "The verification code to your new account is {####}"
"""aws-cdk-lib's own text (aws-cognito/lib/user-pool.js)."""
_OPTIONAL: Final = {"Required": False, "Mutable": True}
_TAGS: Final = {"amplify:friendly-name": "amplifyAuth"}
_SECRETS: Final = {
    "Facebook": {"client_id": "FACEBOOK_CLIENT_ID", "client_secret": "FACEBOOK_CLIENT_SECRET"},
    "Google": {"client_id": "GOOGLE_CLIENT_ID", "client_secret": "GOOGLE_CLIENT_SECRET"},
    "LoginWithAmazon": {
        "client_id": "LOGINWITHAMAZON_CLIENT_ID",
        "client_secret": "LOGINWITHAMAZON_CLIENT_SECRET",
    },
    "SignInWithApple": {
        "client_id": "SIWA_CLIENT_ID",
        "team_id": "SIWA_TEAM_ID",
        "key_id": "SIWA_KEY_ID",
        "private_key": "SIWA_PRIVATE_KEY",
    },
}
_FLOWS: Final = ("ALLOW_CUSTOM_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH")


def _added(resource: str, name: str, value: Callable[[Pair], Any]) -> Callable[[Difference, Pair], bool]:
    """Return the test for a property that Gen 1 has not and that has one value; ABSENT stands for none allowed."""

    def covers(it: Difference, pair: Pair) -> bool:
        return (it.resource, it.name, it.gen1) == (resource, name, ABSENT) and it.target == value(pair)

    return covers


def _gen1(pair: Pair, resource: str) -> Mapping[str, Any]:
    return pair.expected.get(resource, {})


def _sign_in(pair: Pair) -> Any:
    return get(pair.request, places.SIGN_IN_METHOD)


def _template(it: Difference, pair: Pair) -> bool:
    """Cover the texts of Gen 1; for e-mail that Gen 1 does not verify, none, and for unused SMS the construct's own."""
    pool = _gen1(pair, "UserPool")
    wanted = {
        "DefaultEmailOption": "CONFIRM_WITH_CODE",
        "SmsMessage": pool.get("SmsVerificationMessage", _UNUSED_TEXT),
    }
    for name, text in (
        ("EmailMessage", "EmailVerificationMessage"),
        ("EmailSubject", "EmailVerificationSubject"),
    ):
        if text in pool:
            wanted[name] = pool[text]
    return (it.resource, it.name, it.gen1, it.target) == (
        "UserPool",
        "VerificationMessageTemplate",
        ABSENT,
        wanted,
    )


def _recovery(pair: Pair) -> Any:
    """Return the recovery by e-mail, where that alone is verified: so Cognito would choose the same."""
    by_email = _gen1(pair, "UserPool").get("AutoVerifiedAttributes") == ["email"]
    if not by_email or _sign_in(pair) not in ("EMAIL", "USERNAME"):
        return ABSENT
    return {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]}


def _optional_attributes(it: Difference, pair: Pair) -> bool:
    """Cover what users log in with stated as not required, beside just what Gen 1 requires."""
    if (it.resource, it.name) != ("UserPool", "Schema") or not isinstance(it.target, list):
        return False
    required = [] if it.gen1 is ABSENT else it.gen1
    names = {each["Name"] for each in required}
    return any(
        _same_items(it.target, [*required, *({**_OPTIONAL, "Name": name} for name in logins - names)])
        for logins in _logins_of(pair)
    )


def _logins_of(pair: Pair) -> tuple[set[str], ...]:
    """Return what `loginWith` can have: it needs one, so for user names it has one of the two."""
    sign_in = _gen1(pair, "UserPool").get("UsernameAttributes")
    return (set(sign_in),) if sign_in else ({"email"}, {"phone_number"})


def _same_items(one: list[Any], other: list[Any]) -> bool:
    return sorted(map(_text, one)) == sorted(map(_text, other))


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _email_mapping(it: Difference, pair: Pair) -> bool:
    """Cover `email` beside just what Gen 1 maps, where nobody signs in with a phone number."""
    if not it.resource.startswith("IdP.") or it.name != "AttributeMapping" or it.gen1 is ABSENT:
        return False
    signs_in = _sign_in(pair) in ("EMAIL", "USERNAME")
    return signs_in and "email" not in it.gen1 and it.target == {**it.gen1, "email": "email"}


def _empty_mapping(it: Difference, pair: Pair) -> bool:
    return (it.resource, it.name, it.gen1, it.target) == (
        "IdP.SignInWithApple",
        "AttributeMapping",
        {},
        ABSENT,
    )


def _credentials(it: Difference, pair: Pair) -> bool:
    names = _SECRETS.get(it.resource.removeprefix("IdP."), {})
    wanted = {key: f"secret:{name}" for key, name in names.items()}
    return it.resource.startswith("IdP.") and it.name == "credentials" and it.target == wanted


def _no_logins(pair: Pair) -> Any:
    """Return the statement that no provider is known, where there is none; with any, nothing may be stated."""
    return ABSENT if any(name.startswith("IdP.") for name in pair.expected) else {}


def _forced_identity_pool(it: Difference, pair: Pair) -> bool:
    wanted = {"AllowUnauthenticatedIdentities": False, "clients": 1}
    only_here = "IdentityPool" not in pair.expected and it.resource == "IdentityPool"
    return only_here and _text(it.target) == _text(wanted.get(it.name, ""))


def _one_client(it: Difference, pair: Pair) -> bool:
    return (it.resource, it.name, it.gen1, it.target) == ("IdentityPool", "clients", 2, 1)


def _without_sms(pair: Pair) -> Any:
    return ABSENT if "SmsConfiguration" in _gen1(pair, "UserPool") else _UNUSED_TEXT


def _generated_domain(it: Difference, pair: Pair) -> bool:
    asked = get(pair.request, places.DOMAIN_PREFIX) is not ABSENT or not get(pair.request, places.OAUTH, None)
    return not asked and (it.resource, it.name, it.target) == ("Domain", "Domain", GENERATED_DOMAIN)


ALLOWED: Final = (
    Allowed(
        "template of messages",
        "the construct states the texts a second time, in the place that Cognito reads; they are Gen 1's",
        _template,
    ),
    Allowed(
        "text for SMS that Gen 1 does not send",
        "the construct's own default, where Gen 1 states none and no SMS is sent",
        _added("UserPool", "SmsVerificationMessage", _without_sms),
    ),
    Allowed(
        "account recovery",
        "by e-mail, stated; Gen 1 leaves the choice to Cognito, which has no other where e-mail alone is verified",
        _added("UserPool", "AccountRecoverySetting", _recovery),
    ),
    Allowed(
        "self sign-up",
        "stated; Cognito's default, which Gen 1 leaves",
        _added("UserPool", "AdminCreateUserConfig", lambda _: {"AllowAdminCreateUserOnly": False}),
    ),
    Allowed(
        "optional attributes",
        "e-mail or phone number as not required: else signing in with it would make it required",
        _optional_attributes,
    ),
    Allowed("tags of the user pool", "Amplify's own", _added("UserPool", "UserPoolTags", lambda _: _TAGS)),
    Allowed(
        "tags of the identity pool",
        "Amplify's own",
        _added(
            "IdentityPool", "IdentityPoolTags", lambda _: [{"Key": k, "Value": v} for k, v in _TAGS.items()]
        ),
    ),
    Allowed(
        "hidden user existence",
        "the construct hides whether a user exists; Gen 1 leaves it",
        _added("Client", "PreventUserExistenceErrors", lambda _: "ENABLED"),
    ),
    Allowed(
        "authentication flows",
        "stated: Cognito's own default",
        _added("Client", "ExplicitAuthFlows", lambda _: list(_FLOWS)),
    ),
    Allowed("generated domain", "Gen 2 makes one where the request names none", _generated_domain),
    Allowed("credentials as secrets", "by the names that amplify gen2-migration gives them", _credentials),
    Allowed(
        "mapped e-mail", "Gen 2 maps it where users sign in with it; Gen 1 only if required", _email_mapping
    ),
    Allowed("empty mapping of Apple", "left out: it maps nothing", _empty_mapping),
    Allowed(
        "no provider known to the identity pool",
        "the construct states that there is none",
        _added("IdentityPool", "SupportedLoginProviders", _no_logins),
    ),
    Allowed(
        "identity pool beside", "defineAuth always makes one; guests are shut out", _forced_identity_pool
    ),
    Allowed("one app client", "Gen 2 makes one; Gen 1 a web and a native one, which are alike", _one_client),
)
