"""The line at the top: what the request is for, what a turn of the step left behind, whether the draft is kept."""

from __future__ import annotations

from authwizard.request.draft import Draft
from authwizard.request.edit import set_value
from authwizard.request.tree import CONFIG
from tests.request.requests import plain
from tests.tui.driving import SMALL, draft_of, wizard

RESOURCES = (*CONFIG, "AuthResources")
ENVIRONMENT = ("BackendEnvironmentName",)


def update() -> Draft:
    draft = Draft.new("update")
    for path, value in ((("AppId",), "d1a2b3c4d5"), (ENVIRONMENT, "dev"), (RESOURCES, "USER_POOL_ONLY")):
        draft = set_value(draft, path=path, value=value).draft
    return draft


async def test_steps_that_were_passed_over_are_told_beside_the_target_until_the_next_answer() -> None:
    async with wizard(update(), "auth-resources", SMALL) as hand:
        await hand.press("ctrl+n")
        assert hand.prose("#header") == "authwizard · update · d1a2b3c4d5 / dev Steps 3, 4 not needed"
        await hand.press("tab", "ctrl+r", "ctrl+t")
        await hand.go("auth-resources")
        await hand.press("ctrl+n", "space")
        assert "not needed" not in hand.text("#header")
        await hand.until(lambda: "draft kept" in hand.text("#header"))


async def test_an_error_that_was_left_behind_is_told_beside_the_target_until_the_next_answer() -> None:
    async with wizard(draft_of(plain() | {"AppId": "!"}), size=SMALL) as hand:
        await hand.press("ctrl+n")
        assert "! / dev" in hand.text("#header")
        assert hand.lines("#header")[0].endswith("1 error left in 1 Target · F3")
        await hand.press("ctrl+o")
        await hand.fill(ENVIRONMENT, "prod")
        assert "left in" not in hand.text("#header")
        assert "! / prod" in hand.text("#header")


async def test_where_there_is_room_the_draft_s_state_stands_beside_the_note() -> None:
    async with wizard(draft_of(plain()), size=(120, 40)) as hand:
        await hand.fill(ENVIRONMENT, "prod")
        await hand.until(lambda: "draft kept" in hand.text("#header"))
        await hand.go("auth-resources")
        await hand.press("ctrl+n")
        assert "3 Identity pool not needed · draft kept" in hand.text("#header")
