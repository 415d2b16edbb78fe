"""The proof of CloudFormation templates: all pairs, and that a fault is found wherever it is planted."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from authwizard.request.tree import MemberPath, drop, get, put
from tests.request.requests import places

from .cloudformation import compared, decoded, findings, prove, template_of
from .cloudformation_allowed import ALLOWED
from .pairs import Pair, read_pairs

PAIRS = read_pairs()
TEMPLATES = [json.loads(json.dumps(decoded(template_of(pair)))) for pair in PAIRS]
UNJUDGED = "Description"
"""Texts for a person, which nothing depends on."""


def a_pair_with(*needed: str) -> tuple[Pair, Any]:
    """Return the first pair whose template says each of these, with that template."""
    return next(
        each
        for each in zip(PAIRS, TEMPLATES, strict=True)
        if all(word in json.dumps(each[1]) for word in needed)
    )


RICH = [
    a_pair_with("SmsRole", "IdentityPool", "Facebook", "Google", "LoginWithAmazon"),
    a_pair_with("SignInWithApple", "UserPoolDomain", "EmailMessage"),
    a_pair_with("SmsRole", "EmailMessage", "EnabledMfas"),
]


def faults(template: Any) -> Iterator[tuple[MemberPath, Any]]:
    """Yield a template once for each place in it, without what stands there, or with something else there."""
    for path in places(template):
        if UNJUDGED in path:
            continue
        yield path, drop(template, path)
        old = get(template, path)
        if not isinstance(old, dict | list):
            yield path, put(template, path, f"{old}x" if isinstance(old, str) else not old)
        elif isinstance(old, dict) and len(path) != 1:
            yield path, put(template, (*path, "Extra"), {"Type": "x", "Value": "x"})


def test_every_pair_is_made_and_every_allowed_difference_is_in_use() -> None:
    verdict = compared(PAIRS, TEMPLATES)
    assert (verdict.pairs, verdict.wrong) == (len(PAIRS), [])
    assert set(verdict.used) == {each.name for each in ALLOWED}


def test_cfn_lint_finds_nothing_in_a_share_of_the_pairs() -> None:
    assert prove(PAIRS[::5]).wrong == []


@pytest.mark.parametrize("number", range(len(RICH)))
def test_a_fault_is_found_wherever_it_is_planted(number: int) -> None:
    pair, template = RICH[number]
    planted = list(faults(template))
    missed = [path for path, broken in planted if not compared([pair], [broken]).wrong]
    assert missed == []
    assert len(planted) > 200


def test_a_wrong_text_is_found_and_said() -> None:
    pair, template = a_pair_with("EmailMessage")
    path = ("Resources", "UserPool", "Properties", "VerificationMessageTemplate", "EmailMessage")
    (said,) = compared([pair], [put(template, path, "Another {####}")]).wrong
    assert "UserPool.EmailVerificationMessage" in said
    assert "Another {####}" in said


def test_a_parameter_that_nothing_uses_is_found() -> None:
    pair, template = RICH[0]
    broken = put(template, ("Parameters", "Other"), {"Type": "String"})
    assert "without use" in compared([pair], [broken]).wrong[0]


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ("MfaConfiguration: .*", "MfaConfiguration: MAYBE", "E3030"),
        ("MinimumLength: [0-9]+", "MinimumLength: 5", "E3034"),
        ("RequireNumbers:", "RequireNumber:", "E3002"),
        ("!Ref UserPool\n", "!Ref UserPools\n", "E1020"),
        ("Properties:\n      Domain: .*\n", "Properties:\n", "E3003"),
    ],
)
def test_cfn_lint_finds_a_planted_fault(good: str, bad: str, rule: str) -> None:
    text = template_of(RICH[1][0])
    broken = re.sub(good, bad, text, count=1)
    assert broken != text
    assert rule in [finding.split()[0] for finding in findings(broken)]
