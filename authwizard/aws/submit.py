"""Sending a request: checked, exactly once, and looked after where the answer is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from authwizard.files.resolve import resolve
from authwizard.files.visible import visible
from authwizard.request.check import check
from authwizard.request.draft import Draft

from .backend import Backend
from .changes import changed_blocks
from .failures import Failure
from .jobs import Job, ended
from .look import look_after, look_before, settled
from .outcome import Outcome
from .pending import Attempt, Before, Record, runs_already
from .remedies import REMEDIES
from .scrub import Scrubber
from .target import Pace, Target

Phase = Literal["looking before", "sending", "looking after"]
"""What a submit does now. From "sending" on, the request may have been carried out."""


def submit(
    draft: Draft,
    backend: Backend,
    *,
    pace: Pace | None = None,
    told: Callable[[Phase], None] | None = None,
    folder: Path | None = None,
) -> Outcome:
    """Send a request, exactly once, and say what became of it.

    Of an update with a baseline the changed blocks are sent. The outcome of a request that was accepted has the job,
    for `follow`, and the state file, which stays until the job has ended.

    Args:
        draft: The request; its references are resolved here.
        backend: Where it is sent.
        pace: The event that ends the looks after a lost answer.
        told: Is given each phase as it begins.
        folder: Where the state file goes; the platform's state folder by default.
    """
    told = told or (lambda _: None)
    ready, refusal = _ready(draft)
    if refusal:
        return refusal
    target = Target.of(ready)
    attempt = Attempt(ready.operation, target, datetime.now(UTC), backend.region, backend.connection)
    record = _begin(attempt, folder)
    if record and runs_already(record):
        record.discard()
        what, fix = REMEDIES["another-submit"]
        return Outcome("refused", what, fix, failure=Failure("another-submit", what, fix))
    sent = False
    try:
        told("looking before")
        before = look_before(backend, target)
        if record:
            record.note_before(before)
        told("sending")
        sent = True
        outcome = _send(ready, backend, before, pace, told)
    except BaseException:
        if record:
            record.release() if sent else record.discard()
        raise
    return _kept(outcome, record)


def _ready(draft: Draft) -> tuple[Draft, Outcome | None]:
    """Return the request with its secrets, and a refusal where it has errors."""
    ready, unresolved = resolve(changed_blocks(draft))
    errors = (*check(ready).errors, *unresolved)
    if not errors:
        return ready, None
    return ready, Outcome(
        "refused",
        "The request has errors, and was not sent.",
        "Mend them, then send it again.",
        problems=errors,
    )


def _begin(attempt: Attempt, folder: Path | None) -> Record | None:
    """Write the state file; a folder that cannot be written does not keep anybody from sending."""
    try:
        return Record.begin(attempt, folder)
    except OSError:
        return None


def _send(
    ready: Draft, backend: Backend, before: Before, pace: Pace | None, told: Callable[[Phase], None]
) -> Outcome:
    target, scrubber = Target.of(ready), Scrubber.of(ready)
    try:
        answer = backend.write(ready, scrubber)
    except Failure as failure:
        if failure.effect == "none":
            return Outcome("refused", failure.message, failure.fix, failure=failure)
        told("looking after")
        return settled(look_after(backend, target, before, pace), failure.message, failure)
    return _answered(answer, target, scrubber) or _without_job(backend, target, before, pace, told)


def _answered(answer: dict[str, Any], target: Target, scrubber: Scrubber) -> Outcome | None:
    """Read the answer; None where it is an acceptance that names no job."""
    answer = {
        name: scrubber.scrub(value) if isinstance(value, str) else value for name, value in answer.items()
    }
    job = Job.of(answer, target)
    if answer.get("Error"):
        what, fix = REMEDIES["answer-error"]
        message = f"{what} The service says: {visible(str(answer['Error'])[:400])}"
        failure = Failure("answer-error", message, fix, effect="unknown")
        return Outcome("failed", message, fix, job=job, failure=failure, answer=answer)
    if job is None:
        return None
    if job.state != "running":
        return ended(job)
    return Outcome("accepted", f"The request was accepted as the job {job.job_id}.", job=job, answer=answer)


def _without_job(
    backend: Backend, target: Target, before: Before, pace: Pace | None, told: Callable[[Phase], None]
) -> Outcome:
    """Find the job of an acceptance that names none: its ID is optional on the REST page."""
    told("looking after")
    found = look_after(backend, target, before, pace)
    happened = "The service accepted the request and named no job."
    if found.verdict == "applied":
        return settled(found, happened)
    fix = "`authwizard pull` shows what the backend has; the Amplify console shows its deployments."
    return Outcome("unknown", happened, fix)


def _kept(outcome: Outcome, record: Record | None) -> Outcome:
    """Keep the state file where the outcome is still open."""
    if record is None:
        return outcome
    if outcome.status not in ("accepted", "unknown"):
        record.discard()
        return outcome
    if outcome.job:
        record.note_job(outcome.job.job_id)
    if outcome.status == "unknown":
        record.release()
        return outcome
    return replace(outcome, record=record)
