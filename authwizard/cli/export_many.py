"""`authwizard export --for`: one request for many targets, all of them or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from authwizard.files.loaded import Loaded
from authwizard.files.places.node import Located
from authwizard.files.ready import Ready, ready
from authwizard.files.targets import drafts_for, read_targets
from authwizard.files.unreadable import UnreadableError
from authwizard.files.unwritable import UnwritableError
from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.target import Target
from authwizard.terminal_text import PATH_SHOWN, shorten, visible

from .destination import Destination, Made
from .file_names import places_for
from .losses import tell_losses_of_each
from .options import Reading
from .output import CannotWriteError, blocks, cannot_write, count, tell, tell_each
from .sources import read_or_refuse, refuse_second_stdin


@dataclass(frozen=True)
class Piece:
    """What is written for one target.

    Attributes:
        name: The target, as it is told.
        destination: Where its file goes.
        judged: Its draft, and what is wrong with it.
        made: The texts.
    """

    name: str
    destination: Destination
    judged: Ready
    made: Made


def export_many(source: str, reading: Reading, destination: Destination, file: Path) -> None:
    """Write the request of a source for each target of a file.

    Args:
        source: The source.
        reading: How it is read.
        destination: As what it is written; its place is the template of the files' names.
        file: The targets file.

    Raises:
        click.UsageError: Options exclude each other, or the targets file or the template is wrong (exit status 2).
        CannotWriteError: A file cannot be written (exit status 2).
        click.exceptions.Exit: The request of a target has errors, and nothing was written (exit status 1).
    """
    template = _template(reading, destination)
    refuse_second_stdin((source, str(file)))
    try:
        overrides = read_targets(file)
        loaded = read_or_refuse(source, reading)
        drafts = drafts_for(overrides, loaded.draft)
    except UnreadableError as error:
        raise click.UsageError(f"--for: {file}: {error.message} {error.fix}".rstrip()) from None
    targets = [Target.of(draft) for draft in drafts]
    places = places_for(template, targets)
    outputs = [replace(destination, place=place) for place in places]
    _refuse_obstacles(output.obstacles(makes_folders=True) for output in outputs)
    pieces = _judge_all(source, loaded, drafts, outputs)
    _refuse_obstacles(piece.destination.obstacles(piece.made.files, makes_folders=True) for piece in pieces)
    _tell_warnings(source, pieces)
    tell_losses_of_each([(piece.name, piece.made.losses) for piece in pieces])
    _write_all(pieces)
    _tell_together([(piece.name, piece.destination.advice(piece.judged.draft)) for piece in pieces])
    _tell_sending(pieces)


def _template(reading: Reading, destination: Destination) -> Path:
    if destination.place is None:
        raise click.UsageError(
            "--for writes a file for each target: name them with -o, as in -o '{app}-{env}.json'."
        )
    if reading.overrides:
        raise click.UsageError(
            "--for names the targets: --app-id, --backend-environment-name and --resource-name do not go with it."
        )
    return destination.place


def _refuse_obstacles(found: Iterable[tuple[str, ...]]) -> None:
    """Refuse to write where anything is in the way of any file, and say all of it."""
    obstacles = [obstacle for each in found for obstacle in each]
    if obstacles:
        raise CannotWriteError("\n".join([*obstacles, "Nothing was written."]))


def _judge_all(
    source: str, loaded: Loaded, drafts: Sequence[Draft], outputs: Sequence[Destination]
) -> list[Piece]:
    """Judge the request of each target and put it into its format; say all errors of all, and end there."""
    pieces = []
    for draft, output in zip(drafts, outputs, strict=True):
        name = str(Target.of(draft))
        waives = output.format.waives
        judged = ready(draft, loaded.problems, secrets=output.needs_secrets, waives=waives)
        if judged.errors:
            tell(f"\n{_blocks(source, name, judged.errors)}".rstrip("\n"))
            continue
        try:
            made = output.make(judged.draft, title=loaded.title, description=loaded.description)
        except UnwritableError as error:
            tell_each([f"{name}: {error.message}"])
            continue
        pieces.append(Piece(name, output, judged, made))
    wrong = len(drafts) - len(pieces)
    if wrong:
        tell(f"\n{wrong} of {count(len(drafts), 'target')} cannot be written: nothing was written.")
        raise click.exceptions.Exit(1)
    return pieces


def _blocks(source: str, name: str, problems: Iterable[Problem]) -> str:
    """Write the problems of a target, without a place: the value may stand in either of two files."""
    said = f"{source} for {shorten(name, PATH_SHOWN)}"
    return blocks(said, [Located(problem, None) for problem in problems])


def _tell_warnings(source: str, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        if piece.judged.warnings:
            tell(f"\n{_blocks(source, piece.name, piece.judged.warnings)}".rstrip("\n"))


def _tell_together(told: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Say each sentence once, with the targets that it is about where it is not about all of them."""
    about: dict[str, list[str]] = {}
    for name, sentences in told:
        for sentence in sentences:
            about.setdefault(sentence, []).append(name)
    tell_each(
        sentence if len(names) == len(told) else f"{', '.join(names)}: {sentence}"
        for sentence, names in about.items()
    )


def _write_all(pieces: Sequence[Piece]) -> None:
    """Write the files and say which; what cannot be written ends the command, after the ones that are."""
    for piece in pieces:
        _make_folder(piece.destination)
    written: list[Piece] = []
    try:
        for piece in pieces:
            piece.destination.put(piece.made)
            written.append(piece)
    finally:
        if written:
            _tell_table(written)


def _make_folder(destination: Destination) -> None:
    """Make the folder of a file; where a link leads elsewhere, the one there."""
    assert destination.place is not None
    folder = Path(os.path.realpath(destination.place)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(str(folder), error) from None


def _tell_table(pieces: Sequence[Piece]) -> None:
    rows = [("Target", "File", "Warnings")]
    rows += [
        (visible(piece.name), visible(str(piece.destination.place)), str(len(piece.judged.warnings)))
        for piece in pieces
    ]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    tell("")
    for target, file, warnings in rows:
        tell(f"{target:{first}}  {file:{second}}  {warnings}")
    private = [piece for piece in pieces if piece.made.private and not piece.destination.is_stream]
    if private:
        whose = "They hold" if len(private) == len(pieces) else "Some hold"
        tell(f"{whose} secrets, so only you may read them (mode 0600). --redact writes some to share.")


def _tell_sending(pieces: Sequence[Piece]) -> None:
    """Say how the first file is sent; the others are in the same way."""
    first = pieces[0]
    sending = first.destination.command(first.judged.draft)
    if sending:
        tell(visible(sending if len(pieces) == 1 else sending.replace(" it: ", " the first: ", 1)))
