"""Leaving the wizard: unsaved work asks, and is kept or thrown away as the user says."""

from __future__ import annotations

from pathlib import Path

from authwizard.files.autosave import list_autosaves
from authwizard.request.draft import Draft
from tests.request.requests import full, plain
from tests.tui.driving import draft_of, wizard

APP_ID = ("AppId",)


async def test_nothing_to_lose_is_left_at_once() -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.press("ctrl+q")
        assert hand.app.return_code == 0
        assert not hand.app.is_running or hand.app.return_value == 0
    assert not list_autosaves()


async def test_unsaved_work_asks_and_cancel_has_the_focus() -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.press("ctrl+q")
        assert "Quit?" in hand.text()
        assert hand.focused_id == "cancel"
        await hand.press("enter")
        assert "Quit?" not in hand.text()
        assert hand.app.return_code is None
        assert hand.answer(APP_ID) == "d2"
        await hand.press("ctrl+q", "escape")
        assert "Quit?" not in hand.text()
        assert hand.app.return_code is None


async def test_a_second_ctrl_q_does_not_stack_questions() -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.press("ctrl+q", "ctrl+q", "escape")
        assert "Quit?" not in hand.text()


async def test_a_kept_draft_is_offered_at_the_next_start() -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.press("ctrl+q", "left", "left", "enter")
        assert hand.app.return_code == 0
    # What a finished process does: its lock is gone.
    hand.app.keeper.autosave.release()
    (kept,) = list_autosaves()
    assert kept.draft.get(APP_ID) == "d2"


async def test_a_discarded_draft_is_gone(home: Path) -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.until(lambda: list((home / "state").rglob("*.json")))
        await hand.press("ctrl+q")
        await hand.click("Discard, quit")
        assert hand.app.return_code == 0
    assert not list((home / "state").rglob("*.json"))


async def test_an_edit_that_was_taken_back_is_no_unsaved_work() -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.fill(APP_ID, "d1a2b3c4d5")
        await hand.press("ctrl+q")
        assert hand.app.return_code == 0


async def test_the_question_names_typed_secrets_that_will_be_lost() -> None:
    async with wizard(draft_of(full())) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.press("ctrl+q")
        assert "Typed secrets are never kept." in hand.prose().replace("│ ", "").replace(" │", "")


async def test_a_draft_that_cannot_be_kept_keeps_the_wizard_open_and_says_so(home: Path) -> None:
    (home / "state").write_text("a file where the folder belongs", encoding="ascii")
    async with wizard(Draft.new("create")) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.press("ctrl+q")
        await hand.click("Keep draft, quit")
        assert hand.app.return_code is None
        assert "The draft cannot be kept: " in hand.toasts()
        assert "Save a preset." in hand.toasts()
        assert hand.answer(APP_ID) == "d2"
        await hand.press("ctrl+q")
        await hand.click("Discard, quit")
        assert hand.app.return_code == 0
