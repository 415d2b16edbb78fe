"""What leads out of the wizard beside an export: a preset, and AWS.

Each action is given what it works on and a way to tell what came of it; it knows no screen but its own questions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App
from textual.content import Content
from textual.notifications import SeverityLevel

from authwizard.files.preset_request import PresetRequest, held_by_preset, save_as
from authwizard.files.presets import name_of, user_folder
from authwizard.request.draft import Draft
from authwizard.request.edit import set_value
from authwizard.request.target import Target
from authwizard.session import Session

from .cloud import pull
from .cloud import submit as cloud_submit
from .cloud.aws_session import AwsSession, Submission
from .content import literal
from .messages import DraftEdit
from .questions import agreed, reason_of

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
            question = literal(f"{request.name} exists already.", most=600)
            if not await agreed(app, "Replace the preset?", question, "Replace"):
                return None
            path = save_as(session.draft, request, overwrite=True)
    except (OSError, ValueError) as error:
        tell(f"The preset could not be saved: {reason_of(error)}", "error")
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
