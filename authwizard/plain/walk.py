"""The walk through the questions: one after the other, back, on to another step."""

from __future__ import annotations

from typing import Final

from authwizard.request.check import Problem
from authwizard.request.edit import Edit
from authwizard.request.previews.table import preview_of
from authwizard.request.steps import REVIEW, STEPS, TARGET_STEP, Step
from authwizard.request.tree import ABSENT

from . import commands
from .asking import all_questions
from .commands import Typed
from .console import NoTextError
from .problems import at_member, marked, wrong_alone
from .question import NotUnderstoodError, Order, Question
from .work import Work

_NO_STEP: Final = (
    f"The steps are numbered from 1 to {len(STEPS)}: type > and a number, or > alone for the next step."
)


def _beginning(step: Step) -> Order:
    """Return the place before all questions of a step."""
    return STEPS.index(step), -2, ""


def _behind(order: Order) -> Order:
    """Return the place next to a question's."""
    return *order[:2], f"{order[2]}\0"


class Walk:
    """Asks the questions of a draft, until the review is reached."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._console = work.console
        self._step: Step | None = None
        """The step whose heading was said last."""

    def from_step(self, step: Step = TARGET_STEP) -> None:
        """Ask from the first question of a step on; return where the next thing is the review."""
        self._from(_beginning(step))

    def from_the_end(self) -> None:
        """Go back from the review to the last question."""
        self._from(all_questions(self._work.session)[-1].order)

    def _from(self, place: Order) -> None:
        self._step = None
        there: Order | None = place
        while there is not None:
            there = self._ask_at(there)

    def _ask_at(self, place: Order) -> Order | None:
        """Ask the first question that does not come before a place; return where to go on, None for the review."""
        question = next((item for item in all_questions(self._work.session) if item.order >= place), None)
        step = question.step if question else REVIEW
        begun = place[0] if place[1] == -2 else place[0] + 1
        for passed in STEPS[begun : STEPS.index(step)]:
            why = passed.idle(self._work.draft) or "It has no question now."
            self._console.say()
            self._console.say(f"Step {STEPS.index(passed) + 1}, {passed.title}, is passed by. {why}")
        if question is None:
            return None
        if step is not self._step:
            self._announce(step)
        return self._ask(question)

    def _announce(self, step: Step) -> None:
        self._step = step
        self._console.say()
        self._console.say(f"Step {STEPS.index(step) + 1} of {len(STEPS)}: {step.heading}. {step.intro}")
        if self._work.draft.operation == "update" and step.fixed:
            self._console.say(step.fixed)

    def _ask(self, question: Question) -> Order | None:
        """Ask a question until it leads elsewhere; return where to go on, None for the review."""
        self._introduce(question)
        while True:
            try:
                said = commands.understood(self._console.ask(question.prompt(self._work.draft)))
                if said.kind in ("answer", "-"):
                    if self._answer(question, said):
                        return _behind(question.order)
                    continue
            except (NotUnderstoodError, NoTextError) as error:
                self._refuse(question, error)
                continue
            if said.kind == "keep":
                self._leave_open(question)
                return _behind(question.order)
            if said.kind == "<":
                return self._before(question)
            if said.kind == ">":
                target = self._target(said.text, question)
                if target is not None:
                    return None if target is REVIEW else _beginning(target)
            else:
                self._tell(question, said.kind)

    def _introduce(self, question: Question) -> None:
        """Say what the question is, and what is wrong with the answer that is there."""
        self._console.say_each(question.introduction(self._work.draft))
        self._console.say_each(question.change(self._work.draft))
        if not question.path:
            self._say_problems([item for item in self._work.session.problems if not item.path])
        elif self._is_given(question):
            self._say_problems(self._problems(question))

    def _answer(self, question: Question, said: Typed) -> bool:
        """Take an answer; return whether the next question may follow."""
        before, known = self._work.draft, self._problems(question)
        self._work.apply(self._edit(question, said))
        draft, found = self._work.draft, self._problems(question)
        if not question.goes_on:
            self._console.say_each(question.follow_up(before, draft))
            self._say_problems([problem for problem in found if problem not in known])
            return False
        if question.is_judged and self._is_given(question) and wrong_alone(found, draft, question.path):
            self._introduce(question)
            return False
        self._console.say_each(question.follow_up(before, draft))
        self._say_problems(found)
        return True

    def _edit(self, question: Question, said: Typed) -> Edit:
        """Return what an answer does.

        Raises:
            NotUnderstoodError: It is none.
        """
        draft = self._work.draft
        if said.kind == "-":
            return question.leave_out(draft)
        try:
            return question.read(said.text, draft, self._console)
        except NotUnderstoodError:
            if said.text.strip().startswith(commands.FORWARD):
                raise NotUnderstoodError(_NO_STEP) from None
            raise

    def _refuse(self, question: Question, error: Exception) -> None:
        """Say why an answer was none, or ask anew."""
        if str(error):
            self._console.say(str(error))
        else:
            self._console.say_each(question.introduction(self._work.draft))

    def _leave_open(self, question: Question) -> None:
        """Say what is missing where nothing was answered; what is wrong with an answer was said already."""
        if not self._is_given(question):
            self._say_problems(self._problems(question))

    def _before(self, question: Question) -> Order:
        """Return the place of the question before another one."""
        orders = [item.order for item in all_questions(self._work.session) if item.order < question.order]
        if orders:
            return orders[-1]
        self._console.say("This is the first question.")
        return question.order

    def _target(self, number: str, question: Question) -> Step | None:
        """Return the step that is meant; None, and say so, where there is none of that number."""
        if not number:
            return STEPS[STEPS.index(question.step) + 1]
        if 1 <= int(number) <= len(STEPS):
            self._step = None
            return STEPS[int(number) - 1]
        self._console.say(_NO_STEP)
        return None

    def _tell(self, question: Question, kind: str) -> None:
        """Explain the question, or say the problems or what comes of the step's answers."""
        session = self._work.session
        if kind == commands.EXPLAIN:
            self._console.say_each(question.explain(session.draft))
        elif kind == commands.PROBLEMS:
            self._console.say_each(self._console.problems())
        else:
            for line in preview_of(question.step, session.draft):
                self._console.say_each(line.text.splitlines(), indent=0 if line.kind == "heading" else 2)

    def _problems(self, question: Question) -> list[Problem]:
        """Return what is wrong with the answer; of what is not there, also with the members that it would hold."""
        if not question.path:
            return []
        session = self._work.session
        whole = session.draft.get(question.path) is ABSENT
        return at_member(session.problems, question.path, with_members=whole)

    def _say_problems(self, found: list[Problem]) -> None:
        self._console.say_each(marked(problem) for problem in found)

    def _is_given(self, question: Question) -> bool:
        draft = self._work.draft
        return draft.get(question.path) is not ABSENT or question.path in draft.secrets
