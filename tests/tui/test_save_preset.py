"""Saving the draft as a preset."""

from __future__ import annotations

import os
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from authwizard.files.found import found
from authwizard.files.presets import save_preset, shipped_folder, user_folder
from authwizard.files.source import load
from authwizard.request.draft import Draft
from authwizard.request.edit import turn_off
from authwizard.request.tree import get, pool
from authwizard.session import Session
from tests.request.requests import full, plain
from tests.tui.driving import Hand, draft_of, wizard

APP_ID = ("AppId",)
GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")


async def ask(hand: Hand, name: str, *, title: str = "", with_target: bool = False) -> None:
    """Open the dialog, fill it in and save."""
    await hand.press("ctrl+s")
    dialog = hand.app.screen
    dialog.query_one("#name", Input).value = name
    dialog.query_one("#title", Input).value = title
    if with_target:
        dialog.query_one("#with-target").focus()
        await hand.press("space")
        dialog.query_one("#name").focus()
    await hand.press("enter")
    await hand.settle()


def saved(name: str) -> dict[str, Any]:
    return tomllib.loads((user_folder() / f"{name}.toml").read_text(encoding="utf-8"))


async def test_a_preset_is_saved_without_the_target_unless_it_is_asked_for() -> None:
    async with wizard(draft_of(plain())) as hand:
        await ask(hand, "ours", title="Our sign-in")
        preset = saved("ours")
        assert preset["title"] == "Our sign-in"
        assert preset["operation"] == "create"
        assert set(preset["request"]) == {"ResourceConfig"}
        assert "Saved as preset ours: " in hand.toasts()
        await ask(hand, "with-target", with_target=True)
        assert saved("with-target")["request"]["AppId"] == "d1a2b3c4d5"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Ours",
        "-a",
        "email-optional-totp",
        "../x/",
        "./x.json",
        "no-such-folder/x.toml",
        "~nobody-of-this-name/x.toml",
        f"{'n' * 300}/x.toml",
        "a\0b/x.toml",
    ],
)
async def test_a_name_that_cannot_be_one_is_refused_in_the_dialog(name: str) -> None:
    async with wizard(draft_of(plain())) as hand:
        await ask(hand, name)
        assert "! " in hand.text()
        assert "Save as preset" in hand.text()
        assert hand.focused_id == "name"
    assert not user_folder().exists()


async def test_a_preset_that_is_there_is_replaced_only_after_a_question() -> None:
    save_preset(Draft.new("update"), "ours", title="Old", description="", with_target=False, overwrite=False)
    async with wizard(draft_of(plain())) as hand:
        await ask(hand, "ours", title="New")
        assert "Replace the preset?" in hand.text()
        assert hand.focused_id == "cancel"
        await hand.press("enter")
        assert saved("ours")["title"] == "Old"
        await ask(hand, "ours", title="New")
        await hand.click("Replace", ".buttons")
        await hand.until(lambda: "Saved as preset ours" in hand.toasts())
        assert saved("ours")["title"] == "New"


async def test_the_path_of_a_toml_file_saves_there(tmp_path: Path) -> None:
    path = tmp_path / "shared.toml"
    async with wizard(draft_of(plain())) as hand:
        await ask(hand, str(path))
        await hand.until(path.exists)
        assert tomllib.loads(path.read_text(encoding="utf-8"))["title"] == "shared"
    assert not user_folder().exists()


async def test_a_path_without_a_suffix_gets_the_one_by_which_it_is_found(tmp_path: Path) -> None:
    async with wizard(draft_of(plain())) as hand:
        await ask(hand, str(tmp_path / "shared"))
        path = tmp_path / "shared.authwizard.toml"
        await hand.until(path.exists)
        assert tomllib.loads(path.read_text(encoding="utf-8"))["title"] == "shared"
        assert [*found(tmp_path)] == [path]


async def test_only_a_file_is_replaced_and_none_that_ships(tmp_path: Path) -> None:
    device, shipped = tmp_path / "device.toml", tmp_path / "shipped.toml"
    device.symlink_to(os.devnull)
    shipped.symlink_to(shipped_folder() / "phone-sms.toml")
    for path, said in ((device, "Not a regular file"), (shipped, "is read-only")):
        async with wizard(draft_of(plain())) as hand:
            await ask(hand, str(path))
            await hand.until(lambda said=said: said in hand.toasts())  # type: ignore[misc]
    assert device.is_char_device()


