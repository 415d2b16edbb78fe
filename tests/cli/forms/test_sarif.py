"""Problems as SARIF 2.1.0."""

import json
from pathlib import Path
from typing import Any

import pytest

from authwizard import __version__
from authwizard.cli.forms import sarif as form
from authwizard.cli.forms.judged import Judged
from authwizard.files.places.node import Region
from authwizard.request.rules import RULES
from tests.cli.forms.judging import as_text, hostile, judged, made, problem
from tests.request.requests import plain


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*sources: Judged) -> dict[str, Any]:
    text = "".join(form.sarif(sources))
    assert text.isascii()
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    [only] = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"].endswith((".", ")"))
    assert {rule["id"] for rule in rules} == {result["ruleId"] for result in only["results"]}
    found: dict[str, Any] = only
    return found


def place(source: Judged) -> dict[str, Any]:
    [location] = run(source)["results"][0]["locations"]
    found: dict[str, Any] = location["physicalLocation"]
    return found


def test_a_run_without_problems_says_who_looked_and_where(tmp_path: Path) -> None:
    found = run(made("a.json"))
    driver = found["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["semanticVersion"]) == (
        "authwizard",
        __version__,
        __version__,
    )
    assert found["results"] == driver["rules"] == []
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["originalUriBaseIds"] == {"%SRCROOT%": {"uri": f"{tmp_path.as_uri()}/"}}
    assert found["invocations"] == [{"executionSuccessful": True}]


def test_a_result_says_what_where_and_what_to_do() -> None:
    located = problem(message='"X" is not one.', region=Region(3, 4, 5, 9))
    [result] = run(made("a.json", located))["results"]
    assert len(result.pop("partialFingerprints")["authwizardMember/v1"]) == 64
    assert result == {
        "ruleId": "bad-enum",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": f'"X" is not one. {located.problem.fix}'},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a.json", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 4, "endLine": 5, "endColumn": 9},
                },
                "logicalLocations": [{"fullyQualifiedName": "ResourceConfig.Service", "kind": "member"}],
            }
        ],
    }


def test_a_problem_without_a_region_is_on_the_first_line() -> None:
    assert place(made("a.json", problem("unreadable", ())))["region"] == {"startLine": 1}


def test_a_file_is_a_uri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def uri(source: str) -> dict[str, str]:
        found: dict[str, str] = place(made(source, problem()))["artifactLocation"]
        return found

    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert uri("b c/é%#?.json") == {"uri": "b%20c/%C3%A9%25%23%3F.json", "uriBaseId": "%SRCROOT%"}
    assert uri("c:d.json")["uri"] == "c%3Ad.json"
    assert uri("../a b.json") == {"uri": (tmp_path / "a b.json").as_uri()}
    assert uri("\udcff.json")["uri"] == "%FF.json"
    assert uri("\ud800.json")["uri"] == "%3F.json"
    assert uri("-") == {"uri": "stdin"}


def test_a_rule_is_listed_once_and_explained() -> None:
    found = run(made("a.json", problem(), problem(), problem("pw-weak")), made("b.json", problem()))
    first, second = found["tool"]["driver"]["rules"]
    assert (first["id"], first["name"], second["id"]) == ("bad-enum", "BadEnum", "pw-weak")
    assert first["shortDescription"] == {"text": RULES["bad-enum"].message}
    assert RULES["bad-enum"].fix in first["help"]["text"]
    assert first["defaultConfiguration"] == {"level": "error"}
    assert second["defaultConfiguration"] == {"level": "warning"}
    assert [result["ruleIndex"] for result in found["results"]] == [0, 0, 1, 0]


def test_every_rule_can_be_written() -> None:
    rules = run(made("a.json", *(problem(id) for id in RULES)))["tool"]["driver"]["rules"]
    names = {rule["name"] for rule in rules}
    assert len(names) == len(rules) == len(RULES)
    for rule in rules:
        assert rule["name"].lower() != rule["id"]
        texts = rule["shortDescription"]["text"], rule["fullDescription"]["text"], *rule["help"].values()
        assert all(texts)
        assert "<" not in rule["help"]["markdown"]


def test_help_leads_to_the_projects_page_where_its_address_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    home = "https://git.example/someone/authwizard"
    monkeypatch.setattr(form, "project_url", lambda: home)
    driver = run(made("a.json", problem()))["tool"]["driver"]
    assert driver["informationUri"] == home
    assert driver["rules"][0]["helpUri"] == f"{home}/blob/HEAD/docs/rules.md#bad-enum"


def test_help_leads_to_a_rules_source_where_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "project_url", lambda: "")
    driver = run(made("a.json", problem()))["tool"]["driver"]
    assert "informationUri" not in driver
    assert driver["rules"][0]["helpUri"].startswith("https://docs.aws.amazon.com/")


def test_fingerprints_keep_when_lines_move_and_differ_between_equals(tmp_path: Path) -> None:
    def names(source: Judged) -> list[str]:
        return [it["partialFingerprints"]["authwizardMember/v1"] for it in run(source)["results"]]

    text = as_text(plain() | {"AppId": "", "Nope": 1})
    before = names(judged(tmp_path / "a.json", text))
    assert before == names(judged(tmp_path / "a.json", f"\n\n{text}"))
    first, second = names(made("a.json", problem(), problem()))
    assert first != second


def test_hostile_texts_are_neither_links_nor_placeholders() -> None:
    for result in run(made("a.json", *hostile()))["results"]:
        text = result["message"]["text"]
        assert text.isprintable()
        assert "](" not in text.replace("\\](", "")
        assert "{0}" not in text.replace("{{0}}", "")


def test_a_log_is_whole_and_says_so_where_the_command_ends_early() -> None:
    def sources() -> Any:
        yield made("a.json", problem())
        raise KeyboardInterrupt

    got: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        got.extend(form.sarif(sources()))
    [found] = json.loads("".join(got))["runs"]
    assert len(found["results"]) == len(found["tool"]["driver"]["rules"]) == 1
    assert found["invocations"] == [{"executionSuccessful": False}]
