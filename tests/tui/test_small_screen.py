"""At 80×24 nothing is cut off, and everything can be reached by Tab."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.widget import Widget

from authwizard.request.secrets import Typed
from authwizard.request.steps import REVIEW, STEPS
from authwizard.request.tree import pool
from tests.request.requests import full
from tests.tui.driving import SMALL, Hand, draft_of, wizard

SECRET = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")

_MOST_TABS = 60


def is_in_sight(hand: Hand) -> bool:
    """Tell whether the cursor of what has the focus lies within the form; a long list shows its highlighted line."""
    focused = hand.app.screen.focused
    assert focused is not None
    form = hand.wizard.query_one("#form").region
    region = focused.region
    if focused.parent is hand.wizard.query_one("#turn") or focused.id in ("step-list", "export-path"):
        return hand.app.screen.region.contains_region(region)
    if region.height > form.height:
        return bool(form.intersection(region))
    return form.contains_region(region) and region.height > 0


@pytest.mark.parametrize("id", [step.id for step in STEPS])
async def test_whatever_tab_focuses_is_in_sight(id: str) -> None:
    async with wizard(draft_of(full()), id, SMALL) as hand:
        first = hand.app.screen.focused
        for _ in range(_MOST_TABS):
            await hand.until(lambda: is_in_sight(hand))
            hand.wizard.focus_next()
            if hand.app.screen.focused is first:
                return
        raise AssertionError("Tab never comes round")


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
async def test_nothing_is_wider_than_its_place(size: tuple[int, int]) -> None:
    async with wizard(draft_of(full()), size=size) as hand:
        for step in STEPS:
            await hand.go(step.id)
            form = hand.wizard.query_one("#form")
            assert form.max_scroll_x == 0, step.id
            room = Region(form.region.x, 0, form.region.width, 10_000)
            for widget in form.walk_children(Widget):
                if widget.display:
                    assert widget.region.right <= room.right, (step.id, widget)
            assert hand.text("#keys").endswith("^q Quit")
            shown = (
                "Export" if step is REVIEW else "Back"
            )  # on Review the ways out stand in the place of the buttons
            assert shown in hand.text("#send" if step is REVIEW else "#turn")


async def test_a_smaller_screen_scrolls_and_breaks_nothing() -> None:
    async with wizard(draft_of(full()), size=(40, 10)) as hand:
        for step in STEPS:
            await hand.go(step.id)
        await hand.go("target")
        assert "Target" in hand.text()


async def test_the_question_about_quitting_fits_a_small_screen() -> None:
    async with wizard(draft_of(full()).with_secret(SECRET, Typed("invented")), size=SMALL) as hand:
        await hand.fill(("AppId",), "d1")
        await hand.press("ctrl+q")
        for shown in ("Quit?", "Typed secrets are never kept.", "Quit, keep the rest", "Cancel"):
            assert shown in hand.text()


async def test_the_questions_about_a_preset_are_in_sight_on_a_small_screen() -> None:
    async with wizard(draft_of(full()), size=SMALL) as hand:
        await hand.press("ctrl+s")
        await hand.pilot.pause()  # the focus may still scroll what it is in
        for shown in (
            "Save as preset",
            "Name (lower-case letters",
            "Title",
            "Description",
            "Save ",
            "Cancel",
        ):
            assert shown in hand.text()


async def test_what_is_wrong_with_a_preset_s_name_is_in_sight_on_a_small_screen() -> None:
    async with wizard(draft_of(full()), size=SMALL) as hand:
        await hand.press("ctrl+s")
        await hand.paste("Not A Name")
        await hand.press("enter")
        await hand.pilot.pause()
        assert "! A preset's name has" in hand.text()
