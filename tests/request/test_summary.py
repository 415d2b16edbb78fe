"""What a draft holds, in the words of the form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.request.compare import Difference
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.operation import BOTH, Operation
from authwizard.request.places import GUEST_ACCESS, MINIMUM_LENGTH, SCOPES, SIGN_IN_METHOD
from authwizard.request.summary import full_title, labelled, left_out, sections, value_texts
from authwizard.request.tree import ABSENT, member_path

from .requests import full, plain, requests


def told(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {entry.title: entry.values for section in sections(draft) for entry in section.entries}


def test_values_are_told_by_their_labels() -> None:
    found = told(Draft.from_tree("create", full()))
    assert found["Sign-in method"] == ("E-mail",)
    assert found["Guest access"] == ("no: only signed-in users get AWS credentials",)
    assert found["Required characters"] == ("Digit",)
    assert found["Google, Client secret"] == ("typed, and not shown",)
    assert found["Sign-in redirect URIs"] == ("https://app.example.com/", "myapp://home/")


def test_what_is_empty_is_told() -> None:
    tree = plain()
    tree["ResourceConfig"]["UserPoolConfigs"] |= {
        "Mfa": {},
        "RequiredSignUpAttributes": [],
        "UserPoolName": "",
    }
    found = told(Draft.from_tree("create", tree))
    assert found["Multi-factor authentication"] == ("set, with nothing in it",)
    assert found["Required sign-up attributes"] == ("none",)
    assert found["User pool name"] == ("empty",)


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        (SIGN_IN_METHOD, "EMAIL", ("E-mail",)),
        (SIGN_IN_METHOD, "email", ("email",)),
        (SIGN_IN_METHOD, ["EMAIL"], ('["EMAIL"]',)),
        (SCOPES, ["OPENID", 1], ("openid", "1")),
        (SCOPES, "OPENID", ("openid",)),
        (GUEST_ACCESS, True, ("yes: guests get AWS credentials too",)),
        (GUEST_ACCESS, "yes", ("yes",)),
    ],
)
def test_a_value_of_another_kind_is_told_as_it_is(
    path: tuple[str, ...], value: object, text: tuple[str, ...]
) -> None:
    assert value_texts(FIELDS[member_path(path)], value) == text


@given(st.data(), st.sampled_from(BOTH))
def test_any_request_has_a_summary_without_a_secret(data: st.DataObject, operation: Operation) -> None:
    draft = Draft.from_tree(operation, data.draw(requests(operation)))
    for title, values in told(draft).items():
        assert title
        assert values
    assert "invented-secret" not in str(sections(Draft.from_tree("create", full())))


def test_what_happens_without_a_block_depends_on_what_is_known_of_the_backend() -> None:
    mfa = FIELDS["ResourceConfig", "UserPoolConfigs", "Mfa"]
    assert left_out(mfa, Draft.new("create")) == "no second factor"
    assert left_out(mfa, Draft.new("update")) == "an update may switch MFA off"
    assert left_out(mfa, Draft("update", {}, baseline=full())) == "what the backend has stays"


def test_the_titles_of_members_tell_them_apart_within_a_step() -> None:
    titles = [full_title(field) for field in FIELDS.values()]
    social = [title for title in titles if title.endswith((" ID", " secret", "key (.p8)")) and "," in title]
    assert len(social) == len(set(social)) == 10


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (SIGN_IN_METHOD, "EMAIL", "USERNAME", ("E-mail", "Username")),
        (SCOPES, ["OPENID", "odd"], [], (["openid", "odd"], [])),
        (GUEST_ACCESS, False, True, ("No", "Yes")),
        (MINIMUM_LENGTH, 8, ABSENT, (8, ABSENT)),
        (("Stray",), "EMAIL", True, ("EMAIL", True)),
    ],
)
def test_a_change_is_told_by_its_labels(
    path: tuple[str, ...], old: object, new: object, told: tuple[object, object]
) -> None:
    changed = labelled(Difference(path, old, new))
    assert (changed.old, changed.new) == told
