"""What a call means: a command, a source for the wizard, or a mistake; and how the help tells."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from authwizard.cli import sources
from authwizard.cli.root import COMMANDS, root
from tests.cli.calls import call, written
from tests.request.requests import plain


def commands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command and of every command below one."""
    context = click.Context(root)
    for name in root.list_commands(context):
        yield (name,)
        command = root.get_command(context, name)
        if isinstance(command, click.Group):
            yield from ((name, below) for below in command.list_commands(context))


@pytest.mark.parametrize("words", [(), *commands()])
def test_every_command_has_a_help_with_an_example(words: tuple[str, ...]) -> None:
    done = call(*words, "--help")
    assert done.exit_code == 0
    example = done.stdout.partition("Example")[2]
    assert f"authwizard {' '.join(words)}".rstrip() in example
    assert done.stdout == call(*words, "-h").stdout


def test_the_help_names_every_command_and_the_options_of_the_wizard() -> None:
    text = call("--help").stdout
    for name in (
        *COMMANDS,
        "--create",
        "--update",
        "--app-id",
        "--backend-environment-name",
        "--resource-name",
    ):
        assert f"  {name} " in text
    assert "130 interrupted" in text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("chek",), "There is no command and no preset 'chek'. Did you mean check?"),
        (("chek", "--strict", "a.json"), "There is no command and no preset 'chek'. Did you mean check?"),
        (("phone-sm",), "There is no command and no preset 'phone-sm'. Did you mean phone-sms?"),
        (("zzzzzz",), "There is no command and no preset 'zzzzzz'."),
        (
            ("rules", "mfa-type-required"),
            "There is no rule 'mfa-type-required'. Did you mean mfa-types-required?",
        ),
        (
            ("check", "--ignore", "gen1-eool", "x.json"),
            "There is no rule 'gen1-eool'. Did you mean gen1-eol?",
        ),
        (("presets", "show", "phone-sm"), 'There is no preset "phone-sm". Did you mean phone-sms?'),
        (("presets", "delete", "phone-sm"), 'There is no preset "phone-sm". Did you mean phone-sms?'),
    ],
)
def test_a_misspelt_word_gets_the_nearest(args: tuple[str, ...], said: str) -> None:
    done = call(*args)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == f"Error: {said}"


def test_a_name_that_is_a_commands_is_the_command_unless_dashes_stand_before_it() -> None:
    assert "Missing argument 'SOURCE...'" in call("check").stderr
    assert "There is no preset 'check'" in call("--", "check").stderr
    assert "There is no preset 'check'" in call("--create", "check").stderr


def test_a_file_without_a_suffix_is_named_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "request", plain())
    monkeypatch.chdir(tmp_path)
    done = call("request")
    assert done.exit_code == 2
    assert "For the file of that name write ./request" in done.stderr
    assert call("check", "./request").exit_code == 0


@pytest.mark.parametrize("args", [(), ("-",), ("email-optional-totp",), ("./check",), ("--create", "a.json")])
def test_the_wizard_wants_a_terminal(args: tuple[str, ...]) -> None:
    done = call(*args)
    assert done.exit_code == 2
    assert "Usage: authwizard [OPTIONS] [SOURCE]" in done.stderr
    assert "The wizard needs a terminal" in done.stderr


def test_the_wizards_own_help_is_that_of_the_whole() -> None:
    assert call("a.json", "--help").stdout == call("--help").stdout


def test_a_defect_is_one_line_without_what_it_was_about(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: str, **_: object) -> None:
        raise KeyError("invented-secret")

    monkeypatch.setattr(sources, "load", fail)
    done = call("export", "a.json")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "failed: KeyError at cli/sources.py:" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "invented-secret" not in done.stderr
    assert "Please report it" in done.stderr
