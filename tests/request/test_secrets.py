"""Secrets: what the rules see of them, and that nothing shows them."""

import json
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.edit import switch_operation, turn_off
from authwizard.request.operation import Operation
from authwizard.request.private_key import key_text
from authwizard.request.secrets import (
    MASK,
    EnvRef,
    FileRef,
    Secret,
    Typed,
    describe,
    parse_reference,
    reference_table,
)
from authwizard.request.tree import Tree, pool, put

from .judging import APPLE, judged
from .requests import KEY, SECRETS, full, requests

OPERATIONS: Final = st.sampled_from(["create", "update"])


@pytest.mark.parametrize("secret", [EnvRef("NAME"), FileRef("key.p8")])
def test_a_reference_is_present_and_nothing_can_be_said_of_it(secret: Secret) -> None:
    draft = replace(Draft.from_tree("create", full()), secrets=dict.fromkeys(SECRETS, secret))

    report = check(draft)

    assert not report.errors
    assert {problem.rule for path in SECRETS for problem in report.at(path)} == set()


def test_a_secret_that_is_not_there_is_missed() -> None:
    draft = replace(Draft.from_tree("create", full()), secrets={})

    assert {(problem.rule, problem.path) for problem in check(draft).errors} == {
        ("social-incomplete", path) for path in SECRETS
    }


def test_an_empty_secret_is_missed() -> None:
    draft = replace(Draft.from_tree("create", full()), secrets={path: Typed("") for path in SECRETS})

    assert {(problem.rule, problem.path) for problem in check(draft).errors} == {
        ("social-incomplete", path) for path in SECRETS
    }


@settings(max_examples=300)
@given(
    tree=requests("create", most_mistakes=3),
    operation=OPERATIONS,
    marker=st.text("0123456789abcdef", min_size=12, max_size=12).map("secret-{}".format),
    shape=st.sampled_from(
        [
            "{}",
            "-----BEGIN PRIVATE KEY-----\n{}",
            "${{{}}}",
            "/{}",
            "{}\x00",
            "\n",
            '["{}"]',
            '{{"env": "{}", "x": 1}}',
        ]
    ),
    as_json=st.booleans(),
)
def test_a_secret_shows_nowhere(
    tree: Tree, operation: Operation, marker: str, shape: str, as_json: bool
) -> None:
    text = shape.format(marker) if "{" in shape else marker + shape
    value = json.loads(text) if shape.startswith(("[", "{{")) and as_json else text
    for path in SECRETS:
        tree = put(tree, path, value)
    draft = Draft.from_tree(operation, tree)
    aside = turn_off(draft, pool("OAuth")).draft
    other = switch_operation(draft, "update" if operation == "create" else "create").draft
    report = check(draft)

    shown = [
        repr(report),
        repr(report.request),
        *map(repr, report.problems),
        *(str((found.message, found.fix, found.place)) for found in report.problems),
        *(repr(draft.body(view)) for view in ("masked", "redacted", "references")),
        *(repr((one, one.tree, one.secrets, one.parked)) for one in (draft, aside, other)),
    ]

    assert [text for text in shown if marker in text] == []
    assert repr(draft.body("real")).count(marker) == len(SECRETS)


def test_a_message_never_repeats_a_secret_of_the_wrong_type() -> None:
    tree = full()
    for path in SECRETS:
        tree = put(tree, path, ["invented-secret"])

    found = judged(tree).errors

    assert {problem.rule for problem in found} == {"type-mismatch"}
    assert "invented-secret" not in repr(found)


def test_a_secret_is_described_without_being_shown() -> None:
    assert describe(Typed("invented-secret")) == describe(Typed("x")) == MASK
    assert describe(EnvRef("NAME")) == "environment variable NAME"
    assert describe(FileRef("key.p8", "/presets")) == "file key.p8"
    assert "invented" not in repr(Typed("invented-secret"))


@pytest.mark.parametrize("reference", [EnvRef("NAME"), FileRef("key.p8")])
def test_a_reference_is_written_as_a_table_and_read_back(reference: EnvRef | FileRef) -> None:
    assert parse_reference(reference_table(reference)) == reference


@pytest.mark.parametrize(
    "value",
    [None, "env", [], {}, {"env": ""}, {"env": 5}, {"ENV": "x"}, {"env": "x", "file": "y"}, {"file": None}],
)
def test_anything_else_is_no_reference(value: Any) -> None:
    assert parse_reference(value) is None


@pytest.mark.parametrize(
    "pem",
    [
        f"-----BEGIN PRIVATE KEY-----\n{KEY[:64]}\n{KEY[64:]}\n-----END PRIVATE KEY-----\n",
        f"-----BEGIN PRIVATE KEY-----\r\n{KEY[:64]}\r\n{KEY[64:]}\r\n-----END PRIVATE KEY-----",
        f"-----BEGIN PRIVATE KEY-----\\n{KEY[:64]}\\n{KEY[64:]}\\n-----END PRIVATE KEY-----\\n",
        f"-----BEGIN PRIVATE KEY-----\\r\\n{KEY}\\r\\n-----END PRIVATE KEY-----",
        f"-----BEGIN EC PRIVATE KEY-----{KEY[:9]} {KEY[9:]}-----END EC PRIVATE KEY-----",
        f"  {KEY[:20]}\n  {KEY[20:]}  ",
        KEY,
    ],
)
def test_of_a_private_key_the_text_between_its_lines_is_taken(pem: str) -> None:
    assert key_text(pem) == KEY
    assert judged(put(full(), (*APPLE, "PrivateKey"), key_text(pem))).at((*APPLE, "PrivateKey")) == ()


def test_a_secret_under_a_misspelt_name_or_in_a_wrong_place_is_reported_and_never_shown() -> None:
    providers = {
        "Google": {"client_secret": "invented-one"},
        "SignInWithApple": {"ClientSecret": "invented-two"},
        "Elsewhere": [{"private-key": "invented-three"}],
    }
    tree = {"ResourceConfig": {"UserPoolConfigs": {"OAuth": {"SocialProviderSettings": providers}}}}
    draft = Draft.from_tree("create", tree)
    report = check(draft)

    assert sum(problem.rule == "unknown-member" for problem in report.problems) == 3
    for shown in (draft.body("masked"), draft.body("redacted"), draft.body("references"), draft, report):
        assert "invented" not in repr(shown)
    assert draft.body("real") == tree
