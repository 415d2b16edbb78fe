"""Leaving the wizard: what is in no file is kept, and it asks only where something would be lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from authwizard.files.autosave import list_autosaves
from authwizard.request.draft import Draft
from authwizard.session.keeper import KEPT
from tests.request.requests import full, plain
from tests.tui.driving import Hand, draft_of, wizard

APP_ID = ("AppId",)


def told(capfd: pytest.CaptureFixture[str]) -> str:
    """Return what stands in the terminal after the wizard."""
    return "".join(capfd.readouterr())


async def test_nothing_to_lose_is_left_at_once_and_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.press("ctrl+q")
        assert hand.app.return_code == 0
        assert not hand.app.is_running or hand.app.return_value == 0
    assert not list_autosaves()
    assert KEPT not in told(capfd)


async def test_unsaved_work_is_kept_without_a_question_and_it_says_so(
    capfd: pytest.CaptureFixture[str],
) -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.press("ctrl+q")
        assert hand.app.return_code == 0
    # What a finished process does: its lock is gone.
    hand.app.keeper.autosave.release()
    (kept,) = list_autosaves()
    assert kept.draft.get(APP_ID) == "d2"
    assert KEPT in told(capfd)


async def test_what_was_typed_last_is_in_the_draft_that_is_kept() -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.focus(APP_ID)
        # All of it in one read, as a slow line brings it.
        for key in ("d", "3"):
            hand.app.post_message(events.Key(key, key))
        hand.app.post_message(events.Key("ctrl+q", None))
        await hand.until(lambda: hand.app.return_code == 0)
    hand.app.keeper.autosave.release()
    (kept,) = list_autosaves()
    assert kept.draft.get(APP_ID) == "d3"


async def test_an_edit_that_was_taken_back_is_no_unsaved_work(capfd: pytest.CaptureFixture[str]) -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.fill(APP_ID, "d1a2b3c4d5")
        await hand.press("ctrl+q")
        assert hand.app.return_code == 0
    assert not list_autosaves()
    assert KEPT not in told(capfd)


async def ask_to_quit(hand: Hand) -> None:
    """Ask to leave a draft with typed secrets, and one more answer."""
    await hand.fill(APP_ID, "d2")
    await hand.press("ctrl+q")
    assert "Quit?" in hand.text()
    assert hand.focused_id == "cancel"


async def test_typed_secrets_are_named_before_they_are_lost() -> None:
    async with wizard(draft_of(full())) as hand:
        await ask_to_quit(hand)
        shown = hand.prose(".dialog").replace("│ ", "").replace(" │", "")
        assert "Typed secrets are never kept. When you continue, enter again: " in shown
        assert "Client secret of Google" in shown
        await hand.press("enter")
        assert "Quit?" not in hand.text()
        assert hand.app.return_code is None
        assert hand.answer(APP_ID) == "d2"
        await hand.press("ctrl+q", "escape")
        assert "Quit?" not in hand.text()
        assert hand.app.return_code is None


async def test_a_second_ctrl_q_does_not_stack_questions() -> None:
    async with wizard(draft_of(full())) as hand:
        await ask_to_quit(hand)
        await hand.press("ctrl+q", "escape")
        assert "Quit?" not in hand.text()


async def test_the_rest_of_a_draft_with_typed_secrets_is_kept() -> None:
    async with wizard(draft_of(full())) as hand:
        await ask_to_quit(hand)
        await hand.press("right", "enter")
        assert hand.app.return_code == 0
    hand.app.keeper.autosave.release()
    (kept,) = list_autosaves()
    assert kept.draft.get(APP_ID) == "d2"
    assert not kept.draft.secrets


async def test_a_draft_that_cannot_be_kept_is_left_only_after_a_question(home: Path) -> None:
    (home / "state").write_text("a file where the folder belongs", encoding="ascii")
    async with wizard(Draft.new("create")) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.press("ctrl+q")
        assert hand.app.return_code is None
        shown = hand.prose(".dialog").replace("│ ", "").replace(" │", "")
        assert "The draft cannot be kept: " in shown
        assert "A preset or an export would hold the answers." in shown
        await hand.press("enter")
        assert hand.answer(APP_ID) == "d2"
        await hand.press("ctrl+q", "right", "enter")
        assert hand.app.return_code == 0
