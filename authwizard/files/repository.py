"""How strictly the requests of a repository are judged, as its own files say.

They stand in the table `[tool.authwizard]` of pyproject.toml, or at the top level of `.authwizard.toml`, which wins
where a folder has both. The nearest file above a source holds, and none above it. A folder with `.git` is the last one
that is asked.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from authwizard.request.rules import Severity

from .reading import NotRegularError, decode, read_limited
from .repository_tables import RepositorySettingsError, Said, tables
from .unreadable import UnreadableError

__all__ = ["OWN_FILE", "PROJECT_FILE", "RepositorySettingsError", "Rules", "Settings"]

OWN_FILE: Final = ".authwizard.toml"
PROJECT_FILE: Final = "pyproject.toml"
MOST_BYTES: Final = 1_000_000
"""The largest settings file that is read; they have some kilobytes."""

_REPOSITORY: Final = ".git"
_TABLE: Final = ("tool", "authwizard")


@dataclass(frozen=True, slots=True)
class Rules:
    """How one source is judged.

    Attributes:
        strict: Whether warnings fail too.
        ignore: The rules whose problems are left out; never "unreadable".
        severity: The severities that take the place of the rules' own; of rules that are not ignored.
        file: The settings file; None where no file says anything.
    """

    strict: bool = False
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    tables: tuple[Said, ...]


class Settings:
    """The settings of every repository that the sources of one run are in: each file is read once."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[Path, _File | None]] = {}
        self._files: dict[Path, _File | None] = {}

    def settings_for(self, source: Path) -> Rules:
        """Return how a source is judged.

        What a table says of a rule takes the place of what the tables before it say of that rule: it ignores one that
        had a severity, and gives a severity to one that was ignored.

        Args:
            source: Its path; it need not be there. For standard input, a name in the working folder.

        Raises:
            RepositorySettingsError: The file that holds for it cannot be used.
        """
        place = str(source.parent)
        if place not in self._places:
            self._places[place] = self._look_up(source.parent)
        folder, file = self._places[place]
        if file is None:
            return Rules()
        return _joined(file, (folder / source.name).relative_to(file.path.parent).as_posix())

    def _look_up(self, parent: Path) -> tuple[Path, _File | None]:
        try:
            folder = parent.resolve()
        except (OSError, RuntimeError, ValueError):  # links in a circle, or a name that no file can have
            return parent, None
        return folder, self._nearest(folder)

    def _nearest(self, folder: Path) -> _File | None:
        asked: list[Path] = []
        file = None
        for place in (folder, *folder.parents):
            if place in self._files:
                file = self._files[place]
                break
            asked.append(place)
            file = _read(place)
            if file is not None or os.path.lexists(place / _REPOSITORY):
                break
        self._files.update(dict.fromkeys(asked, file))
        return file


def _joined(file: _File, source: str) -> Rules:
    strict = False
    ignore: set[str] = set()
    severity: dict[str, Severity] = {}
    for said in file.tables:
        if said.match is not None and not _matches(said.match, source):
            continue
        strict = strict if said.strict is None else said.strict
        ignore -= said.severity.keys()
        severity |= said.severity
        ignore |= said.ignore
        severity = {rule: given for rule, given in severity.items() if rule not in said.ignore}
    return Rules(strict, frozenset(ignore), MappingProxyType(severity), file.path)


def _matches(patterns: tuple[str, ...], source: str) -> bool:
    from pathspec import GitIgnoreSpec  # only settings for paths need it

    return GitIgnoreSpec.from_lines(patterns).match_file(source)


def _read(folder: Path) -> _File | None:
    """Read the settings that stand in a folder; None where it has none.

    Raises:
        RepositorySettingsError: They cannot be used.
    """
    for name in (OWN_FILE, PROJECT_FILE):
        path = folder / name
        data = _bytes(path)
        # A project's file may be broken, or be for another purpose, where it does not speak of authwizard.
        if data is None or (name == PROJECT_FILE and _TABLE[1].encode() not in data):
            continue
        table: Any = _parsed(path, data)
        keys = _TABLE if name == PROJECT_FILE else ()
        for key in keys:
            table = table.get(key) if isinstance(table, dict) else None
        if table is not None:
            return _File(path, tables(path, ".".join(keys), table))
    return None


def _bytes(path: Path) -> bytes | None:
    """Return the bytes of a file; None where there is none."""
    try:
        return read_limited(path, MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError, NotRegularError):
        return None
    except OSError as error:
        what = f"The settings cannot be read: {error.strerror}."
        raise RepositorySettingsError(path, what, "Make the file readable, or remove it.") from None


def _parsed(path: Path, data: bytes) -> dict[str, Any]:
    from .formats.toml_text import parse_toml

    try:
        return parse_toml(decode(data))
    except UnreadableError as error:
        raise RepositorySettingsError(path, error.message, error.fix) from None
