"""Whatever goes wrong on the way to AWS: it is named, sent once at most, and the draft is kept."""

from __future__ import annotations

from typing import Final

import pytest

from authwizard.aws.attempts import unfinished
from authwizard.files.autosave import list_autosaves
from authwizard.request.edit import set_value
from authwizard.request.secrets import EnvRef
from authwizard.request.tree import pool
from authwizard.sandbox import Fault, Sandbox
from authwizard.tui.cloud.connect import Connect
from authwizard.tui.cloud.progress import Progress
from authwizard.tui.screens.dialogs import Confirm
from authwizard.tui.screens.wizard import WizardScreen
from tests.aws.calls import Time, backend_of, create, planted, update
from tests.tui.cloud import (
    APP_ID,
    SIZE,
    ask_to_submit,
    aws,
    check_usable,
    connect,
    press_button,
    refusal,
    shows,
    submit,
)
from tests.tui.driving import Hand, wizard

NO_SIGN: Final = "There is no sign of it: no job was started"
LOOK_FIRST: Final = "Do not send it again before you have looked"
FAULTS: Final[dict[str, tuple[str, ...]]] = {
    "create=400": ("refuses the request as not formed properly", "The service says:"),
    "create=403": ("amplifybackend:CreateBackendAuth is not allowed", "IAM policies"),
    "create=expired": ("The AWS credentials have expired.", "Get new ones"),
    "create=404": ("(NotFoundException)",),
    "create=429": ("(TooManyRequestsException)",),
    "create=500": (NO_SIGN, LOOK_FIRST),
    "create=504": (NO_SIGN, LOOK_FIRST),
    "create=hang": ("did not answer in time", NO_SIGN),
    "create=reset-before": ("broke before the answer was there", NO_SIGN),
    "create=reset": ("broke before the answer was there", NO_SIGN),
    "create=garbage": ("is not one of this service", NO_SIGN),
    "create=error": ("The answer carries an error.", "The sandbox was asked"),
    "create=job-failed": ("FAILED: The sandbox was asked", "Amplify console"),
    "create=applied-504": ("is COMPLETED.", "Left to do:"),
    "create=applied-reset": ("is COMPLETED.", "Left to do:"),
    "create=applied-hang": ("did not answer in time", "is COMPLETED."),
    "update=400": ("refuses the request as not formed properly", "The service says:"),
    "update=504": (NO_SIGN, "the resource is as it was"),
    "update=applied-reset": ("is COMPLETED.", "Left to do:"),
    "update=job-failed": ("FAILED: The sandbox was asked", "Amplify console"),
}


@pytest.mark.parametrize(("fault", "said"), FAULTS.items(), ids=FAULTS)
async def test_each_fault_is_named_after_one_request(
    fault: str, said: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = create() if fault.startswith("create") else update()
    with aws(monkeypatch, write_timeout=3 if "hang" in fault else 60) as server:
        if draft.operation == "update":
            seed(server)
        server.faults.add(Fault.parse(fault))
        sent = len(server.writes)
        async with wizard(draft, size=SIZE) as hand:
            told = await submit(hand)
            assert [text for text in said if text not in told] == [], told
            if "is COMPLETED." in told:
                await hand.press("escape")
                await hand.until(lambda: hand.draft.baseline is not None)
                draft = hand.draft
            await check_usable(hand, draft)
        assert len(server.writes) == sent + 1
    assert len(unfinished()) == (1 if NO_SIGN in said else 0)


def seed(server: Sandbox) -> None:
    """Let a server have what an update changes."""
    backend_of(server).write(create())


async def test_an_outcome_that_looking_does_not_settle_is_unknown_and_offered_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with aws(monkeypatch, "create=504", "get=500", "list-jobs=500") as server:
        async with wizard(create(), size=SIZE) as hand:
            told = await submit(hand)
            assert told.startswith("? ")
            assert "Looking did not settle whether it was applied." in told
            assert "Do not send it again before you have looked" in told
            await check_usable(hand, create())
        assert len(server.writes) == 1
    assert len(unfinished()) == 1


async def test_a_job_that_never_ends_is_left_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch, "create=job-stuck") as server:
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm))
            await press_button(hand, "#submit")
            await hand.until(lambda: "The job runs" in hand.prose("#status"))
            assert "PENDING" in hand.prose("#status")
            await hand.until(lambda: "You can leave this view: the submit goes on." in hand.prose("#status"))
            await press_button(hand, "#cancel")
            await hand.until(lambda: shows(hand, WizardScreen))
            await hand.fill(APP_ID, "d9")
            await ask_to_submit(hand)
            await hand.until(lambda: shows(hand, Progress) and "The job runs" in hand.prose("#status"))
            assert len(server.writes) == 1
            assert unfinished() == [], "one that runs is not offered elsewhere"
            await hand.press("escape")
            await hand.until(lambda: shows(hand, WizardScreen))
            await hand.press("ctrl+q")
            await hand.until(lambda: "Quit while a submit runs?" in hand.text())
            await hand.until(lambda: hand.focused_id == "cancel")
            submission = hand.app.aws_session.submission
    assert submission
    submission.join()
    (left,) = unfinished()
    assert left.attempt.job_id


