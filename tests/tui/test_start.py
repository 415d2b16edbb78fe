"""The start screen: new, from a preset, or a file by its path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from authwizard.aws.attempts import pending_folder
from authwizard.files.autosave import autosave_folder
from authwizard.files.presets import list_presets, save_preset, shipped_folder, user_folder
from authwizard.request.draft import Draft
from authwizard.tui.app import WizardApp
from tests.request.requests import full, plain
from tests.tui.driving import SMALL, Hand, draft_of, running

APP_ID = ("AppId",)


async def open_path(hand: Hand, path: str) -> None:
    await hand.press("ctrl+l")
    hand.app.screen.query_one("#path", Input).value = path
    await hand.settle()
    await hand.press("enter")


async def test_it_offers_new_and_every_preset_with_title_and_what_it_sets() -> None:
    async with running(WizardApp(), (120, 40)) as hand:
        listed = hand.listed("#entries")
        for preset in list_presets():
            assert preset.title in listed
        hand.app.screen.query_one("#entries", OptionList).highlighted = listed.index(list_presets()[0].title)
        await hand.settle()
        about = hand.prose("#about-box")
        assert "Sets: " in about
        assert list_presets()[0].name in about


async def test_a_click_starts_something_new() -> None:
    async with running(WizardApp(), SMALL) as hand:
        await hand.click("New sign-in system")
        assert hand.draft == Draft.new("create")
        assert "1/10 Target" in hand.text()
    async with running(WizardApp(), SMALL) as hand:
        await hand.click("Change an existing one")
        assert hand.draft == Draft.new("update")


async def test_every_preset_opens() -> None:
    for preset in list_presets():
        async with running(WizardApp(), (120, 40)) as hand:
            await hand.click(preset.title[:40])
            assert hand.draft.operation == preset.operation
            assert not hand.session.is_dirty


async def test_a_file_is_opened_by_its_path_and_it_says_what_it_was_taken_for(tmp_path: Path) -> None:
    path = tmp_path / "request.json"
    path.write_text(json.dumps(full()), encoding="ascii")
    async with running(WizardApp()) as hand:
        await open_path(hand, str(path))
        assert hand.answer(APP_ID) == "d1a2b3c4d5"
        assert "It was taken for create-backend-auth: " in hand.toasts()


async def test_a_path_is_completed_name_by_name_with_tab(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "request.json").write_text(json.dumps(plain()), encoding="ascii")
    (tmp_path / "circle").symlink_to("circle")
    monkeypatch.chdir(tmp_path)
    async with running(WizardApp()) as hand:
        await hand.press("ctrl+l", "s", "e")
        field = hand.app.screen.query_one("#path", Input)
        for completed in ("settings/", "settings/request.json"):
            await hand.until(lambda: field._suggestion)
            await hand.press("tab")
            assert field.value == completed
        await hand.press("enter")
        assert hand.answer(APP_ID) == "d1a2b3c4d5"


async def test_a_name_without_a_slash_means_a_file_here_not_a_preset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "email-optional-totp").write_text(json.dumps(plain()), encoding="ascii")
    async with running(WizardApp()) as hand:
        await open_path(hand, "email-optional-totp")
        assert hand.answer(APP_ID) == "d1a2b3c4d5"


@pytest.mark.parametrize("content", [b"\xff\x00", b"{not json", b'{"a": "invented-secret" b', b"[" * 100_000])
async def test_a_file_that_cannot_be_read_is_told_without_its_content(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    async with running(WizardApp()) as hand:
        await open_path(hand, str(path))
        assert "!" in hand.text("#open")
        assert "invented-secret" not in hand.text()
        assert "not json" not in hand.text()


async def test_a_file_that_is_not_there_is_told_with_its_name_to_the_letter(tmp_path: Path) -> None:
    async with running(WizardApp()) as hand:
        await open_path(hand, str(tmp_path / "[bold]x[/]\x1b\u202e.json"))
        assert "[bold]x[/]" in hand.prose("#open")
        assert "\x1b" not in hand.text()


async def test_a_bad_file_among_the_user_s_presets_is_marked_and_stops_nothing() -> None:
    save_preset(draft_of(plain()), "ours", title="Ours", description="", with_target=False, overwrite=False)
    (user_folder() / "broken.toml").write_text("format = [", encoding="ascii")
    async with running(WizardApp(), (120, 40)) as hand:
        listed = hand.listed("#entries")
        assert "Ours (yours: ours)" in listed
        broken = next(line for line in listed if line.startswith("! "))
        assert "broken" in broken
        await hand.click("broken")
        assert "!" in hand.text("#open")
        await hand.click("Ours")
        assert hand.session.preset == user_folder() / "ours.toml"


async def test_what_cannot_be_read_is_told_and_stops_nothing(home: Path) -> None:
    for folder in (pending_folder(), autosave_folder()):
        folder.mkdir(parents=True)
        (folder / "damaged.json").write_text("{", encoding="ascii")
    user_folder().parent.mkdir(parents=True)
    user_folder().write_text("", encoding="ascii")
    async with running(WizardApp(), (200, 50)) as hand:
        told = hand.prose("#open")
        assert "A submit whose fate is open cannot be read" in told
        assert "A draft that was kept cannot be read" in told
        assert "is a file and no folder" in told
        assert "New sign-in system" in hand.text("#entries")


async def test_a_preset_that_ships_is_not_saved_to_where_it_was_opened() -> None:
    async with running(WizardApp()) as hand:
        await open_path(hand, str(shipped_folder() / "phone-sms.toml"))
        assert hand.session.preset is None


@pytest.mark.parametrize("path", ["~nobody-of-this-name/request.json", "n" * 300, "a\0b", "/", "/dev/null"])
async def test_a_path_that_cannot_be_opened_is_told(path: str) -> None:
    async with running(WizardApp()) as hand:
        await open_path(hand, path)
        assert "!" in hand.text("#open")


async def test_whatever_reading_a_file_raises_is_told_without_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise LookupError("invented-secret")

    monkeypatch.setattr("authwizard.tui.screens.start.load", fail)  # nobody knows a file that does it
    async with running(WizardApp(), SMALL) as hand:
        await open_path(hand, str(tmp_path / "x.json"))
        assert "authwizard failed on it: LookupError" in hand.prose()
        assert "invented-secret" not in hand.text()
        await hand.click("New sign-in system")
        assert "1/10 Target" in hand.text()
