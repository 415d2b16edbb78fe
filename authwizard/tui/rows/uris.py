"""The list editor for addresses: add, edit, delete, paste many at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList
from textual.widgets.option_list import Option

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.fields import Field
from authwizard.request.tree import ABSENT
from authwizard.request.typed import read_uris

from ..content import literal
from ..widgets.inputs import LineInput
from ..widgets.key_bar import Hints
from .base import Row
from .problem_text import problem_content


class Entries(OptionList):
    """The addresses that are there."""

    BINDINGS = [Binding("delete,backspace", "remove", "Delete", show=False)]
    KEY_HINTS: ClassVar[Hints] = (("⏎", "change"), ("Del", "remove"))

    @dataclass
    class Pasted(Message):
        """Something was pasted while the list had the focus."""

        lines: list[str]

    @dataclass
    class Removed(Message):
        """An entry is to be deleted."""

        index: int

    def action_remove(self) -> None:
        """Delete the highlighted address."""
        if self.highlighted is not None:
            self.post_message(self.Removed(self.highlighted))

    def on_paste(self, event: events.Paste) -> None:
        """Hand over what is pasted."""
        event.stop()
        self.post_message(self.Pasted(read_uris(event.text)))


class UrisRow(Row):
    """A list of addresses, each judged on its own line."""

    BINDINGS = [Binding("escape", "cancel", "Cancel", show=False)]
    judged_at_once = True

    def __init__(self, field: Field, draft: Draft) -> None:
        super().__init__(field, draft)
        self._editing: int | None = None
        self._judged: tuple[Problem, ...] = ()

    def compose_control(self) -> ComposeResult:
        """Make the list, the input and its buttons."""
        self._entries = Entries(markup=False, classes="entries")
        example = f"e.g. {self.field.example[0]}; " if self.field.example else ""
        self._input = LineInput(placeholder=f"{example}a list can be pasted", split=read_uris)
        self._add = Button("Add", classes="small", id="add")
        self._delete = Button("Delete", classes="small", id="delete")
        self._empty = Button("Empty list", classes="small", id="empty")
        self._leave_out = Button("Leave out", classes="small", id="leave-out")
        self._draw()
        yield self._entries
        with Horizontal(classes="adding"):
            yield self._input
            yield self._add
        with Horizontal(classes="buttons"):
            yield self._delete
            yield self._empty
            yield self._leave_out

    @property
    def _uris(self) -> list[Any]:
        return list(self.value) if isinstance(self.value, list) else []

    def _draw(self) -> None:
        uris = self._uris
        highlighted = self._entries.highlighted
        self._entries.set_options([Option(self._line(index, uri)) for index, uri in enumerate(uris)])
        if uris and highlighted is not None:
            self._entries.highlighted = min(highlighted, len(uris) - 1)
        self._entries.display = bool(uris)
        self._add.label = "Add" if self._editing is None else "Change"
        self._add.refresh(layout=True)  # a button keeps its width otherwise
        self._delete.display = self._editing is not None
        required = self.draft.operation in self.field.required
        self._empty.display = self.value is ABSENT and required
        self._leave_out.display = self.value == [] and not required
        if self.field.most_items:
            self.measure(len(uris), self.field.most_items)
        self.count("the list is empty, and sent so" if self.value == [] else "")

    def _line(self, index: int, uri: Any) -> Content:
        shown = [problem for problem in self._judged if problem.path == (*self.path, index)]
        text = literal(uri if isinstance(uri, str) else json.dumps(uri, default=str), most=200)
        # A note does no harm to the entry.
        gravest = {problem.severity for problem in shown}
        mark = "!" if "error" in gravest else "▲" if "warning" in gravest else "✓"
        lines = [Content.assemble(f"{mark} ", text if text.plain else Content("(empty)"))]
        lines += [Content.assemble("  ", problem_content(problem)) for problem in shown[:2]]
        return Content("\n").join(lines)

    def show_value(self) -> None:
        """Show the list."""
        self._editing = None
        self._draw()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each entry's problems on its own line, and the list's own under the list."""
        super().show_problems([problem for problem in problems if problem.path == self.path])
        judged = tuple(problem for problem in problems if problem.path != self.path)
        if judged != self._judged:
            self._judged = judged
            if self.is_mounted:
                self._draw()

    def _change(self, uris: list[Any]) -> None:
        """Answer with a list; what is being typed stays in the input."""
        self.answer(uris)
        self._draw()

    def _edit(self, index: int | None) -> None:
        """Put an entry into the input to change it, or with None go back to adding."""
        self._editing = index
        with self._input.prevent(Input.Changed):
            self._input.value = "" if index is None else str(self._uris[index])
        self._draw()

    def take_pending(self) -> bool:
        """Take the addresses that are in the input; whether there were any."""
        text, uris, editing = self._input.value.strip(), self._uris, self._editing
        if not text:
            return False
        at = len(uris) if editing is None else editing
        uris[at : at + 1] = read_uris(text) or [text]
        self.value = uris
        self._edit(None)
        return True

    def _submit(self) -> None:
        if self.take_pending():
            self.answer(self.value)

    def _delete_entry(self, index: int) -> None:
        uris = self._uris
        del uris[index]
        if self._editing is not None:
            self._edit(None)
        self._change(uris)

    def action_cancel(self) -> None:
        """Stop changing an entry, which stays as it was."""
        if self._editing is None:
            raise SkipAction
        self._edit(None)

    def confirm(self, control: Widget) -> None:
        """Add or change what is typed; with nothing typed, ask for the next question."""
        if self._input.value.strip():
            self._submit()
        else:
            super().confirm(control)

    def questions(self) -> list[Widget]:
        """Return the input: the entries that are there are no question."""
        return [self._input]

    @on(LineInput.ManyLinesPasted)
    @on(Entries.Pasted)
    def add_lines(self, event: LineInput.ManyLinesPasted | Entries.Pasted) -> None:
        """Add every address of a paste."""
        event.stop()
        if not event.lines:
            return
        self._change([*self._uris, *event.lines])
        added = "1 address was" if len(event.lines) == 1 else f"{len(event.lines)} addresses were"
        self.app.notify(f"{added} added.", markup=False)

    @on(Entries.Removed)
    def remove_entry(self, event: Entries.Removed) -> None:
        """Delete an entry."""
        event.stop()
        self._delete_entry(event.index)

    @on(OptionList.OptionSelected)
    def edit_entry(self, event: OptionList.OptionSelected) -> None:
        """Take an entry to the input; what was being typed there is taken first."""
        event.stop()
        index = event.option_index
        self._submit()
        self._edit(index)
        self._input.focus()

    @on(Button.Pressed)
    def press_button(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button is self._add:
            self._submit()
        elif event.button is self._delete and self._editing is not None:
            self._delete_entry(self._editing)
        elif event.button is self._empty:
            self._change([])
        elif event.button is self._leave_out:
            self.answer(ABSENT)
            self._draw()

    def focused_entry(self) -> int | None:
        """The entry that has the focus; None where the input has it."""
        return self._entries.highlighted if self._entries.has_focus else None

    def focus_control(self, part: int | None = None) -> None:
        """Put the focus on one entry, or on the input."""
        if part is not None and self._uris:
            self._entries.highlighted = min(part, len(self._uris) - 1)
            self._entries.focus()
        else:
            self._input.focus()
