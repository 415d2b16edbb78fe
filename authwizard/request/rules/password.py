"""Rules for the password policy."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from ..operation import BOTH, CREATE, UPDATE
from ..places import CONSTRAINTS, MINIMUM_LENGTH, PASSWORD_POLICY
from ..tree import ABSENT
from ..wording import wording
from .catalogue import ERROR_API, ERROR_COGNITO, NOTE, WARNING, Finding, Said, declare, rule
from .view import WRONG, View

_ALL: Final = ("REQUIRE_LOWERCASE", "REQUIRE_UPPERCASE", "REQUIRE_DIGIT", "REQUIRE_SYMBOL")

declare(
    "pw-min-required", ERROR_API, CREATE,
    "The password policy has no minimum length.",
    "Give a length from 6 to 99.",
    source="AB CreateBackendAuthPasswordPolicyConfig.required",
)  # fmt: skip
declare(
    "minlength-bool", ERROR_COGNITO, BOTH,
    "true or false is not a length.",
    "Give a whole number from 6 to 99.",
    source="botocore's ParamValidator takes a boolean for a number",
)  # fmt: skip
declare(
    "pw-min-range", ERROR_COGNITO, BOTH,
    "The minimum length is out of range.",
    "Cognito takes 6 to 99.",
    source="IDP PasswordPolicyMinLengthType; CDG limits",
)  # fmt: skip


@rule(
    "pw-min-integer", ERROR_COGNITO, BOTH,
    "The minimum length is not a whole number.",
    "Use a whole number: Cognito's own member is an integer.",
    source="IDP PasswordPolicyMinLengthType; AB __double",
)  # fmt: skip
def pw_min_integer(view: View) -> Iterator[Finding]:
    length = view.get(MINIMUM_LENGTH)
    if isinstance(length, float) and math.isfinite(length) and not length.is_integer():
        yield MINIMUM_LENGTH


@rule(
    "pw-min-99", NOTE, BOTH,
    "The Amplify CLI stops at 98.",
    "Use 98 or less if you work with the Amplify CLI too.",
    source="CLI supported-services.ts passwordPolicyMinLength",
)  # fmt: skip
def pw_min_99(view: View) -> Iterator[Finding]:
    if view.get(MINIMUM_LENGTH) == 99:
        yield MINIMUM_LENGTH


@rule(
    "pw-weak", WARNING, BOTH,
    "The password policy is weak.",
    "Ask for at least 8 characters with lower case, upper case, digit and symbol.",
    source="CDG user-pool-settings-policies; SH Cognito.3",
)  # fmt: skip
def pw_weak(view: View) -> Iterator[Finding]:
    if not isinstance(view.get(PASSWORD_POLICY), dict):
        return
    length, constraints = view.get(MINIMUM_LENGTH), view.get(CONSTRAINTS)
    missing = [kind for kind in _ALL if constraints is ABSENT or view.lacks(CONSTRAINTS, kind)]
    if constraints is not WRONG and missing:
        names = ", ".join(f"@{kind}" for kind in missing)
        yield Said(
            CONSTRAINTS,
            wording(f"Weak: these kinds of character are not required: {names}."),
            "Require all four.",
        )
    if isinstance(length, int | float) and length < 8:
        yield Said(MINIMUM_LENGTH, "Weak: passwords may be shorter than 8 characters.", "Use 8 or more.")


@rule(
    "pw-default", NOTE, CREATE,
    "No password policy is set: Amplify's default is 8 characters of any kind.",
    "Set a policy if you want another.",
    source="CLI headless add.ts; cognito-defaults.js", told=True,
)  # fmt: skip
def pw_default(view: View) -> Iterator[Finding]:
    if view.get(PASSWORD_POLICY) is ABSENT:
        yield PASSWORD_POLICY


@rule(
    "pw-overwrite", WARNING, UPDATE,
    "An update replaces the whole password policy, and a part of it is missing.",
    "Give it too: what is left out may be cleared.",
    source="CLI headless update.ts; IDP UpdateUserPool. Not documented for AmplifyBackend itself",
)  # fmt: skip
def pw_overwrite(view: View) -> Iterator[Finding]:
    if isinstance(view.get(PASSWORD_POLICY), dict):
        yield from (path for path in (MINIMUM_LENGTH, CONSTRAINTS) if view.get(path) is ABSENT)
