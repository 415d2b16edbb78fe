"""The same answers make the same draft, and so the same files, in the wizard and in plain mode."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.files.formats.table import Format, Writing, writable
from authwizard.files.presets import list_presets
from authwizard.files.ready import ready
from authwizard.files.source import load
from authwizard.plain.question import Question
from authwizard.request.draft import Draft
from authwizard.request.fields import Field
from authwizard.request.operation import BOTH, Operation
from authwizard.request.secrets import EnvRef
from authwizard.request.tree import ABSENT, get, merge
from authwizard.session import Session
from tests.aws.calls import TARGET
from tests.plain.answering import talk
from tests.plain.form import Form, values_of
from tests.request.drafts import same
from tests.request.requests import KEY, full, plain


@given(data=st.data(), operation=st.sampled_from(BOTH))
def test_any_answers_make_the_same_draft(data: st.DataObject, operation: Operation) -> None:
    def answer(question: Question) -> Any:
        field: Field = question.field  # type: ignore[attr-defined]  # every one that is asked about here has one
        if data.draw(st.integers(0, 3)) == 0:
            return ABSENT
        return data.draw(values_of(field))

    form = Form(Session(Draft.new(operation)))
    form.fill_in(answer)
    done = talk(*form.lines, start=Draft.new(operation))
    assert done.draft is not None
    assert "What now?" in done.text, "the review comes right after the last line"
    assert same(done.draft, form.session.draft)


def answers_of(draft: Draft) -> Any:
    """Return what gives the answers of a draft."""

    def answer(question: Question) -> Any:
        field: Field = question.field  # type: ignore[attr-defined]  # as above
        if field.secret:
            return draft.secrets.get(field.path, ABSENT)
        value = get(draft.tree, field.path)
        return value is not ABSENT if field.kind == "structure" else value

    return answer


def drafts() -> list[Draft]:
    found = [load(info.name).draft for info in list_presets() if info.shipped]
    trees = (full, plain)
    found += [Draft.from_tree(operation, tree(operation)) for operation in BOTH for tree in trees]
    # What a preset leaves to its user.
    given = {**TARGET.members, "ResourceConfig": {"AuthResources": "USER_POOL_ONLY"}}
    return [replace(draft, tree={**merge(given, draft.tree), **TARGET.members}) for draft in found]


FORMATS = [format for format in writable() if format.suffixes and not format.is_folder]


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
@pytest.mark.parametrize("draft", drafts(), ids=str)
def test_the_answers_of_a_known_request_make_the_files_of_the_wizard(
    draft: Draft, format: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, secret in draft.secrets.items():
        if isinstance(secret, EnvRef):
            monkeypatch.setenv(secret.name, KEY if path[-1] == "PrivateKey" else "invented-secret")
    form = Form(Session(Draft.new(draft.operation)))
    form.fill_in(answers_of(draft))
    judged = ready(form.session.draft)
    assert not judged.errors
    place = tmp_path / f"request{format.suffixes[0]}"
    # A preset has no typed secrets: before they are lost, it asks.
    done = talk(*form.lines, "1", "", str(place), "7", "y", start=Draft.new(draft.operation))
    writing = Writing(folder=tmp_path)
    (text,) = format.files(judged.draft if format.holds_secrets else form.session.draft, writing).values()
    assert place.read_text(encoding="utf-8") == text
    assert done.status == 0
