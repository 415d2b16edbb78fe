"""`/` filters the problems as it does the start screen."""

from __future__ import annotations

from authwizard.request.draft import Draft
from tests.request.requests import full
from tests.tui.driving import SMALL, draft_of, wizard


async def test_the_problems_are_filtered_by_what_their_lines_say_notes_included() -> None:
    async with wizard(draft_of(full()), "mfa", SMALL) as hand:
        await hand.press("f3")
        everything = hand.listed("#problems")
        await hand.press("slash", *"phone number have")
        (heading, note) = hand.listed("#problems")
        assert heading == "NOTES 1"
        assert "Facebook accounts" in note
        assert "1 entry" in hand.text("FilterLine")
        await hand.press("escape")
        assert hand.listed("#problems") == everything
        assert not hand.app.screen.query("FilterLine")
        assert hand.focused_id == "problems"
        await hand.press("escape")
        assert hand.focused_path is not None, "the pane is closed"


async def test_enter_takes_the_first_problem_that_is_left() -> None:
    async with wizard(Draft.new("create"), size=SMALL) as hand:
        await hand.press("f3", "slash", *"resource name", "enter")
        assert hand.focused_path == ("ResourceName",)


async def test_a_text_that_nothing_has_is_said_and_another_tab_ends_the_filter() -> None:
    async with wizard(Draft.new("create")) as hand:
        await hand.press("f3", "slash", *"no such text")
        assert "Nothing has this text." in hand.text("#problems")
        await hand.press("f2", "f3")
        assert not hand.app.screen.query("FilterLine")
        assert "ERRORS" in hand.text("#problems")
