"""The row for a text of several lines."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import TextArea

from authwizard.request.draft import Draft

from .base import Answered
from .text import TextRow


class MessageRow(TextRow):
    """A text of several lines."""

    def compose_control(self) -> ComposeResult:
        """Make a text area that Tab leaves."""
        self._area = TextArea(self._text(self.draft), soft_wrap=True, tab_behavior="focus", compact=True)
        self._area.show_line_numbers = False
        self._area.highlight_cursor_line = False
        self._count(self._area.text)
        yield self._area

    def refresh_value(self, draft: Draft) -> None:
        """Show the draft's text, unless that is what the area says already."""
        self.draft = draft
        text = self._text(draft)
        if text != self._area.text:
            with self._area.prevent(TextArea.Changed):
                self._area.load_text(text)
            self._count(text)

    @on(TextArea.Changed)
    def take_message(self, event: TextArea.Changed) -> None:
        """Answer with what is typed so far."""
        event.stop()
        text = self._area.text
        self._count(text)
        if text != self._text(self.draft):
            self.post_message(Answered(self, self.read(text)))
