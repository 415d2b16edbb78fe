"""The walk through the questions: back with all answers kept, on to another step, what is wrong said at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.files.autosave import list_autosaves
from authwizard.plain.asking import all_questions
from authwizard.request.draft import Draft
from authwizard.request.edit import turn_off
from authwizard.request.fields import FIELDS, field_at
from authwizard.request.places import (
    CONSTRAINTS,
    MFA_MODE,
    MINIMUM_LENGTH,
    SCOPES,
    SIGN_IN_URIS,
    SIGN_UP_ATTRIBUTES,
)
from authwizard.request.tree import config, member_path
from authwizard.session import Session
from authwizard.session.keeper import KEPT
from tests.plain.answering import talk
from tests.request.drafts import GOOGLE, same
from tests.request.requests import full, plain

CREATE = Draft.from_tree("create", full())


def step(number: int, *answers: str, start: Draft = CREATE) -> Any:
    """Answer the questions of a step."""
    return talk(f">{number}", *answers, start=start)


@given(st.integers(0, 60))
def test_back_comes_by_the_same_questions_and_keeps_the_answers(number: int) -> None:
    done = talk(*[""] * number, *["<"] * (number + 1), start=CREATE)
    there = done.prompts[: number + 1]
    asked = len(all_questions(Session(CREATE)))
    back = done.prompts[number : 2 * number + 1]
    if number <= asked:
        assert back == there[::-1]
    assert done.draft == CREATE
    assert "This is the first question." in done.text or number > asked


def test_back_keeps_what_was_answered() -> None:
    done = talk("", "d2", "dev", "<", "<", "<", "", "", "", start=Draft.new("create"))
    assert done.prompts[1:3] == ["App ID, required", "Environment, required"]
    assert done.prompts[-3:] == ["App ID, now d2", "Environment, now dev", "Resource name, required"]


def test_on_leads_to_the_next_step_or_to_the_one_that_is_named() -> None:
    done = talk(">", ">", ">9", ">10", start=CREATE)
    heads = [line for line in done.text.splitlines() if line.startswith("Step ")]
    assert [head.split(":")[0] for head in heads] == [f"Step {n} of 10" for n in (1, 2, 3, 9, 10)]
    done = talk(">11", ">0", start=CREATE)
    assert done.text.count("The steps are numbered from 1 to 10: type > and a number,") == 2


def test_a_step_that_asks_nothing_is_named_and_passed_by() -> None:
    done = step(7, start=Draft.from_tree("create", plain()))
    assert "Step 7, Social providers, is passed by. Social sign-in goes through" in done.prose
    assert "Step 8 of 10: Password policy" in done.prose


def test_a_value_that_is_wrong_by_itself_is_asked_for_again_and_enter_goes_on_all_the_same() -> None:
    done = step(8, "", "5", "99", "", start=CREATE)
    assert "Error: The minimum length is out of range. Cognito takes 6 to 99." in done.prose
    assert done.prompts[2:4] == ["Minimum length, 6 to 99, now 12", "Minimum length, 6 to 99, now 5"]
    assert done.draft.get(MINIMUM_LENGTH) == 99
    done = step(8, "", "nine", "", start=CREATE)
    assert "Error: The value must be a number, and is a text. Give a number." in done.prose
    assert done.draft.get(MINIMUM_LENGTH) == "nine"
    assert done.prompts[-1].startswith("Required characters")


def test_an_error_that_lies_between_two_answers_does_not_ask_again() -> None:
    """No identity pool without its name: that is no mistake of the choice."""
    draft = Draft.from_tree("create", plain())
    done = step(5, "yes", "3", "2", start=draft)
    assert draft.get(MFA_MODE) != "ON"
    assert done.draft.get(MFA_MODE) == "ON"
    assert done.prompts[3] == "Second factors, numbers, such as 1,2"
    assert done.prompts[4].startswith("SMS text")


def test_a_question_that_is_left_open_says_what_is_missing_in_the_words_of_the_form() -> None:
    done = talk("", "", start=Draft.new("create"))
    assert "Error: Give the app ID" in done.prose
    assert "AppId" not in done.text


@pytest.mark.parametrize(
    ("line", "chosen"),
    [
        ("1,3", ["EMAIL", "NAME"]),
        ("3, 1", ["NAME", "EMAIL"]),
        ("Name,e-mail", ["NAME", "EMAIL"]),
        ("1,1", ["EMAIL"]),
    ],
)
def test_several_choices_are_numbers_or_names_in_their_order(line: str, chosen: list[str]) -> None:
    assert step(4, "", line).draft.get(SIGN_UP_ATTRIBUTES) == chosen


def test_a_list_that_must_be_there_can_be_empty_and_another_is_left_out() -> None:
    assert step(4, "", "-").draft.get(SIGN_UP_ATTRIBUTES) == []
    field = field_at(config("UserPoolConfigs", "PasswordPolicy", "AdditionalConstraints"))
    assert field is not None
    assert "AdditionalConstraints" not in str(step(8, "", "", "-").draft.tree)


def test_what_is_no_choice_is_not_taken() -> None:
    done = step(4, "9", "0", "none", "Username")
    assert done.text.count("Type a number from 1 to 4.") == 3
    assert done.draft.tree["ResourceConfig"]["UserPoolConfigs"]["SignInMethod"] == "USERNAME"


def test_addresses_are_added_replaced_and_removed() -> None:
    given = ("", "", "https://b.example/", "1 https://a.example/", "2", "")
    done = step(6, *given)
    assert done.draft.get(SIGN_IN_URIS) == ["https://a.example/", "https://b.example/"]
    assert "3 now." in done.text
    assert "2 https://b.example/" in done.text
    assert "There is no entry of that number." in step(6, "", "", "9").text


def test_the_problems_of_an_address_name_the_address() -> None:
    done = step(6, "", "", "not an address")
    assert "Error, not an address: The address has no scheme." in done.prose


def test_what_is_to_be_known_of_the_whole_is_said_with_the_first_question() -> None:
    done = talk(start=Draft.new("create"))
    assert "It is for Amplify Gen 1, which ends on 1 May 2027" in done.prose


def test_all_problems_are_told_by_how_grave_they_are() -> None:
    done = talk("!", start=Draft.new("create").with_value(SCOPES, ["PHONE"]))
    errors, warnings, notes = (done.prose.index(f" {kind}.") for kind in ("errors", "warnings", "note"))
    assert errors < warnings < notes
    assert "Step 1, Target, App ID: Give the app ID" in done.prose
    assert "Step 4, Sign-in, User pool name: Give the user pool's name." in done.prose


def test_what_comes_of_a_step_is_told() -> None:
    assert "User pool my_users-dev" in talk("=", start=CREATE).prose


def test_a_block_that_is_turned_off_is_back_as_it_was() -> None:
    off = step(8, "no")
    assert "PasswordPolicy" not in str(off.draft.tree)
    assert "Password policy was set aside." in off.prose
    on = step(8, "no", "<", "yes")
    assert same(on.draft, CREATE)


def test_a_text_of_several_lines_ends_with_a_dot_alone() -> None:
    lines = ("", "", "", "Hello", "", "\\.", "Code {####}", ".")
    message = config("UserPoolConfigs", "VerificationMessage", "EmailSettings", "EmailMessage")
    assert step(9, *lines).draft.get(message) == "Hello\n\n.\nCode {####}"


def test_the_deprecated_message_can_be_moved() -> None:
    done = step(9, *[""] * 6, "yes")
    assert "ForgotPassword" not in str(done.draft.tree)
    assert "Forgot password (deprecated) was moved to Verification message." in done.prose


def test_what_belongs_nowhere_is_shown_and_can_be_set_aside() -> None:
    draft = Draft.from_tree("create", plain() | {"AppID": {"x\x1b[2J": 1}})
    assert same(talk("", "", start=draft).draft or draft, draft)
    done = talk("", "yes", start=draft)
    assert "AppID is in the file" in done.prose
    assert "The API has no member" in done.prose
    assert done.draft is not None
    assert "AppID" not in done.draft.tree


def test_what_the_backend_has_is_said_where_the_answer_is_another() -> None:
    tree = plain("update")
    tree["ResourceConfig"]["UserPoolConfigs"]["PasswordPolicy"] = {"MinimumLength": 10}
    draft = Draft("update", tree, baseline=full())
    done = step(8, "", "?", "12", "<", start=draft)
    assert "The backend has: 12" in done.prose
    assert done.prose.count("Changed: the backend has 12.") == 1
    assert "Left out: what the backend has stays." in step(5, start=draft).prose


@given(st.integers(1, 6))
def test_the_end_of_the_answers_keeps_the_draft(number: int) -> None:
    answers = ["", "d1a2b3c4d5", "dev", "myauth", "1", "1"][:number]
    done = talk(*answers, start=Draft.new("create"))
    assert done.status == 1
    if number == 1:
        assert KEPT not in done.text
        return
    assert KEPT in done.prose
    assert any(same(saved.draft, done.draft) for saved in list_autosaves() if done.draft)


def test_a_draft_that_was_kept_is_offered_and_gone_on_with(home: Path) -> None:
    talk("", "d1a2b3c4d5", start=Draft.new("create"))
    done = talk("1", "", "", "dev")
    assert "Continue: 1 Draft for d1a2b3c4d5, " in done.prose
    assert done.draft is not None
    assert done.draft.tree["AppId"] == "d1a2b3c4d5"
    assert done.draft.tree["BackendEnvironmentName"] == "dev"
    assert len(list_autosaves()) == 1


def test_a_step_that_is_no_number_is_told_so() -> None:
    assert "The steps are numbered from 1 to 10" in step(2, ">x", start=CREATE).prose


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("1 3", [0, 2]), ("1,3", [0, 2]), ("1-3", [0, 1, 2]), ("2 - 3, 1", [1, 2, 0]), ("1, Digit", [0, 2])],
)
def test_several_choices_are_named_as_people_write_them(typed: str, chosen: list[int]) -> None:
    done = step(8, "yes", "8", typed, start=Draft.new("create"))
    assert done.draft is not None
    kinds = list(FIELDS[member_path(CONSTRAINTS)].choices)
    assert done.draft.get(CONSTRAINTS) == [kinds[at] for at in chosen]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1 9", "9 is none of the choices."), ("4-2", "4-2 is no range"), ("x", "x is none of the choices.")],
)
def test_what_is_wrong_with_several_choices_is_said(typed: str, said: str) -> None:
    done = step(8, "yes", "8", typed, start=Draft.new("create"))
    assert said in done.prose
    assert "Type numbers, such as 1,3 or 1-4." in done.prose


def test_what_is_asked_for_is_explained_until_it_is_answered() -> None:
    assert "The ID of your Amplify app" in talk("", start=Draft.new("create")).prose
    assert "The ID of your Amplify app" not in talk("", start=CREATE).prose


def test_a_provider_that_is_turned_on_says_what_to_register_there() -> None:
    said = step(7, "", "", "", "yes", start=turn_off(CREATE, GOOGLE).draft).prose

    address = "https://myapp-login-dev.auth.<region>.amazoncognito.com/oauth2/idpresponse"
    assert (
        f"Register there, under Authorized redirect URIs: {address} <region> is your backend's region" in said
    )


def test_an_identity_pool_that_is_chosen_is_asked_about_at_once() -> None:
    done = talk(">2", "2", start=Draft.from_tree("create", plain()))

    assert done.prompts[-1].startswith("Identity pool name")
    assert not [prompt for prompt in done.prompts if prompt.startswith("Set up the identity pool")]
