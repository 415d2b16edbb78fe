"""The way out to files: what it asks, what it writes, and what it says of that."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from textual.app import App
from textual.content import Content

from authwizard.files.destination import Obstacle, obstacle_to, obstacles_in, write_out
from authwizard.files.formats.loss import KINDS
from authwizard.files.formats.table import Format, Loss
from authwizard.files.ready import ready
from authwizard.files.unwritable import UnwritableError
from authwizard.request.draft import Draft
from authwizard.session import Session, planned
from authwizard.session.plan import reason_of_refusal

from .content import MUTED, failed, literal
from .keymap import WIZARD, short_key_name
from .questions import agreed, reason_of
from .rows import problem_list

_COPY_KEY: Final = next(short_key_name(command.keys[0]) for command in WIZARD if command.id == "copy-command")
_MOST_REPLACED: Final = 10
"""Files that a question names."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        place: The file, or the folder.
        paths: Each file.
        format: Their format.
        size: How many bytes they have.
        mode: The permissions of a single file, 0600 where it holds secrets; None for a folder.
        losses: What they do not hold of the draft, and what they hold beside.
        held: As much of the draft as can be read from them again.
        command: The shell's command that sends or deploys them; "" where there is none.
    """

    place: Path
    paths: Sequence[Path]
    format: Format
    size: int
    mode: int | None
    losses: tuple[Loss, ...]
    held: Draft
    command: str

    @property
    def _left(self) -> list[str]:
        """What is left to the user."""
        return [planned.said(loss) for loss in self.losses if loss.kind == "todo"]

    @property
    def farewell(self) -> str:
        """Where it is, what to run and to do, as it is said when the wizard was left."""
        lines = [f"Written to {path}." for path in self.paths]
        if self.command:
            lines.append(self.command)
        if self._left:
            lines += [f"{KINDS['todo']}:", *(f"  {text}" for text in self._left)]
        return "\n".join(literal(line, most=4000).plain for line in lines)

    def card(self) -> Content:
        """Say what was written, and what is left to the user."""
        told = [f"{self.size:,} bytes"]
        if self.mode is not None:
            told.append(f"mode {self.mode:04o}")
            if self.mode & 0o077 == 0:
                told[-1] += ", so only you may read it"
        if self.command:
            told.append(f"{_COPY_KEY} copies the command")
        written = [
            Content.assemble(("✓ ", "bold $text-success"), literal(f"Written to {path}.", most=600))
            for path in self.paths
        ]
        left = [Content.styled(KINDS["todo"], "bold")] if self._left else []
        left += [Content("• ") + literal(text, most=600) for text in self._left]
        return Content("\n").join([*written, Content.styled(f"  {' · '.join(told)}", MUTED), *left])


async def export(app: App[Any], session: Session, say: Callable[[Content], None]) -> Exported | None:
    """Write the request as the session's outlet says, and ask before that takes a place that is not free.

    Args:
        app: Shows the questions.
        session: Its outgoing draft is written.
        say: Is told what came of it.

    Returns:
        What was written; None where nothing was.
    """
    outlet, format, place = session.outlet, session.outlet.format, planned.place_of_export(session)
    judged = ready(session.outgoing, secrets=format.holds_secrets, waives=format.waives)
    if judged.errors:
        say(problem_list(judged.errors, failed("Nothing was written.")))
        return None
    writing = planned.writing_of(session)
    try:
        files = format.files(judged.draft, writing)
    except UnwritableError as error:
        say(failed(f"Nothing was written. {reason_of_refusal(str(error))}"))
        return None
    except ValueError as error:
        say(failed(f"{place} could not be written: {reason_of(error)}."))
        return None
    names = list(files) if format.is_folder else []
    kind = "folder" if format.is_folder else "file"
    is_named = bool(outlet.path_for(session.draft.operation))
    refusal = await _hindrance(app, place, names) if is_named else f"Give the {kind} a path."
    if refusal:
        say(failed(f"Nothing was written. {refusal}"))
        return None
    done: list[Path] = []
    private = format.is_private(judged.draft, writing)
    try:
        write_out(place, files, private=private, overwrite=True, told=done.append)
        mode = None if format.is_folder else stat.S_IMODE(place.stat().st_mode)
    except (OSError, ValueError) as error:
        wrong = planned.paths_of(place, files)[len(done)] if len(done) < len(files) else place
        already = f" {', '.join(map(str, done))} is written already." if done else ""
        say(failed(f"{wrong} could not be written: {reason_of(error)}.{already}"))
        return None
    losses = format.losses(judged.draft, writing)
    exported = Exported(
        place,
        planned.paths_of(place, files),
        format,
        sum(len(text.encode()) for text in files.values()),
        mode,
        losses,
        planned.held_by_export(session, losses),
        format.command(judged.draft, str(place)) if format.command else "",
    )
    session.exported = exported.farewell
    say(exported.card())
    return exported


async def _hindrance(app: App[Any], place: Path, names: Sequence[str]) -> str:
    """Ask before files are replaced or a folder is made; return why not to go on, or "".

    Args:
        app: Shows the questions.
        place: The file, or the folder of `names`.
        names: The files of a folder; none for a single file.
    """
    first = obstacle_to(place, is_folder=bool(names))
    found = [*([first] if first else []), *obstacles_in(place, names)]
    refused = next((obstacle for obstacle in found if obstacle.kind == "refused"), None)
    if refused is not None:
        return refused.message
    taken = [obstacle for obstacle in found if obstacle.kind == "exists"]
    if taken and not await _may_replace(app, taken):
        return "The files that are there were kept." if names else "The file that is there was kept."
    missing = next((obstacle for obstacle in found if obstacle.kind == "no folder"), None)
    if missing is None:
        return ""
    question = literal(missing.message, most=600)
    if not await agreed(app, "Make the folder?", question, "Make the folder"):
        return "The folder does not exist."
    try:
        missing.path.mkdir(parents=True)
    except OSError as error:
        return f"{missing.path} could not be made: {reason_of(error)}."
    return ""


async def _may_replace(app: App[Any], taken: Sequence[Obstacle]) -> bool:
    if len(taken) == 1:
        return await agreed(app, "Replace the file?", literal(taken[0].message, most=600), "Replace")
    lines = [Content(f"{len(taken)} files are there already:")]
    lines += [Content("• ") + literal(str(obstacle.path), most=300) for obstacle in taken[:_MOST_REPLACED]]
    if len(taken) > _MOST_REPLACED:
        lines.append(Content(f"and {len(taken) - _MOST_REPLACED} more"))
    return await agreed(app, f"Replace {len(taken)} files?", Content("\n").join(lines), "Replace")
