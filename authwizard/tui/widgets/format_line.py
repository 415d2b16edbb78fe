"""FormatLine: the format of an export on one line, with what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from authwizard.files.formats.table import Format

from ..content import MUTED
from ..messages import GoOn
from .key_bar import Hints

_LEAST_TOLD: Final = 12
"""Columns below which nothing is said of what a format is for."""


class FormatLine(Widget, can_focus=True):
    """One of the formats; the arrows go through them, and Space, or a click, asks for the list of all."""

    BINDINGS = [
        Binding("left", "move(-1)", "Choose the one before", show=False),
        Binding("right", "move(1)", "Choose the next one", show=False),
        Binding("space,down", "list", "Show all formats", show=False),
        Binding("enter", "confirm", "Go on", show=False),
        *(Binding(str(nth), f"choose_nth({nth})", show=False) for nth in range(1, 10)),
    ]
    KEY_HINTS: ClassVar[Hints] = (("◂▸", "choose"), ("Space", "list"), ("⏎", "next"))

    @dataclass
    class Chosen(Message):
        """Another format was chosen."""

        format: Format

    @dataclass
    class ListAsked(Message):
        """The list of all formats is asked for."""

    def __init__(self, formats: Sequence[Format], chosen: Format, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._formats = tuple(formats)
        self._at = self._formats.index(chosen)

    def mark(self, format: Format) -> None:
        """Show a format, without telling."""
        self._at = self._formats.index(format)
        self.refresh()

    @property
    def _title(self) -> str:
        return self._formats[self._at].title

    def render(self) -> Content:
        """Draw the format between the signs of the arrows, and what it is for where there is room."""
        told = self._formats[self._at].help.replace("`", "")
        room = self.size.width - len(self._title) - 8
        if len(told) > room:
            told = f"{told[: room - 1].rstrip()}…" if room >= _LEAST_TOLD else ""
        return Content.assemble(
            ("‹ ", MUTED),
            (self._title, "bold reverse" if self.has_focus else "bold"),
            (" ▾ ›", MUTED),
            (f"  {told}", MUTED),
        )

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw it with the focus, or without."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def action_move(self, by: int) -> None:
        """Choose a neighbour; at either end there is none."""
        self.action_choose_nth(self._at + by + 1)

    def action_choose_nth(self, nth: int) -> None:
        """Choose the nth format, counted from 1."""
        at = nth - 1
        if 0 <= at < len(self._formats) and at != self._at:
            self.mark(self._formats[at])
            self.post_message(self.Chosen(self._formats[at]))

    def action_list(self) -> None:
        """Ask for the list of all."""
        self.post_message(self.ListAsked())

    def action_confirm(self) -> None:
        """Ask for the next question."""
        self.post_message(GoOn(self))

    def on_click(self, event: events.Click) -> None:
        """Choose a neighbour by the signs at the ends; else ask for the list."""
        end = len(self._title) + 5
        if event.x < 1:
            self.action_move(-1)
        elif event.x == end:
            self.action_move(1)
        else:
            self.action_list()
