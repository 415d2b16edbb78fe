"""TOML text into a plain tree."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from .trees import refuse_depth
from .unreadable import Unreadable

_PLACE: Final = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE: Final = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Duplicate inline")


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables of a TOML document.

    Raises:
        Unreadable: It is not TOML, or nested too deeply.
    """
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(text, str(error)) from None
    except RecursionError:
        raise Unreadable("The tables are nested too deeply.", "Take the surplus levels out.") from None
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
