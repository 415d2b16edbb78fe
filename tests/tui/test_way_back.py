"""From the wizard back to the start screen, with the draft kept."""

from __future__ import annotations

from pathlib import Path

from authwizard.files.autosave import list_autosaves
from authwizard.request.secrets import Typed
from authwizard.request.tree import pool
from authwizard.tui.app import WizardApp
from authwizard.tui.screens.start import StartScreen
from tests.request.requests import full, plain
from tests.tui.driving import SMALL, Hand, draft_of, running, wizard
from tests.tui.test_keys import choose_command

APP_ID = ("AppId",)
GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")


def is_at_start(hand: Hand) -> bool:
    return isinstance(hand.app.screen, StartScreen)


async def test_escape_on_the_first_step_with_nothing_open_goes_back_and_the_draft_is_offered() -> None:
    async with wizard(draft_of(plain()), size=SMALL) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.press("f2", "escape")
        assert not is_at_start(hand), "it closed the pane"
        await hand.press("escape")
        await hand.until(lambda: is_at_start(hand))
        assert "▌ Draft · d2 / dev" in hand.text("#entries")
        await hand.press("enter")
        assert hand.answer(APP_ID) == "d2"
        assert len(hand.app.screen_stack) == 1


async def test_escape_on_another_step_does_not_leave_it_and_the_command_does() -> None:
    async with wizard(draft_of(plain()), "mfa") as hand:
        await hand.press("escape")
        assert hand.wizard.step.id == "mfa"
        await choose_command(hand, "back to the start screen")
        await hand.until(lambda: is_at_start(hand))
        assert "CONTINUE" not in hand.text(), "nothing was changed"
    assert list_autosaves() == []


async def test_each_draft_that_was_left_is_kept_in_a_file_of_its_own() -> None:
    async with running(WizardApp()) as hand:
        for app in ("d1", "d2"):
            await hand.click("New sign-in system", "#entries")
            await hand.fill(APP_ID, app)
            await hand.press("escape")
            await hand.until(lambda: is_at_start(hand))
        assert {saved.draft.get(APP_ID) for saved in list_autosaves()} == {"d1", "d2"}
        await hand.press("enter")
        await hand.fill(APP_ID, "d3")
        await hand.press("escape")
        await hand.until(lambda: is_at_start(hand))
        assert {saved.draft.get(APP_ID) for saved in list_autosaves()} == {"d1", "d3"}


async def test_a_typed_secret_that_would_be_lost_asks_first() -> None:
    async with wizard(draft_of(full()).with_secret(GOOGLE, Typed("invented-secret"))) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.press("escape")
        assert "Typed secrets are never kept." in hand.prose().replace("│ ", "").replace(" │", "")
        await hand.press("escape")
        assert hand.answer(APP_ID) == "d2"
        assert hand.draft.secrets[GOOGLE] == Typed("invented-secret")
        await hand.press("escape")
        await hand.click("Go back, keep the rest")
        await hand.until(lambda: is_at_start(hand))
        assert "Typed secrets are never kept." in hand.prose("#card").replace("│ ", "")


async def test_a_draft_that_cannot_be_kept_keeps_the_wizard_open(home: Path) -> None:
    (home / "state").write_text("a file where the folder belongs", encoding="ascii")
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.press("escape")
        await hand.until(lambda: "The draft cannot be kept: " in hand.prose(".dialog"))
        await hand.press("escape")
        assert hand.answer(APP_ID) == "d2"
