"""Signs of the wizard where a terminal cannot show them: TERM=linux, and a locale that is not UTF-8."""

from __future__ import annotations

import codecs
import locale
import os
from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_PLAIN: Final = {
    ord(sign): plain
    for plain, signs in {
        "+": "✓╭╮╰╯┌┐└┘├┤┬┴┼",
        "*": "●•",
        "o": "○",
        "^": "▲↑",
        "v": "↓▾",
        "|": "▌┃▏│╷╵▐▎▍▋▊▉╎",
        "-": "–—─▔▀━",
        "_": "▁▂▃▄▅▆▇",
        "#": "█≠",
        ".": "·…",
        ">": "›▸→",
        "<": "‹◂←",
        "'": "’‘",
        "x": "×",
        "~": "⏎",
    }.items()
    for sign in signs
}
"""What stands for each: one character for one, since lines keep their widths."""


def can_show_signs() -> bool:
    """Whether the terminal has the signs: the console of Linux has not, and a locale may have no name for them."""
    encoding = locale.getencoding()
    try:
        is_utf8 = codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        is_utf8 = False
    return is_utf8 and os.environ.get("TERM") != "linux"


def enter_key() -> str:
    """Return how the Enter key is named where there is little room."""
    return "⏎" if can_show_signs() else "Enter"


class PlainSigns(LineFilter):
    """Writes ASCII in place of signs."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with every sign replaced."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(segment.text.translate(_PLAIN), segment.style)
            for segment in segments
        ]
