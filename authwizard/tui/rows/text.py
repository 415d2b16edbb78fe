"""The row for a short text or a number."""

from __future__ import annotations

from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from authwizard.request.client_file import fill_from_client_file, holds_client_secret
from authwizard.request.edit import Edit
from authwizard.request.markers import Length, Pattern
from authwizard.request.tree import ABSENT
from authwizard.request.typed import read

from ..messages import Edited
from ..widgets.inputs import LineInput
from .base import Row


class TextRow(Row):
    """A short text, or a number; what is no number is kept as text, shown and reported."""

    is_typed = True

    def compose_control(self) -> ComposeResult:
        """Make an input with the example as its placeholder."""
        example = self.field.example
        placeholder = f"e.g. {example}" if example is not None else ""
        self._input = LineInput(self._text(), placeholder=placeholder, take=self.fill_in)
        self._count(self._input.value)
        yield self._input

    def _text(self) -> str:
        return "" if self.value is ABSENT else self.value if isinstance(self.value, str) else str(self.value)

    def _count(self, text: str) -> None:
        """Count the characters of the answer, and say it where it is only a part of what is typed."""
        answer = self.value if text == self._text() else read(self.field, text)
        said = isinstance(answer, str) and answer != text.strip() and self.field.inside
        self.count(f"taken as {answer}" if said else "")
        if isinstance(self.field.limit, Length | Pattern):
            self.measure(len(answer) if isinstance(answer, str) else 0, self.field.limit.most)

    def show_value(self) -> None:
        """Put the value into the input."""
        with self._input.prevent(Input.Changed):
            self._input.value = self._text()
        self._count(self._input.value)

    def take(self, text: str) -> None:
        """Answer with a text, if it says anything new."""
        if holds_client_secret(text):
            self.fill_in(text)  # and nothing of it is the answer: it would be shown
            return
        self._count(text)
        # The text of what the row holds stands for that very value: 8.0 is not rewritten because it is shown.
        if text != self._text():
            self.answer(read(self.field, text))

    def fill_in(self, text: str) -> bool:
        """Take a provider's ID and secret from its file; whether it is one."""
        edit = partial(fill_from_client_file, self.field, text)
        if edit(self.draft) is None:
            return False
        self.post_message(Edited(lambda draft: edit(draft) or Edit(draft)))
        return True

    @on(Input.Changed)
    def take_text(self, event: Input.Changed) -> None:
        """Answer with what is typed so far."""
        event.stop()
        self.take(event.value)

    @on(events.DescendantBlur)
    def show_what_was_taken(self) -> None:
        """Show the answer in place of what was typed for it, once the field is left."""
        for shown in self.query(LineInput):
            if shown.value != self._text():
                self.show_value()

    @on(LineInput.ManyLinesPasted)
    def join_lines(self, event: LineInput.ManyLinesPasted) -> None:
        """Put the lines of a paste on one line, and say so."""
        event.stop()
        self._input.insert_text_at_cursor(" ".join(event.lines))
        self.app.notify(f"{len(event.lines)} lines were put on one.", markup=False)
