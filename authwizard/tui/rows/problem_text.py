"""Problems as the forms and dialogs draw them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.content import Content

from authwizard.request.check import Problem
from authwizard.request.rules.catalogue import Severity

from ..content import MUTED, literal

_MARKS: Final[dict[Severity, tuple[str, str]]] = {
    "error": ("!", "$text-error"),
    "warning": ("▲", "$text-warning"),
    "note": ("i", MUTED),
}
"""How problems are marked: the symbol tells, and the colour underlines it."""


def severity_mark(severity: Severity) -> tuple[str, str]:
    """Return the mark before a problem, with its style."""
    symbol, colour = _MARKS[severity]
    return f"{symbol} ", f"bold {colour}"


def problem_content(problem: Problem, *, place: bool = False) -> Content:
    """Draw a problem: its mark, its message and its fix."""
    where = (
        Content.assemble((f"{literal(problem.place_in_form, most=90).plain}\n  ", MUTED))
        if place
        else Content("")
    )
    message, fix = problem.in_form()
    return Content.assemble(
        where,
        severity_mark(problem.severity),
        (literal(message, most=300).plain, _MARKS[problem.severity][1]),
        " " if fix else "",
        literal(fix, most=300),
    )


def problem_list(problems: Iterable[Problem], *before: Content) -> Content:
    """Draw problems with their places, one below the other, below what comes before them."""
    return Content("\n").join([*before, *(problem_content(problem, place=True) for problem in problems)])
