"""What a repository's settings and the comments in a file make of a check."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import call, written
from tests.request.requests import plain

YAML = """\
AppId: ""
BackendEnvironmentName: dev
ResourceName: myauth
ResourceConfig:
  AuthResources: USER_POOL_ONLY
  Service: COGNITO
  UserPoolConfigs:
    UserPoolName: my_users
    SignInMethod: EMAIL
    RequiredSignUpAttributes: [EMAIL]
"""
TOML = """\
format = 1
title = ""
description = ""
operation = "create"

[request]
AppId = ""
BackendEnvironmentName = "dev"
ResourceName = "myauth"

[request.ResourceConfig]
AuthResources = "USER_POOL_ONLY"
Service = "COGNITO"

[request.ResourceConfig.UserPoolConfigs]
UserPoolName = "my_users"
SignInMethod = "EMAIL"
RequiredSignUpAttributes = ["EMAIL"]
"""
TEXTS = {"request.yaml": (YAML, 'AppId: ""\n'), "request.toml": (TOML, 'AppId = ""\n')}
"""Requests whose only error is an empty ID, each with the line that it stands on."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a repository, as the working directory."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(text: str, name: str = ".authwizard.toml") -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def good(name: str = "good.json") -> str:
    """Write a request with warnings and notes, and no error."""
    Path(name).parent.mkdir(exist_ok=True)
    written(Path(name), plain())
    return name


def bad(name: str = "bad.json") -> str:
    """Write a request with one error."""
    Path(name).parent.mkdir(exist_ok=True)
    written(Path(name), plain() | {"AppId": ""})
    return name


def report(*args: str) -> list[dict[str, Any]]:
    sources: list[dict[str, Any]] = json.loads(call("check", "--format", "json", *args).stdout)["sources"]
    return sources


def severities(source: dict[str, Any]) -> dict[str, str]:
    return {problem["rule"]: problem["severity"] for problem in source["problems"]}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "head"), [(".authwizard.toml", ""), ("pyproject.toml", "[tool.authwizard]\n")]
)
def test_both_files_can_hold_the_settings(name: str, head: str) -> None:
    source = good()
    assert call("check", source).exit_code == 0
    settings(f"{head}strict = true\n", name)
    assert call("check", source).exit_code == 1
    settings(f'{head}strict = true\nignore = ["mfa-off", "vm-absent"]\n', name)
    assert call("check", source).exit_code == 0
    [found] = report(source)
    assert not {"mfa-off", "vm-absent"} & severities(found).keys()
    assert found["ignored"] == 2


@pytest.mark.usefixtures("folder")
def test_the_own_file_wins_over_the_projects() -> None:
    settings("[tool.authwizard]\nstrict = true\n", "pyproject.toml")
    settings("strict = false\n")
    assert call("check", good()).exit_code == 0


@pytest.mark.usefixtures("folder")
def test_the_settings_hold_for_the_repository_of_the_source_not_for_the_working_directory() -> None:
    settings("strict = true\n")
    settings("strict = false\n", "below/.authwizard.toml")
    above, below = good(), good("below/good.json")
    assert call("check", above).exit_code == 1
    assert call("check", below).exit_code == 0
    assert call("check", below, above).exit_code == 1


@pytest.mark.usefixtures("folder")
def test_an_error_that_is_made_a_note_passes() -> None:
    settings('strict = false\n[severity]\nempty-id = "note"\n')
    [found] = report(bad())
    assert found["valid"]
    assert severities(found)["empty-id"] == "note"
    done = call("check", "bad.json")
    assert done.exit_code == 0
    assert "note[empty-id] " in done.stdout
    assert "error" not in done.stdout.splitlines()[-1]


@pytest.mark.usefixtures("folder")
def test_a_note_that_is_made_an_error_fails() -> None:
    settings('[severity]\ngen1-eol = "error"\n')
    [found] = report(good())
    assert not found["valid"]
    assert severities(found)["gen1-eol"] == "error"
    done = call("check", "good.json")
    assert done.exit_code == 1
    assert "error[gen1-eol] " in done.stdout
    assert done.stdout.splitlines()[-1] == "1 source: 1 error, 2 warnings, 3 notes."


@pytest.mark.usefixtures("folder")
def test_a_table_for_paths_holds_for_what_it_matches() -> None:
    settings('strict = true\n[[paths]]\nmatch = ["old/**"]\nstrict = false\nignore = ["empty-id"]\n')
    assert call("check", bad("old/bad.json")).exit_code == 0
    assert call("check", bad("new/bad.json")).exit_code == 1
    assert call("check", good("old/good.json")).exit_code == 0
    assert call("check", good("new/good.json")).exit_code == 1
    old, new = report("old/bad.json", "new/bad.json")
    assert (old["ignored"], new["ignored"]) == (1, 0)


@pytest.mark.usefixtures("folder")
def test_strict_from_the_command_holds_whatever_the_settings_say_and_their_rest_stays() -> None:
    settings("strict = false\n")
    source = good()
    assert call("check", source).exit_code == 0
    assert call("check", "--strict", source).exit_code == 1
    settings('strict = false\nignore = ["mfa-off"]\n[severity]\nvm-absent = "note"\n')
    assert call("check", "--strict", source).exit_code == 0
    settings('strict = true\nignore = ["mfa-off"]\n')
    assert call("check", source).exit_code == 1
    assert call("check", "--ignore", "vm-absent", source).exit_code == 0


