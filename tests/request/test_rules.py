"""Every rule with requests that break it and near misses that do not; and the rules as they were shipped."""

import re
from typing import Final

import pytest

from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.fields import field_at
from authwizard.request.rules import JUDGES, RULES, SOURCES
from authwizard.request.rules.examples import Example, examples

from .stored_rules import STORED

CHECKED: Final = sorted(rule.id for rule in RULES.values() if rule.where == "check")

NOT_CHECKED: Final = {
    "secret-unresolved",
    "unreadable",
    "ver-verificationmessage",
    "ver-apple",
    "ver-cli-v1",
    "region-unsupported",
    "not-idempotent",
    "pending-job",
    "poll-job",
    "job-status",
    "job-operation",
}
"""Rules about a source, an export, a call or its answer: no check of a request can see what they speak of."""

ALWAYS: Final = {"gen1-eol", "update-defaults", "signin-permanent"}
"""Notes that hold for every request of an operation: they have no near miss."""

_OPERATIONS: Final = {"C": ("create",), "U": ("update",), "CU": ("create", "update")}
_SEVERITIES: Final = {
    "ERROR-API": "error",
    "ERROR-COGNITO": "error",
    "ERROR-INPUT": "error",
    "WARNING": "warning",
    "NOTE": "note",
}


def broken_rules(example: Example) -> set[str]:
    draft = Draft.from_tree(example.operation, example.tree)
    judged = Draft(draft.operation, draft.tree, draft.secrets, baseline=example.baseline)
    return {problem.rule for problem in check(judged).problems}


@pytest.mark.parametrize("rule", CHECKED)
def test_every_bad_example_breaks_its_rule(rule: str) -> None:
    kept = [example.patch for example in examples(rule).bad if rule not in broken_rules(example)]

    assert kept == []


@pytest.mark.parametrize("rule", CHECKED)
def test_no_near_miss_breaks_its_rule(rule: str) -> None:
    broken = [example.patch for example in examples(rule).good if rule in broken_rules(example)]

    assert broken == []


@pytest.mark.parametrize("rule", CHECKED)
def test_each_rule_has_examples_of_both_kinds(rule: str) -> None:
    assert examples(rule).bad
    assert bool(examples(rule).good) is (rule not in ALWAYS)


@pytest.mark.parametrize("rule", CHECKED)
def test_each_rule_is_broken_on_every_operation_that_it_holds_for(rule: str) -> None:
    assert {example.operation for example in examples(rule).bad} == set(RULES[rule].operations)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_says_why_it_matters(rule: str) -> None:
    assert examples(rule).why.strip()


def test_a_rule_outside_the_check_has_no_examples() -> None:
    assert {rule.id for rule in RULES.values() if rule.where != "check"} == NOT_CHECKED
    assert [rule for rule in NOT_CHECKED if examples(rule).bad or examples(rule).good] == []


def test_an_unknown_rule_has_no_examples() -> None:
    with pytest.raises(LookupError, match="no-such-rule"):
        examples("no-such-rule")


def test_the_rules_are_those_that_were_shipped() -> None:
    stored = {
        identifier: (kind, _OPERATIONS[operations])
        for identifier, kind, operations in (line.split() for line in STORED.strip().splitlines())
    }

    assert len(stored) == len(STORED.strip().splitlines())
    rules = {rule.id: (rule.category, rule.operations) for rule in RULES.values()}
    assert rules == stored, "a new rule has its line in tests/request/stored_rules.py"


def test_every_rfc_that_a_rule_is_taken_from_is_named_in_the_sources() -> None:
    named = {rfc for rule in RULES.values() for rfc in re.findall(r"RFC \d+", rule.source)}
    assert named == {short for short in SOURCES if short.startswith("RFC")}


def test_each_rule_is_registered_under_its_own_id_and_judged_once() -> None:
    assert [rule.id for identifier, rule in RULES.items() if rule.id != identifier] == []
    judged = [rule.id for rule, _ in JUDGES]
    assert len(judged) == len(set(judged))


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_a_sentence_a_fix_a_source_and_a_severity(rule: str) -> None:
    known = RULES[rule]

    assert known.message.endswith((".", ")"))
    assert known.fix.endswith(".")
    assert known.source
    assert known.severity == _SEVERITIES[known.category]


@pytest.mark.parametrize("rule", CHECKED)
def test_every_problem_of_an_example_says_what_is_wrong_and_what_to_do(rule: str) -> None:
    for example in (*examples(rule).bad, *examples(rule).good):
        for problem in check(Draft.from_tree(example.operation, example.tree)).problems:
            assert problem.message, problem
            assert problem.fix, problem
            assert problem.severity == RULES[problem.rule].severity


@pytest.mark.parametrize("rule", CHECKED)
def test_every_problem_of_an_example_stands_at_a_member_of_the_api(rule: str) -> None:
    stray = [
        (problem.rule, problem.path)
        for example in (*examples(rule).bad, *examples(rule).good)
        for problem in check(Draft.from_tree(example.operation, example.tree)).problems
        if problem.path
        and not field_at(problem.path)
        and problem.rule not in ("unknown-member", "placeholder")
    ]

    assert stray == []
