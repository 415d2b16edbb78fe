"""Looking at a backend before and after a request whose answer was lost: was it applied?"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Final, Literal

from authwizard.request.draft import in_api_order

from .backend import Backend
from .failures import Failure
from .jobs import Job, ended, find_job, list_jobs
from .outcome import Outcome
from .pending import Attempt, Before, Unfinished
from .pull import current_state
from .target import Pace, Target

PAUSES: Final = (0.0, 3.0, 6.0)
"""Seconds before each look: the service may start a job after it has lost the answer."""

Verdict = Literal["applied", "not applied", "unknown"]


@dataclass(frozen=True)
class Found:
    """What a look found: the verdict, the job if there is one, and the findings in sentences."""

    verdict: Verdict
    sentences: str
    job: Job | None = None


@dataclass(frozen=True)
class _Seen:
    """What one look saw, beside what could not be looked at."""

    jobs: tuple[Job, ...] | None
    state: str
    hindrance: Failure | None


def look_before(backend: Backend, target: Target) -> Before:
    """Note what a backend has, so that a look after the request can tell what is new."""
    seen = _see(backend, target)
    return Before(None if seen.jobs is None else tuple(job.job_id for job in seen.jobs), seen.state)


def look_after(backend: Backend, target: Target, before: Before, pace: Pace | None = None) -> Found:
    """Look several times whether a request was applied, until something speaks for it.

    "not applied" needs proof: after the last look there is no new job, and the state is as it was.
    """
    pace = pace or Pace()
    found = Found("unknown", "Nobody has looked.")
    for pause in PAUSES:
        if pause and pace.wait(pause):
            return Found("unknown", f"{found.sentences} Looking was interrupted.")
        found = _judge(_see(backend, target), before)
        if found.verdict == "applied":
            break
    return found


def look_again(unfinished: Unfinished, backend: Backend) -> Outcome:
    """Say what became of a submit that was interrupted, and forget it once that is settled.

    The outcome's message begins with what is known without asking. One that is "accepted" has a job to follow.

    Args:
        unfinished: The submit.
        backend: Where it was sent: `Backend(unfinished.attempt.connection)`, or for practice a sandbox of now.
    """
    outcome = _look_again(unfinished.attempt, backend)
    if outcome.status in ("completed", "failed", "refused"):
        unfinished.discard()
    return outcome


def _look_again(attempt: Attempt, backend: Backend) -> Outcome:
    if attempt.job_id:
        try:
            job = find_job(backend, attempt.target, attempt.job_id)
        except Failure as failure:
            return Outcome("unknown", f"{attempt.sentence} {failure.message}", failure.fix, failure=failure)
        return settled(Found("applied", f"It is {job.status or 'running'}.", job), attempt.sentence)
    found = _judge(_see(backend, attempt.target), attempt.before)
    return settled(found, attempt.sentence)


def settled(found: Found, what_happened: str, failure: Failure | None = None) -> Outcome:
    """Turn what a look found into an outcome.

    Args:
        found: What it found.
        what_happened: Why one had to look, in a sentence.
        failure: What stood in the way of the answer.
    """
    message = f"{what_happened} {found.sentences}"
    if found.verdict == "applied" and found.job:
        if found.job.state == "running":
            return Outcome("accepted", message, job=found.job, failure=failure, answer=found.job.answer)
        outcome = ended(found.job)
        return Outcome(
            outcome.status,
            f"{what_happened} {outcome.message}",
            outcome.fix,
            job=found.job,
            failure=failure,
            answer=found.job.answer,
        )
    if found.verdict == "applied":
        return Outcome("completed", message, failure=failure)
    if found.verdict == "not applied":
        return Outcome("refused", message, "You can send it again.", failure=failure)
    fix = "Do not send it again before you have looked: `authwizard pull`, or the Amplify console."
    return Outcome("unknown", message, fix, failure=failure)


def _judge(seen: _Seen, before: Before) -> Found:
    if seen.jobs is not None and before.jobs is not None:
        new = [job for job in seen.jobs if job.job_id not in before.jobs]
        if new:
            return Found("applied", f"It was accepted: the job {new[0].job_id} is {new[0].status}.", new[0])
    if seen.state and before.state and seen.state != before.state:
        was = (
            "There was no such resource before"
            if before.state == "absent"
            else "The resource was another before"
        )
        return Found("applied", f"It was applied: GetBackendAuth shows it. {was}.")
    if seen.hindrance:
        return Found("unknown", f"Looking did not settle whether it was applied. {seen.hindrance.message}")
    if before.jobs is None or not before.state:
        what = "What the backend had before could not be looked at, so there is nothing to compare with."
        return Found("unknown", f"Nobody can say whether it was applied. {what}")
    there = "the backend has no such resource" if seen.state == "absent" else "the resource is as it was"
    return Found("not applied", f"It was not applied: no job was started, and {there}.")


def _see(backend: Backend, target: Target) -> _Seen:
    jobs, state, hindrance = None, "", None
    try:
        jobs = tuple(list_jobs(backend, target))
    except Failure as failure:
        hindrance = failure
        if failure.name == "not-found":
            # An app or environment that is not there has no jobs.
            jobs, hindrance = (), None
    try:
        state = _digest(backend, target)
    except Failure as failure:
        hindrance = failure
    return _Seen(jobs, state, hindrance)


def _digest(backend: Backend, target: Target) -> str:
    """Return a digest of a backend's state, or "absent"."""
    state = current_state(backend, target)
    if state is None:
        return "absent"
    text = json.dumps(in_api_order(state), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
