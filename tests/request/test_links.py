"""The sources of rules, and where they can be read on the web."""

from __future__ import annotations

import re

import pytest

from authwizard.request.rules import RULES, SOURCES, Rule
from authwizard.request.rules.catalogue import SOURCE_LABELS
from authwizard.request.rules.links import linked, spelled_out


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_the_parts_of_a_source_are_the_source_and_links_are_addresses(rule: Rule) -> None:
    parts = list(linked(rule))
    assert "".join(part.text for part in parts) == rule.source
    for part in parts:
        assert not part.address or re.fullmatch(r"https://[\w./#-]+", part.address)


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        ("gen1-eol", "https://github.com/aws-amplify/amplify-cli/issues/14881"),
        (
            "attrs-permanent",
            "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html",
        ),
    ],
)
def test_what_is_on_the_web_is_linked(rule: str, address: str) -> None:
    assert address in [part.address for part in linked(RULES[rule])]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_spelled_out_a_source_has_no_short_name(rule: Rule) -> None:
    told = spelled_out(rule.source)
    for short in SOURCES:
        if not short.startswith("RFC"):
            assert not re.search(rf"(?<!Amplify )(?<!AWS )\b{short}\b", told), told


def test_each_short_name_has_its_words() -> None:
    assert set(SOURCE_LABELS) == set(SOURCES)
    assert spelled_out("AMP AppId") == "AWS service model (amplify) AppId"
    assert spelled_out("AB; AWS CLI v1 and v2") == "AWS service model (amplifybackend); AWS CLI v1 and v2"
