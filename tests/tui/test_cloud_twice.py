"""A request is sent once, however often and however quickly Submit is pressed."""

from __future__ import annotations

import pytest
from textual import events

from authwizard.tui.cloud.connect import Connect
from authwizard.tui.cloud.progress import Progress
from authwizard.tui.screens.dialogs import Confirm
from authwizard.tui.screens.wizard import WizardScreen
from tests.aws.calls import create
from tests.tui.cloud import SIZE, ask_to_submit, aws, connect, ended, focus, press_button, shows
from tests.tui.driving import Hand, wizard


async def enter_at_once(hand: Hand, times: int) -> None:
    """Press Enter several times before anything can answer."""
    for _ in range(times):
        hand.app.post_message(events.Key("enter", "\r"))
    await hand.settle()


async def confirm_to_submit(hand: Hand) -> None:
    """Come to the confirmation, with the focus on its Submit."""
    await ask_to_submit(hand)
    await connect(hand)
    await hand.until(lambda: shows(hand, Confirm))
    await focus(hand, "#submit")


@pytest.mark.parametrize("times", [2, 5])
async def test_quick_enters_on_the_confirmation_send_one_request(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with aws(monkeypatch) as server:
        async with wizard(create(), size=SIZE) as hand:
            await confirm_to_submit(hand)
            await enter_at_once(hand, times)
            # On a slow machine the last Enter may come when the job has ended already, and close its view.
            await hand.until(lambda: "is COMPLETED." in hand.prose())
        assert len(server.writes) == 1


async def test_quick_clicks_on_the_confirmation_send_one_request(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch) as server:
        async with wizard(create(), size=SIZE) as hand:
            await confirm_to_submit(hand)
            await hand.pilot.click("#submit", times=3)
            await hand.until(lambda: shows(hand, Progress) and ended(hand))
        assert len(server.writes) == 1


async def test_quick_enters_on_review_ask_once_and_send_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch) as server:
        async with wizard(create(), size=SIZE) as hand:
            await hand.go("review")
            await focus(hand, "#submit")
            await enter_at_once(hand, 3)
            await hand.until(lambda: shows(hand, Connect))
            assert sum(isinstance(screen, Connect) for screen in hand.app.screen_stack) == 1
            await hand.press("escape")
            await hand.until(lambda: shows(hand, WizardScreen))
        assert server.writes == []


async def test_enter_on_submit_while_one_runs_shows_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch, "create=job-stuck") as server:
        async with wizard(create(), size=SIZE) as hand:
            await confirm_to_submit(hand)
            await enter_at_once(hand, 1)
            await hand.until(lambda: "The job runs" in hand.prose("#status"))
            for _ in range(2):
                await hand.press("escape")
                await hand.until(lambda: shows(hand, WizardScreen))
                await focus(hand, "#submit")
                await enter_at_once(hand, 2)
                await hand.until(lambda: shows(hand, Progress) and "The job runs" in hand.prose("#status"))
            assert sum(isinstance(screen, Progress) for screen in hand.app.screen_stack) == 1
        assert len(server.writes) == 1


async def test_the_menu_does_not_submit_beside_one_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch, "create=hang") as server:
        async with wizard(create(), size=SIZE) as hand:
            await confirm_to_submit(hand)
            await enter_at_once(hand, 1)
            await hand.until(lambda: "Sending the request, once" in hand.prose("#status") and server.writes)
            await hand.press("escape")
            await hand.wizard.action_submit()
            await hand.until(lambda: shows(hand, Progress))
            await hand.press("escape")
            await hand.go("target")
            await hand.wizard.action_submit()
            await hand.until(lambda: shows(hand, Progress))
            assert len(server.writes) == 1
            server.stop()


async def test_a_second_wizard_does_not_submit_to_the_same_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with aws(monkeypatch, "create=job-stuck") as server:
        async with wizard(create(), size=SIZE) as first:
            await confirm_to_submit(first)
            await enter_at_once(first, 1)
            await first.until(lambda: "The job runs" in first.prose("#status"))
            async with wizard(create(), size=SIZE) as second:
                await confirm_to_submit(second)
                await enter_at_once(second, 1)
                await second.until(lambda: shows(second, Progress) and ended(second))
                assert "Another authwizard is sending a request" in second.prose("#status")
        assert len(server.writes) == 1


async def test_after_a_refusal_it_can_be_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch, "create=429:1") as server:
        async with wizard(create(), size=SIZE) as hand:
            for expected in ("(TooManyRequestsException)", "is COMPLETED."):
                await confirm_to_submit(hand)
                await enter_at_once(hand, 1)
                await hand.until(lambda: shows(hand, Progress) and ended(hand))
                assert expected in hand.prose("#status")
                await press_button(hand, "#cancel")
        assert len(server.writes) == 2
