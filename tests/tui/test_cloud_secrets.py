"""An error of the wizard's own, with secrets at hand, tells none of them."""

from __future__ import annotations

from typing import Final

import pytest

from authwizard.tui.cloud.connect import Connect
from authwizard.tui.cloud.progress import Progress
from authwizard.tui.screens.dialogs import Confirm
from tests.aws.calls import SECRETS, SENSITIVE, planted
from tests.tui.cloud import SIZE, ask_to_submit, aws, connect, ended, press_button, shows
from tests.tui.driving import wizard

PLACES: Final = {
    "the profiles": "authwizard.aws.connection.profiles",
    "the confirmation": "authwizard.aws.preview.preview",
    "the view of the submit": "authwizard.tui.cloud.progress.outcome_content",
}


def crash(*_args: object, **_named: object) -> None:
    """Fail with all secrets in the error's text and in the frame's variables."""
    body = planted().body("real")
    raise RuntimeError(f"forced: {body}")


def leaked(text: str, *, screen: bool = False) -> list[str]:
    """Return what a text holds of what nobody must see; IDs and messages may be on the screen."""
    hidden = SECRETS if screen else (*SECRETS, *SENSITIVE)
    return [secret for secret in hidden if secret in text.replace("\n", "")]


async def submit_until_it_crashes() -> None:
    """Go the way of a submit to the error that is on it."""
    async with wizard(planted(), size=SIZE) as hand:

        def crashed() -> bool:
            return hand.app._exception is not None

        await ask_to_submit(hand)
        await hand.until(lambda: crashed() or (shows(hand, Connect) and hand.app.screen.query("#regions")))
        if not crashed():
            await connect(hand)
            await hand.until(lambda: crashed() or shows(hand, Confirm))
        if not crashed():
            await press_button(hand, "#submit")
            await hand.until(crashed)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
async def test_a_crash_names_its_place_and_no_secret(
    place: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(place, crash)
    with aws(monkeypatch) as server:
        with pytest.raises(Exception, match="forced"):
            await submit_until_it_crashes()
        assert len(server.writes) <= 1
    out, err = capfd.readouterr()
    assert "authwizard stopped because of an error of its own" in err
    assert leaked(out + err) == []
    assert "Traceback" not in out + err


async def test_a_crash_on_the_way_to_aws_names_the_error_and_its_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(PLACES["the confirmation"], crash)
    with aws(monkeypatch), pytest.raises(Exception, match="forced"):
        await submit_until_it_crashes()
    assert "RuntimeError in submit.py, line" in " ".join(capfd.readouterr().err.split())


async def test_a_crash_of_the_thread_that_submits_is_told_without_its_text(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("authwizard.aws.submit.submit", crash)
    with aws(monkeypatch) as server:
        async with wizard(planted(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm))
            assert leaked(hand.text(), screen=True) == []
            await press_button(hand, "#submit")
            await hand.until(lambda: shows(hand, Progress) and ended(hand))
            told = hand.prose("#status")
            assert "an error of its own (RuntimeError)" in told
            assert "Whether the request was carried out is not known." in told
            assert leaked(hand.text(), screen=True) == []
        assert server.writes == []
    assert leaked("".join(capfd.readouterr())) == []
