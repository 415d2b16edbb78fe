"""When problems show: under a field once it was left, live from then on, and never before."""

from __future__ import annotations

import pytest

from authwizard.request.draft import Draft
from authwizard.request.tree import config, pool, put
from tests.request.requests import full, plain
from tests.tui.driving import SMALL, draft_of, wizard

APP_ID = ("AppId",)
ENVIRONMENT = ("BackendEnvironmentName",)
RESOURCE = ("ResourceName",)
GUESTS = config("IdentityPoolConfigs", "UnauthenticatedLogin")


async def test_an_untouched_field_is_not_marked() -> None:
    async with wizard(Draft.new("create")) as hand:
        assert "!" not in hand.text("#form")
        assert "!" not in hand.text("#step-list")


async def test_a_problem_shows_when_its_field_is_left_and_only_there() -> None:
    async with wizard(Draft.new("create")) as hand:
        assert hand.focused_path == APP_ID
        hand.input(ENVIRONMENT).focus()
        await hand.settle()
        assert "! Give the app ID" in hand.row_text(APP_ID)
        assert "!" not in hand.row_text(ENVIRONMENT)
        assert "▸! 1 Target" in hand.prose("#step-list") or "! 1 Target" in hand.prose("#step-list")


async def test_a_problem_that_shows_is_live() -> None:
    async with wizard(Draft.new("create")) as hand:
        hand.input(APP_ID).focus()
        await hand.press("X")
        assert "!" not in hand.row_text(APP_ID)
        await hand.press("tab")
        await hand.press("shift+tab")
        assert hand.focused_path == APP_ID
        assert "!" in hand.row_text(APP_ID)
        hand.input(APP_ID).value = "d1a2b3c4d5"
        await hand.settle()
        assert "!" not in hand.row_text(APP_ID)
        await hand.press("X")
        assert "!" in hand.row_text(APP_ID)


async def test_a_problem_is_live_across_fields() -> None:
    async with wizard(draft_of(full()), "mfa") as hand:
        factors = pool("Mfa", "Settings", "MfaTypes")
        assert "!" not in hand.row_text(factors)
        await hand.choose(factors, "TOTP")
        await hand.choose(factors, "SMS")
        assert "!" in hand.prose("#form")
        await hand.choose(factors, "TOTP")
        assert "!" not in hand.prose("#form")


async def test_a_step_that_was_left_shows_all_its_problems() -> None:
    async with wizard(Draft.new("create")) as hand:
        await hand.press("ctrl+n", "ctrl+o")
        for path in (APP_ID, ENVIRONMENT):
            assert "! Give the " in hand.row_text(path)


async def test_what_a_file_brought_is_judged_at_once_and_what_it_lacks_is_not() -> None:
    tree = plain() | {"AppId": "X"}
    del tree["BackendEnvironmentName"]
    async with wizard(draft_of(tree)) as hand:
        assert "!" in hand.row_text(APP_ID)
        assert "!" not in hand.row_text(ENVIRONMENT)


async def test_warnings_show_with_another_mark_and_notes_only_in_the_pane() -> None:
    async with wizard(draft_of(put(full(), GUESTS, True)), "identity-pool") as hand:
        assert "▲" in hand.row_text(GUESTS)
        assert "!" not in hand.text("#form")
        assert "i " not in [line.strip()[:2] for line in hand.lines("#form")]
        await hand.press("f3")
        assert not any(line.startswith("i ") for line in hand.listed("#problems"))
        await hand.enter("#problems", "NOTES 4 ▸")
        assert "i 4 Sign-in" in hand.prose("#problems")
        await hand.enter("#problems", "NOTES 4 ▾")
        assert not any(line.startswith("i ") for line in hand.listed("#problems"))


async def test_next_is_never_blocked_and_review_shows_all_that_is_wrong() -> None:
    async with wizard(Draft.new("create")) as hand:
        for _ in range(8):
            await hand.press("ctrl+n")
        await hand.settle()
        assert hand.wizard.step.id == "review"
        assert "! 7 errors block the export" in hand.prose("#verdict")
        await hand.press("f3")
        assert hand.listed("#problems")[0] == "ERRORS 7"
        for title in ("Give the app ID", "Choose User pool only or", "Choose E-mail, Phone"):
            assert any(title in line for line in hand.listed("#problems"))
        await hand.go("target")
        assert "Give the app ID" in hand.row_text(APP_ID)


async def test_of_many_problems_of_a_field_the_first_four_show_and_the_rest_are_counted() -> None:
    factors = pool("Mfa", "Settings", "MfaTypes")
    tree = put(full(), factors, ["A", "B", "C", "D", "E", "F", "TOTP"])
    async with wizard(draft_of(tree), "mfa") as hand:
        assert "… and 2 more in the Problems pane" in hand.row_text(factors)


@pytest.mark.parametrize("key", ["f1", "f2", "f3", "f4"])
async def test_a_key_that_opens_the_pane_leaves_the_field(key: str) -> None:
    async with wizard(Draft.new("create"), size=SMALL) as hand:
        await hand.press(key, key)
        assert hand.focused_path == APP_ID
        assert "!" in hand.row_text(APP_ID)


async def test_looking_into_the_pane_leaves_a_field_in_which_something_was_typed() -> None:
    async with wizard(Draft.new("create"), size=SMALL) as hand:
        await hand.press("X", "f1", "escape")
        assert hand.focused_path == APP_ID
        assert "!" in hand.row_text(APP_ID)


async def test_the_warning_at_the_last_name_is_whole_where_the_form_ends() -> None:
    async with wizard(draft_of(plain() | {"ResourceName": "my-auth"}), size=SMALL) as hand:
        told = "▲ The Amplify CLI takes no such name. Use 1 to 128 letters and digits only."
        assert told in [line.strip() for line in hand.lines("#form")]
