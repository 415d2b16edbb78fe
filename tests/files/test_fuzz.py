"""Whatever a source holds, it is read or refused in a sentence, and what is read can be judged.

`pytest tests/files/test_fuzz.py --hypothesis-profile=long --timeout=0` searches for minutes, at random.
"""

import copy
import json
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, get_args
from zlib import crc32

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.cli.output import blocks
from authwizard.files.formats.json import json_text
from authwizard.files.formats.table import FORMATS
from authwizard.files.formats.yaml_text import yaml_text
from authwizard.files.places.locate import located
from authwizard.files.places.node import Located
from authwizard.files.presets import shipped_folder
from authwizard.files.source import Loaded, UnreadableError, load
from authwizard.request.check import check, merged
from authwizard.request.draft import Draft, SecretView
from authwizard.request.operation import Operation
from tests.request.requests import full, plain

from .strategies import AMBIGUOUS, TEXTS
from .writing import WRITABLE, render

SUFFIXES: Final = ("", ".json", ".yaml", ".toml", ".txt")
DATA: Final = Path(__file__).parent / "data"
EVIL: Final = [
    "\\U00110000", "\\UFFFFFFFF", "\\ud800", "\\x9b", "\x00", "\x1b", "\x9b", "\u202e", "\ufeff", "\ufffe", "\r", "\t",
    "0x" + "f" * 4000, "0b" + "1" * 15_000, "9" * 5000, "1" + ":9" * 300, "1e400", "-", ".inf", ".nan", "NaN", "null",
    "!!int ", "!!float ", "!!timestamp ", "!!set ", "!!binary ", "!!merge ", "!x ", "&a ", "*a", "<<: ", "? ", "- ",
    "---\n", "...\n", "%YAML 1.1\n---\n", "%YAML 9.9\n---\n", "%TAG ! x\n---\n", "|\n", ">9\n", "2024-02-30",
    "0000-00-00", "99:99:99", "[", "]", "{", "}", "[[", "]]", ",", ":", "=", ".", "#", '"', "'", '"""', "'''", "\\",
    "\n", "\n\n ",
    "[request]\n", "[[request]]\n", 'request = "a"\n', 'ClientSecret = { env = "A" }\n', '"cognitoConfig": {}, ',
    '"serviceConfiguration": {}, ', '"Error": "", ', '"body": {}, "path": "/backend/a/auth", "method": "POST", ',
]  # fmt: skip
"""Pieces that steer a reader."""


def _trees() -> dict[str, Any]:
    """Return a good tree of each format that is a tree."""
    headless = json.loads(render(Draft.from_tree("create", full()), "amplify-headless"))
    samples = {path.name: json.loads(path.read_text()) for path in sorted(DATA.glob("*.json"))}
    preset = tomllib.loads((shipped_folder() / "social-all-providers.toml").read_text())
    return samples | {
        "request": full(),
        "update": plain("update"),
        "config": full()["ResourceConfig"],
        "headless": headless,
        "headless-1": headless | {"version": 1, "passwordRecovery": {"deliveryMethod": "SMS"}},
        "rest": json.loads(render(Draft.from_tree("update", plain("update")), "rest")),
        "answer": full() | {"Error": ""},
        "answer-on-the-wire": json.loads(render(Draft.from_tree("create", full()), "rest"))["body"]
        | {"error": None},
        "preset": preset,
    }


TREES: Final = _trees()
TEXTS_OF_FILES: Final = [
    *(json_text(tree) for tree in TREES.values()),
    *(yaml_text(tree) for tree in TREES.values()),
    *(path.read_text() for path in sorted(shipped_folder().glob("*.toml"))),
    *(path.read_text() for path in sorted(DATA.glob("*.yaml"))),
]

VALUES: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.sampled_from(EVIL),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS, below, max_size=3),
    max_leaves=5,
)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every structure and list in a tree with each of its names or positions."""
    items = (
        list(value.items())
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for name, below in items:
        yield value, name
        yield from _places(below)


@st.composite
def spoilt_trees(draw: st.DrawFn) -> Any:
    """A good tree with up to three values, or names, replaced by any others."""
    tree = copy.deepcopy(draw(st.sampled_from(list(TREES.values()))))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(tree))
        if not places:
            break
        within, name = draw(st.sampled_from(places))
        if isinstance(within, dict) and draw(st.integers(0, 4)) == 0:
            within[draw(TEXTS)] = within.pop(name)
        else:
            within[name] = draw(VALUES)
    return tree


def _toml(value: Any) -> str:
    """Write a tree as TOML without a library, which would refuse what TOML has no word for."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {_toml(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value).replace("NaN", "nan").replace("Infinity", "inf").replace("null", '""')


def _toml_file(tree: Any) -> str:
    return "".join(f"{json.dumps(name)} = {_toml(value)}\n" for name, value in tree.items())