async def test_a_submit_that_ends_after_it_was_left_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Time()
    with aws(monkeypatch, job_seconds=3, clock=clock) as server:
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm))
            await press_button(hand, "#submit")
            await hand.until(lambda: shows(hand, Progress))
            await press_button(hand, "#cancel")
            await hand.until(lambda: shows(hand, WizardScreen))
            assert hand.app.aws_session.is_submitting
            await hand.until(lambda: hand.app.aws_session.submission and hand.app.aws_session.submission.job)
            clock.now += 3
            await hand.until(lambda: not hand.app.aws_session.is_submitting)
            await hand.until(lambda: "COMPLETED" in hand.toasts() + hand.prose("#outcome"))
        assert len(server.writes) == 1


async def test_a_submit_that_ends_behind_the_question_about_it_takes_the_question_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Time()
    with aws(monkeypatch, job_seconds=3, clock=clock):
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm))
            await press_button(hand, "#submit")
            await hand.until(lambda: shows(hand, Progress) and "The job runs" in hand.prose("#status"))
            await press_button(hand, "#cancel")
            await hand.until(lambda: shows(hand, WizardScreen))
            await hand.press("ctrl+q")
            await hand.until(lambda: "Quit while a submit runs?" in hand.text())
            clock.now += 3
            await hand.until(lambda: shows(hand, WizardScreen))
            await hand.until(lambda: hand.draft.operation == "update")
            await hand.press("ctrl+q")
            assert list_autosaves() == []


async def test_cancel_at_each_question_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch) as server:
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await hand.until(lambda: shows(hand, Connect))
            await hand.press("escape")
            await hand.until(lambda: "Nothing was sent." in refusal(hand))
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm))
            await hand.until(lambda: hand.focused_id == "cancel")
            await hand.press("enter")
            await hand.until(lambda: "Nothing was sent." in refusal(hand))
            await check_usable(hand, create())
        assert server.writes == []


@pytest.mark.parametrize("later", ["get=expired", "get=500"], ids=["refused", "confirmed"])
async def test_review_may_be_left_while_aws_is_asked(later: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("authwizard.aws.backend.READ_TIMEOUT", 0.5)
    with aws(monkeypatch, "caller-identity=hang", later) as server:
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: server.requests)
            await hand.wizard.go_to_path(APP_ID)
            await hand.until(lambda: shows(hand, Confirm) or idle(hand))
            if shows(hand, Confirm):
                await hand.press("escape")
            await hand.until(lambda: idle(hand))
            await check_usable(hand, create())
        assert server.writes == []


async def test_what_is_asked_for_shows_that_something_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("authwizard.aws.backend.READ_TIMEOUT", 1.0)
    with aws(monkeypatch, "caller-identity=hang") as server:
        async with wizard(create(), size=SIZE) as hand:
            await hand.go("review")
            before = hand.text()
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: server.requests)
            await hand.settle()
            assert not shows(hand, Confirm)
            assert shows(hand, Connect) or hand.text() != before, "AWS may take a minute to answer"


def idle(hand: Hand) -> bool:
    """Tell whether no way out is being gone."""
    return all(worker.is_finished for worker in hand.wizard.workers)


async def test_errors_block_the_submit(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = set_value(create(), APP_ID, "").draft
    with aws(monkeypatch) as server:
        async with wizard(draft, size=SIZE) as hand:
            await ask_to_submit(hand)
            await hand.until(lambda: "1 error blocks the submit." in hand.toasts())
            assert shows(hand, WizardScreen)
        assert server.requests == []


async def test_a_secret_that_does_not_resolve_is_told_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")
    draft = planted().with_secret(path, EnvRef("NOT_SET_ANYWHERE"))
    with aws(monkeypatch) as server:
        async with wizard(draft, size=SIZE) as hand:
            await ask_to_submit(hand)
            await hand.until(lambda: "NOT_SET_ANYWHERE" in refusal(hand))
            assert "Nothing was sent." in refusal(hand)
        assert server.requests == []
