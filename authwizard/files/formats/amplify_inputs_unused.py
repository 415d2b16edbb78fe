"""What Amplify stores in every cli-inputs.json though nothing uses it: check would warn of it each time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from authwizard.request.places import (
    AUTH_RESOURCES,
    IDENTITY_POOL,
    MFA_MODE,
    MFA_SETTINGS,
    VERIFICATION_MESSAGE,
)
from authwizard.request.tree import ABSENT, MemberPath, drop, get

from ..carry_over import CarryOver, Part

_MFA_TEXT: Final = ("smsAuthenticationMessage",)
_EMAIL_TEXTS: Final = ("emailVerificationMessage", "emailVerificationSubject")
_SMS_TEXT: Final = ("smsVerificationMessage",)


def leave_out_unused(carried: CarryOver, part: Part) -> None:
    """Take the unused settings and texts out of the request, and name them in one note."""
    said = []
    for path, names, why in _unused(carried):
        given = [name for name in names if name in part]
        carried.tree = drop(carried.tree, path)
        carried.unused += given
        if given:
            said.append(f"{', '.join(given)} ({why})")
    if said:
        carried.notes.append(
            f"Left out, since Amplify always stores it and nothing uses it: {'; '.join(said)}."
        )


def _unused(carried: CarryOver) -> Iterator[tuple[MemberPath, tuple[str, ...], str]]:
    """Yield each member that nothing uses, the names that it comes from, and why."""
    tree = carried.tree
    mfa = MFA_SETTINGS
    types = get(tree, (*mfa, "MfaTypes"))
    if get(tree, MFA_MODE) == "OFF":
        yield mfa, ("mfaTypes", *_MFA_TEXT), "MFA is off"
    elif isinstance(types, list) and "SMS" not in types:
        yield (*mfa, "SmsMessage"), _MFA_TEXT, "no SMS is a second factor"
    message = VERIFICATION_MESSAGE
    method = get(tree, (*message, "DeliveryMethod"))
    if method == "EMAIL":
        yield (*message, "SmsSettings"), _SMS_TEXT, "codes go by e-mail"
    elif method == "SMS":
        yield (*message, "EmailSettings"), _EMAIL_TEXTS, "codes go by SMS"
    elif method is ABSENT:
        yield message, (*_EMAIL_TEXTS, *_SMS_TEXT), "nothing is verified"
    if get(tree, AUTH_RESOURCES) == "USER_POOL_ONLY":
        names = ("identityPoolName", "allowUnauthenticatedIdentities")
        yield IDENTITY_POOL, names, "there is no identity pool"
