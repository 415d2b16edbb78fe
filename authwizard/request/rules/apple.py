"""Rules for Sign in with Apple: its IDs, its key, and what it gives of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..operation import BOTH, CREATE
from ..places import APPLE, APPLE_ID, APPLE_KEY, APPLE_KEY_ID, APPLE_TEAM, SIGN_UP_ATTRIBUTES
from ..private_key import is_wrapped, other_than_key
from .catalogue import ERROR_COGNITO, NOTE, WARNING, Finding, Said, rule
from .view import View

_NAMES: Final = ("NAME", "GIVEN_NAME", "FAMILY_NAME")


def _requires(view: View, *names: str) -> bool:
    return any(view.holds(SIGN_UP_ATTRIBUTES, name) for name in names)


def _lacks(view: View, *names: str) -> bool:
    return all(view.lacks(SIGN_UP_ATTRIBUTES, name) for name in names)


@rule(
    "social-apple-scope", ERROR_COGNITO, CREATE,
    "Amplify asks Apple only for what is required of users, which here is nothing, and the deployment fails.",
    "Require @RequiredSignUpAttributes.EMAIL in the sign-in step, or turn Sign in with Apple off.",
    source="CLI auth-questions.ts userPoolProviders; amplify-cli #11526, #13239, #13200",
)  # fmt: skip
def social_apple_scope(view: View) -> Iterator[Finding]:
    if "SignInWithApple" in view.providers() and _lacks(view, "EMAIL", *_NAMES):
        yield APPLE


@rule(
    "social-apple-name", WARNING, CREATE,
    "Apple gives a person's name at the first sign-in only, and later ones fail where it is required.",
    "Require @RequiredSignUpAttributes.EMAIL instead of a name.",
    source="amplify-swift #983; amplify-js #8976, #10182",
)  # fmt: skip
def social_apple_name(view: View) -> Iterator[Finding]:
    if "SignInWithApple" in view.providers() and _requires(view, *_NAMES):
        yield SIGN_UP_ATTRIBUTES


@rule(
    "apple-services-id", NOTE, BOTH,
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
    "apple-team-id", WARNING, BOTH,
    "This does not look like an Apple team ID.",
    "Team IDs have 10 characters, capital letters and digits.",
    source="Apple, Generate and validate tokens",
)  # fmt: skip
def apple_team_id(view: View) -> Iterator[Finding]:
    if not _is_apple_id(view.text(APPLE_TEAM)):
        yield APPLE_TEAM


@rule(
    "apple-key-id", WARNING, BOTH,
    "This does not look like an Apple key ID.",
    "Key IDs have 10 characters, capital letters and digits.",
    source="Apple, Generate and validate tokens",
)  # fmt: skip
def apple_key_id(view: View) -> Iterator[Finding]:
    if not _is_apple_id(view.text(APPLE_KEY_ID)):
        yield APPLE_KEY_ID


@rule(
    "apple-key-not-key", ERROR_COGNITO, BOTH,
    "This is not the key of a .p8 file.",
    "Give the contents of the .p8 file that Apple gave you: a PKCS#8 private key on the curve P-256.",
    source='error text "Provided private key cannot be used for Sign in with Apple": amplify-cli #8939, #9478',
)  # fmt: skip
def apple_key_not_key(view: View) -> Iterator[Finding]:
    key = view.text(APPLE_KEY)
    other = other_than_key(key) if key else ""
    if other:
        yield Said(APPLE_KEY, f"This is not the key of a .p8 file: it is {other}.")


@rule(
    "apple-key-headers", WARNING, BOTH,
    "The private key has BEGIN and END lines or line breaks, and with them deployments have failed.",
    "Send only the text between those lines, on one line.",
    source="amplify-studio #792; CLI extract-apple-private-key.ts",
)  # fmt: skip
def apple_key_headers(view: View) -> Iterator[Finding]:
    key = view.text(APPLE_KEY)
    # Around something else than a key they are not what is wrong.
    if key and is_wrapped(key) and not other_than_key(key):
        yield APPLE_KEY
