"""TOML text into a plain tree."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from ..limits import MOST_VALUES, TOO_DEEP, TOO_MANY_VALUES, refuse_depth
from ..unreadable import UnreadableError, unreadable_at

MOST_PARTS: Final = 20_000
"""How many names, tables and lists are read: tomllib keeps up to two kilobytes for each, and a preset has a hundred."""

MOST_DIGITS: Final = 1_000
"""The longest number: tomllib takes a hundred bytes for each digit, and Python writes none of more than 4,300."""

_PART: Final = re.compile(
    r"""
    "{3}(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5})? | "(?:[^"\\\n]++|\\.)*+"?  # texts
    | '{3}(?:[^']++|'(?!''))*+(?:'{3,5})? | '[^'\n]*+'?
    | \#[^\n]*+
    # The point of a number is none between names.
    | (?:(?P<part>[=.\[{]) | (?P<comma>,))\s*+(?:[-+]?[0-9_]{1,1000}+\.)?+
    | (?P<word>\w++)
    """,
    re.DOTALL | re.VERBOSE,
)

_PLACE: Final = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)$")
_LONG_KEY: Final = re.compile(
    r"""(?:^[ \t]*+\[{0,2}+|[{,])[ \t]*+(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}""",
    re.ASCII | re.MULTILINE,
)
"""A name of more parts than any preset has: tomllib's memory grows with the square of their number."""
_TWICE: Final = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Duplicate inline")


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables of a TOML document.

    Raises:
        UnreadableError: It is not TOML, too long, or nested too deeply.
    """
    _refuse_many(text)
    key = _LONG_KEY.search(text)
    if key:
        raise unreadable_at(text, key.start(), *TOO_DEEP)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(text, str(error)) from None
    except RecursionError:
        raise UnreadableError(*TOO_DEEP) from None
    except ValueError:
        # A date that no calendar has: tomllib names no place.
        raise UnreadableError(
            "A number or date in it cannot be read.", "Look at its numbers and dates."
        ) from None
    refuse_depth(tree)
    return tree


def _refuse_many(text: str) -> None:
    """Raise UnreadableError for a text that tomllib would take many seconds or much memory for."""
    parts = commas = 0
    for match in _PART.finditer(text):
        kind = match.lastgroup
        parts += kind == "part"
        commas += kind == "comma"
        if parts > MOST_PARTS:
            what = f"It has more than {MOST_PARTS:,} names, tables and lists, so it is no preset."
            raise unreadable_at(text, match.start(), what, "Name another file.")
        if commas > MOST_VALUES:
            raise unreadable_at(text, match.start(), *TOO_MANY_VALUES)
        if kind == "word" and match.end() - match.start() > MOST_DIGITS and match[0][0] in "0123456789":
            what = f"The number has more than {MOST_DIGITS:,} digits."
            raise unreadable_at(text, match.start(), what, "Give a smaller number.")


def _unreadable(text: str, message: str) -> UnreadableError:
    """Say what tomllib found; its own message may quote the content, so only the place is taken from it."""
    place = _PLACE.search(message)
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    else:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    if message.startswith(_TWICE):
        return UnreadableError("A name or table is given twice.", "Keep one of the two.", line, column)
    fix = "Texts stand in quotes, and a table's name in [brackets]."
    return UnreadableError("This is not TOML.", fix, line, column)
