"""Whatever the format: each member of a request is in what is written, or is named as left out.

A format that nothing reads back has tests of its own for that.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.files.formats.amplify_headless_writer import DEFAULT_SMS
from authwizard.files.formats.table import FORMATS
from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.request.tree import MemberPath, Tree, drop, format_path, leaves, pool, put
from tests.request.requests import full

from ..strategies import read, valid_requests
from ..writing import READ_BACK, WRITABLE, losses, render


def known(operation: Operation, tree: Tree) -> Draft:
    """Return a draft that every format takes: an update of a backend whose state is known, and holds nothing."""
    return replace(Draft.from_tree(operation, tree), baseline={})


def told_of(path: MemberPath, sentences: tuple[str, ...]) -> bool:
    """Whether a member, or a structure above it, is named."""
    names = {format_path(path[: length + 1]) for length in range(len(path))}
    words = {word.rstrip(".,:") for sentence in sentences for word in sentence.split()}
    return bool(names & words)


def unaccounted(draft: Draft, format: str) -> list[str]:
    """Return the members that a format loses, or has from nowhere, without a word."""
    sentences = losses(draft, format)
    before = dict(leaves(draft.body("real")))
    after = dict(leaves(read(render(draft, format)).draft.body("real")))
    lost = [
        path for path, value in before.items() if after.get(path) != value and not told_of(path, sentences)
    ]
    added = [
        path
        for path, value in after.items()
        if before.get(path) != value and str(value) not in " ".join(sentences)
    ]
    return [format_path(path) for path in lost + added]


@pytest.mark.parametrize("format", READ_BACK)
@pytest.mark.parametrize("operation", ["create", "update"])
def test_a_request_with_every_member_is_written_or_told_of(format: str, operation: Operation) -> None:
    tree = drop(full(operation), pool("ForgotPassword"))
    assert unaccounted(known(operation, tree), format) == []


@pytest.mark.parametrize("format", READ_BACK)
@pytest.mark.parametrize("operation", ["create", "update"])
@settings(max_examples=60)
@given(data=st.data())
def test_any_request_is_written_or_told_of(format: str, operation: Operation, data: st.DataObject) -> None:
    assert unaccounted(known(operation, data.draw(valid_requests(operation))), format) == []


@pytest.mark.parametrize("format", [name for name in WRITABLE if FORMATS[name].holds_secrets])
def test_marks_in_place_of_secrets_are_told_of(format: str) -> None:
    draft = Draft.from_tree("create", full())
    (told,) = [text for text in losses(draft, format, redact=True) if "A mark stands for" in text]
    assert all(format_path(path) in told for path in draft.secrets)


def test_what_amplify_wants_beside_is_told_of() -> None:
    tree = put(full(), pool("Mfa"), {"MFAMode": "ON", "Settings": {"MfaTypes": ["TOTP"]}})
    assert any(DEFAULT_SMS in told for told in losses(known("create", tree), "amplify-headless"))
