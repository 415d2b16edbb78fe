"""What is told in passing stands under the header at the right, and covers nothing that is used meanwhile."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.widgets import Button
from textual.widgets._toast import Toast

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
        assert toast.y >= 1, "the header can be read"
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
async def test_several_toasts_leave_the_buttons_of_review_free(size: tuple[int, int]) -> None:
    async with wizard(draft_of(plain()), "review", size=size) as hand:
        await tell(hand, "ctrl+l")
        await tell(hand, "ctrl+y")
        await hand.until(lambda: len(toasts(hand)) == 2 and not covered(hand))
        first = " ".join(hand.text("Toast").replace("▌", " ").split())
        assert first.startswith("The command was sent to the clipboard."), "it can be read"
