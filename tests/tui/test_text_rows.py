"""Rows for texts, numbers and messages."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from authwizard.request.draft import Draft
from authwizard.request.tree import ABSENT, pool
from tests.request.requests import full, plain
from tests.tui.driving import draft_of, wizard

APP_ID = ("AppId",)
ENVIRONMENT = ("BackendEnvironmentName",)
RESOURCE = ("ResourceName",)
LENGTH = pool("PasswordPolicy", "MinimumLength")
SUBJECT = pool("VerificationMessage", "EmailSettings", "EmailSubject")
EMAIL = pool("VerificationMessage", "EmailSettings", "EmailMessage")


async def test_a_text_is_taken_key_by_key_and_counted_where_it_has_a_limit() -> None:
    async with wizard(Draft.new("create")) as hand:
        await hand.focus(APP_ID)
        await hand.press("d", "1", "backspace", "2")
        assert hand.answer(APP_ID) == "d2"
        assert "2 of 20" in hand.row_text(APP_ID)
        await hand.fill(RESOURCE, "myauth")
        assert hand.answer(RESOURCE) == "myauth"
        assert "/" not in hand.row_text(RESOURCE)


async def test_a_text_beyond_its_limit_is_kept_counted_and_reported() -> None:
    async with wizard(Draft.new("create")) as hand:
        await hand.fill(ENVIRONMENT, "e" * 256)
        assert hand.answer(ENVIRONMENT) == "e" * 256
        shown = hand.row_text(ENVIRONMENT)
        assert "256 of 255" in shown
        assert "! " in shown


async def test_clearing_a_text_takes_the_member_out() -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "")
        assert hand.answer(APP_ID) is ABSENT
        assert "of 20" not in hand.row_text(APP_ID)


async def test_a_loaded_empty_text_stays_until_it_is_edited() -> None:
    async with wizard(draft_of(plain() | {"ResourceName": ""})) as hand:
        await hand.focus(RESOURCE)
        await hand.press("tab")
        assert hand.answer(RESOURCE) == ""
        assert not hand.session.is_dirty


async def test_a_paste_of_several_lines_into_a_text_is_put_on_one_and_told() -> None:
    async with wizard(Draft.new("create")) as hand:
        await hand.focus(RESOURCE)
        await hand.paste("my\r\nauth\n")
        assert hand.answer(RESOURCE) == "my auth"
        assert "2 lines were put on one." in hand.toasts()


async def test_blanks_around_an_identifier_are_lost_and_are_gone_when_the_field_is_left() -> None:
    async with wizard(Draft.new("create")) as hand:
        await hand.focus(ENVIRONMENT)
        await hand.paste("dev")
        await hand.press("home", "space", "end", "space")
        assert hand.answer(ENVIRONMENT) == "dev"
        assert hand.input(ENVIRONMENT).value == " dev "
        await hand.press("enter")
        assert hand.input(ENVIRONMENT).value == "dev"
        await hand.fill(ENVIRONMENT, "  ")
        assert hand.answer(ENVIRONMENT) is ABSENT


async def test_an_arn_gives_the_app_id() -> None:
    async with wizard(Draft.new("create")) as hand:
        await hand.focus(APP_ID)
        await hand.paste("arn:aws:amplify:eu-west-1:123456789012:apps/d1a2b3c4d5/branches/main\n")
        assert hand.answer(APP_ID) == "d1a2b3c4d5"
        assert "taken as d1a2b3c4d5" in hand.row_text(APP_ID)
        await hand.press("enter")
        assert hand.input(APP_ID).value == "d1a2b3c4d5"
        assert "!" not in hand.row_text(APP_ID)


async def test_a_value_of_a_file_keeps_its_blanks_while_it_is_only_looked_at() -> None:
    async with wizard(draft_of(plain() | {"ResourceName": " myauth "})) as hand:
        await hand.focus(RESOURCE)
        await hand.press("tab")
        assert hand.answer(RESOURCE) == " myauth "
        assert not hand.session.is_dirty


async def test_enter_in_a_text_goes_on_to_the_next_field() -> None:
    async with wizard(Draft.new("create")) as hand:
        await hand.focus(APP_ID)
        await hand.press("enter")
        assert hand.focused_path == ENVIRONMENT


async def test_a_number_is_a_number_and_keeps_its_spelling() -> None:
    async with wizard(draft_of(full())) as hand:
        await hand.fill(LENGTH, " 10 ")
        assert hand.answer(LENGTH) == 10
        assert isinstance(hand.answer(LENGTH), int)
        assert hand.input(LENGTH).value == " 10 "
        await hand.fill(LENGTH, "8.0")
        assert hand.answer(LENGTH) == 8.0
        assert isinstance(hand.answer(LENGTH), float)
        assert "6 to 99" in hand.row_text(LENGTH)


@pytest.mark.parametrize("typed", ["\uff11\uff12", "\u0663", "008", "+8", "1 2"])
async def test_a_number_in_other_digits_is_none_and_the_row_says_so(typed: str) -> None:
    async with wizard(draft_of(full())) as hand:
        await hand.fill(LENGTH, typed)
        assert hand.answer(LENGTH) == typed
        assert "! " in hand.row_text(LENGTH)
        if " " not in typed:
            assert f'"{typed}" is not a number in plain digits. Write {int(typed)}.' in hand.row_text(LENGTH)


async def test_a_text_where_a_number_belongs_is_kept_shown_and_reported() -> None:
    async with wizard(draft_of(full())) as hand:
        await hand.fill(LENGTH, "twelve")
        assert hand.answer(LENGTH) == "twelve"
        assert "! The value must be a number" in hand.row_text(LENGTH)
        await hand.go("sign-in")
        await hand.focus(LENGTH)
        assert hand.input(LENGTH).value == "twelve"
        await hand.fill(LENGTH, "12")
        assert "!" not in hand.row_text(LENGTH)


async def test_a_number_that_was_loaded_stays_as_it_was_when_it_is_only_looked_at() -> None:
    tree = full()
    tree["ResourceConfig"]["UserPoolConfigs"]["PasswordPolicy"]["MinimumLength"] = 8.0
    async with wizard(draft_of(tree)) as hand:
        await hand.focus(LENGTH)
        await hand.press("end", "0", "backspace")
        assert repr(hand.answer(LENGTH)) == "8.0"


async def test_a_message_has_several_lines_a_counter_and_lets_tab_go_on() -> None:
    async with wizard(draft_of(full())) as hand:
        await hand.focus(EMAIL)
        area = hand.app.screen.focused
        assert isinstance(area, TextArea)
        area.text = ""
        await hand.paste("Hello,\nyour code is {####}")
        assert hand.answer(EMAIL) == "Hello,\nyour code is {####}"
        assert "26 of 20,000" in hand.row_text(EMAIL)
        await hand.press("tab")
        assert hand.focused_path != EMAIL
        assert hand.answer(EMAIL) == "Hello,\nyour code is {####}"
        await hand.fill(EMAIL, "")
        assert hand.answer(EMAIL) is ABSENT
        assert hand.answer(SUBJECT) == "Your code"


async def test_what_is_typed_stays_when_steps_are_turned_and_comes_back() -> None:
    async with wizard(Draft.new("create")) as hand:
        await hand.fill(APP_ID, "d1a2b3c4d5")
        await hand.press("ctrl+n", "ctrl+n", "ctrl+o", "ctrl+o", "ctrl+o")
        assert hand.input(APP_ID).value == "d1a2b3c4d5"
        assert "authwizard · create-backend-auth · d1a2b3c4d5" in hand.text("#header")
