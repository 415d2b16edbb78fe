"""Sending a request: checked, exactly once, and looked after where the answer is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from authwizard.files.ready import ready
from authwizard.request.draft import Draft
from authwizard.request.target import Target

from .attempts import Attempt, Before, Record, runs_already, tell_others
from .backend import Backend
from .changes import changed_blocks
from .failures import CallError
from .jobs import Job
from .outcome import Outcome, ended, note
from .pace import Pace
from .reconcile import OnPoll, determine_outcome, settled, snapshot
from .remedies import REMEDIES
from .sent_drafts import fingerprint

_NOT_KEPT: Final = (
    "Do not send it again before you have looked: `authwizard pull` and the Amplify console show what is there. "
    "The attempt could not be kept, so nobody looks again by itself: the folder for the state files cannot be written."
)

Phase = Literal["looking before", "sending", "looking after"]
"""What a submit does now. From "sending" on, the request may have been carried out."""


@dataclass(frozen=True)
class Looking:
    """How a submit looks for a request whose answer was lost.

    Attributes:
        pace: The clock, and the event that ends looking.
        limit: For how many seconds; the usual time by default.
        on_poll: Is told of each look.
    """

    pace: Pace | None = None
    limit: float | None = None
    on_poll: OnPoll | None = None


def submit(
    draft: Draft,
    backend: Backend,
    *,
    looking: Looking | None = None,
    on_phase: Callable[[Phase], None] | None = None,
    folder: Path | None = None,
) -> Outcome:
    """Send a request, exactly once, and say what became of it.

    Of an update with a baseline the changed blocks are sent. The outcome of a request that was accepted has the job,
    for `follow`, and the state file, which stays until the job has ended.

    Args:
        draft: The request; its references are resolved here.
        backend: Where it is sent.
        looking: How to look after a lost answer.
        on_phase: Is given each phase as it begins.
        folder: Where the state file goes; the platform's state folder by default.
    """
    on_phase = on_phase or (lambda _: None)
    ready, refusal = _ready(draft)
    if refusal:
        return refusal
    target = Target.of(ready)
    attempt = Attempt(
        ready.operation,
        target,
        datetime.now(UTC),
        backend.region,
        backend.connection,
        has_secrets=bool(ready.secrets),
        draft=fingerprint(draft),
    )
    record = _begin(attempt, folder)
    if record and runs_already(record):
        record.discard()
        what, fix = REMEDIES["another-submit"]
        return Outcome("refused", what, fix, failure=CallError("another-submit", what, fix))
    sent = False
    try:
        on_phase("looking before")
        before = snapshot(backend, target)
        if record:
            record.note_before(before)
        on_phase("sending")
        sent = True
        outcome = _send(ready, backend, before, looking or Looking(), on_phase)
    except BaseException:
        if record:
            record.release() if sent else record.discard()
        raise
    return _kept(outcome, record)


def _ready(draft: Draft) -> tuple[Draft, Outcome | None]:
    """Return the request with its secrets, and a refusal where it has errors."""
    judged = ready(changed_blocks(draft))
    if not judged.errors:
        return judged.draft, None
    return judged.draft, Outcome(
        "refused",
        "The request has errors, and was not sent.",
        "Mend them, then send it again.",
        problems=judged.errors,
    )


def _begin(attempt: Attempt, folder: Path | None) -> Record | None:
    """Write the state file; a folder that cannot be written does not keep anybody from sending."""
    try:
        return Record.begin(attempt, folder)
    except OSError:
        return None


def _send(
    ready: Draft, backend: Backend, before: Before, looking: Looking, on_phase: Callable[[Phase], None]
) -> Outcome:
    target = Target.of(ready)
    failure = None
    try:
        answer = backend.write(ready)
    except CallError as error:
        failure, happened = error, error.message
    else:
        outcome = _answered(answer, target, backend)
        if outcome is not None:
            return outcome
        happened = "The service accepted the request, and its answer names no job of this environment."
    if failure is not None and failure.effect == "none":
        return Outcome("refused", failure.message, failure.fix, failure=failure)
    on_phase("looking after")
    found = determine_outcome(
        backend, target, before, pace=looking.pace, limit=looking.limit, on_poll=looking.on_poll
    )
    return settled(found, happened, ready.operation, failure)


def _answered(answer: dict[str, Any], target: Target, backend: Backend) -> Outcome | None:
    """Read the answer; None where it is an acceptance that names no job of this environment.

    The ID is optional on the REST page.
    """
    job = Job.of(answer, target, backend)
    if answer.get("Error"):
        what, fix = REMEDIES["answer-error"]
        said = backend.shown(answer["Error"])
        message = f"{what} The service says: {said}"
        failure = CallError("answer-error", message, fix, effect="unknown")
        shown = {name: backend.shown(value) for name, value in answer.items()}
        return Outcome("failed", message, fix, job=job, failure=failure, answer=shown)
    if job is None:
        return None
    if job.state != "running":
        return ended(job)
    return Outcome(
        "accepted",
        f"The request was accepted as the job {job.job_id}.",
        job=job,
        notes=note("poll-job"),
        answer=job.answer,
    )


def _kept(outcome: Outcome, record: Record | None) -> Outcome:
    """Keep the state file where the outcome is still open."""
    if record is None:
        # There was no place to keep it, so that nobody will look again by itself.
        return replace(outcome, fix=_NOT_KEPT) if outcome.status == "unknown" else outcome
    if outcome.job or outcome.status == "completed":
        tell_others(record.attempt, record.path, outcome.job_id)
    if outcome.status not in ("accepted", "unknown"):
        record.discard()
        return outcome
    if outcome.job:
        record.note_job(outcome.job.job_id)
    if outcome.status == "unknown":
        record.release()
        return outcome
    return replace(outcome, record=record)
