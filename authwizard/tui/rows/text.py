"""Rows for short texts and numbers."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from authwizard.request.markers import Length, Pattern
from authwizard.request.tree import ABSENT
from authwizard.request.typed import read_number

from ..widgets.inputs import LineInput
from .base import Row


class TextRow(Row):
    """A short text."""

    is_typed = True

    def compose_control(self) -> ComposeResult:
        """Make an input with the example as its placeholder."""
        example = self.field.example
        placeholder = f"e.g. {example}" if example is not None else ""
        self._input = LineInput(self._text(), placeholder=placeholder)
        self._count(self._input.value)
        yield self._input

    def _text(self) -> str:
        return "" if self.value is ABSENT else self.value if isinstance(self.value, str) else str(self.value)

    def _count(self, text: str) -> None:
        if isinstance(self.field.limit, Length | Pattern) and text:
            self.count(f"{len(text)}/{self.field.limit.most}")
        else:
            self.count("")

    def show_value(self) -> None:
        """Put the value into the input."""
        with self._input.prevent(Input.Changed):
            self._input.value = self._text()
        self._count(self._input.value)

    def read(self, text: str) -> Any:
        """Return the answer that a text stands for: clearing it takes the member out."""
        return text or ABSENT

    def take(self, text: str) -> None:
        """Answer with a text, if it says anything new."""
        self._count(text)
        # The text of what the row holds stands for that very value: 8.0 is not rewritten because it is shown.
        if text != self._text():
            self.answer(self.read(text))

    @on(Input.Changed)
    def take_text(self, event: Input.Changed) -> None:
        """Answer with what is typed so far."""
        event.stop()
        self.take(event.value)

    @on(LineInput.ManyLinesPasted)
    def join_lines(self, event: LineInput.ManyLinesPasted) -> None:
        """Put the lines of a paste on one line, and say so."""
        event.stop()
        self._input.insert_text_at_cursor(" ".join(event.lines))
        self.app.notify(f"{len(event.lines)} lines were put on one.", markup=False)


class NumberRow(TextRow):
    """A number; what is none is kept as text, shown and reported."""

    def read(self, text: str) -> Any:
        """Read a number."""
        return read_number(text)
