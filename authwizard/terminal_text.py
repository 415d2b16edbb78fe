"""Text from files and servers as a terminal may show it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SUSPECT: Final = re.compile(r"[^ -~]")
_SUSPECT_IN_LINES: Final = re.compile(r"[^ -~\n\t]")
_SHOWN: Final = 60
"""Most characters of a name that a message repeats."""
PATH_SHOWN: Final = 400
"""Most characters of a path that a message repeats."""


def visible(text: str, *, newlines: bool = False) -> str:
    r"""Return a text with each character that a terminal would obey or hide written as `\u001b`.

    These are the controls C0, C1 and DEL, the format characters (bidirectional overrides, zero-width ones,
    the byte-order mark), the line and paragraph separators, and lone surrogates. All others stay.

    Args:
        text: Any text.
        newlines: Whether line feeds stay, for a place that shows several lines.
    """
    if newlines:
        return "\n".join(visible(line) for line in text.split("\n"))
    return _SUSPECT.sub(_escape, text)


def visible_lines(text: str) -> str:
    """Return a text file as a terminal may show it: line ends and tabs stay, all else as `visible` has it.

    The escapes are those of JSON, TOML and YAML alike, so that in a quoted text they mean what they stand for.
    """
    return _SUSPECT_IN_LINES.sub(_escape, text.replace("\r\n", "\n"))


def quoted(text: str, most: int = _SHOWN) -> str:
    """Return a name from a file as a message may repeat it: in quotes, visible, and not at any length."""
    return f'"{visible(shorten(text, most))}"'


def shorten(text: str, most: int) -> str:
    """Return a text of at most so many characters; the rest of a longer one is an ellipsis."""
    return text if len(text) <= most else f"{text[:most]}…"


def _escape(match: re.Match[str]) -> str:
    return _seen(match[0])


@cache
def _seen(character: str) -> str:
    if unicodedata.category(character) not in _UNSEEN:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
