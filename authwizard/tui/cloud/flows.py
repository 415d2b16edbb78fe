"""The roads to AWS, step by step: submit, pull, pick a target, look after an interrupted submit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

from authwizard.aws.changes import along_sentence, change_lines, changed_blocks
from authwizard.errors import AuthwizardError
from authwizard.files.ready import ready
from authwizard.files.resolve import resolve
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.paths import Path, format_path, member_path

from ..dialogs import Confirm
from ..literal import MUTED, failed, literal
from ..rows import problem_content, problem_list
from .connect import Connect
from .link import Link, Submission
from .pick_target import PickTarget
from .progress import Progress

if TYPE_CHECKING:
    from authwizard.aws.backend import Backend
    from authwizard.aws.look import Found
    from authwizard.aws.outcome import Outcome
    from authwizard.aws.pending import Unfinished
    from authwizard.aws.preview import Preview
    from authwizard.files.backend_answer import KnownState
    from authwizard.request.compare import Difference
    from authwizard.request.target import Target


async def submit(app: App[Any], link: Link, draft: Draft, say: Callable[[Content], None]) -> Content | None:
    """Send the draft after a confirmation, and show what becomes of it; `say` is told what takes long.

    Returns:
        Why nothing was sent, or None.
    """
    from authwizard.aws.failures import CallError
    from authwizard.aws.preview import preview

    if link.submission is not None and link.is_submitting:
        await app.push_screen_wait(Progress(link.submission))
        return None
    errors = ready(changed_blocks(draft)).errors
    if errors:
        return problem_list(errors, failed("Nothing was sent."))
    backend = await app.push_screen_wait(Connect(link, "Submit: where to?"))
    if backend is None:
        return Content("Nothing was sent.")
    earlier = await _earlier(app, backend, draft, say)
    say(Content("Asking AWS who you are and what the backend has…"))
    try:
        seen = await asyncio.to_thread(preview, draft, backend)
    except CallError as failure:
        return failed(f"Nothing was sent. {failure.message} {failure.fix}")
    answer = await app.push_screen_wait(
        Confirm("Submit this request?", earlier + preview_content(seen), [("submit", "Submit")])
    )
    if answer != "submit":
        return Content("Nothing was sent.")
    link.submission = Submission(seen.draft, backend)
    link.submission.start()
    await app.push_screen_wait(Progress(link.submission))
    return None


async def _earlier(app: App[Any], backend: Backend, draft: Draft, say: Callable[[Content], None]) -> Content:
    """Look what became of submits to the same environment whose fate is open, and say it."""
    from authwizard.aws.look import look_again
    from authwizard.aws.pace import Pace
    from authwizard.aws.pending import unfinished
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


def preview_content(seen: Preview) -> Content:
    """Write down who sends what to where."""
    lines = [
        Content.assemble((f"{fact.label + ':':<13}", MUTED), literal(fact.text, most=200))
        for fact in seen.facts()
    ]
    lines += [Content.assemble(("i ", "bold"), literal(remark, most=400)) for remark in seen.remarks]
    if seen.changes_heading():
        lines.append(Content.styled(seen.changes_heading(), "bold"))
    lines += [difference_content(item) for item in seen.differences or ()]
    if seen.along:
        lines.append(along_content(seen.along))
    lines += [problem_content(warning) for warning in seen.warnings]
    return Content("\n").join(lines)


def along_content(blocks: tuple[Path, ...]) -> Content:
    """Name the blocks that an update carries along as they are."""
    return Content(along_sentence(FIELDS[member_path(block)].title for block in blocks))


def difference_content(item: Difference) -> Content:
    """Write down one change: the member, what it was, what it becomes."""
    path = format_path(item.path).removeprefix("ResourceConfig.").removeprefix("UserPoolConfigs.")
    head = Content.assemble(("≠ ", "bold"), (f"{literal(path, most=90).plain}: ", MUTED))
    lines = change_lines(item)
    if [line.sign for line in lines] == ["-", "+"]:
        old, new = (literal(line.text, most=200) for line in lines)
        return Content.assemble(head, old, " → ", new)
    drawn = [Content.assemble(f"    {line.sign} ", literal(line.text, most=200)) for line in lines]
    return Content("\n").join([head, *drawn])


async def pull(
    app: App[Any], link: Link, target: Target, say: Callable[[Content], None]
) -> KnownState | Content | None:
    """Fetch what a backend has now; `say` is told what takes long.

    Returns:
        What was pulled; why it could not be; or None where the user gave up.
    """
    from authwizard.aws.failures import CallError
    from authwizard.aws.pull import pull as fetch

    backend = await app.push_screen_wait(Connect(link, "Pull: from where?"))
    if backend is None:
        return None
    chosen = await app.push_screen_wait(
        PickTarget(backend, target, "Pull: which backend?", with_resource=True)
    )
    if chosen is None:
        return None
    say(Content("Asking AWS what the backend has…"))
    try:
        return await asyncio.to_thread(fetch, backend, chosen)
    except CallError as failure:
        return failed(f"{failure.message} {failure.fix}")


async def pick(app: App[Any], link: Link, target: Target) -> Target | None:
    """Let the user pick app and environment from the account."""
    backend: Backend | None = await app.push_screen_wait(Connect(link, "Pick the app: from where?"))
    if backend is None:
        return None
    return await app.push_screen_wait(
        PickTarget(backend, target, "Pick app and environment", with_resource=False)
    )


async def look_after(
    link: Link, unfinished: Unfinished, told: Callable[[Found, float], None]
) -> Outcome | Content:
    """Find out what became of a submit that was interrupted; `told` is told of each look, from another thread."""
    from authwizard.aws.backend import Backend
    from authwizard.aws.look import look_again
    from authwizard.aws.pace import Pace

    # The region may have come from the environment, which may be another one by now.
    connection = replace(unfinished.attempt.connection, region=unfinished.attempt.region)
    pace = Pace()
    try:
        if connection.practice:
            connection = await asyncio.to_thread(link.practice)
        backend = await asyncio.to_thread(Backend, connection)
        return await asyncio.to_thread(look_again, unfinished, backend, pace=pace, on_poll=told)
    except AuthwizardError as error:
        return failed(f"{error.message} {error.fix}")
    except OSError as error:
        return failed(f"The practice server cannot be started: {error.strerror or error}.")
    finally:
        pace.stop.set()  # the thread of a look that is left ends, too
