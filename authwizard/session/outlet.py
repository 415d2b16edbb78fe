"""The way out to files: in which format the request is written, and where, as far as the user has chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from authwizard.files.destination import typed_path
from authwizard.files.formats.table import FORMATS, JSON, Format, Writing, by_suffix, writable
from authwizard.request.operation import OPERATIONS, Operation


def usual_path(format: Format, operation: Operation) -> str:
    """Return the path to propose for a format: a file under the name of the call, or a folder."""
    command = OPERATIONS[operation].command
    if format.usual:
        return format.usual.format(command=command)
    return f"{command}{format.suffixes[0] if format.suffixes else f'.{format.name}.json'}"


@dataclass(frozen=True, slots=True)
class Outlet:
    """What the user has chosen of the way out so far.

    Attributes:
        chosen: The name of the format that was chosen; empty where the path's suffix decides.
        path: The path that was typed; None where the usual one is proposed.
        plain_names: Whether names have no environment behind them, in a format that puts names together.
    """

    chosen: str = ""
    path: str | None = None
    plain_names: bool = False

    @property
    def format(self) -> Format:
        """The format in which the request is written."""
        if self.chosen:
            return FORMATS[self.chosen]
        return JSON if self.path is None else by_suffix(typed_path(self.path))

    def path_for(self, operation: Operation) -> str:
        """Return the path that was typed, or the one to propose."""
        return usual_path(self.format, operation) if self.path is None else self.path

    def place_for(self, operation: Operation) -> Path:
        """Return the file that is to be written, or the folder."""
        return typed_path(self.path_for(operation))

    def writing(self, operation: Operation, title: str, description: str) -> Writing:
        """Return how a request is to be written, with a title and a description for a format that has them."""
        format, place = self.format, self.place_for(operation).absolute()
        return Writing(
            folder=place if format.is_folder else place.parent,
            title=title,
            description=description,
            plain_names=self.plain_names and format.puts_names,
        )

    def with_format(self, format: Format) -> Outlet:
        """Return what it is when a format was chosen; a path that was typed stays."""
        return replace(self, chosen=format.name, path=self.path or None)

    def with_path(self, path: str, operation: Operation) -> Outlet:
        """Return what it is when a path was typed.

        A suffix that is another one than before, and some format's own, decides once more: the later answer counts.
        Not for a format without suffixes, which a template.yaml does not make YAML of a request.
        """
        before = self.path_for(operation)
        if path == before:
            return self
        suffix = _suffix(path)
        decides = suffix != _suffix(before) and any(suffix in format.suffixes for format in writable())
        chosen = "" if decides and self.format.suffixes else self.chosen
        return replace(self, chosen=chosen, path=path)


def _suffix(path: str) -> str:
    return Path(path).suffix.lower()
