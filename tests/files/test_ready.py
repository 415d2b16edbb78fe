"""What has to be known of a draft before it is written or sent."""

import pytest

from authwizard.files.ready import ready
from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.secrets import EnvRef, Typed
from authwizard.request.tree import pool
from tests.request.requests import full, plain

GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")
REFERENCE = Draft.from_tree("create", full()).with_secret(GOOGLE, EnvRef("OUR_GOOGLE_SECRET"))


def rules(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.rule for problem in problems}


def test_a_good_draft_has_no_errors_and_stays_as_it_is() -> None:
    draft = Draft.from_tree("create", plain())
    judged = ready(draft)
    assert (judged.draft, judged.errors) == (draft, ())
    assert {problem.severity for problem in judged.warnings} <= {"warning"}


def test_a_reference_becomes_the_secret_and_the_secret_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_GOOGLE_SECRET", "invented-secret")
    judged = ready(REFERENCE)
    assert (judged.draft.secrets[GOOGLE], judged.errors) == (Typed("invented-secret"), ())
    monkeypatch.setenv("OUR_GOOGLE_SECRET", "${LATER}")
    assert rules(ready(REFERENCE).errors) == {"placeholder"}


def test_a_reference_that_does_not_resolve_is_an_error_where_secrets_are_needed() -> None:
    judged = ready(REFERENCE)
    assert (judged.draft, rules(judged.errors)) == (REFERENCE, {"secret-unresolved"})
    judged = ready(REFERENCE, secrets=False)
    assert (judged.draft, judged.errors) == (REFERENCE, ())


def test_every_error_is_told_at_once_and_what_reading_found_comes_first() -> None:
    found = Problem("type-mismatch", "error", ("AppId",), "It is a date.", "Give a text.")
    judged = ready(REFERENCE.with_value(("ResourceName",), ""), [found])
    assert judged.problems[0] == found
    assert rules(judged.errors) == {"type-mismatch", "empty-id", "secret-unresolved"}
