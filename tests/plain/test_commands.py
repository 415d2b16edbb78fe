"""What a line says: an answer, a command, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.plain.commands import position_of, understood, undotted, yes_or_no
from tests.plain.answering import escaped

TEXTS = st.one_of(
    st.text(min_size=1, max_size=8),
    st.text("?<!=->.\\ 05", min_size=1, max_size=5),
)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("", "keep", ""),
        ("  ", "keep", ""),
        ("?", "?", ""),
        (" < ", "<", ""),
        ("!", "!", ""),
        ("-", "-", ""),
        ("=", "=", ""),
        (">", ">", ""),
        (">10", ">", "10"),
        ("> 5", ">", "5"),
        ("dev", "answer", "dev"),
        ("-1", "answer", "-1"),
        (">100", "answer", ">100"),
        ("\\?", "answer", "?"),
        ("\\>5", "answer", ">5"),
        ("\\\\?", "answer", "\\?"),
        ("\\x", "answer", "\\x"),
    ],
)
def test_a_line_is_a_command_or_an_answer(line: str, kind: str, text: str) -> None:
    assert understood(line) == (kind, text)


@given(TEXTS.filter(lambda text: text.strip()))
def test_every_text_can_be_an_answer(text: str) -> None:
    said = understood(escaped(text))
    assert said.kind == "answer"
    assert said.text.strip() == text.strip()


@pytest.mark.parametrize(("line", "text"), [("\\.", "."), ("\\\\.", "\\."), ("a.", "a."), ("\\?", "\\?")])
def test_a_dot_alone_can_be_part_of_a_text(line: str, text: str) -> None:
    assert undotted(line) == text


@given(st.text(max_size=6), st.integers(0, 200))
def test_a_number_is_a_position_only_where_there_is_one(text: str, count: int) -> None:
    found = position_of(text, count)
    if found is None:
        assert not (text.isascii() and text.isdecimal() and len(text) < 5 and 1 <= int(text) <= count)
    else:
        assert 0 <= found < count
        assert int(text) == found + 1


@pytest.mark.parametrize(
    ("text", "answer"), [("yes", True), ("Y", True), ("no", False), ("N", False), ("on", None)]
)
def test_yes_and_no_can_be_shortened(text: str, answer: bool | None) -> None:
    assert yes_or_no(text) is answer
