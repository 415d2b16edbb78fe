"""An error of the program's own ends it with one sentence, and shows no value."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from authwizard.request.draft import Draft
from authwizard.tui.app import WizardApp
from authwizard.tui.screens.wizard import WizardScreen
from tests.request.requests import full
from tests.tui.driving import SMALL, draft_of, wizard

SECRET = "invented-secret-of-the-test"


def raise_with_secret(screen: WizardScreen) -> None:
    secret = SECRET
    raise RuntimeError(f"it holds {secret}")


async def fail_later(screen: WizardScreen) -> None:
    screen.run_worker(work_with_secret(SECRET), description=SECRET)


async def work_with_secret(secret: str) -> None:
    raise RuntimeError(secret)


async def crash(draft: Draft, key: str, *, edit: bool) -> WizardApp:
    """Run the wizard until a key makes it fail."""
    async with wizard(draft, "password") as hand:
        if edit:
            await hand.fill(("AppId",), "d2")
            await hand.until(lambda: hand.session.autosaved_at)
        await hand.press(key)
    return hand.app


@pytest.mark.parametrize("edit", [False, True])
async def test_a_failing_handler_ends_in_one_sentence_without_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], edit: bool
) -> None:
    monkeypatch.setattr(WizardScreen, "action_review", raise_with_secret)
    with pytest.raises(RuntimeError):
        await crash(draft_of(full()), "ctrl+r", edit=edit)
    written = capsys.readouterr()
    told = " ".join(written.err.split())
    line = raise_with_secret.__code__.co_firstlineno + 2
    place = f"RuntimeError in test_internal_error.py, line {line}"
    kept = " Your draft is kept: start authwizard again to continue." if edit else ""
    assert told == f"authwizard stopped because of an error of its own ({place}).{kept}"
    assert not written.out


async def test_a_failing_worker_ends_in_one_sentence_that_names_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(WizardScreen, "action_review", fail_later)
    with pytest.raises(WorkerFailed):
        await crash(draft_of(full()), "ctrl+r", edit=False)
    told = " ".join(capsys.readouterr().err.split())
    assert "invented-secret" not in told
    assert "Traceback" not in told
    assert told.startswith(
        "authwizard stopped because of an error of its own (RuntimeError in test_internal_error.py"
    )


async def type_and_crash() -> None:
    """Type three characters and fail at once, before the timer that keeps the draft."""
    async with wizard(draft_of(full()), "target", SMALL) as hand:
        hand.input(("AppId",)).focus()
        await hand.press("9", "8", "7", "ctrl+r")


async def test_what_was_typed_last_is_kept_while_the_wizard_falls(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(WizardScreen, "action_review", raise_with_secret)
    monkeypatch.setattr("authwizard.tui.screens.walk._AUTOSAVE_AFTER", 60)
    with pytest.raises(RuntimeError):
        await type_and_crash()
    assert "Your draft is kept" in " ".join(capsys.readouterr().err.split())
    (kept,) = (home / "state").rglob("*.json")
    assert '987"' in kept.read_text()
