"""YAML is written so that every reader agrees on it, and read as the AWS CLI v2 reads it."""

from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # comes with awscli, without types
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import authwizard.files.formats.yaml_text as yaml_text_module
from authwizard.files.formats.json import json_text
from authwizard.files.formats.yaml_text import parse_yaml, yaml_text
from authwizard.files.source import UnreadableError
from authwizard.request.draft import Draft
from authwizard.request.tree import Tree

from ..strategies import AMBIGUOUS, LEAVES, exact, read, trees, valid_requests
from ..writing import render


def yaml_1_2(text: str) -> Any:
    """Read a text as the AWS CLI v2 does."""
    return YAML(typ="safe", pure=True).load(text)


def yaml_1_1(text: str) -> Any:
    return yaml.safe_load(text)


@given(trees(LEAVES | st.none()))
def test_every_tree_means_the_same_to_readers_of_yaml_1_1_and_1_2(tree: Tree) -> None:
    text = yaml_text(tree)
    assert text.isascii()
    assert exact(parse_yaml(text)[:2]) == exact((tree, []))
    assert exact(yaml_1_2(text)) == exact(tree)
    assert exact(yaml_1_1(text)) == exact(tree)


@given(trees(LEAVES))
def test_json_to_yaml_to_json_gives_the_same_request(tree: Tree) -> None:
    from_json = read(json_text({"ResourceName": "a"} | tree)).draft
    from_yaml = read(render(from_json, "yaml")).draft
    assert render(from_yaml, "json") == render(from_json, "json")


@given(valid_requests("create") | valid_requests("update"))
def test_valid_requests_keep_every_value_in_yaml(tree: Tree) -> None:
    text = render(Draft.from_tree("create", tree), "yaml")
    assert exact(yaml_1_1(text)) == exact(yaml_1_2(text)) == exact(tree)


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    written = yaml_text({"ResourceName": text, text: [text]})
    assert yaml_1_1(written) == yaml_1_2(written) == {"ResourceName": text, text: [text]}


def test_the_members_of_the_api_need_no_quotes_and_stand_in_its_order() -> None:
    draft = Draft.from_tree("update", {"ResourceName": "on", "AppId": "d1", "ResourceConfig": {}})
    assert render(draft, "yaml") == 'AppId: "d1"\nResourceConfig: {}\nResourceName: "on"\n'


def test_parts_that_are_shared_in_memory_are_written_out() -> None:
    shared = ["a"]
    assert "&" not in yaml_text({"AppId": shared, "ResourceName": shared})


@pytest.mark.parametrize(
    "value",
    [
        "on", "yes", "012", "0o17", "1e5", "1_000", "~", "12E03", "0x1F", "1:30", "0b11", "08", "1.", ".5",
        "+1", "null", "!!str 012", "a\n  b", "|\n  a\n  b", "'it''s'", '"\\u00e9\\t"', "[a, 1]", "{a: 1}",
    ],
)  # fmt: skip
def test_a_hand_written_value_means_what_it_means_to_the_aws_cli(value: str) -> None:
    text = f"AppId: {value}\n"
    assert exact(read(text).draft.tree) == exact(yaml_1_2(text))


def test_a_yaml_1_1_directive_counts_as_it_does_for_the_aws_cli() -> None:
    assert read("%YAML 1.1\n---\nAppId: on\n").draft.tree == {"AppId": True}


def test_aliases_and_merge_keys_are_resolved() -> None:
    text = "AppId: &id d1\nResourceName: *id\nResourceConfig:\n  <<: {Service: COGNITO}\n"
    assert read(text).draft.tree == {
        "AppId": "d1",
        "ResourceName": "d1",
        "ResourceConfig": {"Service": "COGNITO"},
    }


def test_a_byte_order_mark_is_no_hindrance() -> None:
    assert read("\ufeffAppId: d1\n").draft.tree == {"AppId": "d1"}


