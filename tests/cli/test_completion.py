"""What the shells complete."""

import os
import subprocess
import sys

import pytest
from click.shell_completion import ShellComplete

from authwizard.cli.root import root
from authwizard.request.rules import RULES
from tests.cli.calls import call, process


def completed(*words: str) -> list[tuple[str, str]]:
    """Return type and value of what completes the last word."""
    *before, incomplete = words
    completion = ShellComplete(root, {}, "authwizard", "_AUTHWIZARD_COMPLETE")
    return [(item.type, item.value) for item in completion.get_completions(before, incomplete)]


def test_commands_presets_and_files_complete_the_first_word() -> None:
    found = completed("")
    assert ("plain", "check") in found
    assert ("plain", "email-optional-totp") in found
    assert ("file", "") in found
    assert completed("che") == [("plain", "check"), ("file", "che")]


def test_the_wizards_options_complete() -> None:
    assert {value for _, value in completed("--")} >= {
        "--create",
        "--update",
        "--app-id",
        "--version",
        "--help",
    }
    assert {value for _, value in completed("a.json", "--")} >= {"--create", "--app-id"}


@pytest.mark.parametrize(
    "words", [("check",), ("export",), ("diff", "a.json"), ("presets", "save"), ("--create",)]
)
def test_presets_and_files_complete_a_source(words: tuple[str, ...]) -> None:
    assert completed(*words, "phone") == [("file", "phone"), ("plain", "phone-sms")]


def test_rule_ids_complete() -> None:
    expected = [("plain", rule) for rule in RULES if rule.startswith("mfa-")]
    assert completed("rules", "mfa-") == expected
    assert completed("check", "--ignore", "mfa-") == expected


def test_preset_names_complete_and_only_ones_own_for_delete() -> None:
    assert call("presets", "save", "phone-sms", "phone-mine").exit_code == 0
    assert completed("presets", "show", "phone") == [("plain", "phone-sms"), ("plain", "phone-mine")]
    assert completed("presets", "delete", "phone") == [("plain", "phone-mine")]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    done = process(env=os.environ | {"_AUTHWIZARD_COMPLETE": f"{shell}_source"})
    assert done.returncode == 0
    assert b"_AUTHWIZARD_COMPLETE" in done.stdout


def test_the_script_asks_the_program() -> None:
    variables = {
        "_AUTHWIZARD_COMPLETE": "bash_complete",
        "COMP_WORDS": "authwizard rules app-",
        "COMP_CWORD": "2",
    }
    done = subprocess.run(
        [sys.executable, "-m", "authwizard"],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [f"plain,{rule}" for rule in RULES if rule.startswith("app-")]
