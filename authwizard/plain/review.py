"""The review: what will be sent, step by step, what is wrong with it, and where to go from there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from authwizard.files.formats.table import writable
from authwizard.request.steps import REVIEW, STEPS, Step
from authwizard.request.summary import sections
from authwizard.session import Session

from . import ways_out
from .changes import what_changes
from .commands import position_of
from .menu import BackError, asked, choose
from .problems import counted, place_of, problem_text
from .work import Work

_WAYS: Final = (
    "Write it to a file",
    "Send it to AWS, or to the practice server",
    "Save it as a preset",
    "Change a step",
    "Hear this review again",
    "Hear all problems, and the notes",
    "Leave",
)
_ABOUT: Final = (
    "This is the review: type the number of what you want to do. Nothing is written or sent before you are asked for "
    "where to. < goes back to the last question.",
)
_MOST_IN_ONE_LINE: Final = 60
"""Characters of a list that are said in one line; a longer one has a line for each of its items."""


def review(work: Work) -> Step | None:
    """Show the review and take the ways out that are chosen; return the step to go to, or None to leave.

    Raises:
        BackError: The user goes back to the last question.
    """
    _tell(work)
    is_known = False
    while True:
        work.console.say()
        work.console.say("What now?")
        way = choose(work.console, _WAYS, is_known=is_known, about=_ABOUT)
        is_known = True
        try:
            if way == 0:
                ways_out.export(work)
            elif way == 1:
                ways_out.submit(work)
            elif way == 2:
                ways_out.save_preset(work)
            elif way == 3:
                return _step_to_change(work)
            elif way == 4:
                _tell(work)
            elif way == 5:
                work.console.say_each(work.console.problems())
            elif ways_out.leave(work):
                return None
        except BackError:
            continue


def _tell(work: Work) -> None:
    console, session = work.console, work.session
    console.say()
    console.say(f"Step {len(STEPS)} of {len(STEPS)}: {REVIEW.heading}. {REVIEW.intro}")
    console.say_each(what_changes(session))
    console.say_each(what_is_sent(session))
    console.say()
    console.say(f"Problems: {counted(session.problems)}.")
    console.say_each(
        f"{problem.severity.capitalize()}. {place_of(problem)}: {problem_text(problem)}"
        for problem in session.problems
        if problem.severity != "note"
    )
    console.say(
        "Errors keep it from being written or sent."
        if all(format.blocking(session.report.problems) for format in writable())
        else f"Errors keep it from being sent. It can be written as {_takers(session)}."
        if session.report.errors
        else "There is nothing to send: no answer differs from what the backend has."
        if session.changes_nothing
        else "Nothing keeps it from being written or sent."
    )


def _takers(session: Session) -> str:
    """Return the formats that errors do not keep a request out of, to be read in a sentence."""
    *most, last = [each.title for each in writable() if not each.blocking(session.report.problems)]
    return f"{', '.join(most)} or {last}" if most else last


def what_is_sent(session: Session) -> Iterator[str]:
    """Say what the request holds, step by step."""
    for step, entries in sections(session.outgoing):
        yield f"{STEPS.index(step) + 1} {step.heading}"
        for title, values, _ in entries:
            lines = [line for value in values for line in value.split("\n")]
            if len(lines) > 1 and (lines != list(values) or len(", ".join(lines)) > _MOST_IN_ONE_LINE):
                yield f"  {title}:"
                yield from (f"    {line}" for line in lines)
            else:
                yield f"  {title}: {', '.join(values)}"


def _step_to_change(work: Work) -> Step:
    last = len(STEPS) - 1
    lines = [f"{at} {step.title}" for at, step in enumerate(STEPS[:last], 1)]
    while True:
        said = asked(work.console, f"Number of the step, 1 to {last}", lines)
        number = position_of(said.text, last)
        if number is not None:
            return STEPS[number]
        if said.kind == "answer":
            work.console.say(f"The steps that ask something are numbered from 1 to {last}.")
        work.console.say_each(lines)
