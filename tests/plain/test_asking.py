"""Every member of every step is asked for, where and as the wizard asks for it."""

from __future__ import annotations

import pytest

from authwizard.files.presets import list_presets
from authwizard.files.source import load
from authwizard.plain.asking import question_for, questions_of
from authwizard.plain.question import OperationQuestion
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.operation import BOTH, Operation
from authwizard.request.steps import REVIEW, STEPS, offered
from authwizard.request.tree import ABSENT, format_path
from authwizard.session import Session
from tests.plain.answering import talk
from tests.request.requests import full, plain

DRAFTS = [
    *(Draft.new(operation) for operation in BOTH),
    *(Draft.from_tree(operation, tree(operation)) for operation in BOTH for tree in (plain, full)),
    *(load(info.name).draft for info in list_presets() if info.shipped),
]


@pytest.mark.parametrize("draft", DRAFTS, ids=str)
def test_the_questions_are_those_of_the_steps(draft: Draft) -> None:
    session = Session(draft)
    for step in STEPS[:-1]:
        asked = [item.path for item in questions_of(step, session) if item.order[2] == "" and item.path]
        assert asked == ([] if step.idle(draft) else [field.path for field in offered(step, draft)])
    assert questions_of(REVIEW, session) == []


@pytest.mark.parametrize("draft", DRAFTS, ids=str)
def test_enter_alone_comes_by_every_question_and_changes_nothing(draft: Draft) -> None:
    asked = [question for step in STEPS for question in questions_of(step, Session(draft))]
    done = talk(*[""] * len(asked), start=draft)
    assert done.prompts[: len(asked)] == [question.prompt(draft) for question in asked]
    assert done.prompts[len(asked)] == "Number"
    assert done.draft == draft


@pytest.mark.parametrize("operation", BOTH)
@pytest.mark.parametrize("path", FIELDS, ids=format_path)
def test_each_question_says_what_it_is_about_and_explains_itself(
    path: tuple[str, ...], operation: Operation
) -> None:
    field, draft = FIELDS[path], Draft.new(operation)
    if field.kind == "structure" and not field.block:
        return
    question = question_for(field)
    said = " ".join([*question.introduction(draft), question.prompt(draft)])
    assert (field.block or field.title) in said
    explained = " ".join(question.explain(draft))
    for text in (field.help, field.more, format_path(path)):
        assert text in explained
    for choice in field.choices.values():
        assert choice.label in said
        assert choice.explanation in explained
    if operation in field.required and operation in field.only:
        assert "required" in said or field.block or draft.get(path) is not ABSENT
        assert "Source: " in explained


def test_the_operation_comes_first_and_an_idle_step_is_passed_by_with_its_reason() -> None:
    first = questions_of(STEPS[0], Session(Draft.new("create")))[0]
    assert isinstance(first, OperationQuestion)
    done = talk(*[""] * 40, start=Draft.from_tree("create", plain()))
    assert "Step 3, Identity pool, is passed by. Auth resources is set to the user pool only" in done.prose
    assert "Step 7, Social providers, is passed by." in done.prose
    done = talk(*[""] * 40, start=Draft.new("update"))
    assert "Step 4, Sign-in, is passed by. Pool name, sign-in method" in done.prose
