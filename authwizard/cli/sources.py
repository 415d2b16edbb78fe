"""Reading the SOURCEs of a command, and saying what was taken for what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from authwizard.files.destination import descriptor_of
from authwizard.files.formats.table import Format
from authwizard.files.places.locate import located
from authwizard.files.presets import UnknownPresetError, find_preset
from authwizard.files.ready import Ready, ready
from authwizard.files.source import Loaded, UnreadableError, load
from authwizard.terminal_text import visible

from .forms.judged import Taken
from .options import Reading
from .output import MOST_SHOWN, block, blocks, count, tell

__all__ = [
    "Loaded",
    "UnreadableError",
    "announce",
    "read",
    "read_or_refuse",
    "ready_or_refuse",
    "refuse_second_stdin",
]


def files_of(sources: Iterable[str]) -> list[str]:
    """Return sources with the files of each folder in its place, and say which folders have none.

    Raises:
        click.UsageError: A folder cannot be read.
    """
    files: list[str] = []
    for source in sources:
        if not _is_folder(source):
            files.append(source)
            continue
        from authwizard.files.found import found  # loads what reads .gitignore, which only folders need

        try:
            inside = [str(path) for path in found(Path(source), lambda told: tell(visible(told)))]
        except UnreadableError as error:
            raise click.UsageError(f"{error.message} {error.fix}") from None
        if not inside:
            tell(
                f"{visible(source)}: no auth request was found. These are *.authwizard.toml, .json and .yaml, and "
                "amplify/backend/auth/*/cli-inputs.json, unless .gitignore leaves them out."
            )
        files += inside
    return files


def _is_folder(source: str) -> bool:
    """Tell whether a source is a folder; a bare word is a preset's name, where there is such a preset."""
    if source == "-" or not Path(source).is_dir():
        return False
    if "/" in source or source in (".", ".."):
        return True
    try:
        find_preset(source)
    except UnknownPresetError:
        return True
    return False


def read(source: str, reading: Reading) -> Loaded:
    """Read a source, with the target that was asked for in place of its own.

    Raises:
        UnreadableError: It cannot be opened or parsed.
        click.UsageError: It states another operation than the one that was asked for.
    """
    loaded = load(source, operation=reading.operation)
    draft = loaded.draft
    if reading.operation and draft.operation != reading.operation:
        raise click.UsageError(
            f"{source} says that it is for {draft.operation}: --{reading.operation} does not go with it."
        )
    for name, value in reading.overrides.items():
        draft = draft.with_value((name,), value)
    return replace(loaded, draft=draft)


def read_or_refuse(source: str, reading: Reading, *, status: int = 1) -> Loaded:
    """Read a source and say what it was taken for; one that cannot be read ends the command with `status`."""
    try:
        loaded = read(source, reading)
    except UnreadableError as error:
        tell(block(source, error.located()).rstrip("\n"))
        raise click.exceptions.Exit(status) from None
    announce(source, Taken.of(loaded))
    return loaded


def announce(source: str, taken: Taken) -> None:
    """Say what the source was taken for, and why, and what reading it brought up."""
    tell(f"{visible(source)}: taken for {taken.operation}: {visible(taken.reason)}.")
    for note in taken.told[:MOST_SHOWN]:
        tell(f"{visible(source)}: {visible(note)}")
    if len(taken.told) > MOST_SHOWN:
        more = len(taken.told) - MOST_SHOWN
        tell(f"{visible(source)}: and {more:,} more: see `authwizard check --format json`.")


def ready_or_refuse(
    source: str, loaded: Loaded, *, secrets: bool, refusal: str, format: Format | None = None
) -> Ready:
    """Return the draft of a source as it would be written or sent; end the command where it has errors.

    Args:
        source: The source's name.
        loaded: What was read of it.
        secrets: Whether its secrets are needed.
        refusal: What is not done with it, such as "not sent".
        format: The format in which it is written, which may waive errors.
    """
    waiving = {"waives": format.waives} if format else {}
    judged = ready(loaded.draft, loaded.problems, secrets=secrets, **waiving)
    if judged.errors:
        tell(
            f"\n{blocks(source, located(judged.errors, loaded))}{count(len(judged.errors), 'error')}: {refusal}."
        )
        raise click.exceptions.Exit(1)
    return judged


def refuse_second_stdin(sources: tuple[str, ...]) -> None:
    """Refuse a call that would read standard input twice, under whichever of its names."""
    if sum(source == "-" or descriptor_of(Path(source)) == 0 for source in sources) > 1:
        raise click.UsageError("Standard input (-) can be read only once.")
