"""Sending a request: what the confirmation shows, and what is said until its job has ended."""

from __future__ import annotations

from authwizard.aws.backend import Backend
from authwizard.aws.changes import along_sentence
from authwizard.aws.follow import follow
from authwizard.aws.next_steps import left_to_do
from authwizard.aws.outcome import Outcome
from authwizard.aws.pace import Pace
from authwizard.aws.preview import Preview
from authwizard.aws.submit import Looking, submit
from authwizard.aws.telling import Telling
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.tree import member_path

from .changes import difference_texts
from .console import Console
from .looking import looking
from .menu import confirm
from .problems import grouped, marked


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
    progress = Telling(console.say, looks_again="the next start offers it", aloud=True)
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
