"""Jobs: what the service runs after it has accepted a request."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Literal, Self

from .backend import Backend
from .failures import Failure
from .outcome import Outcome
from .pending import Record
from .target import Pace, Target

MOST_JOBS: Final = 250
"""How many jobs of an environment are looked at."""

LIMIT: Final = 900.0
"""Seconds that a job is followed for. One that builds a user pool takes minutes."""

_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 10.0
_GROWTH: Final = 1.5
_MOST_MISSES: Final = 5
"""How many polls may fail one after another before following is given up."""
_JOB_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
"""What a job's ID may look like. The service documents no form; the ones that were seen are UUIDs."""
PASSING: Final = frozenset(
    {
        "connect-timeout",
        "connection-dropped",
        "connection-refused",
        "no-route",
        "no-such-host",
        "not-found",
        "not-json",
        "proxy",
        "read-timeout",
        "service-error",
        "tls-broken",
        "too-many-requests",
    }
)
"""Failures of a look that may pass; a job that was accepted just now may not be found yet."""


@dataclass(frozen=True)
class Job:
    """A job as the service described it last. The status and the operation are free text of the service."""

    app_id: str
    environment: str
    job_id: str
    status: str = ""
    operation: str = ""
    error: str = ""
    answer: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """The members of the answer that it was read from, as they may be shown."""

    @classmethod
    def of(cls, answer: dict[str, Any], target: Target, backend: Backend) -> Self | None:
        """Read a job from an answer; None where it names none, or one that is not of this environment."""
        place = {"AppId": target.app_id, "BackendEnvironmentName": target.environment}
        job_id = answer.get("JobId")
        if any(answer.get(name, own) != own for name, own in place.items()):
            return None
        if not isinstance(job_id, str) or not _JOB_ID.fullmatch(job_id):
            return None
        answer = {name: backend.shown(value) for name, value in answer.items() if value is not None}
        status, operation, error = (answer.get(name, "") for name in ("Status", "Operation", "Error"))
        return cls(target.app_id, target.environment, job_id, status, operation, error, answer)

    @property
    def state(self) -> Literal["completed", "failed", "running"]:
        """COMPLETED is success, FAILED is failure, anything else goes on: the rule `job-status`."""
        if self.status == "COMPLETED":
            return "completed"
        return "failed" if self.status == "FAILED" else "running"


def find_job(backend: Backend, target: Target, job_id: str) -> Job:
    """Fetch a job by its ID.

    Raises:
        Failure: It could not be fetched, is not there, or the answer is about another one.
    """
    operation = "GetBackendJob"
    answer = backend.read(
        operation, AppId=target.app_id, BackendEnvironmentName=target.environment, JobId=job_id
    )
    job = Job.of({"JobId": job_id, **answer}, target, backend)
    if job is None or job.job_id != job_id:
        raise backend.failure("not-json", operation)
    return job


def list_jobs(backend: Backend, target: Target) -> list[Job]:
    """Return the jobs of an environment, in the service's order, which is the newest first.

    Raises:
        Failure: They could not be fetched.
    """
    pages = backend.pages(
        "amplifybackend",
        "ListBackendJobs",
        "Jobs",
        AppId=target.app_id,
        BackendEnvironmentName=target.environment,
    )
    jobs = (Job.of(item, target, backend) for item in islice(pages, MOST_JOBS))
    return [job for job in jobs if job]


def follow(
    backend: Backend,
    job: Job,
    *,
    limit: float = LIMIT,
    pace: Pace | None = None,
    told: Callable[[Job, float], None] | None = None,
    record: Record | None = None,
) -> Outcome:
    """Poll a job until it is COMPLETED or FAILED.

    Args:
        backend: Where the job runs.
        job: The job; one that was found again by app, environment and ID will do.
        limit: Seconds after which following ends; the job goes on.
        pace: The clock, and the event that ends following.
        told: Is given the job and the seconds since the start, after each poll.
        record: The state file of the submit, removed when the job has ended.

    Returns:
        An outcome that is completed, failed or unknown. It has the last answer.
    """
    try:
        outcome = _follow(backend, job, limit, pace or Pace(), told)
    except BaseException:
        if record:
            record.release()
        raise
    if record:
        record.release() if outcome.status == "unknown" else record.discard()
    return outcome


def _follow(
    backend: Backend, job: Job, limit: float, pace: Pace, told: Callable[[Job, float], None] | None
) -> Outcome:
    begun, wait, misses = pace.clock(), _FIRST_WAIT, 0
    while True:
        try:
            job = find_job(backend, Target(job.app_id, job.environment, ""), job.job_id)
        except Failure as failure:
            misses += 1
            if failure.name not in PASSING or misses > _MOST_MISSES:
                return _lost(job, failure)
        else:
            misses = 0
        elapsed = pace.clock() - begun
        if told:
            told(job, elapsed)
        if job.state != "running":
            return ended(job)
        left = limit - elapsed
        if left <= 0:
            return _unfinished(job, f"The job {job.job_id} was still {_status(job)} after {limit:g} seconds.")
        if pace.wait(min(wait, left)):
            return _unfinished(job, f"The job {job.job_id} was {_status(job)} when it was left.")
        wait = min(wait * _GROWTH, _LONGEST_WAIT)


def ended(job: Job) -> Outcome:
    """Return the outcome of a job that has ended."""
    if job.state == "completed":
        return Outcome("completed", f"The job {job.job_id} is COMPLETED.", job=job, answer=job.answer)
    said = f": {job.error}" if job.error else "."
    return Outcome(
        "failed",
        f"The job {job.job_id} FAILED{said}",
        "Look at the deployment in the Amplify console. Mend the request, then send it again.",
        job=job,
        answer=job.answer,
    )


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


def _lost(job: Job, failure: Failure) -> Outcome:
    return Outcome(
        "unknown",
        f"The job {job.job_id} was accepted, and can no longer be followed. {failure.message}",
        failure.fix,
        job=job,
        failure=failure,
        answer=job.answer,
    )
