"""Answers: what they change, and what goes with one that is cleared or moved."""

from dataclasses import replace
from typing import Any, Final

import pytest

from authwizard.request.draft import Draft
from authwizard.request.edit import Edit, move_forgot_password, reset, set_secret, set_value, turn_on
from authwizard.request.places import FORGOT_PASSWORD, IDENTITY_POOL, VERIFICATION_MESSAGE
from authwizard.request.secrets import EnvRef
from authwizard.request.tree import ABSENT, MemberPath, pool, put

from .drafts import GOOGLE, MODE, SUBJECT, loaded, same
from .requests import full, plain


class TestAnswers:
    @pytest.mark.parametrize("value", ["x", "", False, 0, [], None, 8, 8.0])
    def test_an_answer_is_kept_as_given_and_the_draft_before_is_as_it_was(self, value: Any) -> None:
        draft = loaded(plain())
        edited, notes = set_value(draft, pool("UserPoolName"), value)

        assert edited.get(pool("UserPoolName")) is value
        assert notes == ()
        assert same(draft, loaded(plain()))

    def test_clearing_a_text_takes_out_the_member_and_the_structure_it_had_brought_in(self) -> None:
        before = loaded(put(plain(), pool("VerificationMessage"), {"DeliveryMethod": "EMAIL"}))
        filled = set_value(before, SUBJECT, "Your code").draft

        assert filled.get(SUBJECT[:-1]) == {"EmailSubject": "Your code"}
        assert same(set_value(filled, SUBJECT, ABSENT).draft, before)

    def test_clearing_goes_up_through_every_structure_that_nobody_turned_on(self) -> None:
        draft = set_value(Draft.new("create"), pool("OAuth", "SocialProviderSettings", "X"), 1).draft

        assert (
            set_value(draft, pool("OAuth", "SocialProviderSettings", "X"), ABSENT).draft.get(pool("OAuth"))
            == {}
        )

    def test_a_structure_with_another_answer_or_a_secret_stays(self) -> None:
        message = loaded(full())
        assert set_value(message, SUBJECT, ABSENT).draft.get(SUBJECT[:-1]) == {
            "EmailMessage": "Your code is {####}"
        }
        social = set_value(loaded(full()), (*GOOGLE, "ClientId"), ABSENT).draft
        assert social.get(GOOGLE) == {}
        assert (*GOOGLE, "ClientSecret") in social.secrets

    def test_a_block_that_was_turned_on_and_a_required_structure_stay_when_they_are_empty(self) -> None:
        policy = set_value(Draft.new("update"), pool("PasswordPolicy", "MinimumLength"), 8).draft
        assert (
            set_value(policy, pool("PasswordPolicy", "MinimumLength"), ABSENT).draft.get(
                pool("PasswordPolicy")
            )
            == {}
        )
        name = set_value(Draft.new("create"), pool("UserPoolName"), "x").draft
        assert same(set_value(name, pool("UserPoolName"), ABSENT).draft, Draft.new("create"))

    @pytest.mark.parametrize("path", [SUBJECT, pool("Mfa", "Settings", "SmsMessage"), (*GOOGLE, "ClientId")])
    def test_a_loaded_empty_structure_stays_when_nothing_is_cleared_in_it(self, path: MemberPath) -> None:
        draft = loaded(put(plain(), path[:-1], {}))

        assert same(set_value(draft, path, ABSENT).draft, draft)

    def test_clearing_in_a_structure_that_the_api_does_not_know_leaves_it_there(self) -> None:
        draft = loaded({**plain(), "Stray": {"x": 1}})

        assert set_value(draft, ("Stray", "x"), ABSENT).draft.get(("Stray",)) == {}

    def test_a_list_that_is_emptied_is_not_a_list_left_out(self) -> None:
        attributes = pool("RequiredSignUpAttributes")
        emptied = set_value(loaded(plain()), attributes, []).draft

        assert emptied.get(attributes) == []
        assert set_value(emptied, attributes, ABSENT).draft.get(attributes) is ABSENT

    def test_a_secret_is_answered_and_taken_out(self) -> None:
        path = (*GOOGLE, "ClientSecret")
        answered = set_secret(turn_on(Draft.new("create"), GOOGLE).draft, path, EnvRef("NAME")).draft

        assert answered.secrets == {path: EnvRef("NAME")}
        assert same(set_secret(answered, path, None).draft, turn_on(Draft.new("create"), GOOGLE).draft)


