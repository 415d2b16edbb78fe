"""What an export would write, and what is to be said of it before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from authwizard.files.destination import kind_of, typed_path
from authwizard.files.formats.loss import KINDS, in_order
from authwizard.files.formats.table import Format, Loss, Writing
from authwizard.files.unwritable import UnwritableError
from authwizard.request.draft import Draft
from authwizard.request.previews.line import Line, Preview

from .members import name_of_member

if TYPE_CHECKING:
    from .session import Session

_NOT_WRITTEN: Final = f"{KINDS['refused']}: "


class Planned(NamedTuple):
    """What would be written, and what is to be said of it.

    Attributes:
        files: The text of each file by its path below the destination, with marks for secrets; none where the draft
            has errors, or is refused.
        losses: What the files do not hold, and what they hold beside, kind by kind.
        refusal: Why the format cannot hold the draft, in sentences; empty where it can.
    """

    files: Mapping[str, str]
    losses: tuple[Loss, ...]
    refusal: str


def place_of_export(session: Session) -> Path:
    """Return the file that is to be written, or the folder."""
    return typed_path(session.outlet.path_for(session.draft.operation))


def writing_of(session: Session) -> Writing:
    """Return how the session's draft is to be written."""
    format, place = session.outlet.format, place_of_export(session).absolute()
    return Writing(
        folder=place if format.is_folder else place.parent,
        title=session.title,
        description=session.description,
        plain_names=session.outlet.plain_names and format.puts_names,
    )


def plan(draft: Draft, format: Format, writing: Writing) -> Planned:
    """Return what a draft without errors would be written as; secrets are neither needed nor shown."""
    losses = in_order(format.losses(draft, writing))
    refusal = next((loss.message for loss in losses if loss.kind == "refused"), "")
    files: Mapping[str, str] = {}
    if not refusal:
        try:
            files = format.files(draft, replace(writing, redact=True))
        except UnwritableError as error:
            refusal = str(error)
    return Planned(
        files,
        tuple(loss for loss in losses if loss.kind != "refused"),
        reason_of(refusal),
    )


def reason_of(refusal: str) -> str:
    """Return why nothing is written, without saying that nothing is."""
    return _sentence(refusal.removeprefix(_NOT_WRITTEN))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def in_kinds(losses: Iterable[Loss]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the heading of each kind of losses with what is said under it, in the form's words."""
    told = in_order(losses)
    for kind, heading in KINDS.items():
        texts = [said(loss) for loss in told if loss.kind == kind]
        if texts:
            yield heading, texts


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
    lines = [Line(format.title, "heading"), Line(_sentence(format.help.replace("`", "")), "note")]
    if session.report.errors:
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


def held_by_export(session: Session, losses: Iterable[Loss]) -> Draft:
    """Return as much of the session's draft as an export holds, so that it can be read again.

    What no command and no wizard can read back holds nothing of it: the answers stay unsaved work.
    """
    from authwizard.files.preset_request import held_by_preset  # not needed to plan

    format = session.outlet.format
    if format.read is None or (format.holds_secrets and any(loss.kind == "lost" for loss in losses)):
        return session.saved
    return session.draft if format.holds_secrets else held_by_preset(session.draft, with_target=True)
