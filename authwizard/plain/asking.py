"""All questions of a request in order, and which class asks for which kind of field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from authwizard.request.draft import Draft
from authwizard.request.fields import Field, Kind
from authwizard.request.places import FORGOT_PASSWORD
from authwizard.request.steps import REVIEW, STEPS, TARGET_STEP, Step, offered
from authwizard.session import Session, is_stray

from .question import BlockQuestion, MoveQuestion, OperationQuestion, Question, StrayQuestion
from .secret import SecretQuestion
from .values import (
    ChoiceQuestion,
    ChoicesQuestion,
    MessageQuestion,
    UrisQuestion,
    ValueQuestion,
)

_QUESTIONS: Final[dict[Kind, type[ValueQuestion] | type[BlockQuestion]]] = {
    "structure": BlockQuestion,
    "choice": ChoiceQuestion,
    "choices": ChoicesQuestion,
    "switch": ChoiceQuestion,
    "text": ValueQuestion,
    "message": MessageQuestion,
    "number": ValueQuestion,
    "uris": UrisQuestion,
    "secret": SecretQuestion,
    "key": SecretQuestion,
}


def question_for(field: Field) -> Question:
    """Return the question that asks for a member."""
    return _QUESTIONS[field.kind](field)


def questions_of(step: Step, session: Session) -> list[Question]:
    """Return what a step asks now, in order."""
    if step is REVIEW:
        return []
    strays = {
        problem.path: problem for problem in session.problems_of(step) if is_stray(problem, session.draft)
    }
    found: list[Question] = [OperationQuestion()] if step is TARGET_STEP else []
    found += sorted(map(StrayQuestion, strays.values()), key=lambda question: question.order)
    fields = () if step.idle(session.draft) else offered(step, session.draft)
    found += [
        question for field in fields if field.path not in strays for question in _asking(field, session.draft)
    ]
    return found


def _asking(field: Field, draft: Draft) -> Iterator[Question]:
    yield question_for(field)
    if field.path == FORGOT_PASSWORD and isinstance(draft.get(FORGOT_PASSWORD), dict):
        yield MoveQuestion(field)


def all_questions(session: Session) -> list[Question]:
    """Return what all steps ask now, in order."""
    return [question for step in STEPS for question in questions_of(step, session)]
