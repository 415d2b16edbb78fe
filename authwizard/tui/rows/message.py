"""The row for a text of several lines."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import TextArea

from ..messages import GoOn
from ..widgets.key_bar import Hints
from .text import TextRow

_BURST: Final = 0.005
"""Seconds: what follows a key so soon was pasted, in a terminal that does not say so."""


class MessageArea(TextArea):
    """A text of several lines. Enter goes on, as in every field; Ctrl+J starts a line."""

    BINDINGS = [Binding("ctrl+j", "start_line", "New line", show=False)]

    KEY_HINTS: ClassVar[Hints] = (("⏎", "next"), ("^j", "new line"))

    _typed_at = float("-inf")

    def on_focus(self) -> None:
        """Go on at the end where the user has not been in the text yet."""
        if self.cursor_location == (0, 0):
            self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        pasted = event.time - self._typed_at < _BURST
        self._typed_at = event.time
        if event.key == "enter" and not pasted:
            event.stop()
            event.prevent_default()
            self.post_message(GoOn(self))
            return
        await super()._on_key(event)

    def action_start_line(self) -> None:
        """Start a new line."""
        self.replace("\n", *self.selection)


class MessageRow(TextRow):
    """A text of several lines."""

    def compose_control(self) -> ComposeResult:
        """Make a text area that Tab leaves."""
        self._area = MessageArea(self._text(), soft_wrap=True, tab_behavior="focus", compact=True)
        self._area.show_line_numbers = False
        self._area.highlight_cursor_line = False
        self._count(self._area.text)
        yield self._area

    def show_value(self) -> None:
        """Put the value into the area."""
        with self._area.prevent(TextArea.Changed):
            self._area.load_text(self._text())
        self._count(self._area.text)

    @on(TextArea.Changed)
    def take_message(self, event: TextArea.Changed) -> None:
        """Answer with what is typed so far."""
        event.stop()
        self.take(self._area.text)
