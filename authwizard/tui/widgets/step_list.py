"""The list of steps: ten lines beside the form, or one line above it where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from authwizard.request.steps import STEPS, Step
from authwizard.session import Mark

from ..content import MUTED

_MARKS: Final[dict[Mark, tuple[str, str]]] = {
    "done": ("✓", "$text-success"),
    "errors": ("!", "$text-error"),
    "unseen": ("·", MUTED),
    "idle": ("–", MUTED),
}
_HERE: Final = ("▸", "bold $text-primary")


class StepList(Widget, can_focus=True):
    """Shows where the user is, and goes to any step."""

    BINDINGS = [
        Binding("up,left", "move(-1)", "Up", show=False),
        Binding("down,right", "move(1)", "Down", show=False),
        Binding("enter,space", "go", "Go", show=False),
    ]
    HELP = "Up and Down choose a step, Enter goes there."

    cursor: reactive[int] = reactive(0)
    is_line: reactive[bool] = reactive(False, layout=True)

    @dataclass
    class Chosen(Message):
        """A step was chosen."""

        step: Step

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._marks: Sequence[Mark] = ["unseen"] * len(STEPS)
        self._here = 0

    def show(self, here: Step, marks: Sequence[Mark]) -> None:
        """Draw the steps with their marks, `here` being the current one."""
        if self._here != STEPS.index(here):
            self._here = self.cursor = STEPS.index(here)
        elif list(marks) == list(self._marks):
            return
        self._marks = list(marks)
        self.refresh()

    def render(self) -> Content:
        """Draw the list or the line."""
        return self._render_line() if self.is_line else self._render_list()

    def _sign(self, index: int) -> tuple[str, str]:
        mark = _MARKS[self._marks[index]]
        return _HERE if index == self._here and self._marks[index] != "errors" else mark

    def _render_list(self) -> Content:
        lines = []
        for index, step in enumerate(STEPS):
            sign, colour = self._sign(index)
            style = "bold" if index == self._here else ""
            if self.has_focus and index == self.cursor:
                style = "reverse"
            arrow = ("▸", "bold $text-primary") if index == self._here else (" ", "")
            lines.append(
                Content.assemble(
                    arrow,
                    (sign if sign != "▸" else " ", colour),
                    " ",
                    (f"{index + 1:>2} {step.title}", style),
                )
            )
        return Content("\n").join(lines)

    def _title(self) -> str:
        """Return what stands before the marks on one line: the step at the cursor, else the current one."""
        index = self.cursor if self.has_focus else self._here
        return f" {index + 1}/{len(STEPS)} {STEPS[index].title}  "

    def _render_line(self) -> Content:
        signs = []
        for index in range(len(STEPS)):
            sign, colour = self._sign(index)
            signs.append((sign, f"{colour} reverse" if self.has_focus and index == self.cursor else colour))
        return Content.assemble((self._title(), "bold"), *signs)

    def _step_at(self, event: events.Click) -> int | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        if not self.is_line:
            return offset.y if offset.y < len(STEPS) else None
        index = offset.x - len(self._title())
        return index if 0 <= index < len(STEPS) else None

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

    def on_blur(self) -> None:
        """Put the cursor back where the user is."""
        self.cursor = self._here
