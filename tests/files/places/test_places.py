"""What stands at the place of a member is the member: in every layout of every language."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from authwizard.files.formats.yaml_text import parse_yaml
from authwizard.files.places.json_places import json_places
from authwizard.files.places.node import Extent, Lines, Node
from authwizard.files.places.toml_places import toml_places
from authwizard.files.places.yaml_places import yaml_places
from tests.files.places.layouts import json_texts, toml_texts, yaml_texts

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def from_yaml(text: str) -> Any:
    return parse_yaml(text).tree


def from_toml(text: str) -> Any:
    return tomllib.loads(f"value = {text}")["value"]


def name_in_toml(text: str) -> Any:
    return next(iter(tomllib.loads(f"{text} = 0")))


def assert_stands(
    node: Node,
    value: Any,
    text: str,
    read: Callable[[str], Any],
    read_name: Callable[[str], Any],
    *,
    headers: bool = False,
) -> None:
    """Assert that each value below a node, and each name, stands where the node says.

    A table of TOML stands where its header or its name is, so only what is in it can be read.
    """
    if isinstance(value, dict):
        assert list(node.members) == list(value) or headers
        assert node.members.keys() == value.keys()
        for name, item in value.items():
            child = node.members[name]
            assert child.name is not None
            assert read_name(text[slice(*child.name)]) == name
            assert_stands(child, item, text, read, read_name, headers=headers)
    elif isinstance(value, list):
        assert len(node.entries) == len(value)
        for child, item in zip(node.entries, value, strict=True):
            assert child.name is None
            assert_stands(child, item, text, read, read_name, headers=headers)
    if not (isinstance(value, dict) and headers):
        assert read(text[slice(*node.value)]) == value


@SLOW
@given(json_texts())
def test_in_json(written: tuple[str, dict[str, Any]]) -> None:
    text, tree = written
    assert json.loads(text) == tree
    assert_stands(json_places(text), tree, text, json.loads, json.loads)


@SLOW
@given(yaml_texts())
def test_in_yaml(written: tuple[str, dict[str, Any]]) -> None:
    text, tree = written
    assert from_yaml(text) == tree
    node = yaml_places(text, parse_yaml(text).root)
    assert_stands(node, tree, text, lambda piece: _dedented(piece, node, text), from_yaml)


def _dedented(piece: str, node: Node, text: str) -> Any:
    """Read a piece of YAML: a structure's first line lacks the blanks that its others have."""
    at = text.index(piece)
    indent = at - (text.rfind("\n", 0, at) + 1)
    return from_yaml(" " * indent + piece)


@SLOW
@given(toml_texts())
def test_in_toml(written: tuple[str, dict[str, Any]]) -> None:
    text, tree = written
    assert tomllib.loads(text) == tree
    assert_stands(toml_places(text), tree, text, from_toml, name_in_toml, headers=True)


@given(st.text(st.sampled_from("ab\n\r\u00e9\U0001f600"), max_size=40), st.data())
def test_lines_and_columns_count_characters_from_1(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    region = Lines(text).region(Extent(start, end))
    lines = text.split("\n")
    assert "\n".join([*lines[: region.line - 1], lines[region.line - 1][: region.column - 1]]) == text[:start]
    assert (
        "\n".join([*lines[: region.end_line - 1], lines[region.end_line - 1][: region.end_column - 1]])
        == text[:end]
    )


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        ("a: &x {b: 1}\nc: *x", ("c", "b"), "1"),
        ("base: &x\n  b: 1\nc:\n  <<: *x\n  d: 2", ("c", "b"), "1"),
        ("base: &x {b: 1}\nc: {<<: *x, b: 3}", ("c", "b"), "3"),
        ("a: |\n  one\n  two\n\nb: 1", ("a",), "|\n  one\n  two"),
        ("a: >-\n  one\n# more\nb: 1", ("a",), ">-\n  one"),
        ("a:\n- b: 1\n  c: 2\n\n# end\n", ("a",), "- b: 1\n  c: 2"),
        ("? a\n: 1\n", ("a",), "1"),
        ("\ufeffa: 1\n", ("a",), "1"),
        ("a: &x {b: 1, c: [2] }\nd: *x", ("a",), "&x {b: 1, c: [2] }"),
    ],
)
def test_what_only_yaml_has(text: str, path: tuple[str, ...], shown: str) -> None:
    node, length = yaml_places(text, parse_yaml(text).root).reach(path)
    assert length == len(path)
    assert text[slice(*node.value)] == shown


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        ("[a.b]\nc = 1", ("a",), "a"),
        ("[a.b]\nc = 1\n[a]\nd = 2", ("a",), "[a]"),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3", ("a", 1, "c", "d"), "3"),
        ("a.b.c = 1\na.b.d = 2", ("a", "b"), "b"),
        ("a.b.c = 1\na.b.d = 2", ("a", "b", "d"), "2"),
        ('a = """one"""""', ("a",), '"""one"""""'),
        ("a = '''it's'''\nb = 1", ("b",), "1"),
        ("a = 1979-05-27 07:32:00 # then\nb = [1979-05-27, 07:32:00]", ("b", 1), "07:32:00"),
        ("a = [ # one ]\n  1, # two\n  2,\n]\nb = 3", ("a", 1), "2"),
        ('"a\\tb" = 1', ("a\tb",), "1"),
    ],
)
def test_what_only_toml_has(text: str, path: tuple[str, ...], shown: str) -> None:
    tomllib.loads(text)
    node, length = toml_places(text).reach(path)
    assert length == len(path)
    assert text[slice(*node.value)] == shown
