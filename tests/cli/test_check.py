"""`authwizard check`: what it reports, and in which form."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from authwizard.files.formats import json_reader
from authwizard.request import check as rules
from authwizard.request.draft import Draft
from tests.cli.calls import TARGET, call, process, written
from tests.request.requests import full, plain


def report(*args: str, stdin: str | None = None) -> list[dict[str, Any]]:
    """Return the sources of a JSON report."""
    done = call("check", "--format", "json", *args, stdin=stdin)
    sources: list[dict[str, Any]] = json.loads(done.stdout)["sources"]
    assert done.exit_code == (0 if all(source["valid"] for source in sources) else 1)
    return sources


def test_a_problem_is_a_block_of_what_where_and_what_to_do(tmp_path: Path) -> None:
    tree = plain()
    tree["ResourceConfig"]["UserPoolConfigs"]["Mfa"] = {"MFAMode": "SOMETIMES"}
    source = written(tmp_path / "request.json", tree)
    column = Path(source).read_text(encoding="utf-8").index('"SOMETIMES"') + 1
    done = call("check", source)
    assert (
        'error[bad-enum] "SOMETIMES" is not one of the choices.\n'
        f"  --> {source}:1:{column}: ResourceConfig.UserPoolConfigs.Mfa.MFAMode\n"
        "  fix: Use OFF, OPTIONAL, ON.\n"
        "\n"
    ) in done.stdout
    assert done.stdout.splitlines()[-1].startswith("1 source: 1 error, ")


def test_the_summary_counts_sources_and_problems(tmp_path: Path) -> None:
    good = written(tmp_path / "good.json", plain())
    bad = written(tmp_path / "bad.json", plain() | {"AppId": ""})
    summary = call("check", good, bad, bad, str(tmp_path / "none.json")).stdout.splitlines()[-1]
    assert summary.startswith("4 sources, 3 with errors: 3 errors, ")


def test_the_json_report_has_the_form_of_the_contract(tmp_path: Path) -> None:
    tree = full()
    tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["RedirectSignInURIs"] = ["https://a.example/", 7]
    source = written(tmp_path / "request.json", tree)
    column = Path(source).read_text(encoding="utf-8").index("7]") + 1
    [found] = report(source)
    assert (found["source"], found["operation"], found["valid"]) == (source, "create", False)
    told = ["reason", "notes", "dropped", "added"]
    assert list(found) == ["source", "operation", "valid", "problems", "ignored", *told]
    assert [found[name] for name in told] == [
        "it sets IdentityPoolName, which only a creation can set",
        [],
        [],
        [],
    ]
    [error] = [problem for problem in found["problems"] if problem["severity"] == "error"]
    assert error == {
        "rule": "type-mismatch",
        "severity": "error",
        "path": "ResourceConfig.UserPoolConfigs.OAuth.RedirectSignInURIs[1]",
        "line": 1,
        "column": column,
        "endLine": 1,
        "endColumn": column + 1,
        "message": "The value must be a text, and is a number.",
        "fix": "Give a text.",
    }
    assert {problem["severity"] for problem in found["problems"]} <= {"error", "warning", "note"}


def test_text_and_json_report_the_same_problems(tmp_path: Path) -> None:
    source = written(tmp_path / "request.json", full() | {"AppId": ""})
    [found] = report(source)
    text = call("check", source).stdout
    assert text.count("\n  --> ") == len(found["problems"])
    for problem in found["problems"]:
        assert f"{problem['severity']}[{problem['rule']}] {problem['message']}\n" in text


@pytest.mark.parametrize(
    "content",
    ["", "{", '{"AppId": "invented-secret",}', "[1]", '{"A": NaN}', "{" * 3000, "key: [invented-secret"],
    ids=["empty", "cut", "comma", "list", "nan", "deep", "yaml"],
)
def test_what_cannot_be_read_is_one_problem_that_quotes_nothing(tmp_path: Path, content: str) -> None:
    file = tmp_path / "request.json"
    file.write_text(content, encoding="utf-8")
    [found] = report(str(file))
    assert (found["operation"], found["valid"]) == (None, False)
    assert [found[name] for name in ("reason", "notes", "dropped", "added")] == [None, [], [], []]
    [problem] = found["problems"]
    assert (problem["rule"], problem["severity"], problem["path"]) == ("unreadable", "error", "")
    assert "invented-secret" not in json.dumps(found)


def test_one_source_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    good = written(tmp_path / "good.json", plain())
    found = report(str(tmp_path / "none.json"), good, str(tmp_path / "none"))
    assert [source["valid"] for source in found] == [False, True, False]
    assert [source["source"] for source in found] == [
        str(tmp_path / "none.json"),
        good,
        str(tmp_path / "none"),
    ]


def test_strict_fails_on_warnings_and_notes_fail_never(tmp_path: Path) -> None:
    source = written(tmp_path / "request.json", plain())
    [found] = report(source)
    warnings = {problem["rule"] for problem in found["problems"] if problem["severity"] == "warning"}
    assert warnings
    assert any(problem["severity"] == "note" for problem in found["problems"])
    assert call("check", "--strict", source).exit_code == 1
    ignored = [word for rule in warnings for word in ("--ignore", rule)]
    assert call("check", "--strict", *ignored, source).exit_code == 0


def test_an_ignored_rule_is_not_reported_and_does_not_fail(tmp_path: Path) -> None:
    source = written(tmp_path / "request.json", plain() | {"AppId": ""})
    [found] = report("--ignore", "empty-id", "--ignore", "gen1-eol", source)
    assert found["valid"]
    assert not {"empty-id", "gen1-eol"} & {problem["rule"] for problem in found["problems"]}


def test_standard_input_is_a_source() -> None:
    [found] = report("-", stdin=json.dumps(plain()))
    assert (found["source"], found["valid"]) == ("-", True)


@pytest.mark.parametrize(("option", "operation"), [("--create", "create"), ("--update", "update")])
def test_the_operation_that_is_asked_for_is_taken(tmp_path: Path, option: str, operation: str) -> None:
    source = written(tmp_path / "request.json", plain("update"))
    [found] = report(option, source)
    assert found["operation"] == operation
    assert f"{source}: taken for {operation}: you asked for it." in call("check", option, source).stderr


def test_an_update_of_a_created_request_keeps_what_it_has_and_reports_it(tmp_path: Path) -> None:
    [found] = report("--update", written(tmp_path / "request.json", plain()))
    assert {"userpool-create-only"} <= {problem["rule"] for problem in found["problems"]}


def test_a_preset_states_its_operation_and_an_update_is_no_creation() -> None:
    assert report("--create", "email-optional-totp", *TARGET)[0]["valid"]
    done = call("check", "--create", "update-offer-totp")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "update-offer-totp says that it is for update: --create does not go with it." in done.stderr


def test_wrong_use_found_on_the_way_leaves_a_whole_document(tmp_path: Path) -> None:
    done = call(
        "check", "--format", "json", "--create", written(tmp_path / "a.json", plain()), "update-offer-totp"
    )
    assert done.exit_code == 2
    assert len(json.loads(done.stdout)["sources"]) == 1


def test_the_target_options_take_the_place_of_the_sources_values(tmp_path: Path) -> None:
    tree = plain() | {"AppId": "", "BackendEnvironmentName": ""}
    del tree["ResourceName"]
    source = written(tmp_path / "request.json", tree)
    assert not report(source)[0]["valid"]
    assert report(*TARGET, source)[0]["valid"]
    [found] = report(*TARGET, "--app-id", "wrong", source)
    assert [problem["rule"] for problem in found["problems"] if problem["severity"] == "error"] == [
        "app-id-format"
    ]


def test_a_thousand_files_need_little_more_memory_than_one(tmp_path: Path) -> None:
    names = [Path(written(tmp_path / f"{number}.json", full())).name for number in range(1000)]
    script = (
        "import resource, sys; from authwizard.cli.root import root\n"
        "try: root.main(sys.argv[1:])\n"
        "except SystemExit: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )

    def peak(*sources: str) -> int:
        import subprocess
        import sys

        command = [sys.executable, "-c", script, "check", *sources]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        return int(done.stderr.splitlines()[-1])

    assert peak(*names) < peak(names[0]) + 8 * 1024


def test_a_file_name_that_is_no_text_is_reported(tmp_path: Path) -> None:
    name = b"\xff\x1b[31m.json"
    done = process("check", name, folder=tmp_path)
    assert done.returncode == 1
    assert rb"\udcff\u001b[31m.json" in done.stdout
    assert b"\x1b" not in done.stdout + done.stderr


def test_text_shows_a_hundred_problems_of_a_source_errors_first_and_json_all(tmp_path: Path) -> None:
    many = written(tmp_path / "many.json", plain() | {f"Unknown{number}": 1 for number in range(5_000)})
    few = written(tmp_path / "few.json", plain() | {"AppId": ""})
    [found, _] = report(many, few)
    number = len(found["problems"])
    assert number > 5_000
    shown, _, rest = call("check", many, few).stdout.partition(f"\nand {number - 100:,} more: ")
    assert shown.count("\n  --> ") == shown.count("error[unknown-member]") == 100
    assert rest.startswith("`authwizard check --format json` shows all of them.\n\n")
    assert "error[empty-id]" in rest
    assert rest.splitlines()[-1].startswith("2 sources, 2 with errors: 5001 errors, ")


def test_export_and_submit_show_a_hundred_problems_too(tmp_path: Path) -> None:
    many = written(tmp_path / "many.json", plain() | {f"Unknown{number}": 1 for number in range(500)})
    for command in (["export"], ["submit", "--yes", "--sandbox"]):
        done = call(*command, many)
        assert done.exit_code == 1
        assert done.stderr.count("error[unknown-member]") == 100
        assert "\nand 400 more: " in done.stderr
        assert "500 errors: not " in done.stderr


def test_a_name_of_any_length_does_not_fill_the_screen(tmp_path: Path) -> None:
    source = written(tmp_path / "long.json", plain() | {"x" * 1_000_000: 1})
    assert len(call("check", source).stdout) < 10_000


def test_notes_without_end_are_cut_in_text(tmp_path: Path) -> None:
    creds: dict[str, Any] = {"authSelections": "userPoolOnly", "hostedUIProviderCreds": [1] * 500}
    source = written(tmp_path / "cli-inputs.json", creds)
    done = call("check", source)
    assert done.stderr.count("was not carried over") < 100
    assert " more: see `authwizard check --format json`." in done.stderr


class DefectError(Exception):
    """What nobody expects."""


@pytest.fixture(params=["reader", "rule"])
def defect(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    """A reader or a rule that fails where a source's AppId is `dfails`."""

    def parse_json(text: str, good: Any = json_reader.parse_json) -> Any:
        if "dfails" in text:
            raise DefectError("invented-secret")
        return good(text)

    def check(draft: Draft, good: Any = rules.check) -> Any:
        if draft.get(("AppId",)) == "dfails":
            raise DefectError("invented-secret")
        return good(draft)

    if request.param == "reader":
        monkeypatch.setattr("authwizard.files.source.parse_json", parse_json)
    else:
        monkeypatch.setattr("authwizard.files.ready.check", check)
    return DefectError


