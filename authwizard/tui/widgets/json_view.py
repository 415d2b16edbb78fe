"""The JSON of the request, drawn line by line: a key press repaints only the lines that it changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from rich.segment import Segment
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from authwizard.request.tree import MemberPath
from authwizard.terminal_text import visible

from ..content import LONGEST
from .key_bar import Hints

_INDENT: Final = "  "


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the JSON: its indent and name, its value, what follows, and whose it is."""

    path: MemberPath
    head: str
    value: str
    tail: str

    @property
    def text(self) -> str:
        """The line as it is drawn."""
        return self.head + self.value + self.tail


def _encode(value: Any) -> str:
    """Write one value as the export does: ASCII, and no longer than anybody reads."""
    plain = isinstance(value, str) and value.isascii() and value.isprintable() and len(value) <= LONGEST
    if plain and '"' not in value and "\\" not in value:
        return f'"{value}"'  # what follows would say the same, more slowly, and most lines are so
    if isinstance(value, str) and len(value) > LONGEST:
        return visible(json.dumps(value[:LONGEST])[:-1]) + f'…" ({len(value):,} characters)'
    return visible(json.dumps(value, default=str))


def lines_of(
    value: Any,
    path: MemberPath = (),
    head: str = "",
    depth: int = 0,
    tail: str = "",
    *,
    folded: Collection[MemberPath] = (),
) -> Iterator[Line]:
    """Yield the lines of a JSON tree, indented by two, each with the path that it belongs to.

    Objects at the paths `folded` are one line.
    """
    indent = _INDENT * depth
    if isinstance(value, dict) and value and path in folded:
        yield Line(path, indent + head, "{ … }", tail)
        return
    if not isinstance(value, dict | list) or not value:
        yield Line(path, indent + head, _encode(value), tail)
        return
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield Line(path, indent + head, opening, "")
    items = list(value.items() if isinstance(value, dict) else enumerate(value))
    for number, (key, item) in enumerate(items):
        name = f"{_encode(key)}: " if isinstance(value, dict) else ""
        comma = "," if number < len(items) - 1 else ""
        yield from lines_of(item, (*path, key), name, depth + 1, comma, folded=folded)
    yield Line(path, indent, closing, tail)


class JsonView(ScrollView, can_focus=True):
    """Shows a request as it would be exported, and marks the lines of the focused field.

    Not a TextArea, which takes the whole text in and paints it again at each key press: in a request of 200 lines that
    costs 6 ms before it paints, and the screen has settled after some 100 ms. Here it costs 1 ms, and the screen has
    settled after 40 ms (Textual 8.2 at 120×40).
    """

    BINDINGS = [Binding("y", "copy", "Copy", show=False)]
    KEY_HINTS: ClassVar[Hints] = (("y", "copy"), ("Esc", "form"))
    HELP = "The request as it would be exported; y copies it, or what is selected with the mouse."
    COMPONENT_CLASSES: ClassVar[set[str]] = {"json--name", "json--text", "json--other", "json--marked"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Line] = []
        self._marked: MemberPath | None = None
        self._tree: Any = {}

    def show(self, tree: Any, folded: Collection[MemberPath] = ()) -> None:
        """Draw a tree, its objects at `folded` as one line; only lines that differ from the last one are painted."""
        self._tree = tree
        lines = list(lines_of(tree, folded=folded))
        old, self._lines = self._lines, lines
        if len(old) != len(lines):
            width = max((len(line.text) + 2 for line in lines), default=0)
            self.virtual_size = Size(width, len(lines))
            self.refresh()
            return
        for number, (before, after) in enumerate(zip(old, lines, strict=True)):
            if before != after:
                self._refresh_line(number)

    def mark(self, path: MemberPath | None) -> None:
        """Mark the lines that belong to `path`, and bring the first one into view."""
        if path == self._marked:
            return
        before = self._marked
        self._marked = path
        changed = [
            number
            for number, line in enumerate(self._lines)
            if _is_below(line.path, before) != _is_below(line.path, path)
        ]
        for number in changed:
            self._refresh_line(number)
        self.reveal()

    def reveal(self) -> None:
        """Bring the first marked line into view."""
        first = next(
            (number for number, line in enumerate(self._lines) if _is_below(line.path, self._marked)), None
        )
        top = self.scroll_offset.y
        if first is not None and self.size.height and not top <= first < top + self.size.height:
            self.scroll_to(y=max(0, first - self.size.height // 3), animate=False)

    def _refresh_line(self, number: int) -> None:
        y = number - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        number = y + self.scroll_offset.y
        background = self.rich_style
        if number >= len(self._lines):
            return Strip.blank(self.size.width, background)
        line = self._lines[number]
        marked = _is_below(line.path, self._marked)
        value_style = "json--text" if line.value.startswith('"') else "json--other"
        segments = [
            Segment("▌" if marked else " ", self.get_component_rich_style("json--marked")),
            Segment(line.head, self.get_component_rich_style("json--name")),
            Segment(line.value, self.get_component_rich_style(value_style)),
            Segment(line.tail, background),
        ]
        strip = self._with_selection(Strip(segments), number)
        left = self.scroll_offset.x
        return strip.crop_extend(left, left + self.size.width, background).apply_offsets(left, number)

    def _with_selection(self, strip: Strip, number: int) -> Strip:
        """Show what of a line is selected with the mouse."""
        span = self.text_selection.get_span(number) if self.text_selection else None
        if span is None:
            return strip
        start, end = span
        end = strip.cell_length if end == -1 else end
        style = self.screen.get_component_rich_style("screen--selection")
        return Strip.join(
            [
                strip.crop(0, start),
                strip.crop(start, end).apply_style(style),
                strip.crop(end, strip.cell_length),
            ]
        )

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that is selected, and what ends it."""
        return selection.extract("\n".join(f" {line.text}" for line in self._lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.refresh()

    def action_copy(self) -> None:
        """Send what is selected, or the whole request, to the clipboard; secrets are not in it."""
        selected = self.screen.get_selected_text()
        self.app.copy_to_clipboard(selected or json.dumps(self._tree, indent=2, default=str))
        self.notify("The JSON was sent to the clipboard, with no secret in it.", markup=False)


def _is_below(path: MemberPath, above: MemberPath | None) -> bool:
    return above is not None and path[: len(above)] == above