def test_two_halves_of_a_character_are_joined_as_on_the_wire() -> None:
    assert read('AppId: "\\ud83d\\ude00"\n').draft.tree == {"AppId": "\U0001f600"}


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        ("2024-01-01", "2024-01-01", "a date"),
        ("2024-01-01 10:00:00", "2024-01-01T10:00:00", "a date and time"),
        (".inf", "inf", "no number"),
        ("1e999", "inf", "no number"),
    ],
)
def test_a_value_that_json_has_not_becomes_a_text_and_is_reported(value: str, text: str, kind: str) -> None:
    loaded = read(f"AppId: d1\nResourceName: {value}\n")
    (problem,) = loaded.problems
    assert loaded.draft.tree["ResourceName"] == text
    assert (problem.rule, problem.path) == ("type-mismatch", ("ResourceName",))
    assert kind in problem.message


BOMB = "AppId: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"m{below}: &{name} [{','.join([f'*{below}'] * 9)}]\n"
    for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("AppId: d1\nAppId: d2\n", 2, 1),
        ("a:\n  b: 1\n  'b': 2\n", 3, 3),
        ("AppId: !secret x\n", 1, 8),
        ("AppId: !!binary aGk=\n", 1, 8),
        ("AppId: !!set {a, b}\n", 1, 8),
        ("AppId: !!python/object:os.system x\n", 1, 8),
        ("AppId: d1\n---\nAppId: d2\n", 2, 1),
        ("AppId: &a [*a]\n", 1, 8),
        (BOMB, 1, 12),
        ("AppId: *nothing\n", 1, 8),
        ("AppId: d1\n5: x\n", 2, 1),
        ("AppId: d1\n? [a]\n: x\n", 2, 3),
        ("AppId: d1\n\tResourceName: x\n", 2, 1),
        ("AppId: [a\n", 2, 1),
        ("AppId: 'invented-secret\n", 2, 1),
        ("AppId: \x01\n", 1, 8),
        ('AppId: "\\ud800"\n', 1, 8),
        (f"AppId: {'9' * 5000}\n", 1, 8),
        (f"AppId: 0x{'f' * 5000}\n", 1, 8),
        (f"%YAML 1.1\n---\nAppId: 0b{'1' * 20_000}\n", 3, 8),
        (f"%YAML 1.1\n---\nAppId: {'9:' * 300}1.5\n", 3, 8),
        (f"%YAML 1.{'1' * 5000}\n---\nAppId: d1\n", 1, 9),
        ('AppId: "\\U00110000"\n', 1, 11),
        ('AppId: "invented-secret\\UFFFFFFFF"\n', 1, 26),
        ("AppId: !!int invented-secret\n", 1, 8),
        (f"AppId: {'[' * 70}{']' * 70}\n", 1, 72),
        ("# nothing\n---\n", 1, 1),
        ("---\n...\n", 1, 1),
        ("AppId: !!timestamp invented\n", 1, 8),
        ("- AppId\n", 1, 1),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place_and_without_its_content(
    text: str, line: int, column: int
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert caught.value.message.startswith(f"Line {line}, column {column}: ")
    assert "invented" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_what_the_parser_warns_of_is_not_printed(recwarn: pytest.WarningsRecorder) -> None:
    loaded = read("AppId: &a invented-secret\nResourceName: &a 1e5\n")
    assert loaded.draft.tree == {"AppId": "invented-secret", "ResourceName": 1e5}
    assert read("%YAML 1.1\n---\nAppId: 1e5\n").draft.tree == {"AppId": 1e5}
    assert list(recwarn) == []


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(UnreadableError, match="levels"):
        read(f"AppId: {'[' * 100_000}{']' * 100_000}\n")


def test_a_text_beyond_the_limit_is_refused_before_it_is_parsed() -> None:
    assert read("AppId: " + "x" * 999_993).draft.tree == {"AppId": "x" * 999_993}
    for text in ("AppId: " + "x" * 999_994, "AppId: " + "é" * 500_000):
        with pytest.raises(UnreadableError, match="1,000,000 bytes") as caught:
            read(text)
        assert "JSON" in caught.value.fix


def test_too_many_values_are_refused_while_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text_module, "MOST_VALUES", 1000)
    with pytest.raises(UnreadableError, match="values, so it is no request") as caught:
        read("AppId: [" + "a," * 1000 + "]")
    assert (caught.value.line, caught.value.column) == (1, 9 + 2 * 999)
