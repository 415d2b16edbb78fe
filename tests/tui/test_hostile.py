"""A hostile preset opens, shows to the letter, and breaks nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from authwizard.files.presets import user_folder
from authwizard.files.source import load
from authwizard.request.steps import STEPS, TARGET_STEP
from authwizard.session import Session
from authwizard.tui.app import WizardApp
from tests.tui.driving import SMALL, Hand, running, wizard
from tests.tui.hostile import FORBIDDEN, MARKUP, texts, write, wrong_types


def assert_harmless(hand: Hand) -> None:
    found = FORBIDDEN.search(hand.text())
    assert not found, ascii(found)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (texts("ResourceName"), SMALL),
        (texts("EmailMessage"), (120, 40)),
        (texts("RedirectSignInURIs"), SMALL),
        (texts("KeyId"), (120, 40)),
        (wrong_types(), SMALL),
        (wrong_types(), (120, 40)),
        ("no table", SMALL),
    ],
    ids=["name", "message", "address", "identifiers", "types", "types-wide", "none"],
)
async def test_every_step_opens_and_every_pane_shows_it(
    tmp_path: Path, content: Any, size: tuple[int, int]
) -> None:
    path = write(tmp_path / "hostile.toml", content)
    async with wizard(Session.of(load(str(path))), size=size) as hand:
        for step in STEPS:
            await hand.go(step.id)
            assert hand.wizard.step is step
            assert_harmless(hand)
        for key in ("f2", "f3", "f1"):
            await hand.press(key)
            assert_harmless(hand)
        assert hand.app.return_code is None


async def test_its_texts_are_shown_to_the_letter(tmp_path: Path) -> None:
    path = write(tmp_path / "hostile.toml", texts())
    async with wizard(Session.of(load(str(path))), "review") as hand:
        shown = hand.text().replace("\n", "")
        assert "[@click=app.exit]link[/] [/ [bold red]x [ERROR] ^[a-z]{3}$" in shown
        assert "\\u001b]52;c;" in "".join("".join(hand.listed("#summary")).split())  # it is broken over lines
        await hand.go("target")
        assert MARKUP[:20] in hand.text("#form")
        assert MARKUP[:20] in hand.text("#json")
        assert MARKUP[:20] in hand.text("#header")


async def test_all_that_does_not_belong_can_be_set_aside_and_the_form_works(tmp_path: Path) -> None:
    path = write(tmp_path / "hostile.toml", wrong_types())
    async with wizard(Session.of(load(str(path))), "target") as hand:
        while hand.wizard.query("StrayRow"):
            await hand.click("Set aside", "#form")
        await hand.fill(("AppId",), "d1a2b3c4d5")
        assert hand.answer(("AppId",)) == "d1a2b3c4d5"
        assert_harmless(hand)


async def test_it_is_listed_and_opened_from_the_start_screen() -> None:
    write(user_folder() / "hostile.toml", texts())
    async with running(WizardApp(), (120, 40)) as hand:
        assert_harmless(hand)
        await hand.click("link[/]", "#entries")
        assert hand.wizard.step is TARGET_STEP
        assert_harmless(hand)
        assert not FORBIDDEN.search(hand.toasts().replace("\n", ""))


async def test_it_is_saved_as_a_preset_and_read_again_as_it_was(tmp_path: Path) -> None:
    path = write(tmp_path / "hostile.toml", texts())
    async with wizard(Session.of(load(str(path)))) as hand:
        before = hand.draft.tree["ResourceConfig"]
        await hand.press("ctrl+s")
        assert_harmless(hand)
        await hand.press("enter")
        await hand.click("Replace ▐")
        await hand.until(lambda: "Saved as preset" in hand.toasts())
        assert_harmless(hand)
    assert load(str(path)).draft.tree["ResourceConfig"] == before
