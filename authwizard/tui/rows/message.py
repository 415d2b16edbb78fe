"""The row for a text of several lines."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import TextArea

from .text import TextRow


class MessageRow(TextRow):
    """A text of several lines."""

    def compose_control(self) -> ComposeResult:
        """Make a text area that Tab leaves."""
        self._area = TextArea(self._text(), soft_wrap=True, tab_behavior="focus", compact=True)
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
