"""`authwizard rules`, and the page that is made from the rules."""

import json

import pytest

from authwizard.request.rules import RULES
from tests.cli.calls import call
from tests.rules_page import PAGE, page


def test_the_table_has_every_rule_on_a_line() -> None:
    lines = call("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    for line, rule in zip(lines, RULES.values(), strict=True):
        assert line.split()[1] == rule.severity
        assert line.endswith(rule.message)


@pytest.mark.parametrize("id", RULES)
def test_one_rule_in_full(id: str) -> None:
    rule = RULES[id]
    done = call("rules", id)
    assert done.exit_code == 0
    words = " ".join(done.stdout.split())
    for text in (id, rule.severity, rule.message, rule.fix, rule.source):
        assert " ".join(text.split()) in words
    assert "Why " in words
    if rule.where == "check":
        assert "\nBad (" in done.stdout


def test_the_short_names_of_sources_are_spelt_out() -> None:
    assert "IDP: botocore's service model for cognito-idp" in " ".join(
        call("rules", "mfa-types-required").stdout.split()
    )


def test_an_example_names_the_members_that_make_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = call("rules", "mfa-types-required").stdout
    assert 'Bad (create)\n    ResourceConfig.UserPoolConfigs.Mfa.MFAMode: "ON"\n' in text
    assert "AppId: (left out)" in call("rules", "app-required").stdout
    assert "… (101 items)" in call("rules", "uri-count").stdout
    assert (
        "    the backend has ResourceConfig.UserPoolConfigs.OAuth.DomainPrefix: "
        in call("rules", "domain-change").stdout
    )


@pytest.mark.parametrize(
    ("option", "value"), [("--severity", "error"), ("--severity", "note"), ("--operation", "update")]
)
def test_the_table_can_be_narrowed(option: str, value: str) -> None:
    listed = json.loads(call("rules", option, value, "--format", "json").stdout)["rules"]
    assert 0 < len(listed) < len(RULES)
    assert all(value == rule["severity"] or value in rule["operations"] for rule in listed)
    assert len(call("rules", option, value).stdout.splitlines()) == len(listed)


def test_json_has_every_rule() -> None:
    listed = json.loads(call("rules", "--format", "json").stdout)["rules"]
    assert [rule["id"] for rule in listed] == list(RULES)
    assert all(rule["why"] and rule["message"] and rule["fix"] and rule["source"] for rule in listed)


def test_the_page_is_in_step() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make rules"
