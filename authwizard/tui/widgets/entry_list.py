"""The entries of the start screen in their groups, each on a line with its tag at the right."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ..content import MUTED, failed, literal
from ..screens.start_entries import Entry
from .filter_line import Filterable

Groups = Sequence[tuple[str, Sequence[Entry]]]


class EntryList(Filterable):
    """Lists entries under the headings of their groups."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._groups: Groups = ()
        self._wanted = ""
        self._entries: list[Entry | None] = []
        """What stands on each line; None for a heading."""
        self._room = 0
        self._barred: int | None = None
        """The line that has the bar."""

    @property
    def entry(self) -> Entry | None:
        """The highlighted entry."""
        at = self.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def show(self, groups: Groups, *, at: int | None = None) -> None:
        """List the groups that have entries, the line `at` highlighted, else the first entry."""
        self._groups = groups
        self._draw()
        if at is not None and self._entries:
            self._highlight_near(min(at, len(self._entries) - 1))

    def filter_by(self, text: str) -> int:
        """List only the entries that have a text in their label or name; return how many those are."""
        if text.casefold() != self._wanted or not self._entries:
            self._wanted = text.casefold()
            self._draw()
        return sum(entry is not None for entry in self._entries)

    def highlight_same(self, wanted: Entry) -> bool:
        """Put the cursor on the entry of what another one stands for; return whether it is listed."""
        for at, entry in enumerate(self._entries):
            if entry is not None and entry.is_same(wanted):
                self.highlighted = at
                return True
        return False

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Put the bar at the entry under the cursor."""
        super().watch_highlighted(highlighted)
        was, self._barred = self._barred, highlighted
        for at in {was, highlighted}:
            if at is not None:
                self._draw_line(at)

    def _draw_line(self, at: int) -> None:
        entry = self._entries[at] if at < min(len(self._entries), self.option_count) else None
        if entry is not None:
            self.replace_option_prompt_at_index(at, _line(entry, self._room, has_bar=at == self._barred))

    def on_resize(self, event: events.Resize) -> None:
        """Put what stands at the right there."""
        if self._room != self._room_now:
            at = self.highlighted
            with self.prevent(OptionList.OptionHighlighted):
                self._draw()
                self.highlighted = at

    @property
    def _room_now(self) -> int:
        return (
            max(self.outer_size.width, 24) - 3
        )  # a column at each side, and one for the bar, which comes and goes

    def _draw(self) -> None:
        self._room = self._room_now
        self._entries, options = [], []
        for heading, entries in self._groups:
            shown = [entry for entry in entries if self._wanted in f"{entry.label} {entry.name}".casefold()]
            if not shown:
                continue
            if self._entries:
                self._entries.append(None)
                options.append(Option("", disabled=True))
            self._entries += [None, *shown]
            options.append(Option(Content.styled(heading, f"bold {MUTED}"), disabled=True))
            options += [Option(_line(entry, self._room)) for entry in shown]
        self.set_options(options)
        if self._entries:
            self.highlighted = 1

    def _highlight_near(self, at: int) -> None:
        order = sorted(range(len(self._entries)), key=lambda index: abs(index - at))
        self.highlighted = next((index for index in order if self._entries[index] is not None), None)


def _line(entry: Entry, room: int, *, has_bar: bool = False) -> Content:
    """Draw an entry's line: its name, and at the right what it is for or when it was."""
    mark = failed("") if entry.is_broken else Content("")
    width = room - 2 - len(mark) - (len(entry.tag) + 2 if entry.tag else 0)
    name = literal(entry.label, most=200)
    if len(name) > width and entry.short:
        name = literal(entry.short, most=200)
    if len(name) > width:
        name = name[: width - 1] + "…"
    bar = ("▌ ", "$primary") if has_bar else "  "
    pad = " " * (width - len(name) + (2 if entry.tag else 0))
    return Content.assemble(bar, mark, name, pad, (entry.tag, MUTED))
