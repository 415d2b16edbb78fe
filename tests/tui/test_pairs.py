"""Two events in one read: none ends the wizard, and each dialog answers once and closes nothing but itself."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from textual._xterm_parser import XTermParser
from textual.command import CommandPalette
from textual.content import Content

from authwizard.files.presets import list_presets
from authwizard.request.draft import Draft
from authwizard.request.tree import MemberPath
from authwizard.tui.app import WizardApp
from authwizard.tui.screens.dialogs import Confirm, SavePreset
from authwizard.tui.screens.start import StartScreen
from authwizard.tui.screens.wizard import WizardScreen
from tests.request.requests import full
from tests.support import keys
from tests.tui.driving import SMALL, Hand, draft_of, running, wizard
from tests.tui.pairs import GONE, PLACES, Pairs

_SHARE: Final = 60
"""One of so many pairs is tried each time; `python -m tests.tui.pairs` tries them all."""


async def send(hand: Hand, *events: str) -> None:
    """Send what a terminal sends for some events, in one read."""
    driver = hand.app._driver
    assert driver is not None
    for event in XTermParser().feed("".join(events)):
        driver.process_message(event)
    await hand.settle()


@pytest.mark.parametrize("place", PLACES)
async def test_no_pair_of_events_ends_the_wizard(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in GONE.items():
        monkeypatch.setenv(name, value)
    count = await Pairs(place, share=_SHARE).run()
    assert count.pairs >= 5
    assert not count.crashes


async def test_enter_twice_saves_a_preset_once() -> None:
    async with wizard(draft_of(full()), size=SMALL) as hand:
        await hand.press("ctrl+s")
        await hand.paste("twice")
        await send(hand, keys.ENTER, keys.ENTER)
        await hand.until(lambda: "preset " in hand.text("#header"))
        assert isinstance(hand.app.screen, WizardScreen)
    assert [preset.name for preset in list_presets() if not preset.shipped] == ["twice"]


@pytest.mark.parametrize("pair", [keys.PAGE_DOWN, keys.PAGE_UP, keys.ENTER, keys.ESC])
async def test_a_key_that_comes_before_the_menu_is_drawn_does_no_harm(pair: str) -> None:
    async with wizard(draft_of(full()), size=SMALL) as hand:
        await send(hand, keys.ctrl("p"), pair)
        assert isinstance(hand.app.screen_stack[0], WizardScreen)


async def test_what_comes_behind_an_event_that_fails_is_heard() -> None:
    async with wizard(draft_of(full()), size=SMALL) as hand:
        await send(hand, keys.ctrl("p"))
        await send(hand, keys.ENTER, "\x1b[<0;40;17M\x1b[<0;40;17m")
        assert not hand.app.is_settling
        assert hand.app.mouse_captured is None


@pytest.mark.parametrize("turn", [keys.ctrl("n"), keys.ctrl("o"), keys.ctrl("r")])
@pytest.mark.parametrize("column", [10, 70])
async def test_after_a_press_on_a_step_that_has_just_gone_every_key_is_heard(column: int, turn: str) -> None:
    async with wizard(draft_of(full()), size=SMALL) as hand:
        for row in (2, 5, 6, 7, 8, 9, 13, 18, 22):
            await hand.go("target" if turn == keys.ctrl("n") else "password")
            await send(hand, turn, f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
            assert hand.hears_keys


async def test_a_button_that_is_held_while_its_step_goes_leaves_the_mouse_to_the_next() -> None:
    async with wizard(draft_of(full()), "target", size=SMALL) as hand:
        await send(hand, f"\x1b[<0;{_cell(hand, ('AppId',))}M")
        await send(hand, keys.ctrl("n"))
        await send(hand, keys.ctrl("o"))
        cell = _cell(hand, ("BackendEnvironmentName",))
        await send(hand, f"\x1b[<0;{cell}M\x1b[<0;{cell}m")
        assert hand.focused_path == ("BackendEnvironmentName",)


def _cell(hand: Hand, path: MemberPath) -> str:
    """Return a cell of a member's input, as the mouse's reports name it."""
    place = hand.input(path).region
    return f"{place.x + 3};{place.y + 1}"


async def test_escape_twice_in_the_menu_leaves_the_screen_below() -> None:
    async with running(WizardApp(), SMALL) as hand:
        await hand.press("ctrl+p")
        assert isinstance(hand.app.screen, CommandPalette)
        await send(hand, keys.ESC, "\x1b[27u")
        await hand.until(lambda: isinstance(hand.app.screen, StartScreen))
        assert hand.app.is_running


async def test_an_answer_that_comes_while_the_menu_lies_over_the_dialog_waits_for_it() -> None:
    answers: list[str | None] = []
    async with wizard(Draft.new("create"), size=SMALL) as hand:
        dialog = Confirm("Go on?", Content(""), [("yes", "Yes")])
        hand.app.push_screen(dialog, answers.append)
        await hand.settle()
        await hand.press("ctrl+p")
        dialog.dismiss("yes")
        dialog.dismiss("")
        await hand.settle()
        assert isinstance(hand.app.screen, CommandPalette)
        assert not answers
        await hand.press("escape")
        await hand.until(lambda: hand.app.screen is hand.wizard)
        assert answers == ["yes"]


async def test_quit_asks_over_any_dialog_and_only_once() -> None:
    # Full of secrets that were typed: leaving would lose them.
    async with wizard(draft_of(full()), size=SMALL) as hand:
        await hand.fill(("AppId",), "d9")
        await hand.press("ctrl+s")
        await send(hand, keys.ctrl("q"), keys.ctrl("q"))
        assert [type(screen) for screen in hand.app.screen_stack] == [WizardScreen, SavePreset, Confirm]
