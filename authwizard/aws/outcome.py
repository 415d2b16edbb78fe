"""What became of a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from authwizard.request.check import Problem

from .attempts import Record
from .failures import CallError
from .jobs import Job

Status = Literal["accepted", "completed", "refused", "failed", "unknown"]

_EXIT: Final[dict[Status, int]] = {"accepted": 0, "completed": 0, "refused": 3, "failed": 5, "unknown": 4}


@dataclass(frozen=True)
class Outcome:
    """What became of a request, in words that hold no secret and nothing that a terminal would obey.

    Attributes:
        status: "accepted": its job runs. "completed": its job has ended well. "refused": it was not applied, and
            nothing has changed. "failed": its job failed, or the answer carried an error. "unknown": it was sent, and
            nobody can say what became of it, or its job runs still.
        message: What happened and what was found, in sentences.
        fix: What to do; empty where there is nothing.
        job: The job, where there is one.
        failure: What stood in the way, where something did.
        problems: What `check` or the references of the secrets have against the request; then nothing was sent.
        notes: Rules about a call that explain where things stand.
        answer: The service's last answer under the API's names.
        record: The state file that stays until the job has ended: give it to `follow`, or discard it.
    """

    status: Status
    message: str
    fix: str = ""
    job: Job | None = None
    failure: CallError | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    answer: dict[str, Any] = field(default_factory=dict, repr=False)
    record: Record | None = field(default=None, repr=False, compare=False)

    @property
    def job_id(self) -> str:
        """The job's ID, or nothing."""
        return self.job.job_id if self.job else ""

    @property
    def exit_status(self) -> int:
        """The status that a command ends with, as in the table of the command line."""
        return 1 if self.problems else _EXIT[self.status]


def note(rule: str) -> tuple[Problem, ...]:
    """Return a rule about a call as the notes of an outcome."""
    return (Problem.of(rule, ()),)


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
