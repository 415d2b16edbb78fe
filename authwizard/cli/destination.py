"""Where export and pull write, and as what: `-o`, `--format`, `--redact`, `--force`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

import click

from authwizard.files.destination import (
    Obstacle,
    descriptor_of,
    kind_of,
    obstacle_to,
    obstacles_in,
    write_out,
)
from authwizard.files.formats.table import FORMATS, Format, Writing, by_suffix, writable
from authwizard.request.draft import Draft
from authwizard.terminal_text import visible, visible_lines

from .output import CannotWriteError, cannot_write, emit, tell, tell_each

P = ParamSpec("P")
R = TypeVar("R")

_NEXT: Final = {
    "exists": " Give --force to replace it, or another name.",
    "no folder": " Make it first.",
    "refused": "",
}
"""What a user can do about an obstacle, by its kind."""


@dataclass(frozen=True)
class Destination:
    """Where a command writes, and as what.

    Attributes:
        place: The file, or the folder of a format of several files; None for standard output.
        format: What is written.
        redact: Whether marks stand for secrets.
        force: Whether files that are there are replaced.
        is_named: Whether the user named the format; else it is the one of the place's suffix.
    """

    place: Path | None
    format: Format
    redact: bool
    force: bool
    is_named: bool

    @property
    def needs_secrets(self) -> bool:
        """Whether the secrets of the draft have to be resolved before it is written."""
        return self.format.holds_secrets and not self.redact

    @property
    def file(self) -> Path | None:
        """The regular file that was written; None for standard output, a stream and a folder."""
        return self.place if self.place and kind_of(self.place) == "file" else None

    def refuse(self) -> None:
        """End the command, before anything is read, where nothing can be written there."""
        if self.place is not None:
            self._refuse(obstacle_to(self.place, is_folder=self.format.is_folder, streams=True))
        elif self.format.is_folder:
            raise click.UsageError(
                f"--format {self.format.name} writes several files: give their folder with -o."
            )

    def write(self, draft: Draft, *, title: str = "", description: str = "") -> None:
        """Say what the format does not hold, and write the draft.

        Args:
            draft: A draft without errors; its secrets are resolved where they are needed.
            title: The title of a preset.
            description: Its description.

        Raises:
            UnwritableError: The format cannot hold the draft.
            click.ClickException: The files cannot be written (exit status 2).
        """
        writing = Writing(self.redact, self._folder, title, description)
        files = self.format.files(draft, writing)
        private = self.format.is_private(draft, writing)
        if self.place is None:
            refuse_terminal(private=private)
        elif self.format.is_folder:
            self._refuse(*obstacles_in(self.place, files))
        tell_each(self.format.losses(draft, writing))
        if self.place is not None:
            self._write(self.place, files, private=private)
        else:
            (text,) = files.values()
            emit(visible_lines(text) if sys.stdout.isatty() else text)

    def _write(self, place: Path, files: Mapping[str, str], *, private: bool) -> None:
        try:
            write_out(place, files, private=private, overwrite=self.force)
        except FileExistsError as error:
            raise CannotWriteError(f"{error.filename} is there already.{_NEXT['exists']}") from None
        except OSError as error:
            raise cannot_write(str(place), error) from None
        for name in files:
            tell(f"Wrote {visible(str(place / name))}.")
        if private and kind_of(place) == "folder":
            tell("They hold secrets, so only you may read them (mode 0600). --redact writes some to share.")
        elif private and self.file:
            tell("It holds secrets, so only you may read it (mode 0600). --redact writes one to share.")

    @property
    def _folder(self) -> Path | None:
        """The folder in which the file will stand; None where nobody knows."""
        if self.place is None or kind_of(self.place) == "stream":
            return None
        return self.place.absolute() if self.format.is_folder else self.place.absolute().parent

    def _refuse(self, *obstacles: Obstacle | None) -> None:
        for obstacle in obstacles:
            if obstacle and not (obstacle.kind == "exists" and self.force):
                raise CannotWriteError(obstacle.message + _NEXT[obstacle.kind])


def refuse_terminal(*, private: bool) -> None:
    """End the command where secrets would go to standard output, and that is a terminal."""
    if private and sys.stdout.isatty():
        raise click.UsageError("It holds secrets, and a terminal would show them. Give -o FILE, or --redact.")


def destination_options(
    *names: str,
) -> Callable[[Callable[Concatenate[Destination, P], R]], Callable[P, R]]:
    """Give a command the options of its destination, which it gets as one Destination, first.

    Args:
        names: The names of the option for the place, such as `-o`.
    """
    options = (
        click.option(
            *names,
            "place",
            type=click.Path(path_type=Path, allow_dash=True),
            metavar="FILE",
            help="Where to write; standard output without it.",
        ),
        click.option(
            "--format",
            "format",
            type=click.Choice([format.name for format in writable()]),
            help="What to write; by FILE's suffix, else json.",
        ),
        click.option("--redact", is_flag=True, help="Put marks in place of secrets, to share the file."),
        click.option("--force", is_flag=True, help="Replace FILE if it is there."),
    )

    def decorate(function: Callable[Concatenate[Destination, P], R]) -> Callable[P, R]:
        @wraps(function)
        def command(*args: P.args, **given: P.kwargs) -> R:
            return function(_destination(given), *args, **given)

        decorated: Callable[P, R] = command
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return decorate


def _destination(given: dict[str, Any]) -> Destination:
    """Take the options of the destination out of a command's options."""
    place, name = given.pop("place"), given.pop("format")
    if place is not None and (place == Path("-") or descriptor_of(place) == 1):
        place = None  # standard output, whatever it is called
    format = FORMATS[name] if name else by_suffix(place)
    return Destination(place, format, given.pop("redact"), given.pop("force"), is_named=bool(name))


def formats_help() -> str:
    """Return the formats for the end of a command's help, one a line."""
    width = max(len(format.name) for format in writable())
    lines = [
        f"  {format.name:{width}}  {format.help}{'; FILE is their folder' if format.is_folder else ''}"
        for format in writable()
    ]
    return "\n".join(["Formats:", *lines])
