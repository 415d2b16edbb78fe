"""What is wrong, said in the words of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from authwizard.request.check import Problem, check
from authwizard.request.draft import Draft
from authwizard.request.fields import field_at
from authwizard.request.rules.catalogue import Severity
from authwizard.request.steps import STEPS, step_of
from authwizard.request.summary import full_title
from authwizard.request.tree import ABSENT, MemberPath, member_path, put
from authwizard.request.wording import choice_in_form
from authwizard.terminal_text import shorten

_SHOWN: Final = 200
"""Most characters of a list's entry that a problem repeats."""
_GROUPS: Final[dict[Severity, str]] = {"error": "Error", "warning": "Warning", "note": "Note"}
_MOST: Final = 50
"""Most problems of a kind that are read out; nobody keeps more of them in mind."""


def problem_text(problem: Problem) -> str:
    """Say what a problem is and what to do about it."""
    return " ".join(text for text in problem.in_form() if text)


def marked(problem: Problem) -> str:
    """Say a problem with its severity, and for a list's entry which one it is about."""
    about = f", {entry_text(problem)}" if problem.entry else ""
    return f"{_GROUPS[problem.severity]}{about}: {problem_text(problem)}"


def entry_text(problem: Problem) -> str:
    """Return the entry of a list that a problem is about, as the form calls it."""
    field = field_at(problem.path)
    return shorten(choice_in_form(field, problem.entry) if field else problem.entry, _SHOWN)


def place_of(problem: Problem) -> str:
    """Say where a problem is: its step, the title of its member, and the entry of a list."""
    step, field = step_of(problem.path), field_at(problem.path)
    parts = [f"Step {STEPS.index(step) + 1}, {step.title}"]
    if field is not None and field.title != step.title:
        parts.append(full_title(field))
    elif field is None and problem.path:
        parts.append(problem.place_in_form)
    if problem.entry:
        parts.append(entry_text(problem))
    elif problem.path and isinstance(problem.path[-1], int):
        parts.append(f"entry {problem.path[-1] + 1}")
    return ", ".join(parts)


def counted(problems: Sequence[Problem]) -> str:
    """Say how many problems there are of each severity."""
    parts = []
    for severity in _GROUPS:
        number = sum(problem.severity == severity for problem in problems)
        if number:
            parts.append(f"{number} {severity}" + ("" if number == 1 else "s"))
    return ", ".join(parts) or "no problems"


def grouped(problems: Sequence[Problem], *severities: Severity) -> Iterator[str]:
    """Say problems by severity, the gravest first: a heading for each group, then each one with its place."""
    for severity in severities or _GROUPS:
        found = [problem for problem in problems if problem.severity == severity]
        if found:
            yield f"{counted(found).capitalize()}."
        yield from (f"{place_of(problem)}: {problem_text(problem)}" for problem in found[:_MOST])
        if len(found) > _MOST:
            yield f"And {len(found) - _MOST:,} more."


def at_member(problems: Iterable[Problem], path: MemberPath, *, with_members: bool = False) -> list[Problem]:
    """Return the errors and warnings about a member or an entry of its list, on demand also about its own members."""

    def is_meant(at: MemberPath) -> bool:
        return path in (at, member_path(at)) or (with_members and at[: len(path)] == path)

    return [item for item in problems if item.severity != "note" and is_meant(item.path)]


def wrong_alone(found: Sequence[Problem], draft: Draft, path: MemberPath) -> bool:
    """Whether one of a member's errors is its value's own, whatever the other answers are.

    That is asked of a request that has no other answer.
    """
    value = draft.get(path)
    alone = Draft(draft.operation, {} if value is ABSENT else put({}, path, value))
    if path in draft.secrets:
        alone = alone.with_secret(path, draft.secrets[path])
    own = {(item.rule, item.path) for item in check(alone).errors}
    return any((item.rule, item.path) in own for item in found if item.severity == "error")