@st.composite
def spoilt_texts(draw: st.DrawFn) -> bytes:
    """A good file with up to four pieces taken out, doubled or put in."""
    data = draw(st.sampled_from(TEXTS_OF_FILES)).encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        piece = draw(
            st.sampled_from(EVIL).map(lambda text: text.encode("utf-8"))
            | st.sampled_from(AMBIGUOUS).map(lambda text: text.encode("utf-8"))
            | st.binary(max_size=6)
            | st.just(data[start:end] * 2)
            | st.just(b"")
        )
        data = data[:start] + piece + data[end:]
    return data


def assert_total(data: bytes, suffix: str, operation: Operation | None) -> None:
    """Fail unless a source is read and can be judged, or is refused; nothing that is said steers a terminal."""
    with tempfile.NamedTemporaryFile(suffix=suffix or ".none") as file:
        file.write(data)
        file.flush()
        try:
            loaded = load(file.name, operation=operation)
        except UnreadableError as error:
            assert_said([error.located()])
            return
    problems = merged(loaded.problems, check(loaded.draft).problems)
    # Asking a reader where each value goes takes as long as some fifty readings: every eighth is asked.
    placed = not FORMATS[loaded.format].own_names or crc32(data) % 8 == 0
    found = located(problems, loaded if placed else replace(loaded, document=None))
    if placed:
        assert_stands(found, loaded)
    assert_said(found)
    json.dumps([loaded.notes, loaded.hints, loaded.dropped, loaded.added, loaded.reason])
    for view in get_args(SecretView):
        if view != "real":
            json.dumps(loaded.draft.body(view))
    for name in WRITABLE:
        if name in ("json", "rest"):
            render(loaded.draft, name, redact=True)


def assert_stands(found: list[Located], loaded: Loaded) -> None:
    assert loaded.document is not None
    lines = loaded.document.text.split("\n")
    for line, column, end_line, end_column in filter(None, (region for _, region in found)):
        assert (1, 1) <= (line, column) <= (end_line, end_column)
        assert column <= len(lines[line - 1]) + 1
        assert end_column <= len(lines[end_line - 1]) + 1


def assert_said(found: list[Located]) -> None:
    text = click.unstyle(blocks("source", found))
    assert not {unicodedata.category(character) for character in text.replace("\n", "")} & {
        "Cc",
        "Cf",
        "Zl",
        "Zp",
    }
    json.dumps([(problem.path, problem.message, problem.fix) for problem, _ in found])


OPERATIONS: Final = st.sampled_from([None, "create", "update"])


@given(st.binary(max_size=200), st.sampled_from(SUFFIXES), OPERATIONS)
def test_any_bytes(data: bytes, suffix: str, operation: Operation | None) -> None:
    assert_total(data, suffix, operation)


@given(st.lists(st.sampled_from(EVIL) | TEXTS, max_size=12), st.sampled_from(SUFFIXES), OPERATIONS)
def test_any_text(pieces: list[str], suffix: str, operation: Operation | None) -> None:
    assert_total("".join(pieces).encode("utf-8"), suffix, operation)


@given(spoilt_texts(), st.sampled_from(SUFFIXES), OPERATIONS)
def test_good_files_with_something_amiss(data: bytes, suffix: str, operation: Operation | None) -> None:
    assert_total(data, suffix, operation)


@given(spoilt_trees(), st.sampled_from(["json", "yaml", "toml"]), OPERATIONS)
def test_any_value_in_any_place(tree: Any, language: str, operation: Operation | None) -> None:
    if language == "toml":
        tree = tree if "request" in tree else {"format": 1, "title": "A", "request": tree}
        assert_total(_toml_file(tree).encode(), ".toml", operation)
    else:
        # JSON is YAML too: as such it reaches its reader, and not only what our own writer would write.
        assert_total(json.dumps(tree).encode(), f".{language}", operation)


CLI_INPUTS: Final = "11-amplify-cli-mock-all-social-mfa-on.cli-inputs.json"
WRONG: Final[tuple[Any, ...]] = (None, 7, [[]], [{}], {"a": 1}, [7, "email"])


@pytest.mark.parametrize("value", WRONG, ids=str)
def test_each_wrong_value_in_each_place_of_cli_inputs(value: Any) -> None:
    for at in range(len(list(_places(TREES[CLI_INPUTS])))):
        assert_total(json.dumps(_with_value(TREES[CLI_INPUTS], at, value)).encode(), ".json", None)


@pytest.mark.parametrize("name", sorted(TREES))
def test_a_wrong_value_in_each_place(name: str) -> None:
    for at in range(len(list(_places(TREES[name])))):
        tree = _with_value(TREES[name], at, WRONG[at % len(WRONG)])
        text = _toml_file(tree) if name == "preset" else json.dumps(tree)
        assert_total(text.encode(), ".toml" if name == "preset" else ".json", None)


def _with_value(tree: Any, at: int, value: Any) -> Any:
    """Return a copy of a tree with a value in the place of that number."""
    tree = copy.deepcopy(tree)
    within, name = list(_places(tree))[at]
    within[name] = value
    return tree
