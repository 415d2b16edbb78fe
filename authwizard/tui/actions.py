"""What leads out of the wizard: a file for the AWS CLI, a preset, and AWS.

Each action is given what it works on and a way to tell what came of it; it knows no screen but its own questions.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App
from textual.content import Content
from textual.notifications import SeverityLevel

from authwizard.files.destination import obstacle_to, typed_path, write_out
from authwizard.files.formats.table import Format, Writing, by_suffix
from authwizard.files.preset_request import PresetRequest, held_by_preset, save_as
from authwizard.files.presets import user_folder
from authwizard.files.ready import ready
from authwizard.request.draft import Draft
from authwizard.request.edit import set_value
from authwizard.request.target import Target
from authwizard.session import Session

from .cloud import pull
from .cloud import submit as cloud_submit
from .cloud.aws_session import AwsSession, Submission
from .cloud.progress import outcome_content
from .content import failed, literal
from .messages import DraftEdit
from .rows import problem_list
from .screens.dialogs import Confirm


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


async def _ask(app: App[Any], title: str, text: str, yes: str) -> bool:
    question = Confirm(title, literal(text, most=600), [("yes", yes)])
    return await app.push_screen_wait(question) == "yes"


# A file for the AWS CLI


async def export(app: App[Any], session: Session, path: str, say: Callable[[Content], None]) -> Draft | None:
    """Write the request into a file, and ask before that takes a place that is not free.

    Args:
        app: Shows the questions.
        session: Its outgoing draft is written, in the format that the file's suffix names.
        path: The path as the user typed it.
        say: Is told what came of it.

    Returns:
        As much of the draft as the file holds; None where nothing was written.
    """
    place = typed_path(path)
    format = by_suffix(place)
    judged = ready(session.outgoing, secrets=format.holds_secrets)
    if judged.errors:
        say(problem_list(judged.errors, failed("Nothing was written.")))
        return None
    refusal = await _hindrance(app, place) if path else "Give the file a path."
    if refusal:
        say(failed(f"Nothing was written. {refusal}"))
        return None
    writing = Writing(folder=place.absolute().parent, title=session.title, description=session.description)
    try:
        say(_write(judged.draft, place, format, writing))
    except (OSError, ValueError) as error:
        say(failed(f"{place} could not be written: {_reason(error)}."))
        return None
    return session.draft if format.holds_secrets else held_by_preset(session.draft, with_target=True)


def _write(draft: Draft, place: Path, format: Format, writing: Writing) -> Content:
    """Write the file; return what to say of it."""
    private = format.is_private(draft, writing)
    write_out(place, format.files(draft, writing), private=private, overwrite=True)
    told = [f"Written to {place}.", *format.losses(draft, writing)]
    if private:
        told.append("It holds secrets, so only you may read it (mode 0600).")
    return Content.assemble(("✓ ", "bold $text-success"), literal(" ".join(told), most=600))


async def _hindrance(app: App[Any], place: Path) -> str:
    """Ask before a file is replaced or a folder is made; return why not to go on, or ""."""
    obstacle = obstacle_to(place)
    if obstacle is None:
        return ""
    if obstacle.kind == "refused":
        return obstacle.message
    if obstacle.kind == "exists":
        agreed = await _ask(app, "Replace the file?", obstacle.message, "Replace")
        return "" if agreed else "The file that is there was kept."
    if not await _ask(app, "Make the folder?", obstacle.message, "Make the folder"):
        return "The folder does not exist."
    try:
        obstacle.path.mkdir(parents=True)
    except OSError as error:
        return f"{obstacle.path} could not be made: {_reason(error)}."
    return ""


# A preset


def preset_name(session: Session) -> str:
    """Return the name to propose for a preset: the one that was opened, or its path where it is elsewhere."""
    path = session.preset
    if path is None:
        return ""
    return path.stem if path.absolute().parent == user_folder().absolute() else str(path)


async def save_preset(
    app: App[Any], session: Session, request: PresetRequest, tell: Callable[[str, SeverityLevel], None]
) -> Draft | None:
    """Save the draft as a preset of the user's own, or where the user says; from now on it is the session's preset.

    Args:
        app: Shows the questions.
        session: Its draft is saved.
        request: What to save it as.
        tell: Is told what came of it, and how grave that is.

    Returns:
        As much of the draft as the preset holds; None where nothing was saved.
    """
    try:
        try:
            path = save_as(session.draft, request, overwrite=False)
        except FileExistsError:
            if not await _ask(app, "Replace the preset?", f"{request.name} exists already.", "Replace"):
                return None
            path = save_as(session.draft, request, overwrite=True)
    except (OSError, ValueError) as error:
        tell(f"The preset could not be saved: {_reason(error)}", "error")
        return None
    session.preset, session.title, session.description = path, request.title, request.description
    session.reformats = False
    tell(f"Saved as preset {request.name}: {path}", "information")
    return held_by_preset(session.draft, with_target=request.with_target)


# AWS


async def submit(
    app: App[Any], aws_session: AwsSession, draft: Draft, say: Callable[[Content], None]
) -> Submission | None:
    """Send the request, after a confirmation, and show what becomes of it; or show the submit that runs.

    Returns:
        The submit; None where nothing was sent, which `say` was told.
    """
    refusal = await cloud_submit.submit(app, aws_session, draft, say)
    if refusal is None:
        return aws_session.submission
    say(refusal)
    return None


async def tell_outcome(submission: Submission, say: Callable[[Content], None]) -> None:
    """Say what became of a submit once it has ended, whether its view is open or was left."""
    await asyncio.to_thread(submission.join)
    say(outcome_content(submission))


async def pick_target(app: App[Any], aws_session: AwsSession, draft: Draft) -> list[DraftEdit]:
    """Let the user take app and environment from the account; return the edits that put them into a draft."""
    target = Target.of(draft)
    chosen = await pull.pick(app, aws_session, target)
    if chosen is None:
        return []
    return [
        partial(set_value, path=(name,), value=value)
        for name, value in chosen.members.items()
        if value != target.members[name]
    ]
