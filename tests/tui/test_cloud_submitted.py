"""After a submit that was carried out the wizard goes on from what the backend has; its view tells how far it is."""

from __future__ import annotations

import pytest

from authwizard.files.autosave import list_autosaves
from authwizard.request.draft import Draft
from authwizard.request.edit import set_value
from authwizard.request.places import MINIMUM_LENGTH
from authwizard.sandbox import Fault
from authwizard.tui.cloud.progress import Progress
from authwizard.tui.screens.dialogs import Confirm
from authwizard.tui.screens.wizard import WizardScreen
from tests.aws.calls import Time, create
from tests.tui.cloud import APP_ID, SIZE, ask_to_submit, aws, connect, ended, press_button, shows, submit
from tests.tui.driving import Hand, wizard

NEXT_LENGTH = 17


def with_policy() -> Draft:
    """Return a create that sets a password policy, which an update can change."""
    return set_value(create(), MINIMUM_LENGTH, 12).draft


async def close(hand: Hand) -> None:
    """Close the view of a submit by Enter, which is alive in it."""
    await hand.until(lambda: hand.focused_id == "cancel")
    await hand.press("enter")
    await hand.until(lambda: shows(hand, WizardScreen))


async def test_what_the_backend_has_is_the_new_baseline_and_nothing_is_unsaved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with aws(monkeypatch) as server:
        async with wizard(with_policy(), size=SIZE) as hand:
            await hand.fill(APP_ID, "d2")
            assert "is COMPLETED." in await submit(hand)
            await close(hand)
            await hand.until(lambda: "submitted " in hand.text("#header"))
            assert hand.draft.operation == "update"
            assert hand.draft.baseline is not None
            assert not hand.session.is_dirty
            assert "Nothing to send: no answer differs from what the backend has" in hand.prose("#verdict")
            assert "· update · " in hand.text("#header")
            await hand.press("ctrl+z")
            assert hand.draft.operation == "update", "what was sent cannot be taken back"
            await hand.fill(MINIMUM_LENGTH, str(NEXT_LENGTH))
            await hand.press("ctrl+n", "ctrl+o")  # what was told in passing goes with it
            await hand.until(lambda: "draft kept " in hand.text("#header"))
            assert "is COMPLETED." in await submit(hand)
            await close(hand)
            await hand.until(lambda: "submitted " in hand.text("#header"))
        first, second = server.writes
        assert (first.operation, second.operation) == ("create", "update")
    hand.app.keeper.autosave.release()
    assert list_autosaves() == []


async def test_what_was_answered_while_it_ran_is_the_first_change_of_the_update(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Time()
    with aws(monkeypatch, job_seconds=3, clock=clock):
        async with wizard(with_policy(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm))
            await press_button(hand, "#submit")
            await hand.until(lambda: "● job runs" in hand.prose("#phases"))
            await close(hand)
            await hand.fill(MINIMUM_LENGTH, str(NEXT_LENGTH))
            clock.now += 3
            await hand.until(lambda: hand.draft.operation == "update")
            assert hand.answer(MINIMUM_LENGTH) == NEXT_LENGTH
            assert hand.focused_path == MINIMUM_LENGTH, "the place is kept"
            assert hand.session.is_dirty


async def test_a_draft_that_is_about_another_backend_meanwhile_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Time()
    with aws(monkeypatch, job_seconds=3, clock=clock):
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm))
            await press_button(hand, "#submit")
            await hand.until(lambda: "● job runs" in hand.prose("#phases"))
            await close(hand)
            await hand.fill(APP_ID, "d9")
            clock.now += 3
            await hand.until(lambda: "COMPLETED" in hand.toasts())
            assert hand.draft.operation == "create"
            assert hand.draft.baseline is None
            assert hand.answer(APP_ID) == "d9"


async def test_a_result_that_cannot_be_looked_at_leaves_the_draft_and_nothing_unsaved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def hide(line: str) -> None:
        if "/job/" in line:
            server.faults.add(Fault.parse("get=500"))

    with aws(monkeypatch, log=hide) as server:
        async with wizard(create(), size=SIZE) as hand:
            await hand.fill(APP_ID, "d2")
            assert "Your draft is kept." in await submit(hand)
            await close(hand)
            await hand.until(lambda: "submitted " in hand.text("#header"))
            assert hand.draft.operation == "create"
            assert not hand.session.is_dirty


async def test_the_view_tells_how_far_it_is_and_enter_closes_it_in_every_state(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Time()
    with aws(monkeypatch, job_seconds=3, clock=clock):
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm))
            await press_button(hand, "#submit")
            await hand.until(lambda: "✓ looked ✓ sent ● job runs" in hand.prose("#phases"))
            assert "○ done" in hand.text("#phases")
            assert "Leave it running" in hand.text("#dialog-keys")
            await close(hand)
            await ask_to_submit(hand)
            await hand.until(lambda: shows(hand, Progress))
            clock.now += 3
            await hand.until(lambda: ended(hand))
            assert hand.prose("#phases") == "✓ looked ✓ sent ✓ job ran ✓ done"
            assert hand.focused_id == "cancel"
            await hand.until(lambda: "Close" in hand.text("#dialog-keys"))
            await close(hand)


async def test_a_submit_that_is_refused_shows_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch, "create=400"):
        async with wizard(create(), size=SIZE) as hand:
            await submit(hand)
            assert hand.prose("#phases") == "✓ looked ! send ○ job runs ○ done"
            await close(hand)
            assert hand.draft == create()


async def test_a_confirmation_that_is_longer_than_the_dialog_says_so_and_scrolls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with aws(monkeypatch):
        async with wizard(create(), size=(80, 12)) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm) and "PgDn more ↓" in hand.text("#dialog-keys"))
            assert "verified, and nobody" not in hand.text(".dialog")
            assert hand.focused_id == "cancel"
            await hand.press("pagedown", "pagedown", "pagedown")
            await hand.until(lambda: "verified, and nobody" in hand.text(".dialog"))
            await hand.until(lambda: "PgUp back ↑" in hand.text("#dialog-keys"))
            assert hand.focused_id == "cancel"
            await hand.press("enter")
            await hand.until(lambda: shows(hand, WizardScreen))
