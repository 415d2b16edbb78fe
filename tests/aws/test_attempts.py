"""What the next start knows of a submit that was interrupted."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from authwizard.aws.attempts import damaged_attempts, pending_folder, unfinished
from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.reconcile import look_again
from authwizard.aws.submit import Looking, submit
from authwizard.sandbox import Fault, Sandbox
from tests.aws.calls import TARGET, Time, backend_of, create, planted, sandbox, update

_KILLED = """
import os, sys
from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.submit import submit
from tests.aws.calls import create
def on_phase(phase):
    if phase == sys.argv[2]:
        os.kill(os.getpid(), 9)
submit(create(), Backend(Connection.for_practice(sys.argv[1])), on_phase=on_phase)
os.kill(os.getpid(), 9)
"""


def killed(running: Sandbox, phase: str) -> None:
    """Submit in a process that is killed when it enters a phase, or once the request is accepted."""
    done = subprocess.run([sys.executable, "-c", _KILLED, running.endpoint_url, phase], check=False)
    assert done.returncode == -9


def test_nothing_is_left_of_a_submit_that_ends() -> None:
    with sandbox(None, "create=400") as running:
        submit(create(), backend_of(running), looking=Looking(Time().pace()))
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
        assert "has had no clear answer" in left.attempt.sentence
        assert str(TARGET) in left.attempt.sentence
        outcome = look_again(left, backend_of(running))
        assert outcome.status == "accepted"
        assert outcome.job is not None
        time.now += 4
        assert look_again(left, backend_of(running)).status == "completed"
        assert len(running.writes) == 1
    assert unfinished() == []


def test_no_sign_of_a_submit_is_no_proof_and_it_is_kept() -> None:
    time = Time()
    with sandbox() as running:
        killed(running, "sending")
        (left,) = unfinished()
        outcome = look_again(left, backend_of(running), pace=time.pace())
        assert (outcome.status, running.writes) == ("unknown", [])
    assert "There is no sign of it" in outcome.message
    assert 55 < sum(time.waits) <= 60, "it is looked for until a minute after it was sent"
    assert unfinished() == [left]


def test_a_submit_of_long_ago_is_looked_for_once() -> None:
    time = Time()
    with sandbox() as running:
        killed(running, "sending")
        (left,) = unfinished()
        old = replace(left, attempt=replace(left.attempt, begun=left.attempt.begun - timedelta(hours=1)))
        assert look_again(old, backend_of(running), pace=time.pace()).status == "unknown"
    assert time.waits == []


def test_a_request_that_is_carried_out_late_is_found_by_the_next_start() -> None:
    time = Time()
    with sandbox(time, "create=late-reset") as running:
        killed(running, "looking after")
        (left,) = unfinished()
        found = look_again(left, backend_of(running), pace=time.pace())
        assert found.status == "accepted"
        assert 15 <= sum(time.waits) < 30
        (noted,) = unfinished()
        assert noted.attempt.job_id == found.job_id
        time.now += 4
        assert look_again(noted, backend_of(running)).status == "completed"
        assert len(running.writes) == 1
    assert unfinished() == []


def test_the_job_of_a_later_submit_is_not_taken_for_that_of_an_open_one() -> None:
    time = Time()
    with sandbox(time, "create=504:1") as running:
        backend = backend_of(running)
        assert submit(create(), backend, looking=Looking(time.pace())).status == "unknown"
        second = submit(create(), backend, looking=Looking(time.pace()))
        assert second.status == "accepted"
        assert second.record is not None
        second.record.discard()
        (left,) = unfinished()
        outcome = look_again(left, backend, pace=time.pace())
        assert (outcome.status, outcome.job) == ("unknown", None)
        assert "A later request to this environment was accepted" in outcome.message
        left.discard()


def test_a_job_that_has_ended_is_not_taken_for_that_of_an_earlier_one_either() -> None:
    time = Time()
    with Sandbox(
        clock=time, job_seconds=0, faults=[Fault.parse("create=504:1"), Fault.parse("create=applied-504")]
    ) as running:
        backend = backend_of(running)
        assert submit(create(), backend, looking=Looking(time.pace())).status == "unknown"
        assert submit(create(), backend, looking=Looking(time.pace())).status == "completed"
        (left,) = unfinished()
        assert look_again(left, backend, pace=time.pace()).status == "unknown"
        left.discard()


def test_a_resource_that_is_gone_is_no_sign_of_an_update() -> None:
    time = Time()
    with sandbox(time, "update=504:1", seeded=create()) as running:
        assert submit(update(), backend_of(running), looking=Looking(time.pace())).status == "unknown"
    (left,) = unfinished()
    with sandbox(time) as other:
        outcome = look_again(left, backend_of(other), pace=time.pace())
    assert outcome.status == "unknown"
    assert "no longer has the resource" in outcome.message
    assert unfinished() == [left]


def test_a_change_that_is_not_what_was_asked_for_speaks_for_nothing() -> None:
    time = Time()
    with sandbox(time, "update=504:1", seeded=create()) as running:
        backend = backend_of(running)
        assert submit(update(), backend, looking=Looking(time.pace())).status == "unknown"
        running.faults.add(Fault.parse("list-jobs=403"))
        backend.write(update(Mfa={"MFAMode": "OFF"}))
        time.now += 4
        (left,) = unfinished()
        outcome = look_again(left, backend, pace=time.pace())
    assert outcome.status == "unknown"
    assert "nobody can say whether this request did it" in outcome.message


def test_a_file_with_a_time_that_there_is_not_is_a_damaged_one() -> None:
    with sandbox() as running:
        killed(running, "sending")
        (left,) = unfinished()
    saved = json.loads(left.path.read_text(encoding="utf-8"))
    left.path.write_text(json.dumps(saved | {"begun": "0001-01-01T00:00:00+14:00"}), encoding="utf-8")
    assert unfinished() == []


def test_an_error_that_may_repeat_a_secret_nobody_knows_any_more_is_not_shown() -> None:
    time = Time()
    with sandbox(time, "create=job-failed") as running:
        first = submit(planted(), backend_of(running), looking=Looking(time.pace()))
        assert first.record is not None
        first.record.release()
        time.now += 4
        (left,) = unfinished()
        assert left.attempt.has_secrets
        outcome = look_again(left, backend_of(running))
    assert outcome.status == "failed"
    assert "asked to let this job fail" not in f"{outcome.message} {outcome.answer}"
    assert "Amplify console" in outcome.fix


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


CONNECTION: dict[str, object] = {"endpoint_url": "http://127.0.0.1:1", "practice": True}
SAVED: dict[str, object] = {
    "format": 1,
    "operation": "create",
    "target": ["d1", "dev", "auth"],
    "begun": "2026-01-02T03:04:05+00:00",
    "region": "us-east-1",
    "connection": CONNECTION,
    "before": {"jobs": None, "state": ""},
    "job_id": "",
}


@pytest.mark.parametrize(
    "changes",
    [
        {"connection": CONNECTION | {name: value}}
        for name, value in (
            ("endpoint_url", 1),
            ("profile", None),
            ("region", ["us-east-1"]),
            ("ca_bundle", {}),
            ("verify_ssl", "no"),
            ("sign_request", 0),
            ("practice", None),
            ("read_timeout", "1"),
            ("connect_timeout", True),
            ("connect_timeout", -1),
            ("unknown", 1),
        )
    ]
    + [
        {"connection": None},
        {"target": "abc"},
        {"target": ["d1", "dev", 1]},
        {"target": ["d1", "dev"]},
        {"region": None},
        {"job_id": 1},
        {"before": {"jobs": "abc", "state": ""}},
        {"before": {"jobs": [1], "state": ""}},
        {"before": []},
        {"format": 2},
        {"operation": "delete"},
    ],
)
def test_a_file_with_a_value_of_another_type_is_a_damaged_one_and_named(changes: dict[str, object]) -> None:
    folder = pending_folder()
    folder.mkdir(parents=True)
    good, bad = folder / "a.json", folder / "b.json"
    good.write_text(json.dumps(SAVED))
    bad.write_text(json.dumps(SAVED | changes))
    assert [item.path for item in unfinished()] == [good]
    assert damaged_attempts() == [bad]


def test_a_pipe_among_the_files_holds_nobody() -> None:
    pending_folder().mkdir(parents=True)
    os.mkfifo(pending_folder() / "a.json")
    assert unfinished() == []
    assert damaged_attempts() == [pending_folder() / "a.json"]


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
        outcome = submit(create(), backend_of(running), looking=Looking(Time().pace()))
    assert (outcome.status, outcome.record) == ("accepted", None)
