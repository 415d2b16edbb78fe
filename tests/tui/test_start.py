"""The start screen: new, from a preset, or a file by its path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from authwizard import __version__
from authwizard.aws.attempts import pending_folder
from authwizard.files.autosave import autosave_folder
from authwizard.files.presets import list_presets, save_preset, shipped_folder, user_folder
from authwizard.request.draft import Draft
from authwizard.tui.app import WizardApp
from tests.request.requests import full, plain
from tests.tui.driving import SMALL, Hand, draft_of, running

APP_ID = ("AppId",)
IDENTITY_NAME = ("ResourceConfig", "IdentityPoolConfigs", "IdentityPoolName")


async def open_path(hand: Hand, path: str) -> None:
    await hand.press("ctrl+f")
    hand.app.screen.query_one("#path", Input).value = path
    await hand.settle()
    await hand.press("enter")


def names(hand: Hand) -> list[str]:
    """Return the lines of the list without what stands at their right and the bar."""
    prompts = [str(option.prompt) for option in hand.app.screen.query_one("#entries", OptionList).options]
    return [prompt.lstrip("▌ ").split("  ")[0].strip() for prompt in prompts if prompt.strip()]


async def highlight(hand: Hand, label: str) -> None:
    """Put the cursor on the entry of a label."""
    entries = hand.app.screen.query_one("#entries", OptionList)
    prompts = [str(option.prompt).lstrip("▌ ") for option in entries.options]
    entries.highlighted = next(at for at, prompt in enumerate(prompts) if prompt.startswith(label))
    await hand.settle()


async def test_it_offers_new_and_every_preset_with_title_and_what_it_sets() -> None:
    async with running(WizardApp(), (120, 40)) as hand:
        for preset in list_presets():
            assert preset.title in names(hand)
        await highlight(hand, "Mobile app with guest access")
        card = hand.prose("#card")
        assert "─ Mobile app with guest access ─" in card
        assert "─ create ─" in card
        assert "✓ MFA Optional, TOTP" in card
        assert "– Social providers" in card
        assert "You still give App ID, Environment, Resource name" in card
        assert "shipped · mobile-guest-access" in card


async def test_it_says_once_when_gen_1_ends_and_which_version_this_is() -> None:
    async with running(WizardApp(), SMALL) as hand:
        assert hand.text().count("Amplify Gen 1, which ends on 1 May 2027") == 1
        assert hand.lines("#header")[0].endswith(f"v{__version__}")


async def test_all_of_a_card_can_be_read_with_the_focus_in_the_list_at_80_columns() -> None:
    async with running(WizardApp(), SMALL) as hand:
        await highlight(hand, "Mobile app with guest access")
        assert "Then " not in hand.text("#card")
        assert "PgDn more ↓" in hand.text("#card")
        await hand.press("pagedown", "pagedown")
        assert "Then Restrict" in hand.prose("#card").replace("│ ", "")
        assert "PgDn more" not in hand.text("#card")
        assert hand.focused_id == "entries"
        await hand.press("pageup", "pageup")
        assert "Mobile app with guest access" in hand.text("#card")
        assert "▌ Mobile app" in hand.text("#entries")


async def test_the_filter_leaves_what_has_the_text_and_enter_starts_from_the_first() -> None:
    async with running(WizardApp(), SMALL) as hand:
        assert f"{4 + len(list_presets())} entries" in hand.text("FilterLine")
        await hand.press("slash", *"UPDATE")
        assert [name.split(":")[0] for name in names(hand)] == ["SHIPPED PRESETS", "Update", "Update"]
        assert "2 entries" in hand.text("FilterLine")
        await hand.press("escape")
        assert "New sign-in system" in names(hand)
        assert hand.focused_id == "entries"
        await hand.press("slash", *"guest", "enter")
        assert hand.answer(IDENTITY_NAME) == "myapp_identities"


async def test_your_presets_come_before_those_that_ship_in_natural_order() -> None:
    for name in ("web-10", "web-2", "a"):
        title = name.replace("-", " ").capitalize()
        save_preset(draft_of(plain()), name, title=title, description="", with_target=False, overwrite=False)
    async with running(WizardApp(), SMALL) as hand:
        at = names(hand).index("YOUR PRESETS")
        assert names(hand)[at + 1 : at + 5] == ["A", "Web 2", "Web 10", "SHIPPED PRESETS"]


async def test_a_preset_that_was_deleted_comes_back() -> None:
    path = save_preset(
        draft_of(plain()), "ours", title="Ours", description="", with_target=False, overwrite=False
    )
    before = path.read_bytes()
    async with running(WizardApp(), SMALL) as hand:
        await highlight(hand, "Ours")
        await hand.press("delete")
        assert "Ours is deleted. ^z brings it back." in hand.prose("#error")
        assert not path.exists()
        assert "Ours" not in names(hand)
        await hand.press("ctrl+z")
        assert path.read_bytes() == before
        assert "▌ Ours" in hand.text("#entries")
        await hand.press("ctrl+z")
        assert "Nothing was deleted here." in hand.text("#error")


async def test_what_has_taken_the_name_meanwhile_is_not_overwritten() -> None:
    path = save_preset(
        draft_of(plain()), "ours", title="Ours", description="", with_target=False, overwrite=False
    )
    async with running(WizardApp(), SMALL) as hand:
        await highlight(hand, "Ours")
        await hand.press("delete")
        path.write_text("somebody else's", encoding="ascii")
        await hand.press("ctrl+z")
        assert "Ours cannot be brought back" in hand.text("#error")
        assert path.read_text(encoding="ascii") == "somebody else's"


async def test_a_preset_that_ships_cannot_be_deleted() -> None:
    async with running(WizardApp(), SMALL) as hand:
        await highlight(hand, "Phone sign-in")
        assert "Discard" not in hand.text("KeyBar")
        await hand.press("delete")
        assert "Phone sign-in with SMS codes" in names(hand)
        assert (shipped_folder() / "phone-sms.toml").exists()


async def test_where_nothing_matches_nothing_is_said_of_what_was_there() -> None:
    save_preset(draft_of(plain()), "ours", title="Ours", description="", with_target=False, overwrite=False)
    async with running(WizardApp(), SMALL) as hand:
        await highlight(hand, "Ours")
        assert "Del Discard" in hand.text("KeyBar")
        await hand.press("delete", "slash", *"zq")
        assert "nothing matches" in hand.text("FilterLine")
        assert hand.text("#card").strip("│ \n") == ""
        assert hand.text("#error").strip() == ""
        await hand.press("escape")
        assert "New sign-in system" in hand.text("#card")


async def test_the_keys_lie_over_a_narrow_list_until_f1_or_escape() -> None:
    async with running(WizardApp(), SMALL) as hand:
        for closing in ("f1", "escape"):
            await hand.press("f1")
            await hand.until(lambda: hand.app.screen.query_one("HelpPanel").region.width == SMALL[0])
            assert "Esc closes these ▏ keys." in hand.prose()
            await hand.press(closing)
            await hand.until(lambda: "New sign-in system" in hand.text())
            assert not hand.app.screen.query("HelpPanel")
            assert hand.focused_id == "entries"


async def test_enter_is_named_as_the_terminal_can_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with running(WizardApp(), SMALL) as hand:
        assert "Enter Start" in hand.text("KeyBar")


async def test_a_click_starts_something_new() -> None:
    async with running(WizardApp(), SMALL) as hand:
        await hand.click("New sign-in system", "#entries")
        assert hand.draft == Draft.new("create")
        assert "1/10 Target" in hand.text()
    async with running(WizardApp(), SMALL) as hand:
        await hand.click("Change an existing one", "#entries")
        assert hand.draft == Draft.new("update")


async def test_every_preset_opens() -> None:
    for preset in list_presets():
        async with running(WizardApp(), (120, 40)) as hand:
            await hand.click(preset.title[:40], "#entries")
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
        await hand.press("ctrl+f", "s", "e")
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
        assert "!" in hand.text("#error")
        assert "invented-secret" not in hand.text()
        assert "not json" not in hand.text()


async def test_a_file_that_is_not_there_is_told_with_its_name_to_the_letter(tmp_path: Path) -> None:
    async with running(WizardApp()) as hand:
        await open_path(hand, str(tmp_path / "[bold]x[/]\x1b\u202e.json"))
        assert "[bold]x[/]" in hand.prose("#error").replace(" ", ""), "wherever the line is broken"
        assert "\x1b" not in hand.text()


async def test_a_bad_file_among_the_user_s_presets_is_marked_and_stops_nothing() -> None:
    save_preset(draft_of(plain()), "ours", title="Ours", description="", with_target=False, overwrite=False)
    (user_folder() / "broken.toml").write_text("format = [", encoding="ascii")
    async with running(WizardApp(), (120, 40)) as hand:
        assert "Ours" in names(hand)
        assert "! broken" in names(hand)
        await hand.click("broken", "#entries")
        assert "!" in hand.text("#error")
        await hand.click("Ours", "#entries")
        assert hand.session.preset == user_folder() / "ours.toml"


async def test_what_cannot_be_read_is_told_and_stops_nothing(home: Path) -> None:
    for folder in (pending_folder(), autosave_folder()):
        folder.mkdir(parents=True)
        (folder / "damaged.json").write_text("{", encoding="ascii")
    user_folder().parent.mkdir(parents=True)
    user_folder().write_text("", encoding="ascii")
    async with running(WizardApp(), (200, 50)) as hand:
        told = hand.prose("#error")
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
        assert "!" in hand.text("#error")


async def test_whatever_reading_a_file_raises_is_told_without_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise LookupError("invented-secret")

    monkeypatch.setattr("authwizard.tui.screens.open_file.load", fail)  # nobody knows a file that does it
    async with running(WizardApp(), SMALL) as hand:
        await open_path(hand, str(tmp_path / "x.json"))
        assert "authwizard failed on it: LookupError" in hand.prose()
        assert "invented-secret" not in hand.text()
        await hand.press("escape")
        await hand.click("New sign-in system", "#entries")
        assert "1/10 Target" in hand.text()
