"""Text from elsewhere, as the screen may show it: without markup and without control bytes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from authwizard.terminal_text import visible

MUTED: Final = "$foreground 75%"
"""The style of what is said beside the point: $text-muted has no meaning in a Content."""

LONGEST: Final = 2_000
"""Most characters of one value that are drawn; nobody reads more on a screen, and drawing them takes time."""


def literal(text: str, *, lines: bool = False, most: int = LONGEST) -> Content:
    r"""Return a text as content that is shown to the letter.

    Args:
        text: Any text, trusted or not.
        lines: Whether line breaks are kept; else they are written as \u000a too.
        most: After so many characters the text is cut, and its length is told.
    """
    if len(text) > most:
        return Content(f"{visible(text[:most], newlines=lines)}… ({len(text):,} characters)")
    return Content(visible(text, newlines=lines))


def break_address(address: str, room: int) -> str:
    """Break an address into lines of at most so many columns: behind a `/`, where that is not enough before a dot."""
    lines = [""]
    for piece in re.findall(r"[^/]*/+|[^/]+", address):
        parts = [piece] if len(piece) <= room else re.findall(r"\.?[^.]+|\.", piece)
        for part in parts:
            if lines[-1] and len(lines[-1]) + len(part) > room:
                lines.append("")
            lines[-1] += part
    return "\n".join(lines)


def failed(text: str, *, most: int = 800) -> Content:
    """Return what went wrong, any text, with the mark of an error."""
    return Content.assemble(("! ", "bold $text-error"), literal(text, most=most))


@lru_cache(4096)
def _safe(text: str) -> str:
    """Replace what must not reach a terminal, in as many cells as it took."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character if visible(character) == character else "?" * cell_len(character) for character in text
    )


class SafeLines(LineFilter):
    """The last gate before the terminal: no control or invisible character passes, from whichever widget.

    Labels escape such characters; an input or a text area draws its value itself, and comes through here.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with every unsafe character replaced."""
        return [
            segment
            if segment.control or not segment.text or (segment.text.isascii() and segment.text.isprintable())
            else Segment(_safe(segment.text), segment.style)
            for segment in segments
        ]
