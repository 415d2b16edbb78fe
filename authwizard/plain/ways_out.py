"""What leads out of the review: a file, a preset, and AWS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from authwizard.files.destination import obstacle_to, obstacles_in, write_out
from authwizard.files.formats.table import Format, Loss, writable
from authwizard.files.preset_request import PresetRequest, check_place, held_by_preset, preset_path, save_as
from authwizard.files.presets import name_of, user_folder
from authwizard.files.ready import ready
from authwizard.files.unwritable import UnwritableError
from authwizard.request.check import Problem
from authwizard.session import Outlet, names_of_secrets, planned
from authwizard.session.keeper import KEPT
from authwizard.session.plan import reason_of_refusal

from .menu import BackError, ask_text, choose, confirm, in_turn
from .problems import grouped
from .work import Work

_NOT_DONE: Final = 1
_CANNOT_WRITE: Final = 2
_NO_CHANGE: Final = "This holds no change: no answer differs from what the backend has."
_BY_SUFFIX: Final = "As the suffix of the path says"
_ABOUT_FORMAT: Final = (
    "What the request is written as. What a format does not hold is said before anything is written, and a file that "
    "is there is replaced only after a question."
)
_ABOUT_NAMES: Final = "Gen 1 puts the environment's name behind the names of what it makes."
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
    """Ask for a format and a path, say what that does not hold, and write the request.

    Raises:
        BackError: The user goes back.
    """
    console, session = work.console, work.session
    known = ready(session.outgoing, secrets=False)
    if all(format.blocking(known.problems) for format in writable()):
        _refuse(work, known.errors, "Nothing can be written.")
        return
    if session.changes_nothing:
        console.say(_NO_CHANGE)
    session.outlet = _asked_outlet(work)
    format, place = session.outlet.format, planned.place_of_export(session)
    judged = ready(session.outgoing, secrets=format.holds_secrets, waives=format.waives)
    if judged.errors:
        _refuse(work, judged.errors, "Nothing was written.")
        return
    writing = planned.writing_of(session)
    try:
        if not session.outlet.chosen:
            console.say(f"The suffix says what is written: {format.title}.")
        losses = format.losses(judged.draft, writing)
        files = format.files(judged.draft, writing)
        _tell_losses(work, losses)
        refusal = _hindrance(work, place, format, list(files))
        if refusal:
            work.status = _CANNOT_WRITE
            console.say(f"Nothing was written. {refusal}")
            return
        private = format.is_private(judged.draft, writing)
        write_out(place, files, private=private, overwrite=True)
    except UnwritableError as error:
        work.status = _NOT_DONE
        console.say(f"Nothing was written. {reason_of_refusal(str(error))}")
        return
    except (OSError, ValueError) as error:
        work.status = _CANNOT_WRITE
        console.say(f"{place} could not be written: {_reason(error)}.")
        return
    work.status = 0
    only_you = " It holds secrets, so only you may read it." if private else ""
    console.say_each(f"Written to {path}.{only_you}" for path in planned.paths_of(place, files))
    _tell_losses(work, [loss for loss in losses if loss.kind == "todo"])
    if format.command:
        console.say("Then run:")
        console.say_whole(format.command(judged.draft, str(place)))
    work.mark_saved("exported", planned.held_by_export(session, losses))


def _asked_outlet(work: Work) -> Outlet:
    """Ask in which format and where to the request is written."""
    console, operation = work.console, work.session.draft.operation

    def path(answers: Sequence[Any]) -> str:
        (chosen,) = answers
        kind = "folder" if chosen.format.is_folder else "file"
        about = f"The {kind} that is written." if chosen.chosen else _ABOUT_PATH
        return ask_text(console, f"Path of the {kind}", default=chosen.path_for(operation), about=about)

    outlet: Outlet
    outlet, where = in_turn(lambda _: _asked_format(work), path)
    return replace(outlet, path=where)


def _asked_format(work: Work) -> Outlet:
    """Ask for the format, where Enter takes the one of the last time, and for what belongs to it."""
    console, last, formats = work.console, work.session.outlet, writable()
    names = [*(format.name for format in formats), ""]
    lines = [*(f"{format.title}: {format.help.replace('`', '')}" for format in formats), _BY_SUFFIX]
    while True:
        console.say("In which format?")
        name = names[choose(console, lines, default=names.index(last.chosen), about=(_ABOUT_FORMAT,))]
        outlet = last if name == last.chosen else Outlet(name, plain_names=last.plain_names)
        if not outlet.format.puts_names:
            return outlet
        question = "Names without the environment?"
        try:
            is_plain = confirm(console, question, default=last.plain_names, about=_ABOUT_NAMES)
        except BackError:
            continue
        return replace(outlet, plain_names=is_plain)


def _tell_losses(work: Work, losses: Iterable[Loss]) -> None:
    """Say what the files do not hold, and what they hold beside, kind by kind."""
    for heading, texts in planned.in_kinds(losses):
        work.console.say(f"{heading}:")
        work.console.say_each(texts, indent=2)


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
