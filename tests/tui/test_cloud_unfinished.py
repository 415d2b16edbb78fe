"""What is known of a submit whose end nobody saw is said, however the wizard is started next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.widgets import Input, OptionList

from authwizard.aws.attempts import unfinished
from authwizard.sandbox import Fault, Sandbox
from authwizard.tui.app import WizardApp
from authwizard.tui.cloud.pick_target import PickTarget
from authwizard.tui.screens.dialogs import Confirm
from authwizard.tui.screens.start import StartScreen
from authwizard.tui.screens.wizard import WizardScreen
from tests.aws.calls import TARGET, create
from tests.tui.cloud import SIZE, ask_to_submit, aws, connect, ended, focus, press_button, shows
from tests.tui.driving import Hand, running, wizard

KNOWN = "has had no clear answer"
NO_SIGN = "There is no sign of it: no job was started"


async def choose_entry(hand: Hand, label: str) -> None:
    """Choose a line of the start screen."""
    entries = hand.app.screen.query_one("#entries", OptionList)
    prompts = [str(option.prompt).lstrip("▌ ") for option in entries.options]
    entries.highlighted = next(at for at, prompt in enumerate(prompts) if prompt.startswith(label))
    await focus(hand, "#entries")
    await hand.press("enter")


@contextmanager
def aws_that_falls_silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Run a sandbox that leaves the first create without an answer, and from then on shows nothing of the backend."""

    def hide(line: str) -> None:
        if line.endswith("no answer"):
            server.faults.add(Fault.parse("get=500"), Fault.parse("list-jobs=500"))

    with aws(monkeypatch, "create=hang:1", write_timeout=3, log=hide) as server:
        yield server


async def lose_a_submit() -> None:
    """Submit, and get neither an answer nor, after it, a look."""
    async with wizard(create(), size=SIZE) as hand:
        await ask_to_submit(hand)
        await connect(hand)
        await hand.until(lambda: shows(hand, Confirm))
        await press_button(hand, "#submit")
        await hand.until(lambda: ended(hand))
        assert "Do not send it again before you have looked" in hand.prose("#status")
    assert len(unfinished()) == 1


async def test_the_start_screen_says_what_is_known_and_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws_that_falls_silent(monkeypatch) as server:
        await lose_a_submit()
        server.faults.clear()
        async with running(WizardApp(), SIZE) as hand:
            await hand.until(lambda: KNOWN in hand.prose("#about"))
            await choose_entry(hand, "Submit to ")
            await hand.until(lambda: NO_SIGN in hand.prose("#about"))
            await hand.until(lambda: "INTERRUPTED" in hand.text())  # no sign is no proof, so that it is kept
        assert len(server.writes) == 1
    assert len(unfinished()) == 1


async def test_a_submit_that_no_look_settles_can_be_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws_that_falls_silent(monkeypatch):
        await lose_a_submit()
        async with running(WizardApp(), SIZE) as hand:
            await choose_entry(hand, "Submit to ")
            await hand.until(lambda: "Looking did not settle" in hand.prose("#about"))
            assert "INTERRUPTED" in hand.text()
            await hand.press("delete", "escape")
            assert len(unfinished()) == 1, "it asks, since that cannot be taken back"
            await hand.press("delete")
            await hand.click("Forget", "Confirm .buttons")
            await hand.until(lambda: "INTERRUPTED" not in hand.text())
    assert unfinished() == []


async def test_a_wizard_on_a_file_says_what_is_known_before_it_sends_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with aws_that_falls_silent(monkeypatch) as server:
        await lose_a_submit()
        server.faults.clear()
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            text = "Confirm VerticalScroll Static"
            await hand.until(lambda: shows(hand, Confirm) and KNOWN in hand.prose(text))
            assert NO_SIGN in hand.prose(text), "it looks before it sends"
        assert len(server.writes) == 1


async def ask_for_the_test_backend(hand: Hand) -> None:
    """From the start screen: pull what the test's backend has."""
    await choose_entry(hand, "Pull from")
    await connect(hand)
    await hand.until(lambda: shows(hand, PickTarget) and hand.app.screen.query("#use"))
    for selector, text in zip(("#app", "#environment", "#resource"), TARGET, strict=True):
        hand.app.screen.query_one(selector, Input).value = text
    await press_button(hand, "#use")


async def test_a_pull_that_takes_long_shows_that_something_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("authwizard.aws.backend.READ_TIMEOUT", 1.0)
    with aws(monkeypatch, "get=hang") as server:
        async with running(WizardApp(), SIZE) as hand:
            await choose_entry(hand, "Pull from")
            await connect(hand)
            await hand.until(lambda: shows(hand, PickTarget))
            await hand.press("escape")
            await hand.until(lambda: shows(hand, StartScreen))
            before = hand.text()
            await ask_for_the_test_backend(hand)
            await hand.until(lambda: "get" in [request.operation for request in server.requests])
            await hand.settle()
            assert not shows(hand, StartScreen) or hand.text() != before, "AWS may take minutes to answer"


async def test_the_start_screen_may_be_left_while_aws_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("authwizard.aws.backend.READ_TIMEOUT", 0.5)
    with aws(monkeypatch, "get=hang") as server:
        async with running(WizardApp(), SIZE) as hand:
            await ask_for_the_test_backend(hand)
            await hand.until(lambda: "get" in [request.operation for request in server.requests])
            if shows(hand, StartScreen):
                await choose_entry(hand, "New sign-in system")
                await hand.until(lambda: shows(hand, WizardScreen))
                assert hand.draft.operation == "create"
