"""What is no TOML, or too much of it, is refused with its place."""

import pytest

from authwizard.files.source import Unreadable

from .strategies import read


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('title = "A"\ntitle = "B"\n', 2),
        ("title = 'A'\n[request]\nAppId = 'd1'\n[request]\n", 4),
        ("title = 'A'\nrequest = { AppId = 1, AppId = 2 }\n", 2),
        ("title = 'A'\noperation = invented\n", 2),
        ("title = 'A'\ndescription = 'invented", 2),
        ('title = "A"\ndescription = "\\q invented"\n', 2),
        ('title = "A"\ndescription = """invented', 2),
        ("title = 'A'\n[request\n", 2),
    ],
)
def test_what_is_no_toml_is_refused_with_its_place_and_without_its_content(text: str, line: int) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert caught.value.line == line
    assert caught.value.column
    assert "invented" not in caught.value.message + caught.value.fix
    assert caught.value.__suppress_context__


def test_a_text_beyond_the_limit_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(Unreadable, match="characters"):
        read("title = 'A'\n" + "#\n" * 1_250_000)


@pytest.mark.parametrize(
    "text",
    [
        f"title = 'A'\nrequest = {'[' * 5000}{']' * 5000}\n",
        f"title = 'A'\nrequest{'.a' * 65} = 1\n",
        f"title = 'A'\nrequest{'.a' * 1_000_000} = 1\n",
        "title = 'A'\n[request" + ' . "a"' * 400_000 + "]\n",
        f"title = 'A'\nrequest = {'{a.b.c.d = ' * 20}1{'}' * 20}\n",
        f"title = 'A'\nrequest.a = {'9' * 5000}\n",
    ],
)
def test_nesting_and_numbers_without_end_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


def test_many_dots_in_a_text_are_no_hindrance() -> None:
    for text in ("." * 5000, "a. " * 500, "-." * 90, "x" * 2_000_000):
        assert read(f"title = '{text}'\n").title == text
