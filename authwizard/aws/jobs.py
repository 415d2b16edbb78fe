"""Jobs: what the service runs after it has accepted a request."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Literal, Self

from authwizard.request.target import Target

from .backend import Backend

MOST_JOBS: Final = 250
"""How many jobs of an environment are looked at."""

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
        CallError: It could not be fetched, is not there, or the answer is about another one.
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
        CallError: They could not be fetched.
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
