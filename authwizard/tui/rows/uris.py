"""The list editor for addresses: add, edit, delete, paste many at once."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, OptionList
from textual.widgets.option_list import Option

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.paths import ABSENT, Path

from ..inputs import LineInput
from ..literal import literal
from .base import Answered, Row, problem_content


class Entries(OptionList):
    """The addresses that are there."""

    BINDINGS = [Binding("delete,backspace", "remove", "Delete", show=False)]

    def action_remove(self) -> None:
        """Delete the highlighted address."""
        row = self.parent
        if isinstance(row, UrisRow) and self.highlighted is not None:
            row.delete_entry(self.highlighted)


class UrisRow(Row):
    """A list of addresses, each judged on its own line."""

    def compose_control(self) -> ComposeResult:
        """Make the list, the input and its buttons."""
        self._editing: int | None = None
        self._judged: tuple[Problem, ...] = ()
        self._entries = Entries(markup=False, classes="entries")
        self._input = LineInput(placeholder="an address, then Enter; many lines can be pasted at once")
        self._add = Button("Add", classes="small", id="add")
        self._delete = Button("Delete", classes="small", id="delete")
        self._empty = Button("Empty list", classes="small", id="empty")
        self._leave_out = Button("Leave out", classes="small", id="leave-out")
        yield self._entries
        yield self._input
        with Horizontal(classes="buttons"):
            yield self._add
            yield self._delete
            yield self._empty
            yield self._leave_out

    def on_mount(self) -> None:
        """Fill the list."""
        self._draw()

    @property
    def _uris(self) -> list[object]:
        value = self.draft.get(self.path)
        return list(value) if isinstance(value, list) else []

    def _draw(self) -> None:
        uris = self._uris
        highlighted = self._entries.highlighted
        self._entries.set_options([Option(self._line(index, uri)) for index, uri in enumerate(uris)])
        if uris and highlighted is not None:
            self._entries.highlighted = min(highlighted, len(uris) - 1)
        self._entries.display = bool(uris)
        self._add.label = "Add" if self._editing is None else "Change"
        self._delete.display = self._editing is not None
        value = self.draft.get(self.path)
        required = self.draft.operation in self.field.required
        self._empty.display = value is ABSENT and required
        self._leave_out.display = value == [] and not required
        self.count(
            "the list is empty, and sent so"
            if value == []
            else f"{len(uris)} of {self.field.most_items}"
            if uris
            else ""
        )

    def _line(self, index: int, uri: object) -> Content:
        problems = [problem for problem in self._judged if problem.path == (*self.path, index)]
        shown = [problem for problem in problems if problem.severity != "note"]
        text = literal(uri if isinstance(uri, str) else repr(uri), most=200)
        mark = "!" if any(problem.severity == "error" for problem in shown) else "▲" if shown else "✓"
        lines = [Content.assemble(f"{mark} ", text if text.plain else Content("(empty)"))]
        lines += [Content.assemble("  ", problem_content(problem)) for problem in shown[:2]]
        return Content("\n").join(lines)

    def refresh_value(self, draft: Draft) -> None:
        """Show the draft's list."""
        changed = draft.get(self.path) != self.draft.get(self.path)
        super().refresh_value(draft)
        if changed:
            self._draw()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each entry's problems on its own line, and the list's own under the list."""
        super().show_problems([problem for problem in problems if problem.path == self.path])
        judged = tuple(problem for problem in problems if problem.path != self.path)
        if judged != self._judged:
            self._judged = judged
            self._draw()

    def _answer(self, uris: list[object]) -> None:
        self._edit(None)
        self.post_message(Answered(self, uris))

    def _edit(self, index: int | None) -> None:
        """Put an entry into the input to change it, or with None go back to adding."""
        self._editing = index
        with self._input.prevent(Input.Changed):
            self._input.value = "" if index is None else str(self._uris[index])
        self._add.label = "Add" if index is None else "Change"
        self._delete.display = index is not None

    def _submit(self) -> None:
        text, uris = self._input.value.strip(), self._uris
        if not text:
            return
        if self._editing is None:
            uris.append(text)
        else:
            uris[self._editing] = text
        self._answer(uris)

    def delete_entry(self, index: int) -> None:
        """Delete one entry."""
        uris = self._uris
        del uris[index]
        self._answer(uris)

    @on(Input.Submitted)
    def submit_input(self, event: Input.Submitted) -> None:
        """Add or change what is typed."""
        event.stop()
        self._submit()

    @on(LineInput.ManyLinesPasted)
    def add_lines(self, event: LineInput.ManyLinesPasted) -> None:
        """Add every line of a paste."""
        event.stop()
        self._answer([*self._uris, *event.lines])
        self.app.notify(f"{len(event.lines)} addresses were added.", markup=False)

    @on(OptionList.OptionSelected)
    def edit_entry(self, event: OptionList.OptionSelected) -> None:
        """Take an entry to the input."""
        event.stop()
        self._edit(event.option_index)
        self._input.focus()

    @on(Button.Pressed)
    def press_button(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button is self._add:
            self._submit()
        elif event.button is self._delete and self._editing is not None:
            self.delete_entry(self._editing)
        elif event.button is self._empty:
            self._answer([])
        elif event.button is self._leave_out:
            self.post_message(Answered(self, ABSENT))

    def flush(self) -> None:
        """Take an address that was typed and not added yet, so that leaving the field loses nothing."""
        if self._input.value.strip():
            self._submit()

    def focus_control(self, part: int | None = None) -> None:
        """Put the focus on one entry, or on the input."""
        if part is not None and part < len(self._uris):
            self._entries.highlighted = part
            self._entries.focus()
        else:
            self._input.focus()

    @property
    def entry_path(self) -> Path:
        """The path of the highlighted entry, or of the list."""
        index = self._entries.highlighted if self._entries.has_focus else None
        return self.path if index is None else (*self.path, index)
