"""Texts that hang: a wrapped line begins under the text of its first one, and not under the mark before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

_INDENT: Final = 2
"""Columns of a mark and the blank behind it."""


def hung(text: Content, width: int) -> Iterator[Content]:
    """Yield the lines of a text for a width in columns."""
    for line in text.split("\n"):
        first = line.wrap(max(1, width))[0] if line.plain else line
        yield first
        rest = line[len(first.plain) :]
        rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
        if rest.plain:
            indent = len(line.plain) - len(line.plain.lstrip()) + _INDENT
            indent = indent if width > 2 * indent else 0
            yield from (part.pad_left(indent) for part in rest.wrap(max(1, width - indent)))


class Hanging(Widget):
    """Shows texts one below the other."""

    DEFAULT_CSS = "Hanging { height: auto; }"

    def __init__(self, texts: Sequence[Content] = (), *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._texts = tuple(texts)
        self._drawn: tuple[int, tuple[Content, ...]] | None = None

    def show(self, texts: Sequence[Content], *, layout: bool = True) -> None:
        """Show other texts; `layout` where they may take more lines or fewer."""
        self._texts, self._drawn = tuple(texts), None
        self.refresh(layout=layout)

    def _lines(self, width: int) -> tuple[Content, ...]:
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = width, tuple(line for text in self._texts for line in hung(text, width))
        return self._drawn[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines they take."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw them for the width."""
        return Content("\n").join(self._lines(self.size.width))
