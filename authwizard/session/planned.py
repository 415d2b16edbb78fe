"""What is said of an export before it is written, and what is known of it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from authwizard.files.destination import kind_of
from authwizard.files.formats.loss import KINDS, by_kind
from authwizard.files.formats.table import Format, Loss, Writing
from authwizard.request.draft import Draft
from authwizard.request.previews.line import Line, Preview

from .members import name_of_member
from .plan import sentence
from .session import Session


def place_of_export(session: Session) -> Path:
    """Return the file that is to be written, or the folder."""
    return session.outlet.place_for(session.draft.operation)


def writing_of(session: Session) -> Writing:
    """Return how the session's draft is to be written."""
    return session.outlet.writing(session.draft.operation, session.title, session.description)


def in_kinds(losses: Iterable[Loss]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the heading of each kind of losses with what is said under it, in the form's words."""
    for heading, group in by_kind(losses):
        yield heading, [said(loss) for loss in group]


def said(loss: Loss) -> str:
    """Say a loss, with what it is about as the form calls it."""
    return f"{name_of_member(loss.about)}: {loss.message}" if loss.about else loss.message


def paths_of(place: Path, names: Iterable[str]) -> list[Path]:
    """Return the path of each file; the one of "" is the destination itself."""
    return [place / name for name in names]


def is_there(path: Path) -> bool:
    """Tell whether something is at a path that a file would take."""
    try:
        return kind_of(path) != "nothing"
    except OSError:
        return False


def preview_of_export(session: Session) -> Preview:
    """Show what an export would write: first what is to be said of it, then each file."""
    format = session.outlet.format
    lines = [Line(format.title, "heading"), Line(_help_of(format), "note")]
    if session.blocking:
        return (*lines, Line(""), Line("Errors keep it from being written.", "broken"))
    planned = session.planned
    if planned.refusal:
        return (*lines, Line(""), Line(KINDS["refused"], "heading"), Line(planned.refusal, "broken"))
    for heading, texts in in_kinds(planned.losses):
        lines += [Line(""), Line(heading, "heading"), *(Line(text, "item") for text in texts)]
    if format.is_private(session.outgoing, Writing()):
        lines += [Line(""), Line("Marks stand here for the secrets, which the file holds.", "note")]
    place = place_of_export(session)
    for path, text in zip(paths_of(place, planned.files), planned.files.values(), strict=True):
        lines += [Line(""), Line(str(path), "heading")]
        if is_there(path):
            lines.append(Line("It is there already. It is replaced only if you agree.", "note"))
        lines.append(Line(text, "file"))
    return tuple(lines)


def _help_of(format: Format) -> str:
    """Return what a format is for as a sentence; one that begins with a file's path stays as it is."""
    text = format.help.replace("`", "")
    return text if format.help.startswith("`") else sentence(text)


def held_by_export(session: Session, losses: Iterable[Loss]) -> Draft:
    """Return as much of the session's draft as an export holds, so that it can be read again.

    What no command and no wizard can read back holds nothing of it: the answers stay unsaved work.
    """
    from authwizard.files.preset_request import held_by_preset  # not needed to plan

    format = session.outlet.format
    if format.read is None or (format.holds_secrets and any(loss.kind == "lost" for loss in losses)):
        return session.saved
    return session.draft if format.holds_secrets else held_by_preset(session.draft, with_target=True)