class TestReset:
    def test_a_member_is_as_the_backend_has_it(self) -> None:
        draft = replace(loaded(full("update"), "update"), baseline=put(full(), MODE, "ON"))

        assert reset(draft, MODE).draft.get(MODE) == "ON"
        assert same(reset(draft, SUBJECT).draft, draft)

    def test_what_the_backend_does_not_have_is_taken_out(self) -> None:
        draft = replace(loaded(full("update"), "update"), baseline=plain())

        assert reset(draft, SUBJECT).draft.get(SUBJECT) is ABSENT
        assert reset(draft, pool("Mfa")).draft.get(pool("Mfa")) is ABSENT
        assert reset(draft, pool("OAuth")).draft.secrets == {}

    def test_a_block_comes_without_what_an_update_cannot_have(self) -> None:
        draft = replace(loaded(plain("update"), "update"), baseline=full())

        assert reset(draft, IDENTITY_POOL).draft.get(IDENTITY_POOL) == {"UnauthenticatedLogin": False}

    def test_a_block_comes_without_secrets(self) -> None:
        draft = replace(loaded(plain("update"), "update"), baseline=full())

        back = reset(draft, pool("OAuth")).draft

        assert back.get((*GOOGLE, "ClientId")) == "1.apps.googleusercontent.com"
        assert back.get((*GOOGLE, "ClientSecret")) is ABSENT

    def test_without_a_pulled_state_it_takes_the_answer_out(self) -> None:
        assert reset(loaded(full()), MODE).draft.get(MODE) is ABSENT


class TestForgotPassword:
    MESSAGE: Final = {
        "DeliveryMethod": "EMAIL",
        "EmailSettings": {"EmailSubject": "Old", "EmailMessage": "{####}"},
    }

    def test_it_moves_over(self) -> None:
        draft = loaded(put(plain(), FORGOT_PASSWORD, self.MESSAGE))

        moved, notes = move_forgot_password(draft)

        assert same(moved, loaded(put(plain(), VERIFICATION_MESSAGE, self.MESSAGE)))
        assert notes == ("Forgot password (deprecated) was moved to Verification message.",)

    def test_what_verification_message_has_stays(self) -> None:
        tree = put(put(plain(), FORGOT_PASSWORD, self.MESSAGE), (*VERIFICATION_MESSAGE, "EmailSettings"), {})
        tree = put(tree, (*VERIFICATION_MESSAGE, "EmailSettings", "EmailSubject"), "New")

        moved = move_forgot_password(loaded(tree)).draft

        assert moved.get(FORGOT_PASSWORD) is ABSENT
        assert moved.get(VERIFICATION_MESSAGE) == {
            "DeliveryMethod": "EMAIL",
            "EmailSettings": {"EmailSubject": "New", "EmailMessage": "{####}"},
        }

    @pytest.mark.parametrize(
        ("old", "new"), [("text", {"EmailSubject": "New"}), ({"EmailSubject": "Old"}, "text")]
    )
    def test_where_the_two_do_not_fit_together_the_newer_stays(self, old: Any, new: Any) -> None:
        tree = put(plain(), (*FORGOT_PASSWORD, "EmailSettings"), old)
        tree = put(tree, (*VERIFICATION_MESSAGE, "EmailSettings"), new)

        moved = move_forgot_password(loaded(tree)).draft

        assert moved.get((*VERIFICATION_MESSAGE, "EmailSettings")) == new

    @pytest.mark.parametrize(
        ("old", "new"), [("text", {}), (MESSAGE, "text"), (None, {"DeliveryMethod": "SMS"})]
    )
    def test_where_one_is_no_structure_the_old_one_is_set_aside(self, old: Any, new: Any) -> None:
        tree = put(put(plain(), FORGOT_PASSWORD, old), VERIFICATION_MESSAGE, new)

        moved = move_forgot_password(loaded(tree)).draft

        assert moved.get(FORGOT_PASSWORD) is ABSENT
        assert moved.parked[FORGOT_PASSWORD].value == old
        assert moved.get(VERIFICATION_MESSAGE) == new

    def test_without_it_nothing_moves(self) -> None:
        draft = loaded(plain())

        assert move_forgot_password(draft) == Edit(draft)
