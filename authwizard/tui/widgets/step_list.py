"""The list of steps: ten lines beside the form, or one line above it where there is no room."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from authwizard.request.steps import STEPS, Step
from authwizard.session import Mark

from ..content import MUTED
from .key_bar import Hints

_MARKS: Final[dict[Mark, tuple[str, str]]] = {
    "done": ("✓", "$text-success"),
    "errors": ("!", "$text-error"),
    "unseen": ("·", MUTED),
    "idle": ("–", MUTED),
}
_WARNED: Final = ("▲", "$text-warning")
"""The mark on one line of a step that is done but for warnings: their number stands beside the current step alone."""
_HERE: Final = ("●", "bold $text-primary")
_WIDTH: Final = 26
"""Columns of the list, as the style sheet has it."""

State = tuple[Mark, int, int]
"""A step's mark, and how many errors and warnings of it are shown."""


class StepList(Widget, can_focus=True):
    """Shows where the user is, and goes to any step."""

    BINDINGS = [
        Binding("up,left", "move(-1)", "Up", show=False),
        Binding("down,right", "move(1)", "Down", show=False),
        Binding("enter,space", "go", "Go", show=False),
        *(Binding(str(nth), f"go_nth({nth})", show=False) for nth in range(10)),
    ]
    HELP = "The arrows choose a step, Enter goes there; a digit goes at once, 0 to the last one."
    KEY_HINTS: ClassVar[Hints] = (("←→", "choose"), ("⏎", "go there"), ("0–9", "step"))

    cursor: reactive[int] = reactive(0)
    is_line: reactive[bool] = reactive(False, layout=True)

    @dataclass
    class Chosen(Message):
        """A step was chosen."""

        step: Step

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._states: Sequence[State] = [("unseen", 0, 0)] * len(STEPS)
        self._here = 0

    def show(self, here: Step, states: Sequence[State]) -> None:
        """Draw the steps with their marks and counts, `here` being the current one."""
        if self._here != STEPS.index(here):
            self._here = self.cursor = STEPS.index(here)
        elif list(states) == list(self._states):
            return
        self._states = list(states)
        self.refresh()

    def render(self) -> Content:
        """Draw the list or the line."""
        return self._render_line() if self.is_line else self._render_list()

    def _render_list(self) -> Content:
        return Content("\n").join(self._line(index, step) for index, step in enumerate(STEPS))

    def _line(self, index: int, step: Step) -> Content:
        """Draw one step: where the user is, its mark, its name, and the counts at the right."""
        mark, errors, warnings = self._states[index]
        here = index == self._here
        sign, colour = _HERE if here and mark not in ("errors",) else _MARKS[mark]
        name = f"{index + 1:>2} {step.title}"
        room = _WIDTH - 4 - len(name)
        told = _counts_content(errors, warnings)
        if len(told) > room:
            told = _counts_content(errors, 0)
        pad = " " * max(1, 1 + room - len(told))
        style = "bold" if here else MUTED if mark == "idle" else ""
        line = Content.assemble(
            ("▌", "$primary") if here else " ", (sign, colour), " ", (name, style), pad, told
        )
        if self.has_focus and index == self.cursor:
            return line.stylize("reverse")
        return line.stylize("on $primary 20%") if here else line

    @property
    def _at(self) -> int:
        """The step that is named on one line: the one at the cursor, else the current one."""
        return self.cursor if self.has_focus else self._here

    def _title(self) -> str:
        """Return what stands behind the marks on one line."""
        index = self._at
        return f" {index + 1}/{len(STEPS)} {STEPS[index].title}"

    def _render_line(self) -> Content:
        signs = []
        for index in range(len(STEPS)):
            mark, _, warnings = self._states[index]
            sign, colour = _WARNED if mark == "done" and warnings else _MARKS[mark]
            if index == self._at:
                sign, colour = f"[{index + 1}]", _HERE[1]
            if index == self._at and mark == "errors":
                colour = _MARKS[mark][1]
            signs.append((sign, f"{colour} reverse" if self.has_focus and index == self._at else colour))
            signs.append((" ", ""))
        return Content.assemble(" ", *signs, " ", (self._title(), "bold"), *self._totals())

    def _totals(self) -> list[Content]:
        """What is wrong with the step that is named."""
        return [Content("  "), _counts_content(*self._states[self._at][1:])]

    def _step_at(self, event: events.Click) -> int | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        if not self.is_line:
            return offset.y if offset.y < len(STEPS) else None
        ends = itertools.accumulate(
            len(f"[{at + 1}]") + 1 if at == self._at else 2 for at in range(len(STEPS))
        )
        return next((at for at, end in enumerate(ends) if 1 <= offset.x < 1 + end), None)

    def on_click(self, event: events.Click) -> None:
        """Go to the step under the mouse."""
        index = self._step_at(event)
        if index is not None:
            self.post_message(self.Chosen(STEPS[index]))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor = min(max(self.cursor + by, 0), len(STEPS) - 1)

    def action_go(self) -> None:
        """Go to the step at the cursor."""
        self.post_message(self.Chosen(STEPS[self.cursor]))

    def action_go_nth(self, nth: int) -> None:
        """Go to the nth step, counted from 1; 0 is the tenth."""
        self.post_message(self.Chosen(STEPS[nth - 1]))

    def on_blur(self) -> None:
        """Put the cursor back where the user is."""
        self.cursor = self._here


def _counts_content(errors: int, warnings: int) -> Content:
    """Draw how many errors and warnings there are; nothing where there are none."""
    told = [(f"!{errors}", _MARKS["errors"][1])] * bool(errors)
    told += [(" ", "")] * bool(errors and warnings)
    told += [(f"{_WARNED[0]}{warnings}", _WARNED[1])] * bool(warnings)
    return Content.assemble(*told)
