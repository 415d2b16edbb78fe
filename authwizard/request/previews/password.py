"""Whether a password keeps a policy, and one that does.

The sets of characters are Cognito's: Amazon Cognito developer guide, "Adding user pool password requirements".
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from itertools import cycle
from typing import Any, Final, NamedTuple

from ..draft import Draft
from ..fields import FIELDS
from ..markers import Between
from ..places import CONSTRAINTS, MINIMUM_LENGTH, PASSWORD_POLICY
from ..tree import ABSENT, member_path

SYMBOLS: Final = frozenset("^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ")
"""What counts as a symbol. A space does not where it is the first or the last character."""

MOST: Final = 256
"""The longest password that Cognito takes, in characters."""

DEFAULT_LENGTH: Final = 8
"""Amplify's minimum where no policy is; no kind of character is asked for then (amplify-cli cognito-defaults.js)."""

_SETS: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "REQUIRE_LOWERCASE": ("a lower-case letter, a to z", frozenset(string.ascii_lowercase)),
    "REQUIRE_UPPERCASE": ("an upper-case letter, A to Z", frozenset(string.ascii_uppercase)),
    "REQUIRE_DIGIT": ("a digit, 0 to 9", frozenset(string.digits)),
    "REQUIRE_SYMBOL": ("a symbol, such as ! or -", SYMBOLS),
}
_EXAMPLE: Final = "Tr0ut-river"
"""Has all kinds."""
_LONGER: Final = ("-meadow", "-harbour", "-lantern")
"""Whole words for a longer one, so that no example looks cut off."""


class Judged(NamedTuple):
    """One demand of a policy, and whether a password meets it."""

    demand: str
    met: bool


def policy_of(draft: Draft) -> tuple[int, tuple[str, ...]]:
    """Return the minimum length and the required kinds of characters of a draft's policy; what is wrong is left out."""
    length, limit = draft.get(MINIMUM_LENGTH), FIELDS[member_path(MINIMUM_LENGTH)].limit
    assert isinstance(limit, Between)
    if isinstance(length, bool) or not isinstance(length, int) or not limit.least <= length <= limit.most:
        length = DEFAULT_LENGTH
    kinds: Any = draft.get(CONSTRAINTS, [])
    listed = kinds if isinstance(kinds, list) else []
    return length, tuple(kind for kind in _SETS if kind in listed)


def try_out(draft: Draft, password: str) -> tuple[Judged, ...]:
    """Judge a password by the policy of a draft, demand by demand."""
    length, kinds = policy_of(draft)
    found = [Judged(f"{length} to {MOST} characters", length <= len(password) <= MOST)]
    inner = password.strip(" ")
    for kind in kinds:
        demand, characters = _SETS[kind]
        found.append(Judged(demand, any(character in characters for character in inner)))
    if password != inner:
        found.append(Judged("no space at its beginning or end", met=False))
    return tuple(found)


def example(draft: Draft) -> str:
    """Return a password that keeps the policy of a draft."""
    length, _ = policy_of(draft)
    words, found = cycle(_LONGER), _EXAMPLE
    while len(found) < length:
        found += next(words)
    return found[:MOST]


def is_set(draft: Draft) -> bool:
    """Whether a draft sets a policy at all."""
    return draft.get(PASSWORD_POLICY) is not ABSENT
