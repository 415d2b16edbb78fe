"""Where export and pull write, and as what: `-o`, `--format`, `--redact`, `--force`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

import click

from authwizard.files.destination import (
    descriptor_of,
    kind_of,
    obstacle_to,
    obstacles_in,
    write_out,
)
from authwizard.files.formats.table import FORMATS, Format, Loss, Writing, by_suffix, writable
from authwizard.request.draft import Draft
from authwizard.terminal_text import visible, visible_lines

from .losses import tell_losses
from .output import CannotWriteError, cannot_write, emit, tell

P = ParamSpec("P")
R = TypeVar("R")

_NEXT: Final = {
    "exists": " Give --force to replace it, or another name.",
    "no folder": " Make it first.",
    "refused": "",
}
"""What a user can do about an obstacle, by its kind."""


@dataclass(frozen=True)
class Made:
    """What a draft becomes in a format.

    Attributes:
        files: The text of each file by its path below the destination; "" is the destination itself.
        private: Whether they hold secrets, so that only their owner may read them.
        losses: What they do not hold, and what they hold beside.
    """

    files: Mapping[str, str] = field(repr=False)
    private: bool
    losses: tuple[Loss, ...]


@dataclass(frozen=True)
class Destination:
    """Where a command writes, and as what.

    Attributes:
        place: The file, or the folder of a format of several files; None for standard output.
        format: What is written.
        redact: Whether marks stand for secrets.
        force: Whether files that are there are replaced.
        is_named: Whether the user named the format; else it is the one of the place's suffix.
        plain_names: Whether a format that puts names together leaves the environment's name away.
    """

    place: Path | None
    format: Format
    redact: bool
    force: bool
    is_named: bool
    plain_names: bool = False

    @property
    def needs_secrets(self) -> bool:
        """Whether the secrets of the draft have to be resolved before it is written."""
        return self.format.holds_secrets and not self.redact

    @property
    def file(self) -> Path | None:
        """The regular file that was written; None for standard output, a stream and a folder."""
        return self.place if self.place and kind_of(self.place) == "file" else None

    @property
    def is_stream(self) -> bool:
        """Whether the place is a device, a pipe or an open descriptor, which keeps its mode."""
        return self.place is not None and kind_of(self.place) == "stream"

    def refuse(self) -> None:
        """End the command, before anything is read, where nothing can be written there."""
        if self.place is not None:
            self._refuse()
        elif self.format.is_folder:
            raise click.UsageError(
                f"--format {self.format.name} writes several files: give their folder with -o."
            )

    def obstacles(self, files: Iterable[str] = (), *, makes_folders: bool = False) -> tuple[str, ...]:
        """Say what keeps files from being written, in sentences; on standard output nothing does.

        Args:
            files: Their paths below the folder of a format of several files, once they are known.
            makes_folders: Whether a folder that is not there will be made.
        """
        if self.place is None:
            return ()
        found = [obstacle_to(self.place, is_folder=self.format.is_folder, streams=True)]
        found += obstacles_in(self.place, files) if self.format.is_folder else ()
        passed = {"exists": self.force, "no folder": makes_folders, "refused": False}
        return tuple(
            obstacle.message + _NEXT[obstacle.kind]
            for obstacle in found
            if obstacle and not passed[obstacle.kind]
        )

    def writing(self, *, title: str = "", description: str = "") -> Writing:
        """Return how a draft is written there."""
        return Writing(self.redact, self._folder, title, description, self.plain_names)

    def make(self, draft: Draft, *, title: str = "", description: str = "") -> Made:
        """Return what the draft becomes; nothing is written.

        Args:
            draft: A draft without errors; its secrets are resolved where they are needed.
            title: The title of a preset.
            description: Its description.

        Raises:
            UnwritableError: The format cannot hold the draft.
        """
        writing = self.writing(title=title, description=description)
        files = self.format.files(draft, writing)
        return Made(files, self.format.is_private(draft, writing), self.format.losses(draft, writing))

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
        made = self.make(draft, title=title, description=description)
        if self.place is None:
            refuse_terminal(private=made.private)
        elif self.format.is_folder:
            self._refuse(made.files)
        tell_losses(made.losses)
        if self.place is not None:
            self._write(self.place, made)
        else:
            (text,) = made.files.values()
            emit(visible_lines(text) if sys.stdout.isatty() else text)

    def put(self, made: Made) -> None:
        """Write what a draft became to the place, which is not standard output, and say nothing.

        Raises:
            CannotWriteError: The files cannot be written.
        """
        assert self.place is not None
        written: list[Path] = []
        try:
            write_out(self.place, made.files, private=made.private, overwrite=self.force, told=written.append)
        except FileExistsError as error:
            raise CannotWriteError(f"{error.filename} is there already.{_NEXT['exists']}") from None
        except OSError as error:
            failed = self.place / list(made.files)[len(written)]
            left = f" {', '.join(map(str, written))} is written already." if written else ""
            raise CannotWriteError(f"{cannot_write(str(failed), error).message}{left}") from None

    def advice(self, draft: Draft) -> tuple[str, ...]:
        """Return, as lines, what is to be known of the program that reads the file."""
        return tuple(
            f"{problem.severity}[{problem.rule}] {problem.message} {problem.fix}"
            for problem in self.format.advice(draft)
        )

    def command(self, draft: Draft) -> str:
        """Say how the file is sent, or deployed: the shell's command; "" where there is no file, or no command."""
        place = self.place if self.format.is_folder else self.file
        if not (self.format.command and place):
            return ""
        verb = "deploy" if self.format.puts_names else "send"
        return f"To {verb} it: {self.format.command(draft, str(place))}"

    def _write(self, place: Path, made: Made) -> None:
        self.put(made)
        for name in made.files:
            tell(f"Wrote {visible(str(place / name))}.")
        if made.private and kind_of(place) == "folder":
            tell("They hold secrets, so only you may read them (mode 0600). --redact writes some to share.")
        elif made.private and self.file:
            tell("It holds secrets, so only you may read it (mode 0600). --redact writes one to share.")

    @property
    def _folder(self) -> Path | None:
        """The folder in which the file will stand; None where nobody knows."""
        if self.place is None or kind_of(self.place) == "stream":
            return None
        return self.place.absolute() if self.format.is_folder else self.place.absolute().parent

    def _refuse(self, files: Iterable[str] = ()) -> None:
        for obstacle in self.obstacles(files):
            raise CannotWriteError(obstacle)


def refuse_terminal(*, private: bool) -> None:
    """End the command where secrets would go to standard output, and that is a terminal."""
    if private and sys.stdout.isatty():
        raise click.UsageError("It holds secrets, and a terminal would show them. Give -o FILE, or --redact.")


def _naming() -> str:
    """Return the names of the formats that put names together, to be read in a sentence."""
    *most, last = [format.name for format in writable() if format.puts_names]
    return f"{', '.join(most)} and {last}"


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
        click.option(
            "--plain-names",
            is_flag=True,
            help=f"For {_naming()}: leave away the environment's name, which Gen 1 puts behind names.",
        ),
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
    plain_names = given.pop("plain_names")
    if plain_names and not format.puts_names:
        raise click.UsageError(f"--plain-names is for {_naming()}: give --format.")
    return Destination(place, format, given.pop("redact"), given.pop("force"), bool(name), plain_names)


def formats_help() -> str:
    """Return the formats for the end of a command's help, one a line."""
    width = max(len(format.name) for format in writable())
    lines = [
        f"  {format.name:{width}}  {format.help}{'; FILE is their folder' if format.is_folder else ''}"
        for format in writable()
    ]
    return "\n".join(["Formats:", *lines])
