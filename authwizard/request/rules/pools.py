"""Rules for auth resources, the identity pool, the user pool, sign-in and required attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..operation import BOTH, CREATE, UPDATE
from ..places import (
    AUTH_RESOURCES,
    GUEST_ACCESS,
    IDENTITY_POOL,
    IDENTITY_POOL_NAME,
    SIGN_IN_METHOD,
    SIGN_UP_ATTRIBUTES,
    USER_POOL_NAME,
)
from ..target import ENVIRONMENT
from ..tree import ABSENT, MemberPath
from .catalogue import ERROR_API, ERROR_COGNITO, NOTE, WARNING, Finding, declare, rule
from .view import View

declare(
    "authresources-required", ERROR_API, BOTH,
    "@AuthResources is missing.",
    "Choose @USER_POOL_ONLY or @IDENTITY_POOL_AND_USER_POOL.",
    source="AB Create/UpdateBackendAuthResourceConfig.required",
)  # fmt: skip
declare(
    "service-required", ERROR_API, BOTH,
    "Service is missing.",
    "Choose @COGNITO, the only value.",
    source="AB Create/UpdateBackendAuthResourceConfig.required",
)  # fmt: skip
declare(
    "userpool-required", ERROR_API, BOTH,
    "@UserPoolConfigs is missing.",
    "Add it; in an update it may be empty.",
    source="AB Create/UpdateBackendAuthResourceConfig.required",
)  # fmt: skip
declare(
    "idpool-members-required", ERROR_API, CREATE,
    "The identity pool needs both its name and the choice on guest access.",
    "Give the one that is missing: @IdentityPoolName or @UnauthenticatedLogin.",
    source="AB CreateBackendAuthIdentityPoolConfig.required",
)  # fmt: skip
declare(
    "idpool-name-create-only", ERROR_API, UPDATE,
    "The identity pool's name can be set only when it is created.",
    "Remove it from the update.",
    source="AB UpdateBackendAuthIdentityPoolConfig",
)  # fmt: skip
declare(
    "idpool-name-format", ERROR_COGNITO, CREATE,
    "This is not a name that an identity pool can have.",
    "Use 1 to 128 letters, digits, spaces and _ + = , . @ -.",
    source="IDN IdentityPoolName; CDG limits",
)  # fmt: skip
declare(
    "userpool-create-required", ERROR_API, CREATE,
    "A new user pool needs this member.",
    "Give the pool's name, the sign-in method and the required attributes (an empty list is allowed).",
    source="AB CreateBackendAuthUserPoolConfig.required",
)  # fmt: skip
declare(
    "userpool-create-only", ERROR_API, UPDATE,
    "This was fixed when the user pool was created.",
    "Remove it from the update; to change it, make a new auth resource.",
    source="AB UpdateBackendAuthUserPoolConfig; CDG cognito-user-pool-updating",
)  # fmt: skip
declare(
    "pool-name-format", ERROR_COGNITO, CREATE,
    "This is not a name that a user pool can have.",
    "Use 1 to 128 letters, digits, spaces and _ + = , . @ -.",
    source="IDP UserPoolNameType; CLI supported-services.ts",
)  # fmt: skip


@rule(
    "idpool-name-cli", WARNING, CREATE,
    "The Amplify CLI does not allow this identity pool name.",
    "Use letters, digits and _ only.",
    source="CLI supported-services.ts, key identityPoolName",
)  # fmt: skip
def idpool_name_cli(view: View) -> Iterator[Finding]:
    name = view.sound(IDENTITY_POOL_NAME)
    if name and not re.fullmatch("[a-zA-Z0-9_]{1,128}", name):
        yield IDENTITY_POOL_NAME


@rule(
    "idpool-name-suffix", WARNING, CREATE,
    "With the environment's name behind it, the identity pool's name is too long.",
    "Amplify deploys it as <name>__<environment>: keep that within 128 characters.",
    source="CLI auth-cognito-stack-builder.ts; IDN IdentityPoolName",
)  # fmt: skip
def idpool_name_suffix(view: View) -> Iterator[Finding]:
    name, environment = view.sound(IDENTITY_POOL_NAME), view.text(ENVIRONMENT)
    if name and environment and len(name) + 2 + len(environment) > 128:
        yield IDENTITY_POOL_NAME


@rule(
    "idpool-config-missing", WARNING, CREATE,
    "An identity pool is asked for, and nothing is said about it.",
    "State its name and guest access; else a name is made up and guests stay out.",
    source="AB and REST mark it optional; CLI headless add.ts, CognitoIdentityPool",
)  # fmt: skip
def idpool_config_missing(view: View) -> Iterator[Finding]:
    if view.get(AUTH_RESOURCES) == "IDENTITY_POOL_AND_USER_POOL" and view.get(IDENTITY_POOL) is ABSENT:
        yield IDENTITY_POOL


@rule(
    "idpool-config-unused", WARNING, BOTH,
    "Identity pool settings have no effect with @USER_POOL_ONLY.",
    "Remove them, or choose @IDENTITY_POOL_AND_USER_POOL.",
    source="CLI auth-request-adaptors.ts",
)  # fmt: skip
def idpool_config_unused(view: View) -> Iterator[Finding]:
    if view.get(AUTH_RESOURCES) == "USER_POOL_ONLY" and view.has(IDENTITY_POOL):
        yield IDENTITY_POOL


@rule(
    "idpool-removal", WARNING, UPDATE,
    "This drops the identity pool that the backend has, with the identity IDs of its users.",
    "Keep @IDENTITY_POOL_AND_USER_POOL unless you want that.",
    source="CLI auth-request-adaptors.ts; auth-cognito-stack-builder.ts",
)  # fmt: skip
def idpool_removal(view: View) -> Iterator[Finding]:
    before = view.founded()
    had = before is not None and before.get(AUTH_RESOURCES) == "IDENTITY_POOL_AND_USER_POOL"
    if had and view.get(AUTH_RESOURCES) == "USER_POOL_ONLY":
        yield AUTH_RESOURCES


@rule(
    "guest-access", WARNING, BOTH,
    "Guests get AWS credentials without signing in.",
    "Keep guest access off unless you need it, and restrict the guests' role.",
    source="SH Cognito.2; CDG iam-roles",
)  # fmt: skip
def guest_access(view: View) -> Iterator[Finding]:
    if view.get(GUEST_ACCESS) is True:
        yield GUEST_ACCESS


@rule(
    "pool-name-suffix", WARNING, CREATE,
    "With the environment's name behind it, the user pool's name is too long.",
    "Amplify names the pool <name>-<environment>: keep that within 128 characters.",
    source="CLI auth-cognito-stack-builder.ts",
)  # fmt: skip
def pool_name_suffix(view: View) -> Iterator[Finding]:
    name, environment = view.sound(USER_POOL_NAME), view.text(ENVIRONMENT)
    if name and environment and len(name) + 1 + len(environment) > 128:
        yield USER_POOL_NAME


@rule(
    "signin-permanent", NOTE, CREATE,
    "The sign-in method cannot be changed once the pool exists.",
    "Decide now: another method later means a new user pool without its users.",
    source="CDG user-pool-settings-attributes, cognito-user-pool-updating", told=True,
)  # fmt: skip
def signin_permanent(view: View) -> Iterator[Finding]:
    yield SIGN_IN_METHOD


@rule(
    "attrs-permanent", NOTE, CREATE,
    "Required attributes can never be changed.",
    "Require only what you cannot do without.",
    source="CDG user-pool-settings-attributes; CLI supported-services.ts requiredAttributes", told=True,
)  # fmt: skip
def attrs_permanent(view: View) -> Iterator[Finding]:
    if view.items(SIGN_UP_ATTRIBUTES):
        yield SIGN_UP_ATTRIBUTES


@rule(
    "attrs-zoneinfo", WARNING, CREATE,
    "@ZONE_INFO is likely to fail: Amplify turns it into zone_info, which Cognito does not know.",
    "Leave @ZONE_INFO out.",
    source="CLI auth-request-adaptors.ts; terraform-provider-aws #18430 for Cognito's error",
)  # fmt: skip
def attrs_zoneinfo(view: View) -> Iterator[Finding]:
    yield from (path for path, item in view.items(SIGN_UP_ATTRIBUTES) if item == "ZONE_INFO")


@rule(
    "attrs-empty", NOTE, CREATE,
    "No attribute is required.",
    "That is allowed; add those that every user must give.",
    source="AB; AWS's own sample projects do it",
)  # fmt: skip
def attrs_empty(view: View) -> Iterator[Finding]:
    # With Apple the deployment fails: `social-apple-scope` says so.
    if view.get(SIGN_UP_ATTRIBUTES) == [] and "SignInWithApple" not in view.providers():
        yield SIGN_UP_ATTRIBUTES


@rule(
    "attrs-duplicate", NOTE, CREATE,
    "The attribute is listed twice.",
    "Remove the copy.",
    source="no documented limit",
)  # fmt: skip
def attrs_duplicate(view: View) -> Iterator[Finding]:
    yield from repeated(view.items(SIGN_UP_ATTRIBUTES))


def repeated(items: list[tuple[MemberPath, str]]) -> Iterator[Finding]:
    """Yield the places of items that stood earlier in the list."""
    seen: set[str] = set()
    for path, item in items:
        if item in seen:
            yield path
        seen.add(item)


_SIGN_IN_NAMES: Final = {
    "EMAIL": ("EMAIL",),
    "PHONE_NUMBER": ("PHONE_NUMBER",),
    "EMAIL_AND_PHONE_NUMBER": ("EMAIL", "PHONE_NUMBER"),
    "USERNAME": (),
}


def signs_in_with(view: View, attribute: str) -> bool | None:
    """Whether users may sign in with an attribute; None where the method is not known."""
    method = view.get(SIGN_IN_METHOD)
    return (
        attribute in _SIGN_IN_NAMES[method] if isinstance(method, str) and method in _SIGN_IN_NAMES else None
    )


@rule(
    "attrs-signin-missing", NOTE, CREATE,
    "The sign-in name is not among the required attributes.",
    "That is fine: signing up fills it in, and Cognito does not need it marked required.",
    source="CDG user-pool-settings-attributes",
)  # fmt: skip
def attrs_signin_missing(view: View) -> Iterator[Finding]:
    if any(
        signs_in_with(view, name) and view.lacks(SIGN_UP_ATTRIBUTES, name)
        for name in ("EMAIL", "PHONE_NUMBER")
    ):
        yield SIGN_UP_ATTRIBUTES


@rule(
    "attrs-both-with-either", WARNING, CREATE,
    "Users may sign up with e-mail or phone number, but everybody must give both.",
    "Require one of the two, or neither.",
    source="CDG user-pool-settings-attributes",
)  # fmt: skip
def attrs_both_with_either(view: View) -> Iterator[Finding]:
    both = view.holds(SIGN_UP_ATTRIBUTES, "EMAIL") and view.holds(SIGN_UP_ATTRIBUTES, "PHONE_NUMBER")
    if view.get(SIGN_IN_METHOD) == "EMAIL_AND_PHONE_NUMBER" and both:
        yield SIGN_UP_ATTRIBUTES


@rule(
    "attrs-no-contact", WARNING, CREATE,
    "A user without e-mail and phone number cannot verify the account or reset the password.",
    "Require @EMAIL or @PHONE_NUMBER.",
    source="CDG user-pool-settings-email-phone-verification",
)  # fmt: skip
def attrs_no_contact(view: View) -> Iterator[Finding]:
    reachable = not (
        view.lacks(SIGN_UP_ATTRIBUTES, "EMAIL") and view.lacks(SIGN_UP_ATTRIBUTES, "PHONE_NUMBER")
    )
    if view.get(SIGN_IN_METHOD) == "USERNAME" and not reachable:
        yield SIGN_UP_ATTRIBUTES


@rule(
    "attrs-format", NOTE, CREATE,
    "Some attributes have a form of their own.",
    "A phone number is written +14325551212, a birthdate YYYY-MM-DD, and @UPDATED_AT is a number.",
    source="CDG user-pool-settings-attributes; IDP AttributeValueType", told=True,
)  # fmt: skip
def attrs_format(view: View) -> Iterator[Finding]:
    if any(view.holds(SIGN_UP_ATTRIBUTES, name) for name in ("PHONE_NUMBER", "UPDATED_AT", "BIRTHDATE")):
        yield SIGN_UP_ATTRIBUTES
