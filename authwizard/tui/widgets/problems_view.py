"""The list of problems, by gravity: Enter goes to the field of one; notes are folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from authwizard.request.check import Problem
from authwizard.request.rules.catalogue import Severity
from authwizard.request.steps import step_of

from ..content import MUTED, literal
from ..messages import GoTo
from ..rows.base import severity_mark

_HEADINGS: Final[dict[Severity, str]] = {"error": "ERRORS", "warning": "WARNINGS", "note": "NOTES"}
_FOLD: Final = "fold"


class ProblemsView(OptionList):
    """All problems, errors first, each with its mark, step, message and fix."""

    BINDINGS = [Binding("space", "select", "Go", show=False)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._problems: tuple[Problem, ...] = ()
        self._listed: dict[str, Problem] = {}
        """What is listed, by the id of its line."""
        self._folded = True
        """Whether of the notes only their number is told."""

    def show(self, problems: Sequence[Problem]) -> None:
        """List the problems; nothing is drawn again where nothing changed."""
        listed = tuple(problems)
        if listed == self._problems and self.option_count:
            return
        self._problems = listed
        self._draw()

    def highlight_first(self) -> None:
        """Put the cursor on the gravest problem."""
        self.action_first()

    def _draw(self) -> None:
        at = self.highlighted
        self._listed = {}
        lines: list[Option] = []
        for severity, heading in _HEADINGS.items():
            own = [problem for problem in self._problems if problem.severity == severity]
            if not own:
                continue
            folds = severity == "note"
            sign = ("▸" if self._folded else "▾") if folds else ""
            title = Content.styled(f"{heading}  {len(own)} {sign}".rstrip(), f"bold {MUTED}")
            lines.append(Option(title, id=_FOLD if folds else None, disabled=not folds))
            for problem in [] if folds and self._folded else own:
                id = str(len(lines))
                self._listed[id] = problem
                lines.append(Option(_line(problem), id=id))
        if not lines:
            lines = [Option(Content("✓ No problems, and nothing to note."), disabled=True)]
        self.set_options(lines)
        if at is not None and self._problems:
            self.highlighted = min(at, len(lines) - 1)

    @on(OptionList.OptionSelected)
    def go(self, event: OptionList.OptionSelected) -> None:
        """Go to the problem's field, or fold the notes or unfold them."""
        event.stop()
        if event.option_id == _FOLD:
            self._folded = not self._folded
            self._draw()
        elif event.option_id in self._listed:
            self.post_message(GoTo(self._listed[event.option_id]))


def _line(problem: Problem) -> Content:
    step = step_of(problem.path)
    message, fix = problem.in_form()
    return Content.assemble(
        severity_mark(problem.severity),
        (f"{step.label}: ", "bold"),
        literal(problem.place_in_form, most=60),
        "\n  ",
        literal(message, most=300),
        "\n  " if fix else "",
        (literal(fix, most=300).plain, MUTED),
        (f"  [{problem.rule}]", MUTED),
    )
