"""The lines that are written and read."""

import io
import re

from hypothesis import given
from hypothesis import strategies as st

from authwizard.plain.console import Console, cells, wrapped
from tests.plain.answering import is_plain

WORDS = st.text("abc \u4e00\u0301-", max_size=60)


def console(answers: bytes = b"") -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(io.BytesIO(answers), out), out


@given(WORDS, st.integers(5, 40))
def test_a_line_is_no_wider_than_the_terminal_unless_it_is_one_word(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cells(line) <= width or " " not in line.strip() for line in lines)
    assert " ".join(lines).split() == text.split()


@given(st.text(max_size=100), st.integers(0, 4))
def test_nothing_but_text_and_line_ends_is_written(text: str, indent: int) -> None:
    asking, out = console(b"x\n")
    asking.say(text, indent=indent)
    asking.say_whole(text)
    asking.ask(text)
    assert is_plain(out.getvalue())
    assert out.getvalue().endswith("\n")


def test_a_pipe_is_as_wide_as_eighty_columns() -> None:
    asking, out = console()
    asking.say("word " * 100)
    assert max(map(len, out.getvalue().splitlines())) <= 80


def test_a_prompt_ends_with_a_colon_and_the_answer_follows_it() -> None:
    asking, out = console(b"dev\r\n")
    assert asking.ask("Environment, required") == "dev"
    assert out.getvalue() == "Environment, required: \n"


def test_what_keys_send_that_are_no_text_is_asked_for_again() -> None:
    asking, out = console(b"\x1b[A\nab\x00c\ndev\n")
    assert asking.ask("Environment") == "dev"
    assert out.getvalue().count("Type it again.") == 2


def test_what_is_no_utf_8_is_kept_to_be_reported() -> None:
    asking, _ = console(b"a\xff\n")
    assert asking.ask("Name") == "a\udcff"


def test_a_key_of_several_lines_ends_with_its_own_last_line_or_an_empty_one() -> None:
    asking, out = console(b"-----BEGIN X-----\nabc\n-----END X-----\nnext\nMII\nabc\n\nnext\n")
    end = re.compile("-----END")
    assert asking.ask_unseen("Key", until=end) == ["-----BEGIN X-----", "abc", "-----END X-----"]
    assert asking.ask("Then") == "next"
    assert asking.ask_unseen("Key", until=end) == ["MII", "abc", ""]
    assert asking.ask("Then") == "next"
    assert "MII" not in out.getvalue()
