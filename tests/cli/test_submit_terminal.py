"""`authwizard submit` in a real terminal."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from authwizard.aws.attempts import unfinished
from authwizard.sandbox import Fault, Sandbox
from tests.aws.calls import TARGET, create, sandbox
from tests.cli.calls import PROGRAM
from tests.cli.submitting import file_of, give_credentials
from tests.support.keys import ENTER, ctrl
from tests.support.terminal import Terminal


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    give_credentials(monkeypatch)


@pytest.fixture
def listening() -> Iterator[tuple[Sandbox, threading.Event]]:
    """A sandbox that never answers a create, and says when one has arrived."""
    arrived = threading.Event()

    def log(line: str) -> None:
        if line.endswith("no answer"):
            arrived.set()

    with Sandbox(log=log, faults=[Fault.parse("create=applied-hang")]) as running:
        yield running, arrived


def in_terminal(home: Path, running: Sandbox, tmp_path: Path, *args: str) -> Terminal:
    command = [*PROGRAM, "submit", file_of(create(), tmp_path), "--endpoint-url", running.endpoint_url, *args]
    return Terminal(command, home=home, columns=300, rows=40)


def test_the_question_is_asked_and_no_is_the_answer_of_enter(home: Path, tmp_path: Path) -> None:
    with sandbox() as running:
        with in_terminal(home, running, tmp_path) as terminal:
            text = terminal.wait_for("Send it? [y/N]")
            assert "arn:aws:iam::000000000000:user/practice" in text
            terminal.send(ENTER)
            assert terminal.exit_status() == 1
            assert "Nothing was sent." in terminal.screen_text()
        assert running.writes == []
        with in_terminal(home, running, tmp_path, "--no-wait") as terminal:
            terminal.wait_for("Send it? [y/N]")
            terminal.send("y", ENTER)
            assert terminal.exit_status() == 0
        assert len(running.writes) == 1


def test_an_interrupt_at_the_question_sends_nothing(home: Path, tmp_path: Path) -> None:
    with sandbox() as running, in_terminal(home, running, tmp_path) as terminal:
        terminal.wait_for("Send it? [y/N]")
        terminal.send(ctrl("c"))
        assert terminal.exit_status() == 130
        assert running.writes == []


def test_an_interrupt_while_it_is_sent_says_what_is_known_and_the_next_start_says_more(
    home: Path, tmp_path: Path, listening: tuple[Sandbox, threading.Event]
) -> None:
    running, arrived = listening
    with in_terminal(home, running, tmp_path, "--yes") as terminal:
        terminal.wait_for("Sending the request, once.")
        assert arrived.wait(60)
        terminal.send(ctrl("c"))
        assert terminal.exit_status() == 130
        text = terminal.screen_text()
    assert "Interrupted. The request was sent at " in text
    assert "its outcome is not known" in text
    assert "Traceback" not in text
    with in_terminal(home, running, tmp_path, "--dry-run") as terminal:
        assert terminal.exit_status() == 0
        text = terminal.screen_text()
    assert "Earlier: The create of" in text
    assert "There is a job that was not there before" in text or "is COMPLETED" in text
    assert len(running.writes) == 1


def test_a_terminal_that_is_closed_while_it_is_sent_loses_nothing(
    home: Path, tmp_path: Path, listening: tuple[Sandbox, threading.Event]
) -> None:
    running, arrived = listening
    with in_terminal(home, running, tmp_path, "--yes") as terminal:
        terminal.wait_for("Sending the request, once.")
        assert arrived.wait(60)
    (left,) = unfinished()
    assert left.attempt.target == TARGET
    assert len(running.writes) == 1


def test_an_interrupt_while_the_job_is_followed_names_the_job(home: Path, tmp_path: Path) -> None:
    with (
        Sandbox(faults=[Fault.parse("create=job-stuck")]) as running,
        in_terminal(home, running, tmp_path, "--yes") as terminal,
    ):
        terminal.wait_for("0:00 PENDING")
        terminal.send(ctrl("c"))
        assert terminal.exit_status() == 130
        text = terminal.screen_text()
    assert "Interrupted. The request was accepted as the job" in text
    (left,) = unfinished()
    assert left.attempt.job_id in text
