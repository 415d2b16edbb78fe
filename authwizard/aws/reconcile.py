"""Looking at a backend before and after a request whose answer was lost: was it applied?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Literal

from authwizard.request.draft import Draft, in_api_order
from authwizard.request.operation import Operation
from authwizard.request.target import Target
from authwizard.request.tree import Tree

from .attempts import ABSENT, SUPERSEDED, Attempt, Before, Unfinished, tell_others
from .backend import Backend
from .changes import differences
from .failures import CallError
from .jobs import PASSING, Job, find_job, list_jobs
from .outcome import Outcome, ended, note
from .pace import Pace
from .pull import current_state
from .sent_drafts import SETTLED, settle

LOOK_FOR: Final = 60.0
"""Seconds after sending for which a sign is looked for: a service may begin a job long after it has lost the answer."""

_LEAST_WAIT: Final = 0.01
_FIRST_WAIT: Final = 3.0
_LONGEST_WAIT: Final = 10.0
_GROWTH: Final = 1.5

Verdict = Literal["applied", "no sign", "unknown"]


@dataclass(frozen=True)
class Found:
    """What a look found: the verdict, the job if there is one, and the findings in sentences."""

    verdict: Verdict
    sentences: str
    job: Job | None = None


OnPoll = Callable[[Found, float], None]
"""Is given what a look found, and the seconds since looking began."""


@dataclass(frozen=True)
class _Seen:
    """What one look saw, beside what could not be looked at."""

    jobs: tuple[Job, ...] | None
    state: str
    tree: Tree | None
    hindrances: tuple[CallError, ...]

    @property
    def is_hopeless(self) -> bool:
        """Whether nothing could be looked at, and waiting will not change that."""
        return len(self.hindrances) == 2 and not any(item.name in PASSING for item in self.hindrances)


def snapshot(backend: Backend, target: Target) -> Before:
    """Note what a backend has, so that a look after the request can tell what is new."""
    seen = _see(backend, target)
    return Before(None if seen.jobs is None else tuple(job.job_id for job in seen.jobs), seen.state)


def determine_outcome(
    backend: Backend,
    target: Target,
    before: Before,
    *,
    sent: Draft | None = None,
    pace: Pace | None = None,
    limit: float | None = None,
    on_poll: OnPoll | None = None,
) -> Found:
    """Look again and again whether a request was applied, until something speaks for it or the time is over.

    That nothing is to be seen proves nothing: the verdict is then "no sign", never "not applied".

    Args:
        backend: Where it was sent.
        target: What it was for.
        before: What the backend had before.
        sent: The request, where it is at hand: a changed state speaks for it only if it has what was asked for.
        pace: The clock, and the event that ends looking.
        limit: Seconds to look for, LOOK_FOR by default; with 0 it looks once.
        on_poll: Is told of each look.
    """
    pace, limit = pace or Pace(), LOOK_FOR if limit is None else limit
    begun, wait = pace.clock(), _FIRST_WAIT
    while True:
        seen = _see(backend, target)
        found = _judge(seen, before, sent)
        elapsed = pace.clock() - begun
        if on_poll:
            on_poll(found, elapsed)
        left = limit - elapsed
        if found.verdict == "applied" or left < _LEAST_WAIT or seen.is_hopeless:
            return found
        if pace.wait(min(wait, left)):
            return Found("unknown", f"{found.sentences} Looking was left.")
        wait = min(wait * _GROWTH, _LONGEST_WAIT)


def look_again(
    unfinished: Unfinished,
    backend: Backend,
    *,
    pace: Pace | None = None,
    limit: float | None = None,
    on_poll: OnPoll | None = None,
) -> Outcome:
    """Say what became of a submit that was interrupted, and forget it once its fate is known.

    The outcome's message begins with what is known without asking. One that is "accepted" has a job to follow.

    Args:
        unfinished: The submit.
        backend: Where it was sent: `Backend(unfinished.attempt.connection)`, or for practice a sandbox of now.
        pace: The clock, and the event that ends looking.
        limit: For how many seconds after sending a sign is looked for; LOOK_FOR by default.
        on_poll: Is told of each look.
    """
    attempt = unfinished.attempt
    # Whoever looks later need not know the secrets that the service may repeat.
    hide = attempt.has_secrets
    if attempt.job_id:
        outcome = _look_at_job(attempt, backend, hide=hide)
    else:
        age = (datetime.now(UTC) - attempt.begun).total_seconds()
        left = max(0.0, (LOOK_FOR if limit is None else limit) - max(0.0, age))
        found = determine_outcome(
            backend, attempt.target, attempt.before, pace=pace, limit=left, on_poll=on_poll
        )
        outcome = settled(found, attempt.sentence, attempt.operation, hide=hide)
        if found.verdict == "applied":
            tell_others(attempt, unfinished.path, outcome.job_id)
    if outcome.status in ("completed", "failed"):
        unfinished.discard()
        if outcome.status == "completed" and settle(attempt.draft):
            outcome = replace(outcome, fix=f"{outcome.fix} {SETTLED}".strip())
    elif outcome.job and not attempt.job_id:
        unfinished.note_job(outcome.job_id)
    return outcome


def _look_at_job(attempt: Attempt, backend: Backend, *, hide: bool) -> Outcome:
    try:
        job = find_job(backend, attempt.target, attempt.job_id)
    except CallError as failure:
        return Outcome("unknown", f"{attempt.sentence} {failure.message}", failure.fix, failure=failure)
    is_running = job.state == "running"
    found = Found("applied", f"It is {job.status or 'running'}." if is_running else "", job)
    what_happened = attempt.sentence if is_running else attempt.accepted
    return settled(found, what_happened, attempt.operation, hide=hide)


def settled(
    found: Found,
    what_happened: str,
    operation: Operation,
    failure: CallError | None = None,
    *,
    hide: bool = False,
) -> Outcome:
    """Turn what a look found into an outcome.

    Args:
        found: What it found.
        what_happened: Why one had to look, in a sentence.
        operation: What was sent.
        failure: What stood in the way of the answer.
        hide: Whether the job's error is not shown.
    """
    message = f"{what_happened} {found.sentences}"
    if found.verdict == "applied" and found.job:
        job = found.job
        if job.state == "running":
            return Outcome("accepted", message, job=job, failure=failure, answer=job.answer)
        if hide:
            answer = {name: value for name, value in job.answer.items() if name != "Error"}
            job = replace(job, error="", answer=answer)
        outcome = ended(job)
        told = " ".join(filter(None, (what_happened, found.sentences, outcome.message)))
        return Outcome(outcome.status, told, outcome.fix, job=job, failure=failure, answer=job.answer)
    if found.verdict == "applied":
        return Outcome("completed", message, failure=failure)
    fix = (
        "Do not send it again before you have looked: `authwizard pull` and the Amplify console show what is there. "
        "The next start of authwizard looks again, and so does the next submit to this backend before it sends."
    )
    notes = note("not-idempotent") if operation == "create" else ()
    return Outcome("unknown", message, fix, failure=failure, notes=notes)


def _judge(seen: _Seen, before: Before, sent: Draft | None) -> Found:
    if seen.jobs is not None and before.jobs is not None:
        new = [job for job in seen.jobs if job.job_id not in before.jobs]
        if new:
            what = f"There is a job that was not there before, {new[0].job_id}, most likely of this request."
            return Found("applied", what, new[0])
    changed = _judge_state(seen, before, sent)
    if changed is not None:
        return changed
    if seen.hindrances:
        what = " ".join(dict.fromkeys(hindrance.message for hindrance in seen.hindrances))
        return Found("unknown", f"Looking did not settle whether it was applied. {what}")
    if before.state == SUPERSEDED:
        what = "A later request to this environment was accepted, so that the state speaks for neither."
        return Found("unknown", f"Nobody can say whether it was applied. {what}")
    if before.jobs is None or not before.state:
        what = "What the backend had before is not known, so there is nothing to compare with."
        return Found("unknown", f"Nobody can say whether it was applied. {what}")
    there = "the backend has no such resource" if seen.state == ABSENT else "the resource is as it was"
    what = "That proves nothing: it may still be carried out."
    return Found("no sign", f"There is no sign of it: no job was started, and {there}. {what}")


def _judge_state(seen: _Seen, before: Before, sent: Draft | None) -> Found | None:
    """Say what a changed state speaks for; None where nothing has changed, as far as anybody knows."""
    if not seen.state or before.state in ("", SUPERSEDED, seen.state):
        return None
    if before.state == ABSENT:
        return Found("applied", "GetBackendAuth shows the resource, which was not there before.")
    if seen.state == ABSENT:
        what = "The backend no longer has the resource that was there before: is this the same account and region?"
        return Found("unknown", f"Nobody can say whether it was applied. {what}")
    if sent is not None and seen.tree is not None:
        missing = [item for item in differences(sent, seen.tree) if not item.secret]
        if not missing:
            return Found("applied", "GetBackendAuth shows what was asked for, which was not so before.")
    what = "The resource has changed, and nobody can say whether this request did it."
    return Found("unknown", what)


def _see(backend: Backend, target: Target) -> _Seen:
    jobs: tuple[Job, ...] | None = None
    state, tree, hindrances = "", None, list[CallError]()
    backend = backend.glance
    try:
        jobs = tuple(list_jobs(backend, target))
    except CallError as failure:
        if failure.name == "not-found":
            jobs = ()  # an app or environment that is not there has no jobs
        else:
            hindrances.append(failure)
    try:
        tree = current_state(backend, target)
        state = _digest(tree)
    except CallError as failure:
        hindrances.append(failure)
    return _Seen(jobs, state, tree, tuple(hindrances))


def _digest(state: Tree | None) -> str:
    """Return a digest of a backend's state, or ABSENT."""
    if state is None:
        return ABSENT
    text = json.dumps(in_api_order(state), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
