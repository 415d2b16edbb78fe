"""Problems as GitHub workflow commands."""

import re
from pathlib import Path

import pytest

from authwizard.cli.forms.github import github
from authwizard.files.places.node import Region
from tests.cli.forms.judging import HOSTILE, hostile, made, problem


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as the runner does: ActionCommand.TryParseV2 of actions/runner."""
    found = re.fullmatch(r"::(\w+) (.*?)::(.*)\n", line)
    assert found
    properties = dict(part.split("=", 1) for part in found[2].split(","))
    unescaped = {name: unescape(value, ":", ",") for name, value in properties.items()}
    return found[1], unescaped, unescape(found[3])


def unescape(text: str, *more: str) -> str:
    for character in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def test_each_severity_has_its_command() -> None:
    found = [problem("bad-enum"), problem("pw-weak"), problem("gen1-eol")]
    assert [read(line)[0] for line in github([made("a.json", *found)])] == ["error", "warning", "notice"]


def test_a_command_says_where_what_and_what_to_do() -> None:
    located = problem(message='"X" is not one.', region=Region(3, 4, 3, 9))
    [line] = github([made("a.json", located)])
    assert line == (
        "::error file=a.json,line=3,col=4,endLine=3,endColumn=9,title=authwizard bad-enum"
        f'::ResourceConfig.Service: "X" is not one. {located.problem.fix}\n'
    )


def test_a_region_of_several_lines_has_no_columns() -> None:
    [line] = github([made("a.json", problem(region=Region(3, 4, 5, 1)))])
    assert line.startswith("::error file=a.json,line=3,endLine=5,title=")


def test_without_a_region_there_is_the_file_alone_and_of_standard_input_nothing() -> None:
    [line] = github([made("a.json", problem())])
    assert line.startswith("::error file=a.json,title=")
    [line] = github([made("-", problem(region=Region(1, 1, 1, 2)))])
    assert line.startswith("::error title=")


def test_hostile_texts_begin_no_command_and_add_no_property() -> None:
    for text in HOSTILE:
        lines = list(github([made(f"{text}.json".replace("/", ""), *hostile())]))
        assert len(lines) == len(HOSTILE)
        for line in lines:
            assert line.removesuffix("\n").isprintable()
            command, properties, _ = read(line)
            assert command == "error"
            assert list(properties) == ["file", "line", "col", "endLine", "endColumn", "title"]


def test_what_is_escaped_reads_as_it_was() -> None:
    [line] = github([made("50%2C,a:b.json", problem(message="100%0A is: a, b"))])
    _, properties, data = read(line)
    assert properties["file"] == "50%2C,a:b.json"
    assert "100%0A is: a, b" in data
    assert "%250A is: a, b" in line
