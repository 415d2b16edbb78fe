"""What leads out of the review: a file, a preset, and AWS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from authwizard.files.destination import obstacle_to, obstacles_in, typed_path, write_out
from authwizard.files.formats.table import Format, Writing, by_suffix
from authwizard.files.preset_request import PresetRequest, check_place, held_by_preset, preset_path, save_as
from authwizard.files.presets import name_of, user_folder
from authwizard.files.ready import ready
from authwizard.request.check import Problem
from authwizard.request.operation import OPERATIONS
from authwizard.session import names_of_secrets
from authwizard.session.keeper import KEPT

from .menu import ask_text, confirm, in_turn
from .problems import grouped
from .work import Work

_NOT_DONE: Final = 1
_CANNOT_WRITE: Final = 2
_NO_CHANGE: Final = "This holds no change: no answer differs from what the backend has."
_ABOUT_PATH: Final = (
    "Where the request is written. The suffix of the name says how: .json and .yaml for the AWS CLI, "
    ".toml for a preset."
)
_ABOUT_PRESET: Final = (
    "A preset holds answers to begin with another time. A name goes into your folder of presets, a path "
    "anywhere; one without a suffix gets .authwizard.toml, by which such files are found."
)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _refuse(work: Work, errors: tuple[Problem, ...], what: str) -> None:
    work.status = _NOT_DONE
    work.console.say(what)
    work.console.say_each(grouped(errors))


def export(work: Work) -> None:
    """Ask for a path, and write the request in the format that its suffix names.

    Raises:
        BackError: The user goes back.
    """
    console, session = work.console, work.session
    known = ready(session.outgoing, secrets=False).errors
    if known:
        _refuse(work, known, "Nothing can be written.")
        return
    if session.changes_nothing:
        console.say(_NO_CHANGE)
    default = f"{OPERATIONS[session.draft.operation].command}.json"
    place = typed_path(ask_text(console, "Path of the file", default=default, about=_ABOUT_PATH))
    format = by_suffix(place)
    judged = ready(session.outgoing, secrets=format.holds_secrets)
    if judged.errors:
        _refuse(work, judged.errors, "Nothing was written.")
        return
    folder = place.absolute() if format.is_folder else place.absolute().parent
    writing = Writing(folder=folder, title=session.title, description=session.description)
    try:
        files = format.files(judged.draft, writing)
        console.say(f"The suffix says what is written: {format.title}.")
        console.say_each(map(str, format.losses(judged.draft, writing)))
        refusal = _hindrance(work, place, format, list(files))
        if refusal:
            work.status = _CANNOT_WRITE
            console.say(f"Nothing was written. {refusal}")
            return
        private = format.is_private(judged.draft, writing)
        write_out(place, files, private=private, overwrite=True)
    except (OSError, ValueError) as error:
        work.status = _CANNOT_WRITE
        console.say(f"{place} could not be written: {_reason(error)}.")
        return
    work.status = 0
    console.say(f"Written to {place}." + (" It holds secrets, so only you may read it." if private else ""))
    if format.command:
        console.say("Then run:")
        console.say_whole(format.command(session.draft.operation, str(place)))
    held = session.draft if format.holds_secrets else held_by_preset(session.draft, with_target=True)
    work.mark_saved("exported", held)


def _hindrance(work: Work, place: Path, format: Format, names: list[str]) -> str:
    """Ask before files are replaced or a folder is made; return why not to go on, or ""."""
    found = [obstacle_to(place, is_folder=format.is_folder)]
    found += obstacles_in(place, names) if format.is_folder else []
    for obstacle in found:
        if obstacle is None:
            continue
        if obstacle.kind == "refused":
            return obstacle.message
        if obstacle.kind == "exists":
            if not confirm(work.console, f"{obstacle.message} Replace it?", default=False):
                return "The file that is there was kept."
        elif confirm(work.console, f"{obstacle.message} Make it?", default=True):
            obstacle.path.mkdir(parents=True)
        else:
            return "The folder does not exist."
    return ""


def save_preset(work: Work) -> None:
    """Ask for a name, and save the draft as a preset; from now on it is the session's.

    Raises:
        BackError: The user goes back.
    """
    console, session = work.console, work.session
    request = _preset_request(work)
    if session.lost_secrets:
        names = names_of_secrets(session.lost_secrets)
        console.say(f"A preset holds no typed secrets, so these are left out: {names}.")
    try:
        try:
            path = save_as(session.draft, request, overwrite=False)
        except FileExistsError:
            if session.reformats:
                console.say(
                    "The file that you opened has comments or a layout of its own, which would be lost."
                )
            if not confirm(console, f"{request.name} exists already. Replace it?", default=False):
                work.status = _NOT_DONE
                return
            path = save_as(session.draft, request, overwrite=True)
    except (OSError, ValueError) as error:
        work.status = _CANNOT_WRITE
        console.say(f"The preset could not be saved: {_reason(error)}")
        return
    session.preset, session.title, session.description = path, request.title, request.description
    session.reformats, work.status = False, 0
    console.say(f"Saved as preset {request.name}: {path}")
    work.mark_saved("preset", held_by_preset(session.draft, with_target=request.with_target))


def _preset_request(work: Work) -> PresetRequest:
    """Ask what to save a preset as."""
    console, session = work.console, work.session

    def title(answers: Sequence[Any]) -> str:
        name, path = answers[0]
        default = session.title or (name_of(path) if path else name)
        return ask_text(console, "Title", default=default, is_optional=True) or name

    def description(_: Sequence[Any]) -> str:
        what = "Description, what it is for"
        return ask_text(console, what, default=session.description, is_optional=True)

    def with_target(_: Sequence[Any]) -> bool:
        return confirm(console, "Save app, environment and resource name, too?", default=False)

    (name, path), *others = in_turn(lambda _: _preset_place(work), title, description, with_target)
    return PresetRequest(name, path, *others)


def _preset_place(work: Work) -> tuple[str, Path | None]:
    """Ask for a preset's name, or its path, which is None for a name."""
    console, session = work.console, work.session
    own = session.preset
    proposed = (
        "" if own is None else name_of(own) if own.absolute().parent == user_folder().absolute() else str(own)
    )
    name, path = "", None
    while not name:
        name = ask_text(
            console,
            "Name, in lower-case letters, digits and hyphens, or the path of a .toml file",
            default=proposed,
            about=_ABOUT_PRESET,
        )
        path = preset_path(name)
        wrong = check_place(name, path)
        if wrong:
            console.say(wrong)
            name = ""
    return name, path


def submit(work: Work) -> None:
    """Send the request after a confirmation, and follow its job to the end.

    Raises:
        BackError: The user goes back.
    """
    from authwizard.aws.changes import changed_blocks

    errors = ready(changed_blocks(work.draft)).errors
    if errors:
        _refuse(work, errors, "Nothing was sent.")
        return
    submitted = work.draft
    work.status, is_done, state = work.cloud.submit(work.console, submitted)
    if is_done:
        if work.session.go_on_from(state, submitted):
            work.console.say("From here on, what you change is an update of what the backend has now.")
            work.console.say_each(state.notes if state else ())
        work.settle()


def leave(work: Work) -> bool:
    """Keep what no file holds, and say so; ask only where something would be lost. Return whether to leave."""
    session, console = work.session, work.console
    if not session.is_dirty:
        work.keeper.discard()
        return True
    if not work.keep():
        return confirm(console, "The answers are in no file. Leave without them?", default=False)
    if session.lost_secrets:
        names = names_of_secrets(session.lost_secrets)
        console.say(f"Typed secrets are never kept. When you continue, enter again: {names}.")
        if not confirm(console, "Leave?", default=False):
            return False
    console.say(KEPT)
    return True
