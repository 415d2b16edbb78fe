"""Sentences that refer to members and choices: the API's names for a command, titles and labels for a form."""

import re
from itertools import chain

import pytest

from authwizard.request.fields import FIELDS
from authwizard.request.places import APPLE_ID, GOOGLE_ID, SCOPES
from authwizard.request.rules import RULES, Rule
from authwizard.request.rules.examples import examples
from authwizard.request.tree import MemberPath
from authwizard.request.wording import in_form, wording

from .judging import judged

_NAMES = {field.name for field in FIELDS.values()} | {
    value for field in FIELDS.values() for value in field.choices
}
_SAID_AS_IT_IS = {
    # Titles and labels that are the names themselves, or so near to them that both readers know them.
    "OAuth",
    "Service",
    "Facebook",
    "Google",
    "SMS",
    "TOTP",
}


def test_a_command_reads_the_names_of_the_api() -> None:
    assert wording("@AppId is missing: choose @EMAIL.") == "AppId is missing: choose EMAIL."


@pytest.mark.parametrize(
    ("template", "near", "said"),
    [
        ("@AppId is missing.", (), "App ID is missing."),
        ("Choose @USER_POOL_ONLY.", (), "Choose User pool only."),
        ("@ClientId is missing.", APPLE_ID, "Services ID is missing."),
        ("@ClientId is missing.", GOOGLE_ID, "Client ID is missing."),
        ("Add @EMAIL.", SCOPES, "Add email."),
        ("Add @EMAIL.", (), "Add E-mail."),
        ("Use letters and _ + @ -.", (), "Use letters and _ + @ -."),
    ],
)
def test_a_form_reads_titles_and_labels_of_what_is_meant_here(
    template: str, near: MemberPath, said: str
) -> None:
    assert in_form(wording(template), near) == said


def test_a_text_from_elsewhere_refers_to_nothing() -> None:
    assert in_form("me@EMAIL and @AppId", ()) == "me@EMAIL and @AppId"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_each_reference_of_a_rule_has_a_name_in_the_form(rule: Rule) -> None:
    for sentence in (rule.message, rule.fix):
        assert "@" not in re.sub(r"@ -", "", in_form(sentence))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_a_rule_says_in_a_form_has_no_name_of_the_api_in_it(rule: Rule) -> None:
    shown = examples(rule.id)
    said: list[tuple[str, MemberPath]] = [(sentence, ()) for sentence in (rule.message, rule.fix)]
    for example in chain(shown.bad, shown.good):
        for problem in judged(example.tree, example.operation).problems:
            said += [(sentence, problem.path) for sentence in (problem.message, problem.fix)]

    for sentence, near in said:
        ours = re.sub(r'"[^"]*"', "", in_form(sentence, near))  # what the request has stands in quotes
        words = set(re.findall(r"[A-Za-z_]+", ours))
        assert words & _NAMES <= _SAID_AS_IT_IS, sentence
