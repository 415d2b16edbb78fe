"""Following a job from poll to poll until it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from authwizard.request.target import Target

from .attempts import Record
from .backend import Backend
from .failures import CallError
from .jobs import PASSING, Job, find_job
from .outcome import Outcome, ended, note
from .pace import Pace

LIMIT: Final = 900.0
"""Seconds that a job is followed for. One that builds a user pool takes minutes."""

_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 10.0
_GROWTH: Final = 1.5
_MOST_MISSES: Final = 5
"""How many polls may fail one after another before following is given up."""


def follow(
    backend: Backend,
    job: Job,
    *,
    limit: float = LIMIT,
    pace: Pace | None = None,
    on_poll: Callable[[Job, float], None] | None = None,
    record: Record | None = None,
) -> Outcome:
    """Poll a job until it is COMPLETED or FAILED.

    Args:
        backend: Where the job runs.
        job: The job; one that was found again by app, environment and ID will do.
        limit: Seconds after which following ends; the job goes on.
        pace: The clock, and the event that ends following.
        on_poll: Is given the job and the seconds since the start, after each poll.
        record: The state file of the submit, removed when the job has ended.

    Returns:
        An outcome that is completed, failed or unknown. It has the last answer.
    """
    try:
        outcome = _follow(backend, job, limit, pace or Pace(), on_poll)
    except BaseException:
        if record:
            record.release()
        raise
    if record:
        record.release() if outcome.status == "unknown" else record.discard()
    return outcome


def _follow(
    backend: Backend, job: Job, limit: float, pace: Pace, on_poll: Callable[[Job, float], None] | None
) -> Outcome:
    begun, wait, misses = pace.clock(), _FIRST_WAIT, 0
    while True:
        try:
            job = find_job(backend, Target(job.app_id, job.environment, ""), job.job_id)
        except CallError as failure:
            misses += 1
            if failure.name not in PASSING or misses > _MOST_MISSES:
                return _lost(job, failure)
        else:
            misses = 0
        elapsed = pace.clock() - begun
        if on_poll:
            on_poll(job, elapsed)
        if job.state != "running":
            return ended(job)
        left = limit - elapsed
        if left <= 0:
            what = f"The job {job.job_id} was still {_status(job)} after {limit:g} seconds."
            return replace(_unfinished(job, what), notes=note("job-status"))
        if pace.wait(min(wait, left)):
            return _unfinished(job, f"The job {job.job_id} was {_status(job)} when it was left.")
        wait = min(wait * _GROWTH, _LONGEST_WAIT)


def _status(job: Job) -> str:
    return job.status or "running"


def _unfinished(job: Job, message: str) -> Outcome:
    return Outcome(
        "unknown",
        message,
        "It goes on without you. The Amplify console shows it, and so does `aws amplifybackend get-backend-job`.",
        job=job,
        answer=job.answer,
    )


def _lost(job: Job, failure: CallError) -> Outcome:
    return Outcome(
        "unknown",
        f"The job {job.job_id} was accepted, and can no longer be followed. {failure.message}",
        failure.fix,
        job=job,
        failure=failure,
        answer=job.answer,
    )