@pytest.mark.usefixtures("folder")
def test_a_warning_that_is_made_of_a_note_fails_where_it_is_strict() -> None:
    settings('ignore = ["mfa-off", "vm-absent"]\n[severity]\ngen1-eol = "warning"\n')
    source = good()
    assert call("check", source).exit_code == 0
    assert call("check", "--strict", source).exit_code == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("stric = true\n", ': There is no key "stric". Did you mean strict?'),
        ("strict = 1\n", ", strict: This must be true or false."),
        ('ignore = ["gen1-eoll"]\n', ', ignore[0]: There is no rule "gen1-eoll". Did you mean gen1-eol?'),
        ('ignore = ["unreadable"]\n', ", ignore[0]: What is unreadable cannot be checked, "),
        ('[severity]\nempty-id = "fatal"\n', ", severity.empty-id: This is no severity."),
        ("[[paths]]\nstrict = true\n", ", paths[0].match: There is no pattern."),
    ],
    ids=["unknown", "type", "rule", "unreadable", "severity", "paths"],
)
def test_wrong_settings_are_wrong_use_and_nothing_is_checked(folder: Path, text: str, told: str) -> None:
    settings("", "fine/.authwizard.toml")
    fine, source = good("fine/good.json"), good()
    settings(text)
    for form in ("text", "json"):
        done = call("check", "--format", form, fine, source)
        assert (done.exit_code, done.stdout) == (2, "")
        assert f'"{folder / ".authwizard.toml"}"{told}' in done.stderr
    assert call("check", fine).exit_code == 0


def test_a_wrong_key_of_a_project_is_named_with_its_table(folder: Path) -> None:
    settings("[tool.authwizard]\nstrict = 1\n", "pyproject.toml")
    done = call("check", good())
    assert (done.exit_code, done.stdout) == (2, "")
    assert f'"{folder / "pyproject.toml"}", tool.authwizard.strict: ' in done.stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("place", ["beside", "above"])
def test_a_comment_leaves_a_problem_out_beside_its_line_and_above_it(name: str, place: str) -> None:
    text, line = TEXTS[name]
    settings(text, name)
    assert call("check", name).exit_code == 1
    comment = "# authwizard: ignore[empty-id]"
    new = f"{line.rstrip()}  {comment}\n" if place == "beside" else f"{comment}\n{line}"
    settings(text.replace(line, new), name)
    [found] = report(name)
    assert found["valid"]
    assert found["ignored"] == 1
    assert "empty-id" not in severities(found)
    done = call("check", name)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "1 source: 2 warnings, 4 notes; 1 ignored."


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", TEXTS)
def test_a_comment_counts_for_its_line_and_its_rule_alone(name: str) -> None:
    text, line = TEXTS[name]
    for comment in ("# authwizard: ignore[mfa-off]", "# authwizard: ignore[empty-id]\n\n# \n"):
        place = line if "mfa-off" in comment else "ResourceName"
        settings(text.replace(place, f"{comment}\n{place}", 1), name)
        [found] = report(name)
        assert severities(found)["empty-id"] == "error"
        assert found["ignored"] == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", TEXTS)
def test_a_comment_that_cannot_be_followed_is_told_and_the_rest_of_it_holds(name: str) -> None:
    text, line = TEXTS[name]
    number = text[: text.index(line)].count("\n") + 1
    settings(text.replace(line, f"# authwizard: ignore[empty-idd, empty-id, unreadable]\n{line}"), name)
    told = [
        f'Line {number}: There is no rule "empty-idd". Did you mean empty-id?',
        f"Line {number}: What is unreadable cannot be checked, so unreadable cannot be ignored.",
    ]
    done = call("check", name)
    assert done.exit_code == 0
    assert [line for line in done.stderr.splitlines() if ": Line " in line] == [
        f"{name}: {it}" for it in told
    ]
    [found] = report(name)
    assert found["notes"][-2:] == told
    assert found["ignored"] == 1


@pytest.mark.usefixtures("folder")
def test_nothing_makes_an_unreadable_source_pass() -> None:
    settings('[[paths]]\nmatch = ["*"]\nignore = ["empty-id"]\n')
    settings("# authwizard: ignore[unreadable]\nAppId: [  # authwizard: ignore[unreadable]\n", "cut.yaml")
    [found] = report("cut.yaml")
    assert severities(found) == {"unreadable": "error"}
    done = call("check", "--ignore", "unreadable", "cut.yaml")
    assert (done.exit_code, done.stdout) == (2, "")
    settings('[severity]\nunreadable = "note"\n')
    done = call("check", "cut.yaml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "severity.unreadable: " in done.stderr


@pytest.mark.usefixtures("folder")
def test_the_number_that_is_ignored_is_of_settings_comments_and_command_and_of_all_sources() -> None:
    settings('ignore = ["mfa-off"]\n')
    settings(YAML.replace('""', '""  # authwizard: ignore[empty-id]'), "a.yaml")
    sources = ("a.yaml", good(), "none.json")
    assert [source["ignored"] for source in report("--ignore", "gen1-eol", *sources)] == [3, 2, 0]
    summary = call("check", "--ignore", "gen1-eol", *sources).stdout.splitlines()[-1]
    assert summary.endswith("; 5 ignored.")
    assert "ignored" not in call("check", "none.json").stdout.splitlines()[-1]