@pytest.mark.usefixtures("defect")
def test_a_source_that_fails_without_reason_is_a_problem_of_its_own_and_stops_no_other(
    tmp_path: Path,
) -> None:
    good = written(tmp_path / "good.json", plain())
    bad = written(tmp_path / "bad.json", plain() | {"AppId": ""})
    fails = written(tmp_path / "fails.json", plain() | {"AppId": "dfails"})
    found = report(good, fails, bad)
    assert [source["valid"] for source in found] == [True, False, False]
    [problem] = found[1]["problems"]
    assert (problem["rule"], problem["severity"]) == ("unreadable", "error")
    assert re.search(r"DefectError at \w+/\w+\.py:\d+\. This is a defect", problem["message"])
    assert "empty-id" in {problem["rule"] for problem in found[2]["problems"]}
    done = call("check", good, fails, bad)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1].startswith("3 sources, 2 with errors: 2 errors, ")
    assert "invented-secret" not in done.output + json.dumps(found)


@pytest.mark.parametrize("end", [KeyboardInterrupt, BrokenPipeError])
def test_an_interrupt_and_a_closed_pipe_are_no_problems_of_a_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: type[BaseException]
) -> None:
    def emit(text: str) -> None:
        raise end

    monkeypatch.setattr("authwizard.cli.commands.check.emit", emit)
    monkeypatch.setattr("authwizard.cli.root.die_of_broken_pipe", lambda: 141)  # it would end the tests, too
    done = call("check", written(tmp_path / "good.json", plain()))
    assert done.exit_code == (130 if end is KeyboardInterrupt else 141)
    assert "unreadable" not in done.output
