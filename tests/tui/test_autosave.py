"""The draft is kept while it is typed, without typed secrets, and goes on at the next start."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

from authwizard.files.autosave import Autosave
from authwizard.request.secrets import Typed
from authwizard.request.tree import pool
from authwizard.tui.app import WizardApp
from authwizard.tui.screens.wizard import _AUTOSAVE_AFTER
from tests.request.requests import full, plain
from tests.tui.driving import draft_of, running, wizard

APP_ID = ("AppId",)
GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")
SECRET = "invented-secret-of-the-test"


def kept(home: Path) -> list[Path]:
    return list((home / "state").rglob("*.json"))


async def test_a_change_is_kept_within_a_second_for_the_user_alone(home: Path) -> None:
    async with wizard(draft_of(plain())) as hand:
        assert not kept(home)
        await hand.focus(APP_ID)
        hand.input(APP_ID).value = "d2"
        await hand.until(lambda: kept(home))
        # A busy machine takes longer to come to it, which says nothing of the wizard.
        assert _AUTOSAVE_AFTER < 1
        (path,) = kept(home)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert json.loads(path.read_bytes())["tree"]["AppId"] == "d2"
        await hand.until(lambda: "draft saved " in hand.text("#header"))


async def test_typed_secrets_are_never_in_it(home: Path) -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(GOOGLE, "Environment variable")
        await hand.choose_source(GOOGLE, "Typed")
        await hand.paste(SECRET)
        assert hand.draft.secrets[GOOGLE] == Typed(SECRET)
        await hand.until(lambda: any(b'"Google", "ClientSecret"' in path.read_bytes() for path in kept(home)))
        (path,) = kept(home)
        assert b"invented-secret" not in path.read_bytes()


async def test_a_draft_that_cannot_be_kept_is_told_and_the_work_goes_on(home: Path) -> None:
    (home / "state").write_text("a file where the folder belongs", encoding="ascii")
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await hand.until(lambda: "The draft could not be kept: " in hand.toasts())
        assert "not saved" in hand.text("#header")
        assert hand.answer(APP_ID) == "d2"


async def test_a_kept_draft_goes_on_and_names_the_secrets_to_enter_again() -> None:
    earlier = Autosave()
    draft = draft_of(full() | {"AppId": "d7"}).with_secret(GOOGLE, Typed(SECRET))
    earlier.save(draft, "ours.toml")
    earlier.release()
    async with running(WizardApp()) as hand:
        assert "Continue" in hand.text()
        assert f"Draft of {datetime.now(UTC).astimezone():%d %b}" in hand.text()
        assert "ours.toml" in hand.text()
        assert "Client secret of Google" in hand.prose("#about-box")
        await hand.press("enter")
        assert hand.answer(APP_ID) == "d7"
        assert "Enter again: " in hand.toasts()
        assert "Client secret of Google" in hand.toasts()
        assert GOOGLE not in hand.draft.secrets
        assert "d7" in hand.text("#header")
        assert "draft saved " in hand.text("#header")
        # It is still in no file, so that leaving asks.
        await hand.press("ctrl+q")
        assert "Quit?" in hand.text()


async def test_a_draft_that_goes_on_is_written_into_its_old_file(home: Path) -> None:
    earlier = Autosave()
    earlier.save(draft_of(plain()), "new")
    earlier.release()
    async with running(WizardApp()) as hand:
        await hand.press("enter")
        await hand.fill(APP_ID, "d8")
        await hand.until(lambda: any(b'"d8"' in path.read_bytes() for path in kept(home)))
        assert kept(home) == [earlier.path]


async def test_a_draft_is_thrown_away_from_the_start_screen(home: Path) -> None:
    earlier = Autosave()
    earlier.save(draft_of(plain()), "new")
    earlier.release()
    async with running(WizardApp()) as hand:
        await hand.press("delete")
        assert "Continue" not in hand.text()
        assert not kept(home)


async def test_a_damaged_draft_is_named_and_left_alone(home: Path) -> None:
    earlier = Autosave()
    earlier.save(draft_of(plain()), "new")
    earlier.release()
    earlier.path.write_bytes(b"{damaged")
    async with running(WizardApp()) as hand:
        assert "cannot be read and is left alone" in hand.prose("#open")
        assert "Continue" not in hand.text()
    assert earlier.path.read_bytes() == b"{damaged"


async def test_a_draft_of_a_wizard_that_runs_is_not_offered() -> None:
    other = Autosave()
    other.save(draft_of(plain()), "new")
    async with running(WizardApp()) as hand:
        assert "Continue" not in hand.text()
    other.release()
