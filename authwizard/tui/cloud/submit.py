"""Submitting, step by step, and looking after a submit that was interrupted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

from authwizard.aws.changes import changed_blocks
from authwizard.errors import AuthwizardError
from authwizard.files.ready import ready
from authwizard.files.resolve import resolve
from authwizard.request.draft import Draft

from ..content import failed
from ..rows import problem_list
from ..screens.dialogs import Confirm
from .aws_session import AwsSession, Submission
from .connect import Connect
from .preview import preview_content
from .progress import Progress

if TYPE_CHECKING:
    from authwizard.aws.attempts import Unfinished
    from authwizard.aws.backend import Backend
    from authwizard.aws.outcome import Outcome
    from authwizard.aws.reconcile import Found


async def submit(
    app: App[Any], aws_session: AwsSession, draft: Draft, say: Callable[[Content], None]
) -> Content | None:
    """Send the draft after a confirmation, and show what becomes of it; `say` is told what takes long.

    Returns:
        Why nothing was sent, or None.
    """
    from authwizard.aws.failures import CallError
    from authwizard.aws.preview import preview

    if aws_session.submission is not None and aws_session.is_submitting:
        await app.push_screen_wait(Progress(aws_session.submission))
        return None
    errors = ready(changed_blocks(draft)).errors
    if errors:
        return problem_list(errors, failed("Nothing was sent."))
    backend = await app.push_screen_wait(Connect(aws_session, "Submit: where to?"))
    if backend is None:
        return Content("Nothing was sent.")
    earlier = await _earlier(app, backend, draft, say)
    is_practice = backend.connection.practice
    asked = "Asking the practice server what it has…"
    say(Content(asked if is_practice else "Asking AWS who you are and what the backend has…"))
    try:
        seen = await asyncio.to_thread(preview, draft, backend)
    except CallError as failure:
        return failed(f"Nothing was sent. {failure.message} {failure.fix}")
    told = Content("Practice: nothing changes at AWS.\n") if is_practice else Content("")
    answer = await app.push_screen_wait(
        Confirm("Submit this request?", told + earlier + preview_content(seen), [("submit", "Submit")])
    )
    if answer != "submit":
        return Content("Nothing was sent.")
    aws_session.submission = Submission(seen.draft, backend, draft)
    aws_session.submission.start()
    say(Content("The job runs: Submit shows it."))
    await app.push_screen_wait(Progress(aws_session.submission))
    return None


async def _earlier(app: App[Any], backend: Backend, draft: Draft, say: Callable[[Content], None]) -> Content:
    """Look what became of submits to the same environment whose fate is open, and say it."""
    from authwizard.aws.attempts import unfinished
    from authwizard.aws.pace import Pace
    from authwizard.aws.reconcile import look_again
    from authwizard.aws.scrub import Scrubber
    from authwizard.request.target import Target

    def told(_: Found, seconds: float) -> None:
        app.call_later(say, Content(f"Looking what became of an earlier submit: {seconds:.0f} s…"))

    target, pace, lines = Target.of(draft), Pace(), list[Content]()
    backend.scrubber = Scrubber.of(resolve(draft)[0])  # the earlier one may have sent the same secrets
    try:
        for item in unfinished():
            if item.attempt.is_for(target, backend.region, backend.connection):
                outcome = await asyncio.to_thread(look_again, item, backend, pace=pace, on_poll=told)
                lines.append(failed(f"Earlier: {outcome.message} {outcome.fix}"))
    finally:
        pace.stop.set()  # the thread of a look that is left ends, too
    return Content("\n").join([*lines, Content("")]) if lines else Content("")


async def look_after(
    aws_session: AwsSession, unfinished: Unfinished, told: Callable[[Found, float], None]
) -> Outcome | Content:
    """Find out what became of a submit that was interrupted; `told` is told of each look, from another thread."""
    from authwizard.aws.backend import Backend
    from authwizard.aws.pace import Pace
    from authwizard.aws.reconcile import look_again

    # The region may have come from the environment, which may be another one by now.
    connection = replace(unfinished.attempt.connection, region=unfinished.attempt.region)
    pace = Pace()
    try:
        if connection.practice:
            connection = await asyncio.to_thread(aws_session.practice)
        backend = await asyncio.to_thread(Backend, connection)
        return await asyncio.to_thread(look_again, unfinished, backend, pace=pace, on_poll=told)
    except AuthwizardError as error:
        return failed(f"{error.message} {error.fix}")
    except OSError as error:
        return failed(f"The practice server cannot be started: {error.strerror or error}.")
    finally:
        pace.stop.set()  # the thread of a look that is left ends, too
