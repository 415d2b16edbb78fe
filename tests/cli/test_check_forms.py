"""The forms of `authwizard check` from files to output: all of them say the same of the same problems."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.calls import call, written
from tests.request.requests import plain

YAML = """\
AppId: d1a2b3c4d5
BackendEnvironmentName: dev
ResourceName: myauth
ResourceConfig:
  AuthResources: USER_POOL_ONLY
  Service: COGNITO
  UserPoolConfigs:
    UserPoolName: my_users
    SignInMethod: SOMETIMES
    RequiredSignUpAttributes: [EMAIL]
"""
SOURCES = ("bad.json", "in/bad.yaml")
SEEN = re.compile(r"^(error|warning|note)\[([\w-]+)\] .*\n  --> (.+?):(\d+):(\d+)(?:: .*)?$", re.MULTILINE)
"""A problem in the text output: severity, rule, source, line and column."""

Seen = tuple[str, str, str, int, int]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a JSON and a YAML file with an error each, as the working directory."""
    monkeypatch.chdir(tmp_path)
    text = json.dumps(plain() | {"AppId": ""}, indent=2)
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.yaml").write_text(YAML, encoding="utf-8")
    return tmp_path


def printed(form: str, *sources: str, stdin: str | None = None) -> str:
    done = call("check", "--format", form, *sources, stdin=stdin)
    assert done.exit_code == 1
    return done.stdout


def seen(*sources: str, stdin: str | None = None) -> list[Seen]:
    """Return the problems of the text output."""
    text = printed("text", *sources, stdin=stdin)
    found = [
        (severity, rule, source, int(line), int(column))
        for severity, rule, source, line, column in SEEN.findall(text)
    ]
    assert len(found) == text.count("\n  --> ") > 0
    return found


def test_the_text_output_says_where_the_errors_are() -> None:
    errors = [found for found in seen(*SOURCES) if found[0] == "error"]
    assert errors == [("error", "empty-id", "bad.json", 2, 12), ("error", "bad-enum", "in/bad.yaml", 9, 19)]


def test_json_says_the_same_and_is_valid() -> None:
    document = json.loads(printed("json", *SOURCES))
    schema = json.loads(call("schema", "check").stdout)
    Draft202012Validator(schema).validate(document)
    assert [
        (problem["severity"], problem["rule"], source["source"], problem["line"], problem["column"])
        for source in document["sources"]
        for problem in source["problems"]
    ] == seen(*SOURCES)
    [error] = [it for it in document["sources"][1]["problems"] if it["severity"] == "error"]
    assert (error["endLine"], error["endColumn"]) == (9, 19 + len("SOMETIMES"))


def test_json_is_valid_for_what_cannot_be_read_or_is_no_file(folder: Path) -> None:
    (folder / "cut.yaml").write_text("AppId: [\n", encoding="utf-8")
    document = json.loads(printed("json", "cut.yaml", "none.json", "no-preset", "update-offer-totp"))
    schema = json.loads(call("schema", "check").stdout)
    Draft202012Validator(schema).validate(document)
    assert [source["valid"] for source in document["sources"]] == [False] * 4


def test_sarif_says_the_same() -> None:
    log = json.loads(printed("sarif", *SOURCES))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    assert [_of_sarif(result) for result in run["results"]] == seen(*SOURCES)
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert run["invocations"] == [{"executionSuccessful": True}]


def _of_sarif(result: dict[str, Any]) -> Seen:
    place = result["locations"][0]["physicalLocation"]
    region = place["region"]
    uri = place["artifactLocation"]["uri"]
    return result["level"], result["ruleId"], uri, region["startLine"], region["startColumn"]


def test_github_says_the_same() -> None:
    commands = [
        re.fullmatch(
            r"::(error|warning|notice) file=([^,]+),line=(\d+),(.*?)title=authwizard ([\w-]+)::.+", line
        )
        for line in printed("github", *SOURCES).splitlines()
    ]
    assert len(commands) == len(seen(*SOURCES))
    for command, (severity, rule, source, line, column) in zip(commands, seen(*SOURCES), strict=True):
        assert command is not None
        named = {"notice": "note"}.get(command[1], command[1])
        assert (named, command[5], command[2], int(command[3])) == (severity, rule, source, line)
        # A place of several lines has no columns there.
        assert f"col={column}," in command[4] or "endLine=" in command[4]
    assert "::error file=in/bad.yaml,line=9,col=19,endLine=9,endColumn=28," in printed("github", *SOURCES)


def test_gitlab_says_the_same() -> None:
    findings = json.loads(printed("gitlab", *SOURCES))
    names = {"critical": "error", "minor": "warning", "info": "note"}
    assert [
        (names[it["severity"]], it["check_name"], it["location"]["path"], it["location"]["lines"]["begin"])
        for it in findings
    ] == [found[:4] for found in seen(*SOURCES)]
    assert len({it["fingerprint"] for it in findings}) == len(findings)


@pytest.mark.parametrize("form", ["json", "sarif", "github", "gitlab"])
def test_without_errors_the_status_is_0_and_the_output_the_documents_alone(tmp_path: Path, form: str) -> None:
    source = written(tmp_path / "good.json", plain())
    done = call("check", "--format", form, source)
    assert done.exit_code == 0
    assert done.stderr == ""
    assert call("check", "--strict", "--format", form, source).exit_code == 1


def test_problems_of_standard_input_have_lines_too() -> None:
    found = seen("-", stdin=YAML)
    assert ("error", "bad-enum", "-", 9, 19) in found
    document = json.loads(printed("json", "-", stdin=YAML))
    Draft202012Validator(json.loads(call("schema", "check").stdout)).validate(document)
    assert [(it["line"], it["column"]) for it in document["sources"][0]["problems"]] == [
        it[3:] for it in found
    ]
    [run] = json.loads(printed("sarif", "-", stdin=YAML))["runs"]
    assert [_of_sarif(result) for result in run["results"]] == [
        (severity, rule, "stdin", line, column) for severity, rule, _, line, column in found
    ]
    assert "::error title=authwizard bad-enum::" in printed("github", "-", stdin=YAML)
    assert {it["location"]["path"] for it in json.loads(printed("gitlab", "-", stdin=YAML))} == {"stdin"}
