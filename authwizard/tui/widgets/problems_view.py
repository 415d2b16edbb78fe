"""The Problems pane: every problem of the request; Enter goes to its field."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from authwizard.request.check import Problem
from authwizard.request.steps import STEPS, step_of
from authwizard.request.wording import in_form

from ..content import MUTED, literal
from ..messages import GoTo
from ..rows.base import severity_mark


class ProblemsView(OptionList):
    """All problems in step order, each with its mark, step, message and fix."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._problems: tuple[Problem, ...] = ()

    def show(self, problems: Sequence[Problem]) -> None:
        """List the problems; nothing is drawn again where nothing changed."""
        listed = tuple(problems)
        if listed == self._problems and self.option_count:
            return
        highlighted = self.highlighted
        self._problems = listed
        if listed:
            self.set_options([Option(_line(problem)) for problem in listed])
        else:
            self.set_options([Option(Content("✓ No problems, and nothing to note."), disabled=True)])
        if highlighted is not None and listed:
            self.highlighted = min(highlighted, len(listed) - 1)

    @on(OptionList.OptionSelected)
    def go(self, event: OptionList.OptionSelected) -> None:
        """Go to the problem's field."""
        event.stop()
        if event.option_index < len(self._problems):
            self.post_message(GoTo(self._problems[event.option_index]))


def _line(problem: Problem) -> Content:
    step = step_of(problem.path)
    name = literal(".".join(str(part) for part in problem.path[-2:]) or "the request", most=60)
    return Content.assemble(
        severity_mark(problem.severity),
        (f"{STEPS.index(step) + 1} {step.title}: ", "bold"),
        name,
        "\n  ",
        literal(in_form(problem.message, problem.path), most=300),
        "\n  ",
        (literal(in_form(problem.fix, problem.path), most=300).plain, MUTED),
        (f"  [{problem.rule}]", MUTED),
    )
