"""JSON is read strictly, and whatever is wrong is named with its line and column."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.files.formats.json import json_text
from authwizard.files.formats.json_reader import parse_json
from authwizard.files.source import UnreadableError
from authwizard.request.tree import Tree

from ..strategies import LEAVES, exact, read, trees


@given(trees(LEAVES | st.none()))
def test_every_tree_is_read_as_it_was_written(tree: Tree) -> None:
    text = json_text(tree)
    assert text.isascii()
    assert exact(parse_json(text)) == exact(tree)
    assert exact(parse_json(json.dumps(tree, ensure_ascii=False))) == exact(tree)


def refusal(text: str) -> UnreadableError | None:
    try:
        parse_json(text)
    except UnreadableError as error:
        return error
    return None


def test_numbers_keep_their_kind() -> None:
    assert exact(read('{"AppId": 8, "b": 8.0, "c": 10000000000000000000000, "d": true}').draft.tree) == (
        '{"AppId": 8, "b": 8.0, "c": 10000000000000000000000, "d": true}'
    )


def test_null_is_kept_for_check_to_report() -> None:
    assert read('{"AppId": null}').draft.tree == {"AppId": None}


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("", 1, 1, "empty"),
        (" \n\t\n", 1, 1, "empty"),
        ("\ufeff{}", 1, 1, "byte-order mark"),
        ('{"AppId": "invented" // comment\n}', 1, 22, "comment"),
        ('// comment\n{"AppId": 1}', 1, 1, "comment"),
        ('{\n  /* comment */ "AppId": 1}', 2, 3, "comment"),
        ('{"AppId": 1}\n# comment', 2, 1, "comment"),
        ('{\n  "AppId": "invented",\n}', 2, 22, "comma"),
        ('{"AppId": ["invented",\n]}', 1, 22, "comma"),
        ('{"AppId": ["invented" , ]}', 1, 23, "comma"),
        ('{"AppId": NaN}', 1, 11, "NaN"),
        ('{"a": 1, "b": [0, -Infinity]}', 1, 19, "Infinity"),
        ('{"AppId": 1e999}', 1, 11, "too large"),
        (f'{{"AppId": -{"9" * 5000}}}', 1, 11, "too large"),
        ('{"AppId": 1,\n "AppId": 2}', 2, 2, '"AppId"'),
        ('{"a": {"b": 1, "c": [{"d": 1, "e": 2, "d": 3}]}}', 1, 39, '"d"'),
        ('{"a": "b", "\\u0061": 1}', 1, 12, '"a"'),
        ('{"a\\u001b[1m": 1, "a\\u001b[1m": 1}', 1, 19, '"a\\u001b[1m"'),
        ('{"AppId": "invented\nsecret"}', 1, 20, "line break"),
        ('{"AppId": "invented', 1, 11, "does not end"),
        ('{"AppId": "\\x41"}', 1, 12, "backslash"),
        ('{"AppId": "\\u12"}', 1, 12, "backslash"),
        ("{'AppId': 1}", 1, 2, "single quote"),
        ('{"AppId": invented}', 1, 11, "not JSON"),
        ('{AppId: 1}', 1, 2, "not JSON"),
        ('{"AppId": 1 "B": 2}', 1, 13, "not JSON"),
        ('{"AppId": 1', 1, 12, "too early"),
        ('{"AppId":', 1, 10, "too early"),
        ('{"AppId": 1}{"AppId": 2}', 1, 13, "follows"),
        ('{"AppId": 1} invented', 1, 14, "follows"),
        ('{"AppId": "\\ud800 invented"}', 1, 11, "lone surrogate"),
        ('{"AppId": 1, "\\udc00": "a"}', 1, 14, "lone surrogate"),
        (f'{{"AppId": {"[" * 70}{"]" * 70}}}', 1, 74, "levels"),
        (f'{{"AppId": {"[" * 100_000}', 1, 74, "levels"),
        (f"{{\"a\": [{'0,' * 1_000_000}0]}}", None, None, "50,000 values"),
        ("[1, 2]", 1, 1, "no members"),
        ('"AppId"', 1, 1, "no members"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place_and_without_its_content(
    text: str, line: int | None, column: int | None, what: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    error = caught.value
    assert (error.line, error.column) == (line, column)
    assert line is None or error.message.startswith(f"Line {line}, column {column}: ")
    assert what in error.message
    assert error.fix
    assert "invented" not in error.message + error.fix
    assert error.__suppress_context__ or error.__context__ is None


def test_a_failure_is_a_problem_of_a_report() -> None:
    with pytest.raises(UnreadableError) as caught:
        read("{]")
    problem = caught.value.problem()
    assert (problem.rule, problem.severity, problem.path) == ("unreadable", "error", ())
    assert problem.message == caught.value.message


@pytest.mark.parametrize(
    ("data", "column"), [(b'{"AppId": "\xff"}', 12), ('{"é": "'.encode() + b'\xc3"}', 8), (b"\xe9{}", 1)]
)
def test_bytes_that_are_not_utf_8_are_named_by_their_column(data: bytes, column: int) -> None:
    with pytest.raises(UnreadableError, match="UTF-8") as caught:
        read(b"\n" + data)
    assert (caught.value.line, caught.value.column) == (2, column)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_other_encodings_are_named(encoding: str) -> None:
    text = "{}" if encoding != "utf-16-be" else "\ufeff{}"
    with pytest.raises(UnreadableError, match=r"UTF-(16|32)"):
        read(text.encode(encoding))


def test_two_halves_of_a_character_are_one() -> None:
    assert read('{"AppId": "\\ud83d\\ude00 \\\\ud800"}').draft.tree == {"AppId": "\U0001f600 \\ud800"}


@given(st.text(st.sampled_from('{}[]:,"\\ud8\n ab10-eN/#'), max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    refused = refusal(text)
    if refused is None:
        json.loads(text)
        return
    assert refused.line is not None
    assert refused.column is not None
    lines = text.split("\n")
    assert 1 <= refused.line <= len(lines)
    assert 1 <= refused.column <= len(lines[refused.line - 1]) + 1


_SPACED = st.sampled_from(["", " ", "\n", "\n  "])


@given(st.data())
def test_a_second_member_is_found_wherever_it_stands(data: st.DataObject) -> None:
    """Write a tree by hand, with one member twice, and know where the second one begins."""
    parts: list[str] = []
    target: list[int] = []

    def write(value: Any, doubled: bool) -> None:
        if isinstance(value, dict):
            parts.append("{")
            names = list(value)
            for index, name in enumerate(names):
                parts.append("," if index else "")
                parts.append(f"{data.draw(_SPACED)}{json.dumps(name)}{data.draw(_SPACED)}:")
                write(value[name], False)
            if doubled:
                name = data.draw(st.sampled_from(names))
                parts.append(f",{data.draw(_SPACED)}")
                target.append(len("".join(parts)))
                parts.append(f"{json.dumps(name)}: {json.dumps(value[name])}")
            parts.append("}")
        elif isinstance(value, list):
            parts.append("[")
            for index, item in enumerate(value):
                parts.append("," if index else "")
                write(item, False)
            parts.append("]")
        else:
            parts.append(json.dumps(value))

    tree = data.draw(trees(LEAVES).filter(bool))
    before = data.draw(trees(LEAVES))
    parts.append('{"before": ')
    write(before, False)
    parts.append(', "here": ')
    write(tree, True)
    parts.append("}")
    text = "".join(parts)
    with pytest.raises(UnreadableError, match="second time") as caught:
        parse_json(text)
    line = text.count("\n", 0, target[0]) + 1
    assert (caught.value.line, caught.value.column) == (line, target[0] - text.rfind("\n", 0, target[0]))
