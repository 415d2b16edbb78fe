"""Drive the wizard's roads to AWS, with a sandbox in place of AWS."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from textual.screen import Screen

from authwizard.request.draft import Draft
from authwizard.request.edit import set_value
from authwizard.sandbox import Fault, Sandbox
from authwizard.tui.cloud.connect import Connect
from authwizard.tui.cloud.progress import Progress
from authwizard.tui.screens.dialogs import Confirm
from authwizard.tui.screens.wizard import WizardScreen
from authwizard.tui.widgets.picker import Picker
from tests.tui.driving import Hand

DEFAULT: Final = "Default credentials"
PRACTICE: Final = "Practice"
APP_ID: Final = ("AppId",)
SIZE: Final = (100, 45)
"""Room for what the dialogs say, and no more to draw than that."""
OWN_REGION: Final = "The profile's own"


def aws_environment(monkeypatch: pytest.MonkeyPatch, endpoint_url: str, *, write_timeout: float = 60) -> None:
    """Set credentials and a region, and an endpoint in place of AWS; no looking for what does not come.

    Args:
        monkeypatch: Where all of it is set.
        endpoint_url: The endpoint.
        write_timeout: Seconds until a write counts as not answered. Where none is, the server must have had time to
            take the request in.
    """
    for name, value in {
        "AWS_ACCESS_KEY_ID": "invented-key-id",
        "AWS_SECRET_ACCESS_KEY": "invented-secret",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ENDPOINT_URL": endpoint_url,
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("authwizard.aws.backend.WRITE_TIMEOUT", write_timeout)
    monkeypatch.setattr("authwizard.aws.reconcile.LOOK_FOR", 0.01)


@contextmanager
def aws(
    monkeypatch: pytest.MonkeyPatch,
    *faults: str,
    job_seconds: float = 0,
    clock: Callable[[], float] = time.time,
    write_timeout: float = 60,
    log: Callable[[str], None] | None = None,
) -> Iterator[Sandbox]:
    """Run a sandbox that "Default credentials" reaches."""
    staged = [Fault.parse(fault) for fault in faults]
    with Sandbox(faults=staged, job_seconds=job_seconds, log=log, clock=clock) as running:
        aws_environment(monkeypatch, running.endpoint_url, write_timeout=write_timeout)
        yield running


def shows(hand: Hand, kind: type[Screen[Any]]) -> bool:
    """Tell whether a screen of a kind is in front."""
    return isinstance(hand.app.screen, kind)


async def press_button(hand: Hand, selector: str) -> None:
    """Press Enter on a button of the screen in front."""
    await focus(hand, selector)
    await hand.press("enter")


async def focus(hand: Hand, selector: str) -> None:
    """Put the focus on a widget of the screen in front, and wait until it is there to stay and takes keys."""

    def has_focus() -> bool:
        for widget in hand.app.screen.query(selector):
            if hand.app.screen.focused is widget:
                # For a moment after a press, a button of Textual's hears no other.
                return not widget.has_class("-active")
            widget.focus()
        return False

    await hand.until(has_focus)
    # A screen that has just come may put the focus where it wants it, once more.
    await hand.settle()
    await hand.until(has_focus)


async def choose_line(hand: Hand, selector: str, label: str) -> None:
    """Choose a line of a list of the screen in front."""
    await focus(hand, selector)
    picker = hand.app.screen.query_one(selector, Picker)
    prompts = [str(option.prompt).lstrip("●○ ") for option in picker.options]
    picker.highlighted = next(at for at, prompt in enumerate(prompts) if prompt.startswith(label))
    await hand.press("enter")


async def ask_to_submit(hand: Hand) -> None:
    """Go to Review and press Submit."""
    await hand.go("review")
    await press_button(hand, "#submit")


async def connect(hand: Hand, profile: str = DEFAULT, region: str = OWN_REGION) -> None:
    """In the dialog that asks where to: choose, and go on."""
    # What is chosen before that is chosen over.
    await hand.until(lambda: shows(hand, Connect) and hand.app.screen.query("#continue:enabled"))
    await choose_line(hand, "#profiles", profile)
    if profile != PRACTICE:
        await choose_line(hand, "#regions", region)
    await press_button(hand, "#continue")


async def submit(hand: Hand, profile: str = DEFAULT) -> str:
    """Submit, and return how it ended: what the view of the submit says, or Review where nothing was sent."""
    await ask_to_submit(hand)
    await connect(hand, profile)
    await hand.until(lambda: shows(hand, Confirm) or refusal(hand))
    if not shows(hand, Confirm):
        return refusal(hand)
    await press_button(hand, "#submit")
    await hand.until(lambda: shows(hand, Progress))
    await hand.until(lambda: ended(hand))
    return hand.prose("#status")


def ended(hand: Hand) -> bool:
    """Tell whether the view of a submit says that it has ended."""
    return "It took " in hand.prose("#status")


def refusal(hand: Hand) -> str:
    """Return why nothing was sent, once Review says so."""
    told = hand.prose("#outcome") if shows(hand, WizardScreen) and hand.app.screen.query("#outcome") else ""
    return told if "Nothing was sent." in told else ""


async def check_usable(hand: Hand, draft: Draft) -> None:
    """See that the answers are as they were, and that the wizard goes on taking some."""
    if not shows(hand, WizardScreen):
        await hand.press("escape")
    await hand.until(lambda: shows(hand, WizardScreen))
    assert hand.draft == draft
    await hand.fill(APP_ID, "d9")
    assert hand.draft == set_value(draft, APP_ID, "d9").draft
