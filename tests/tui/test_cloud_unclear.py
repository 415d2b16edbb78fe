"""From the wizard: after an answer that is not clear nothing is claimed that may be false."""

from __future__ import annotations

from typing import Final

import pytest

from authwizard.aws.attempts import unfinished
from authwizard.sandbox.faults import LATE_SECONDS
from authwizard.tui.screens.dialogs import Confirm
from tests.aws.calls import SECRETS, Time, create, planted
from tests.aws.unclear import UNCLEAR, Answer, unclear_server
from tests.tui.cloud import (
    SIZE,
    ask_to_submit,
    aws,
    aws_environment,
    connect,
    press_button,
    shows,
    submit,
)
from tests.tui.driving import wizard

NO_SIGN: Final = "There is no sign of it: no job was started"
LOOK_FIRST: Final = "Do not send it again before you have looked"


@pytest.mark.parametrize("answer", UNCLEAR.values(), ids=UNCLEAR)
async def test_an_answer_that_is_not_clear_leaves_the_fate_open_and_the_attempt_kept(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("authwizard.aws.backend.CONNECT_TIMEOUT", 0.2)
    with unclear_server(answer) as server:
        aws_environment(monkeypatch, server.url, write_timeout=0.5)
        async with wizard(planted(), size=SIZE) as hand:
            told = await submit(hand)
            await hand.until(lambda: server.writes == 1)
        assert server.writes == 1
    assert told.startswith("? ")
    assert NO_SIGN in told
    assert LOOK_FIRST in told
    assert not [claim for claim in ("not applied:", "You can send it again", "expired") if claim in told]
    assert not [secret for secret in SECRETS if secret in told]
    assert len(unfinished()) == 1


async def test_a_request_that_is_carried_out_late_is_found_while_the_view_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Time()
    with aws(monkeypatch, "create=late-reset", clock=clock) as server:
        monkeypatch.setattr("authwizard.aws.reconcile.LOOK_FOR", 120.0)
        monkeypatch.setattr("authwizard.aws.reconcile._FIRST_WAIT", 1.0)
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm))
            await press_button(hand, "#submit")
            await hand.until(
                lambda: "There is no clear answer: looking for a minute" in hand.prose("#status")
            )
            await hand.until(lambda: NO_SIGN in hand.prose("#status"))
            clock.now += LATE_SECONDS
            await hand.until(lambda: "is COMPLETED." in hand.prose("#status"))
        assert len(server.writes) == 1
    assert unfinished() == []
