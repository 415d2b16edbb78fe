"""What leads out of the wizard: a file for the AWS CLI, a preset, and AWS.

Each action is given what it works on and a way to tell what came of it; it knows no screen but its own questions.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from textual.app import App
from textual.content import Content
from textual.notifications import SeverityLevel

from authwizard.files.destination import obstacle_to, typed_path, write_out
from authwizard.files.formats.table import Format, Loss, Writing, by_suffix
from authwizard.files.preset_request import PresetRequest, held_by_preset, save_as
from authwizard.files.presets import name_of, user_folder
from authwizard.files.ready import ready
from authwizard.request.draft import Draft
from authwizard.request.edit import set_value
from authwizard.request.target import Target
from authwizard.session import Session

from .cloud import pull
from .cloud import submit as cloud_submit
from .cloud.aws_session import AwsSession, Submission
from .content import MUTED, failed, literal
from .keymap import WIZARD, short_key_name
from .messages import DraftEdit
from .rows import problem_list
from .screens.dialogs import Confirm

_COPY_KEY: Final = next(short_key_name(command.keys[0]) for command in WIZARD if command.id == "copy-command")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


async def _ask(app: App[Any], title: str, text: str, yes: str) -> bool:
    question = Confirm(title, literal(text, most=600), [("yes", yes)])
    return await app.push_screen_wait(question) == "yes"


# A file for the AWS CLI


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written.

    Attributes:
        place: The file.
        format: Its format.
        size: How many bytes it has.
        mode: Its permissions; 0600 where it holds secrets.
        losses: What it does not hold of the draft.
        held: As much of the draft as it holds.
    """

    place: Path
    format: Format
    size: int
    mode: int
    losses: tuple[Loss, ...]
    held: Draft

    @property
    def farewell(self) -> str:
        """Where it is, and the command to run, as it is said when the wizard was left."""
        command = self.format.command
        lines = [f"Written to {self.place}."]
        if command:
            lines.append(command(self.held.operation, str(self.place)))
        return "\n".join(literal(line, most=4000).plain for line in lines)

    def card(self) -> Content:
        """Say what was written, and how to go on."""
        told = [f"{self.size:,} bytes", f"mode {self.mode:04o}"]
        if self.mode & 0o077 == 0:
            told[-1] += ", so only you may read it"
        if self.format.command:
            told.append(f"{_COPY_KEY} copies the command")
        return Content("\n").join(
            [
                Content.assemble(
                    ("✓ ", "bold $text-success"), literal(f"Written to {self.place}.", most=600)
                ),
                Content.styled(f"  {' · '.join(told)}", MUTED),
                *(Content("  ") + literal(str(loss), most=300) for loss in self.losses),
            ]
        )


async def export(
    app: App[Any], session: Session, path: str, say: Callable[[Content], None]
) -> Exported | None:
    """Write the request into a file, and ask before that takes a place that is not free.

    Args:
        app: Shows the questions.
        session: Its outgoing draft is written, in the format that the file's suffix names.
        path: The path as the user typed it.
        say: Is told what came of it.

    Returns:
        What was written; None where nothing was.
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
        files = format.files(judged.draft, writing)
        write_out(place, files, private=format.is_private(judged.draft, writing), overwrite=True)
        mode = stat.S_IMODE(place.stat().st_mode)
    except (OSError, ValueError) as error:
        say(failed(f"{place} could not be written: {_reason(error)}."))
        return None
    size = sum(len(text.encode()) for text in files.values())
    held = session.draft if format.holds_secrets else held_by_preset(session.draft, with_target=True)
    exported = Exported(place, format, size, mode, format.losses(judged.draft, writing), held)
    session.exported = exported.farewell
    say(exported.card())
    return exported


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
    return name_of(path) if path.absolute().parent == user_folder().absolute() else str(path)


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
    session.reformats, session.opened = False, session.draft
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


def go_on_after(session: Session, submission: Submission) -> bool:
    """Go on after a submit that has ended: where it was carried out, from what the backend has now.

    Returns:
        Whether the draft is an update of that state now.
    """
    outcome = submission.outcome
    if outcome is None or outcome.status != "completed":
        return False
    return session.go_on_from(submission.state, submission.asked)


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