@pytest.mark.parametrize("absolute", [True, False])
async def test_a_relative_path_of_a_key_stays_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absolute: bool
) -> None:
    path = tmp_path / "ours.toml"
    text = (shipped_folder() / "social-all-providers.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('env = "APPLE_PRIVATE_KEY"', 'file = "./keys/apple.p8"'), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    async with wizard(Session.of(load(str(path) if absolute else "./ours.toml"))) as hand:
        await ask(hand, str(tmp_path / "copy.toml"))
        await hand.until((tmp_path / "copy.toml").exists)
    assert 'file = "./keys/apple.p8"' in (tmp_path / "copy.toml").read_text(encoding="utf-8")


async def test_what_a_preset_does_not_hold_stays_unsaved_work() -> None:
    async with wizard(Session(Draft.new("create"))) as hand:
        await hand.fill(APP_ID, "d2")
        await ask(hand, "without")
        await hand.until(lambda: "Saved as preset without" in hand.toasts())
        assert hand.session.is_dirty
        await ask(hand, "with", with_target=True)
        await hand.until(lambda: "Saved as preset with:" in hand.toasts())
        assert not hand.session.is_dirty


async def test_typed_secrets_are_left_out_named_and_stay_unsaved() -> None:
    async with wizard(draft_of(full())) as hand:
        await hand.press("ctrl+s")
        shown = hand.prose().replace("│", "").replace("  ", " ")
        assert "A preset holds no typed secrets" in shown
        await hand.press("escape")
        await hand.fill(APP_ID, "d2")
        await ask(hand, "ours", with_target=True)
        await hand.until(lambda: "Saved as preset ours" in hand.toasts())
        assert get(saved("ours")["request"], GOOGLE, None) is None
        assert "invented-secret" not in (user_folder() / "ours.toml").read_text(encoding="utf-8")
        assert hand.session.is_dirty


async def test_a_preset_is_saved_again_under_its_own_name_with_only_the_edit_changed() -> None:
    path = save_preset(
        load("social-all-providers").draft,
        "ours",
        title="Ours",
        description="D",
        with_target=False,
        overwrite=False,
    )
    before = path.read_text(encoding="utf-8")
    async with wizard(Session.of(load("ours"))) as hand:
        await hand.fill(pool("OAuth", "DomainPrefix"), "another-login")
        await hand.press("ctrl+s")
        assert hand.app.screen.query_one("#name", Input).value == "ours"
        assert hand.app.screen.query_one("#title", Input).value == "Ours"
        await hand.press("enter")
        await hand.click("Replace", ".buttons")
        await hand.until(lambda: "Saved as preset ours" in hand.toasts())
    assert path.read_text(encoding="utf-8") == before.replace("myapp-login", "another-login")


async def test_a_file_with_comments_is_said_to_lose_them(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('# ours\nformat = 1\ntitle = "T"\noperation = "update"\n[request]\n', encoding="utf-8")
    async with wizard(Session.of(load(str(path)))) as hand:
        await hand.press("ctrl+s")
        assert "has comments or a layout of its own" in hand.prose().replace("│", "").replace("  ", " ")
        assert hand.app.screen.query_one("#name", Input).value == str(path)


async def test_what_toml_cannot_hold_is_told_and_nothing_is_written() -> None:
    async with wizard(draft_of(plain() | {"ResourceName": None})) as hand:
        await ask(hand, "ours", with_target=True)
        await hand.until(lambda: "The preset could not be saved: " in hand.toasts())
        assert "ResourceName is null" in hand.toasts()
    assert not (user_folder() / "ours.toml").exists()


async def test_a_folder_that_cannot_be_made_is_told(home: Path) -> None:
    (home / "config").write_text("a file where the folder belongs", encoding="ascii")
    async with wizard(draft_of(plain())) as hand:
        await ask(hand, "ours")
        await hand.until(lambda: "The preset could not be saved: " in hand.toasts())


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=str)
async def test_what_is_wrong_with_a_name_stands_below_it_and_the_rest_stays(size: tuple[int, int]) -> None:
    async with wizard(draft_of(plain()), size=size) as hand:
        await hand.press("ctrl+s")
        before = len(hand.lines(".dialog"))
        await ask_again(hand, "Not A Name")
        shown = hand.lines(".dialog")
        at = next(at for at, line in enumerate(shown) if "Not A Name" in line)
        assert "! " in shown[at + 1]
        assert len(shown) <= before + 2
        assert "Title" in hand.text(".dialog")


async def ask_again(hand: Hand, name: str) -> None:
    hand.app.screen.query_one("#name", Input).value = name
    await hand.press("enter")


async def test_title_and_description_of_other_blocks_are_not_proposed_again() -> None:
    async with wizard(Session.of(load("social-all-providers"))) as hand:
        await hand.press("ctrl+s")
        assert hand.app.screen.query_one("#title", Input).value == hand.session.title != ""
        assert hand.app.screen.query_one("#description", Input).value == hand.session.description != ""
        await hand.press("escape")
        hand.wizard.apply(partial(turn_off, block=GOOGLE[:-1]))
        await hand.press("ctrl+s")
        assert hand.app.screen.query_one("#title", Input).value == ""
        assert hand.app.screen.query_one("#description", Input).value == ""
        await ask_again(hand, "three")
        await hand.until(lambda: "Saved as preset three" in hand.toasts())
        assert saved("three")["title"] == "three"
        await hand.press("ctrl+s")
        assert hand.app.screen.query_one("#title", Input).value == "three"
