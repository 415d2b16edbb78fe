"""Texts in TypeScript read back the same, whatever is in them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from authwizard.files.formats.typescript import (
    Code,
    WithCode,
    assignment,
    code_function,
    comment,
    expression,
    inline,
    literal,
)

from ..strategies import AMBIGUOUS
from .typescript_reader import read, text_at

HOSTILE = [
    "${process.exit()}", "`", "\\", "\\`", "\\${", "$", "$$", "$`", "'", '"', "'\"`", "*/", "//", "-->", "<!--",
    "\n", "\r\n", "\r", "\t", "\u2028", "\u2029", "\x00", "\x1b[31m", "\u202e", "\ufeff", "\U0001f468\u200d\U0001f469",
    "%{x}", "{####}", "${####}", "\\{####}", "`{####}", "{#{####}##}", "\\u0041", "\\n", "a\nb`${c}", "\ud800",
]  # fmt: skip
TEXTS = (
    st.sampled_from(HOSTILE + AMBIGUOUS)
    | st.lists(st.sampled_from([*HOSTILE, "a", " "])).map("".join)
    | st.text()
)


@given(TEXTS)
def test_a_literal_reads_back_the_same(text: str) -> None:
    written = literal(text)
    assert text_at(written, 0) == (text, len(written))


@given(TEXTS)
@example("a\r\nb")
def test_a_function_reads_back_the_same(text: str) -> None:
    start, template = code_function(text)
    assert start == "(createCode) =>"
    assert text_at(template, 0) == (text, len(template))


@given(TEXTS)
def test_what_a_terminal_would_obey_is_escaped(text: str) -> None:
    for written in (literal(text), code_function(text)[1], comment(text)):
        assert not set(written) & set("\r\x00\x1b\u202e\u2028\u2029\ufeff\ud800")


@given(TEXTS)
def test_a_comment_stays_one(text: str) -> None:
    found = read(comment(text))
    assert not found.code.strip()
    assert not found.texts


@given(st.dictionaries(st.sampled_from(["a", "b"]), TEXTS | TEXTS.map(WithCode) | st.lists(TEXTS)))
def test_an_object_has_its_texts(members: dict[str, str | WithCode | list[str]]) -> None:
    texts: list[str] = []
    for value in members.values():
        texts += value if isinstance(value, list) else [value.text if isinstance(value, WithCode) else value]
    assert read(f"x({expression(members)});").texts == texts


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("short", "pool.name = 'short';"),
        ("it's", 'pool.name = "it\'s";'),
        ("x" * 80, f"pool.name =\n  '{'x' * 80}';"),
        (["a", "b"], "pool.name = ['a', 'b'];"),
        (["a" * 40, "b" * 40], f"pool.name = [\n  '{'a' * 40}',\n  '{'b' * 40}',\n];"),
        (True, "pool.name = true;"),
        (30, "pool.name = 30;"),
        (Code("undefined"), "pool.name = undefined;"),
        ({"a": {"b": "c"}}, "pool.name = {\n  a: {\n    b: 'c',\n  },\n};"),
        (inline({"a": True, "b": 1}), "pool.name = { a: true, b: 1 };"),
        ("two\nlines", "pool.name = `two\nlines`;"),
        (WithCode("{####}"), "pool.name = (createCode) => `${createCode()}`;"),
        (WithCode("x" * 60), f"pool.name = (createCode) =>\n  `{'x' * 60}`;"),
    ],
)
def test_layout(value: str, written: str) -> None:
    assert assignment("pool.name", value) == written
