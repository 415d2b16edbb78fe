"""The draft is kept while it is typed, without typed secrets, and goes on at the next start."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

from textual import events

from authwizard.files.autosave import Autosave, Marks
from authwizard.request.secrets import Typed
from authwizard.request.tree import pool
from authwizard.tui.app import WizardApp
from authwizard.tui.screens.walk import _AUTOSAVE_AFTER
from tests.request.requests import full, plain
from tests.tui.driving import SMALL, draft_of, running, wizard

APP_ID = ("AppId",)
POOL_NAME = pool("UserPoolName")
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
        await hand.until(lambda: "draft kept " in hand.text("#header"))


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
        await hand.press("f3")
        assert "draft not kept" in hand.text("#header"), "where it was told, once that has gone"
        assert hand.answer(APP_ID) == "d2"


async def test_a_kept_draft_goes_on_and_names_the_secrets_to_enter_again() -> None:
    earlier = Autosave()
    draft = draft_of(full() | {"AppId": "d7"}).with_secret(GOOGLE, Typed(SECRET))
    earlier.save(draft, "ours.toml")
    earlier.release()
    async with running(WizardApp()) as hand:
        assert "CONTINUE" in hand.text()
        assert "Draft · ours.toml, d7 / dev" in hand.text("#entries")
        assert f"today {datetime.now(UTC).astimezone():%H:}" in hand.text("#entries")
        assert "Client secret of Google" in hand.prose("#card")
        await hand.press("enter")
        assert hand.answer(APP_ID) == "d7"
        assert "Enter again: " in hand.toasts()
        assert "Client secret of Google" in hand.toasts()
        assert GOOGLE not in hand.draft.secrets
        assert "d7" in hand.text("#header")
        await hand.press("f3", "f3")
        assert "draft kept " in hand.text("#header")
        # It is still in no file, so that it stays kept.
        await hand.press("ctrl+q")
        assert hand.app.return_code == 0
    assert earlier.path.exists()


async def test_a_draft_that_goes_on_is_written_into_its_old_file(home: Path) -> None:
    earlier = Autosave()
    earlier.save(draft_of(plain()), "new")
    earlier.release()
    async with running(WizardApp()) as hand:
        await hand.press("enter")
        await hand.fill(APP_ID, "d8")
        await hand.until(lambda: any(b'"d8"' in path.read_bytes() for path in kept(home)))
        assert kept(home) == [earlier.path]


async def test_a_draft_is_named_by_its_backend_where_there_is_little_room() -> None:
    earlier = Autosave()
    earlier.save(draft_of(plain()), "a-preset-with-a-long-name.toml")
    earlier.release()
    async with running(WizardApp(), SMALL) as hand:
        assert "▌ d1a2b3c4d5 / dev" in hand.text("#entries")
        assert "a-preset-with-a-long-name.toml" in hand.prose("#card").replace(" │ ", " ")


async def test_a_draft_is_thrown_away_from_the_start_screen_and_comes_back(home: Path) -> None:
    earlier = Autosave()
    earlier.save(draft_of(plain()), "new")
    earlier.release()
    before = earlier.path.read_bytes()
    async with running(WizardApp()) as hand:
        await hand.press("delete")
        assert "CONTINUE" not in hand.text()
        assert not kept(home)
        await hand.press("ctrl+z")
        assert earlier.path.read_bytes() == before
        await hand.press("enter")
        assert hand.answer(APP_ID) == "d1a2b3c4d5"


async def test_a_draft_opens_where_it_was_left_with_its_marks(home: Path) -> None:
    async with running(WizardApp(), (120, 40)) as hand:
        await hand.press("enter")
        await hand.fill(APP_ID, "no app")
        await hand.go("sign-in")
        await hand.focus(POOL_NAME)
        await hand.press("x", "escape")
        await hand.until(lambda: kept(home))
        await hand.press("ctrl+q")
        await hand.press("left", "left", "enter")
        before = hand.lines("#step-list")
        hand.app.keeper.autosave.release()
    async with running(WizardApp(), (120, 40)) as hand:
        await hand.press("enter")
        assert hand.wizard.step.id == "sign-in"
        assert hand.focused_path == POOL_NAME
        assert hand.lines("#step-list") == before
        assert any("!" in line for line in before)
        await hand.press("ctrl+o", "ctrl+o", "ctrl+o")
        assert "is not an app ID" in hand.row_text(APP_ID) or "!" in hand.row_text(APP_ID)


async def test_a_draft_whose_marks_are_damaged_opens_all_the_same() -> None:
    earlier = Autosave()
    earlier.save(draft_of(plain()), "new", Marks("no-step", ("Gone", 5), frozenset({"no-step"})))
    earlier.release()
    async with running(WizardApp()) as hand:
        await hand.press("enter")
        assert hand.wizard.step.id == "target"
        assert hand.hears_keys


async def test_a_damaged_draft_is_named_and_left_alone(home: Path) -> None:
    earlier = Autosave()
    earlier.save(draft_of(plain()), "new")
    earlier.release()
    earlier.path.write_bytes(b"{damaged")
    async with running(WizardApp()) as hand:
        assert "cannot be read and is left alone" in hand.prose("#error")
        assert "CONTINUE" not in hand.text()
    assert earlier.path.read_bytes() == b"{damaged"


async def test_a_draft_of_a_wizard_that_runs_is_listed_and_cannot_be_opened(home: Path) -> None:
    other = Autosave()
    other.save(draft_of(plain()), "ours")
    async with running(WizardApp(), (120, 40)) as hand:
        assert "open elsewhere" in hand.text("#entries")
        await hand.press("enter")
        assert "It is open in another wizard." in hand.text("#error")
        assert "!" not in hand.text("#error")
        await hand.press("delete")
        assert kept(home) == [other.path]
        other.save(draft_of(plain() | {"AppId": "d2"}), "ours")
        other.release()
        await hand.press("enter")
        assert hand.answer(("AppId",)) == "d2", "as it was left there"


async def test_a_draft_that_was_left_elsewhere_says_so_when_one_comes_back_to_the_window(home: Path) -> None:
    other = Autosave()
    other.save(draft_of(plain()), "ours")
    async with running(WizardApp(), (120, 40)) as hand:
        assert "open elsewhere" in hand.text("#entries")
        hand.app.post_message(events.AppBlur())
        other.release()
        hand.app.post_message(events.AppFocus())
        await hand.until(lambda: "open elsewhere" not in hand.text("#entries"))
        assert "It is open in another wizard." not in hand.text("#card")
        await hand.press("delete")
    assert kept(home) == []


async def test_a_draft_that_was_finished_elsewhere_is_no_longer_listed(home: Path) -> None:
    other = Autosave()
    other.save(draft_of(plain()), "ours")
    async with running(WizardApp(), (120, 40)) as hand:
        other.discard()
        await hand.press("enter")
        assert "This draft is no longer kept" in hand.text("#error")
        assert "CONTINUE" not in hand.text("#entries")
