"""Sending a request: what the confirmation shows, and what is said until its job has ended."""

from __future__ import annotations

import time

from authwizard.aws.backend import Backend
from authwizard.aws.changes import along_sentence
from authwizard.aws.follow import follow
from authwizard.aws.jobs import Job
from authwizard.aws.next_steps import left_to_do
from authwizard.aws.outcome import Outcome
from authwizard.aws.pace import Pace
from authwizard.aws.preview import Preview
from authwizard.aws.submit import Looking, Phase, submit
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.tree import member_path

from .changes import difference_texts
from .console import Console
from .looking import looking
from .menu import confirm
from .problems import grouped, marked

_AGAIN_AFTER: float = 30.0
"""Seconds after which the status of a job is said again, though it is the same."""


def confirmed(console: Console, seen: Preview) -> bool:
    """Say who sends what to where, and ask whether to."""
    console.say_each(f"{fact.label}: {fact.text}" for fact in seen.facts())
    console.say_each(marked(problem) for problem in seen.warnings)
    console.say_each(seen.remarks)
    if seen.along:
        console.say(along_sentence(FIELDS[member_path(block)].title for block in seen.along))
    if seen.changes_heading():
        console.say(seen.changes_heading())
    for difference in seen.differences or ():
        console.say_each(difference_texts(difference))
    return confirm(console, "Send it?", default=False)


def send(console: Console, draft: Draft, backend: Backend, pace: Pace | None) -> Outcome:
    """Send a request, exactly once, follow its job, and say what became of it.

    Raises:
        KeyboardInterrupt: The user leaves; what is known of the request was said.
    """
    progress = _Progress(console)
    try:
        look = Looking(pace, on_poll=looking(console))
        outcome = submit(draft, backend, looking=look, on_phase=progress.enter)
        if outcome.status == "accepted" and outcome.job is not None:
            console.say(outcome.message)
            progress.job = outcome.job
            outcome = follow(backend, outcome.job, pace=pace, on_poll=progress.follow, record=outcome.record)
    except KeyboardInterrupt:
        console.say()
        console.say(progress.known())
        raise
    _report(console, outcome, draft, backend)
    return outcome


def _report(console: Console, outcome: Outcome, draft: Draft, backend: Backend) -> None:
    console.say(outcome.message)
    if outcome.fix:
        console.say(outcome.fix)
    console.say_each(grouped(outcome.problems))
    console.say_each(marked(note) for note in outcome.notes)
    if outcome.status != "completed":
        return
    if backend.connection.practice:
        console.say("This was practice: nothing has changed at AWS.")
    else:
        console.say("Left to do:")
        console.say_each(left_to_do(draft, backend.region))


class _Progress:
    """What is said while it goes on, and what is known at each moment."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.job: Job | None = None
        self._phase: Phase | None = None
        self._sent_at = ""
        self._said = ""
        self._said_at = 0.0

    def enter(self, phase: Phase) -> None:
        """Say what a submit does now."""
        self._phase = phase
        if phase == "looking before":
            self._console.say("Looking at what the backend has, to know later what is new.")
        elif phase == "sending":
            self._sent_at = time.strftime("%H:%M:%S")
            self._console.say("Sending the request, once.")
        else:
            self._console.say("There is no clear answer. Looking at what the backend has now; Ctrl+C leaves.")

    def follow(self, job: Job, elapsed: float) -> None:
        """Say the job's status where it is a new one, and now and then."""
        self.job = job
        if job.state != "running":
            return  # its end is the outcome, which is told by itself
        if job.status != self._said or elapsed - self._said_at >= _AGAIN_AFTER:
            self._said, self._said_at = job.status, elapsed
            self._console.say(
                f"After {elapsed:.0f} second{'s' * (f'{elapsed:.0f}' != '1')}: {job.status or 'no status yet'}."
            )

    def known(self) -> str:
        """Say what is known of the request."""
        if self.job:
            return f"The request was accepted as the job {self.job.job_id}. It goes on without you."
        if self._phase in ("sending", "looking after"):
            return (
                f"The request was sent at {self._sent_at}, and its outcome is not known. Do not send it again before "
                "you have looked: the next start offers it."
            )
        return "Nothing was sent."
