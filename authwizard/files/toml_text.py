"""TOML text into a plain tree."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from .trees import TOO_DEEP, refuse_depth
from .unreadable import Unreadable, unreadable_at

MOST_CHARACTERS: Final = 2_500_000
"""The longest TOML text that is read: a larger one may take the parser many seconds."""

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
        Unreadable: It is not TOML, too long, or nested too deeply.
    """
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(f"It has more than {MOST_CHARACTERS:,} characters.", "Name another file.", 1, 1)
    key = _LONG_KEY.search(text)
    if key:
        raise unreadable_at(text, key.start(), *TOO_DEEP)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(text, str(error)) from None
    except RecursionError:
        raise Unreadable(*TOO_DEEP) from None
    except ValueError:
        # A number of thousands of digits, or a date that no calendar has: tomllib names no place.
        raise Unreadable("A number or date in it cannot be read.", "Look at its numbers and dates.") from None
    refuse_depth(tree)
    return tree


def _unreadable(text: str, message: str) -> Unreadable:
    """Say what tomllib found; its own message may quote the content, so only the place is taken from it."""
    place = _PLACE.search(message)
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    else:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    if message.startswith(_TWICE):
        return Unreadable("A name or table is given twice.", "Keep one of the two.", line, column)
    fix = "Texts stand in quotes, and a table's name in [brackets]."
    return Unreadable("This is not TOML.", fix, line, column)
