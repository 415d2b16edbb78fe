"""What the next start knows of a submit that was interrupted."""

import subprocess
import sys
from pathlib import Path

import pytest

from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.look import look_again
from authwizard.aws.pending import pending_folder, unfinished
from authwizard.aws.submit import submit
from authwizard.sandbox import Sandbox
from tests.aws.calls import TARGET, Time, backend_of, create, sandbox

_KILLED = """
import os, sys
from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.submit import submit
from tests.aws.calls import create
def told(phase):
    if phase == sys.argv[2]:
        os.kill(os.getpid(), 9)
submit(create(), Backend(Connection.for_practice(sys.argv[1])), told=told)
os.kill(os.getpid(), 9)
"""


def killed(running: Sandbox, phase: str) -> None:
    """Submit in a process that is killed when it enters a phase, or once the request is accepted."""
    done = subprocess.run([sys.executable, "-c", _KILLED, running.endpoint_url, phase], check=False)
    assert done.returncode == -9


def test_nothing_is_left_of_a_submit_that_ends() -> None:
    with sandbox(None, "create=400") as running:
        submit(create(), backend_of(running), pace=Time().pace())
    assert unfinished() == []
    assert list(pending_folder().iterdir()) == []


def test_a_submit_killed_after_it_was_accepted_is_found_with_its_job() -> None:
    time = Time()
    with sandbox(time) as running:
        killed(running, "")
        (left,) = unfinished()
        assert left.attempt.job_id in left.attempt.sentence
        assert "was accepted as the job" in left.attempt.sentence
        assert left.attempt.connection == Connection.for_practice(running.endpoint_url)
        assert look_again(left, Backend(left.attempt.connection)).status == "accepted"
        assert unfinished() == [left]
        time.now += 4
        assert look_again(left, Backend(left.attempt.connection)).status == "completed"
    assert unfinished() == []
    assert list(pending_folder().iterdir()) == []


def test_a_submit_killed_before_its_answer_was_there_is_looked_after() -> None:
    time = Time()
    with sandbox(time, "create=applied-504") as running:
        killed(running, "looking after")
        (left,) = unfinished()
        assert "interrupted before its answer was there" in left.attempt.sentence
        assert str(TARGET) in left.attempt.sentence
        outcome = look_again(left, backend_of(running))
        assert outcome.status == "accepted"
        assert outcome.job is not None
        time.now += 4
        assert look_again(left, backend_of(running)).status == "completed"
        assert len(running.writes) == 1
    assert unfinished() == []


def test_a_submit_killed_before_it_was_sent_was_not_applied() -> None:
    with sandbox() as running:
        killed(running, "sending")
        (left,) = unfinished()
        outcome = look_again(left, backend_of(running))
        assert (outcome.status, running.writes) == ("refused", [])
    assert unfinished() == []


def test_what_cannot_be_looked_at_now_stays_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with sandbox() as running:
        killed(running, "")
        backend = backend_of(running)
    (left,) = unfinished()
    outcome = look_again(left, backend)
    assert (outcome.status, unfinished()) == ("unknown", [left])
    left.discard()
    assert unfinished() == []


def test_damaged_files_and_a_folder_that_cannot_be_written_keep_nobody_from_sending(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = pending_folder()
    folder.mkdir(parents=True)
    for name, text in {"a": "", "b": "{}", "c": '{"format": 2}', "d": "[" * 100_000, "e": "\x00"}.items():
        (folder / f"{name}.json").write_text(text)
    assert unfinished() == []
    (home / "a-file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "a-file"))
    with sandbox() as running:
        outcome = submit(create(), backend_of(running), pace=Time().pace())
    assert (outcome.status, outcome.record) == ("accepted", None)
