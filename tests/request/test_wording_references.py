"""Sentences that refer to members and choices: the API's names for a command, titles and labels for a form."""

import re
from dataclasses import replace
from itertools import chain

import pytest

from authwizard.request.check import Problem, check
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, PROVIDERS, Field, field_at, members
from authwizard.request.places import (
    APPLE_ID,
    CONSTRAINTS,
    FACEBOOK_ID,
    GOOGLE_ID,
    GUEST_ACCESS,
    IDENTITY_POOL,
    OAUTH,
    SCOPES,
    SIGN_IN_URIS,
    SIGN_UP_ATTRIBUTES,
)
from authwizard.request.rules import RULES, Rule
from authwizard.request.rules.examples import examples
from authwizard.request.tree import MemberPath, put
from authwizard.request.wording import in_form, wording

from .judging import judged
from .requests import full, plain

_NAMES = {field.name for field in FIELDS.values()} | {
    value for field in FIELDS.values() for value in field.choices
}
_CODED = re.compile(r"\b(?:[a-z]+[A-Z]\w*|[A-Z][a-z]+(?:[A-Z]+[a-z]*)+|[A-Z]+_[A-Z_]+)\b")
"""Names and values as only the API writes them, such as RedirectSignInURIs and REQUIRE_DIGIT."""
_WORDS_OF_THE_WORLD = {"AmplifyBackend", "GetBackendAuth", "GetBackendJob", "ListBackendJobs", "PascalCase"}
"""Names of others, and of calls that only who follows a job by hand needs."""
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
        ("Require @RequiredSignUpAttributes.EMAIL.", SCOPES, "Require E-mail."),
        ("Choose @false or @true.", GUEST_ACCESS, "Choose No or Yes."),
        ("The @ClientSecret is missing.", FACEBOOK_ID, "The App secret is missing."),
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


def found(rule: Rule) -> list[Problem]:
    """Return every problem of the examples of a rule, and the rule's own words."""
    shown = examples(rule.id)
    problems = [Problem.of(rule.id, ())]
    for example in chain(shown.bad, shown.good):
        draft = replace(Draft.from_tree(example.operation, example.tree), baseline=example.baseline)
        problems += check(draft).problems
    return problems


# Of a member that the API does not have the form speaks as the file does that brought it.
@pytest.mark.parametrize(
    "rule", [RULES[id] for id in RULES if id != "unknown-member"], ids=lambda rule: rule.id
)
def test_what_a_rule_says_in_a_form_has_no_name_of_the_api_in_it(rule: Rule) -> None:
    for problem in found(rule):
        place = "" if problem.entry or not field_at(problem.path) else problem.place_in_form
        for sentence in (*problem.in_form(), place):
            # What the request has stands in quotes, and a command that is to be typed in backticks.
            ours = re.sub(r'"[^"]*"|`[^`]*`', "", sentence)
            words = set(re.findall(r"[A-Za-z_]+", ours))
            assert words & _NAMES <= _SAID_AS_IT_IS, sentence
            assert set(_CODED.findall(ours)) <= _SAID_AS_IT_IS | _WORDS_OF_THE_WORLD, sentence


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_command_says_the_names_of_the_api_where_a_form_says_titles(rule: Rule) -> None:
    for problem in found(rule):
        for sentence in (problem.message, problem.fix):
            template = getattr(sentence, "template", "")
            referred = [name.rpartition(".")[2] for name in re.findall(r"@((?:\w+\.)?[A-Za-z]\w*)", template)]
            assert [name for name in referred if name not in sentence] == []
            assert "@" not in sentence.replace("+ = , . @ -", "")


def test_each_missing_field_is_told_by_itself_and_under_its_title() -> None:
    tree = put(plain(), OAUTH, {"DomainPrefix": "myapp-login"})
    told = {problem.place_in_form: problem.in_form() for problem in judged(tree).errors}

    assert told == {
        "Sign-in redirect URIs": ("Add at least one address.", ""),
        "Sign-out redirect URIs": ("Add the addresses; the list may also be empty.", ""),
        "Grant type": ("Choose Authorization code or Implicit.", ""),
        "Scopes": ("Choose at least one scope.", ""),
    }


def test_the_same_field_is_told_to_a_command_by_its_name_in_the_api() -> None:
    (problem,) = judged(put(plain(), IDENTITY_POOL, {"IdentityPoolName": "ids"})).at(GUEST_ACCESS)

    assert (problem.message, problem.fix) == ("UnauthenticatedLogin is missing.", "Choose false or true.")
    assert problem.in_form() == ("Choose No or Yes.", "")


@pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS)
def test_a_missing_credential_is_called_what_its_provider_calls_it(provider: Field) -> None:
    told = [problem.in_form()[0] for problem in judged(put(full(), provider.path, {})).at(provider.path)]

    for field in members(provider.path).values():
        assert f"Give the {field.title}, or turn {provider.title} off." in told


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (
            SIGN_IN_URIS,
            ["https://a.example/", "http://b.example/"],
            "Sign-in redirect URIs: http://b.example/",
        ),
        (SIGN_IN_URIS, ["https://a.example/", ""], "Sign-in redirect URIs, entry 2"),
        (SIGN_UP_ATTRIBUTES, ["EMAIL", "ZONE_INFO"], "Required sign-up attributes: Time zone"),
        (CONSTRAINTS, ["REQUIRE_DIGITS"], "Required characters: REQUIRE_DIGITS"),
        ((*GOOGLE_ID[:-1], "client_id"), "1", "Google: client_id"),
        (("appId",), "1", "appId"),
    ],
)
def test_an_entry_is_told_by_its_text_and_a_stray_by_its_name_in_the_file(
    path: MemberPath, value: object, place: str
) -> None:
    told = [problem.place_in_form for problem in judged(put(full(), path, value)).problems]

    assert place in told
