"""What of an Amplify CLI file has no counterpart in the API: what has an effect by name, all else as a count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from authwizard.terminal_text import visible

_GROUPS: Final = "groups"
_FEDERATION: Final = "federation of the identity pool"
_ADMIN: Final = "admin queries"
_ATTRIBUTES: Final = "what an app may read and write"
_EFFECTS: Final = {
    "triggers": "Lambda functions",
    "authTriggerConnections": "Lambda functions",
    "userPoolGroups": _GROUPS,
    "userPoolGroupList": _GROUPS,
    "aliasAttributes": "sign-in by alias",
    "userpoolClientGenerateSecret": "client secret",
    "usernameCaseSensitive": "user names with case",
    "authProviders": _FEDERATION,
    "facebookAppId": _FEDERATION,
    "googleClientId": _FEDERATION,
    "googleIos": _FEDERATION,
    "googleAndroid": _FEDERATION,
    "amazonAppId": _FEDERATION,
    "appleAppId": _FEDERATION,
    "audiences": _FEDERATION,
    "identitySocialFederation": _FEDERATION,
    "adminQueries": _ADMIN,
    "adminQueryGroup": _ADMIN,
    "userpoolClientReadAttributes": "custom attributes",
    "userpoolClientWriteAttributes": "custom attributes",
    "userpoolClientSetAttributes": _ATTRIBUTES,
    "readAttributes": _ATTRIBUTES,
    "writeAttributes": _ATTRIBUTES,
    "userpoolClientRefreshTokenValidity": "how long a sign-in lasts",
    "refreshTokenPeriod": "how long a sign-in lasts",
    "userAutoVerifiedAttributeUpdateSettings": "a change waits until it is verified",
    "permissions": "what the functions may do",
}
"""Names in the order in which they matter, and what each does."""

_OF_CUSTOM: Final = ("userpoolClientReadAttributes", "userpoolClientWriteAttributes")
_OF_TIME: Final = ("userpoolClientRefreshTokenValidity", "refreshTokenPeriod")
_BOOK_KEEPING: Final = frozenset(
    {
        "authProvidersUserPool", "breakCircularDependency", "defaultPasswordPolicy", "dependsOn",
        "hostedUIProviderMeta", "parentStack", "policyName", "region", "resourceNameTruncated",
        "roleExternalId", "roleName", "selectedParties", "sharedId", "thirdPartyAuth", "useDefault",
        "useEnabledMfas", "userpoolClientName", "verificationBucketName",
    }
)  # fmt: skip
_MADE_UP: Final = re.compile(r"\w+(?:Role|RoleName|RoleArn|Policy)")
"""Names of roles and policies that Amplify makes up itself."""

_NOTHING: Final[tuple[Any, ...]] = (None, False, "", "[]", "{}", [], {})
_NAMED: Final = 100
"""Most names that one sentence has."""

_ALIASES: Final = frozenset({"email", "phone_number", "preferred_username"})


def sorted_out(left: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return the names of what has an effect, what matters most first, and those of the rest."""
    order = list(_EFFECTS)
    effects = [name for name, value in left.items() if _has_effect(_own(name), value)]
    felt = set(effects)
    rest = [name for name in left if name not in felt]
    known = [name for name in effects if _own(name) in _EFFECTS]
    known.sort(key=lambda name: order.index(_own(name)))
    return [*known, *(name for name in effects if _own(name) not in _EFFECTS)], rest


def notes_on(left: Mapping[str, Any]) -> list[str]:
    """Say what was not carried over for want of a counterpart."""
    _, rest = sorted_out(left)
    notes = effects_of(left)
    if rest:
        values = "value" if len(rest) == 1 else "values"
        notes.append(
            f"Not carried over, being empty or the Amplify CLI's own book-keeping: {len(rest)} {values}."
        )
    return notes


def effects_of(left: Mapping[str, Any]) -> list[str]:
    """Say which of what was not carried over has an effect."""
    effects, _ = sorted_out(left)
    notes = []
    if effects:
        more = f" and {len(effects) - _NAMED:,} more" if len(effects) > _NAMED else ""
        named = visible(", ".join(_groups(effects[:_NAMED])) + more)
        notes.append(f"Not carried over, for want of a counterpart in the API: {named}.")
    return notes + [_on_aliases(left[name]) for name in effects if _own(name) == "aliasAttributes"]


def _own(name: str) -> str:
    """Return the last part of a member's full name."""
    return name.rpartition(".")[2]


def _has_effect(name: str, value: Any) -> bool:
    # No `in`: 0 and 0.0 are equal to false.
    if any(type(value) is type(nothing) and value == nothing for nothing in _NOTHING):
        return False
    if name in _OF_CUSTOM:
        return isinstance(value, list) and any(
            isinstance(item, str) and item.startswith("custom:") for item in value
        )
    if name in _OF_TIME:
        return value not in (30, "30")  # which every pool has that this API makes
    return name in _EFFECTS or not (name in _BOOK_KEEPING or _MADE_UP.fullmatch(name))


def _groups(names: list[str]) -> list[str]:
    """Put the names that do the same together, with what they do behind the last."""
    said: list[str] = []
    for at, name in enumerate(names):
        does = _EFFECTS.get(_own(name), "")
        follows = names[at + 1 : at + 2]
        last = not follows or _EFFECTS.get(_own(follows[0]), "") != does
        said.append(f"{name} ({does})" if does and last else name)
    return said


def _on_aliases(value: Any) -> str:
    items = value if isinstance(value, list) else []
    known = [item.lower() for item in items if isinstance(item, str) and item.lower() in _ALIASES]
    named = f" ({', '.join(known)})" if known else ""
    return f"Sign-in by alias is lost{named}: this API makes no pool that has aliases."
