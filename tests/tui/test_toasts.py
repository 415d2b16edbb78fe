"""What is told in passing stands in the header's line, covers nothing that is used, and goes with the next command."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.widgets import Button
from textual.widgets._toast import Toast

from authwizard.session import Session
from tests.request.requests import plain
from tests.tui.driving import SMALL, Hand, draft_of, wizard

APP_ID = ("AppId",)
SIZES = [SMALL, (120, 40)]


def toasts(hand: Hand) -> list[Region]:
    """Return where the toasts are."""
    return [toast.region for toast in hand.app.screen.query(Toast)]


def covered(hand: Hand) -> list[str]:
    """Return which buttons, and whether the focused field, a toast covers."""
    screen = hand.app.screen
    used = [button for button in screen.query(Button) if button.region]
    used += [screen.focused] if screen.focused else []  # type: ignore[list-item]  # any widget will do
    return [str(widget) for widget in used if any(region.overlaps(widget.region) for region in toasts(hand))]


async def tell(hand: Hand, key: str = "ctrl+y") -> None:
    """Press a key that has something told."""
    await hand.press(key)
    await hand.until(lambda: toasts(hand) and all(toasts(hand)))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_toast_covers_neither_buttons_nor_the_field_one_types_in(size: tuple[int, int]) -> None:
    async with wizard(draft_of(plain()), size=size) as hand:
        await hand.focus(APP_ID)
        await tell(hand)
        await hand.until(lambda: not covered(hand))
        (toast,) = toasts(hand)
        assert (toast.y, toast.height) == (0, 1), "in the header's line"
        assert toast.right == size[0]
        assert "Nothing was taken back." in hand.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_toast_makes_way_for_each_field_that_the_focus_comes_to(size: tuple[int, int]) -> None:
    async with wizard(draft_of(plain()), size=size) as hand:
        await hand.focus(APP_ID)
        await tell(hand)
        for _ in range(3):
            await hand.press("tab")
            await hand.until(lambda: not covered(hand))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_is_told_next_takes_the_place_of_what_was_told(size: tuple[int, int]) -> None:
    async with wizard(draft_of(plain()), "review", size=size) as hand:
        await tell(hand, "ctrl+l")
        await hand.until(lambda: not covered(hand))
        assert hand.prose("Toast").startswith("▌ The command was sent to the clipboard."), "it can be read"
        await tell(hand)
        await hand.until(lambda: len(toasts(hand)) == 1 and not covered(hand))
        assert hand.toasts() == "Nothing was taken back."
        await tell(hand)
        assert hand.toasts() == "Nothing was taken back."


async def test_what_one_key_tells_is_there_together() -> None:
    start = Session(draft_of(plain()), notes=("It was taken for a create.", "One member was left out."))
    async with wizard(start) as hand:
        assert len(hand.toasts().splitlines()) == 2


@pytest.mark.parametrize("key", ["ctrl+n", "f3", "ctrl+s", "escape"])
async def test_a_toast_goes_with_the_next_command_and_stays_while_one_types(key: str) -> None:
    async with wizard(draft_of(plain()), "oauth", size=SMALL) as hand:
        await tell(hand)
        await hand.press("tab", "down")
        assert hand.toasts()
        await hand.press(key)
        await hand.until(lambda: not toasts(hand))
        assert hand.toasts() == ""


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_blocks_an_export_can_be_read(size: tuple[int, int]) -> None:
    async with wizard(draft_of(plain() | {"AppId": "!"}), "review", size=size) as hand:
        await hand.click("Export", "#send")
        await hand.until(lambda: toasts(hand) and all(toasts(hand)))
        assert "1 error blocks the export." in hand.toasts()
        problems = hand.app.screen.query_one("#problems")
        await hand.until(lambda: not any(toast.overlaps(problems.region) for toast in toasts(hand)))
        await hand.click("Target", "#problems")
        await hand.fill(APP_ID, "d1a2b3c4d5")
        await hand.press("ctrl+r", "enter")
        assert hand.toasts() == ""


async def test_ctrl_c_says_in_our_words_what_leaves() -> None:
    async with wizard(draft_of(plain()), "mfa") as hand:
        await hand.press("ctrl+c")
        assert hand.toasts() == "Ctrl+Q leaves the wizard."
