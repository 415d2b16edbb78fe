"""Text from elsewhere is shown, never obeyed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.terminal_text import quoted, shorten, visible, visible_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Your code – 日本 \U0001f600 é ñ", "Your code – 日本 \U0001f600 é ñ"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("a\x00\x07\x7f\x9b", "a\\u0000\\u0007\\u007f\\u009b"),
        ("user\u202egpj.exe", "user\\u202egpj.exe"),
        ("\u200b\ufeff\u2066", "\\u200b\\ufeff\\u2066"),
        ("a\u2028b\u2029c\x85d", "a\\u2028b\\u2029c\\u0085d"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("a\nb\tc\r", "a\\u000ab\\u0009c\\u000d"),
        ("\ue000 \u0378", "\ue000 \u0378"),
        ("[red]markup[/red]", "[red]markup[/red]"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_feeds_stay_where_several_lines_are_shown() -> None:
    assert visible("a\n\x1bb\r\n", newlines=True) == "a\n\\u001bb\\u000d\n"


@given(st.text())
def test_nothing_is_left_that_a_terminal_would_obey(text: str) -> None:
    assert not {unicodedata.category(character) for character in visible(text)} & {
        "Cc",
        "Cf",
        "Cs",
        "Zl",
        "Zp",
    }


def test_a_file_keeps_its_lines_and_tabs() -> None:
    text = "a\r\n\tb = '\x9b\u202e' # \r\x7f é\n"
    assert visible_lines(text) == "a\n\tb = '\\u009b\\u202e' # \\u000d\\u007f é\n"


def test_a_name_in_a_message_is_short() -> None:
    assert quoted("a" * 5000) == f'"{"a" * 60}…"'
    assert quoted("a\nb") == '"a\\u000ab"'


def test_a_text_is_cut_where_it_is_too_long_alone() -> None:
    assert [shorten("abc", most) for most in (2, 3, 4)] == ["ab…", "abc", "abc"]
