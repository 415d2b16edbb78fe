"""Following a job until it has ended."""

import pytest

from authwizard.aws.follow import follow
from authwizard.aws.jobs import Job, find_job
from authwizard.aws.submit import Looking, submit
from authwizard.sandbox import Fault, Sandbox
from tests.aws.calls import TARGET, Time, backend_of, create, sandbox


def started(running: Sandbox, time: Time) -> Job:
    """Start a job and return it as somebody would know it who has its ID alone."""
    outcome = submit(create(), backend_of(running), looking=Looking(time.pace()))
    assert outcome.job
    assert outcome.record
    outcome.record.discard()
    return Job(TARGET.app_id, TARGET.environment, outcome.job_id)


@pytest.fixture(autouse=True)
def _one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")


def test_it_is_polled_more_and_more_slowly_until_it_ends_and_each_status_is_told() -> None:
    time = Time()
    told: list[tuple[str, float]] = []
    with sandbox(time) as running:
        job = started(running, time)
        outcome = follow(
            backend_of(running),
            job,
            pace=time.pace(),
            on_poll=lambda job, elapsed: told.append((job.status, elapsed)),
        )
    assert (outcome.status, outcome.exit_status) == ("completed", 0)
    assert [status for status, _ in told] == ["PENDING", "RUNNING", "RUNNING", "COMPLETED"]
    assert [elapsed for _, elapsed in told] == [0, 1, 2.5, 4.75]


@pytest.mark.parametrize(
    ("fault", "status", "exit_status", "said"),
    [
        ("job-failed", "failed", 5, "FAILED: The sandbox was asked to let this job fail."),
        ("job-stuck", "unknown", 4, "was still PENDING after 60 seconds"),
    ],
)
def test_a_job_that_fails_and_one_that_does_not_end(
    fault: str, status: str, exit_status: int, said: str
) -> None:
    time = Time()
    with sandbox(time, f"create={fault}") as running:
        outcome = follow(backend_of(running), started(running, time), limit=60, pace=time.pace())
    assert (outcome.status, outcome.exit_status) == (status, exit_status)
    assert said in outcome.message
    assert outcome.fix
    assert [note.rule for note in outcome.notes] == (["job-status"] if status == "unknown" else [])


def test_the_longest_pause_is_ten_seconds_and_the_limit_is_kept_to_the_second() -> None:
    time = Time()
    with sandbox(time, "create=job-stuck") as running:
        job = started(running, time)
        begun = time.now
        follow(backend_of(running), job, limit=100, pace=time.pace())
    assert time.now - begun == 100
    assert max(time.waits) == 10


def test_following_can_be_interrupted_and_taken_up_again() -> None:
    time = Time()
    with sandbox(time) as running:
        job = started(running, time)
        left = follow(backend_of(running), job, pace=time.pace(stop_after=1))
        assert (left.status, left.job_id) == ("unknown", job.job_id)
        assert find_job(backend_of(running), TARGET, job.job_id).status == "RUNNING"
        assert follow(backend_of(running), job, pace=time.pace()).status == "completed"


@pytest.mark.parametrize("kind", ["500", "429", "404", "garbage", "reset"])
def test_a_poll_that_fails_now_and_then_does_not_matter(kind: str) -> None:
    time = Time()
    with sandbox(time, f"get-job={kind}:3") as running:
        outcome = follow(backend_of(running), started(running, time), pace=time.pace())
    assert outcome.status == "completed"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("500", "service-error"),
        ("403", "access-denied"),
        ("expired", "expired-credentials"),
        ("error", "answer-error"),
    ],
)
def test_a_job_that_can_no_longer_be_followed_is_unknown_and_says_why(kind: str, name: str) -> None:
    time = Time()
    with sandbox(time) as running:
        job = started(running, time)
        running.faults.add(Fault.parse(f"get-job={kind}"))
        outcome = follow(backend_of(running), job, pace=time.pace())
    assert (outcome.status, outcome.exit_status) == ("unknown", 4)
    assert outcome.failure is not None
    assert outcome.failure.name == name
    assert "was accepted, and can no longer be followed" in outcome.message
