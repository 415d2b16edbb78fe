"""What is no TOML, or too much of it, is refused with its place."""

import pytest

from authwizard.files.source import UnreadableError

from ..strategies import read


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
    with pytest.raises(UnreadableError) as caught:
        read(text)
    assert caught.value.line == line
    assert caught.value.column
    assert "invented" not in caught.value.message + caught.value.fix
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("text", "column", "what"),
    [
        ("a = [" + "{}," * 20_001 + "]", 6 + 3 * 19_997, "20,000 names, tables and lists"),
        ("a = [" + "1.5," * 50_001 + "]", 5 + 4 * 50_001, "50,000 values"),
        (f"a = {'9' * 5000}", 5, "1,000 digits"),
        (f"a = 0x{'f' * 4000}", 5, "1,000 digits"),
        (f"a = 0o{'7' * 5000}", 5, "1,000 digits"),
        (f"a = 0b{'1' * 20_000}", 5, "1,000 digits"),
        (f"a = -0x{'f_' * 4000}f", 6, "1,000 digits"),
        (f"a = {'1_' * 4000}1.5", 5, "1,000 digits"),
    ],
)
def test_what_would_take_long_is_refused_before_it_is_parsed(text: str, column: int, what: str) -> None:
    with pytest.raises(UnreadableError, match=what) as caught:
        read(f"[request]\n{text}\n")
    assert (caught.value.line, caught.value.column) == (2, column)


def test_long_texts_and_comments_are_no_names_or_numbers() -> None:
    marks = "=[{.," * 50_000 + "9" * 5000
    assert read(f"title = '{marks}' # {marks}\ndescription = \"{marks}\"").description == marks
    text = f"title = '''{marks}'''''\ndescription = \"\"\"{marks}\n\"\"\"\"\"\noperation = 'update'\n"
    loaded = read(text)
    assert (loaded.title, loaded.description) == (f"{marks}''", f'{marks}\n""')
    assert loaded.reason == "the preset says so"


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
    with pytest.raises(UnreadableError):
        read(text)


def test_many_dots_in_a_text_are_no_hindrance() -> None:
    for text in ("." * 5000, "a. " * 500, "-." * 90, "x" * 2_000_000):
        assert read(f"title = '{text}'\n").title == text
