"""What a form is made of: the sources that were judged, and what of each problem every form says."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from authwizard.files.loaded import Loaded
from authwizard.files.places.locate import Located
from authwizard.request.check import Problem
from authwizard.terminal_text import PATH_SHOWN, shorten, visible

STDIN: Final = "stdin"
"""What a form calls standard input, which has no path."""


class Judged(NamedTuple):
    """A source and all its problems, each with its region; `loaded` is None where it cannot be read.

    Attributes:
        source: The source as it was named.
        loaded: What was read of it.
        found: Its problems.
        text: The source's text. It may hold secrets: no form writes any of it.
    """

    source: str
    loaded: Loaded | None
    found: list[Located]
    text: str = ""

    @property
    def problems(self) -> list[Problem]:
        """The problems without their regions."""
        return [located.problem for located in self.found]

    @property
    def valid(self) -> bool:
        """Whether there is no error."""
        return all(located.problem.severity != "error" for located in self.found)

    @property
    def path(self) -> Path | None:
        """The absolute path of the source, with no symbolic link followed; None for standard input."""
        if self.source == "-" or (self.loaded is not None and self.loaded.path is None):
            return None
        path = self.loaded.path if self.loaded is not None and self.loaded.path is not None else self.source
        path = Path(path)
        with suppress(RuntimeError):  # ~ of a user that is not there
            path = path.expanduser()
        return Path(os.path.normpath(path.absolute()))

    @property
    def name(self) -> str:
        """The path from the working directory, with forward slashes; of a file outside of it the absolute one."""
        path = self.path
        if path is None:
            return STDIN
        here = Path.cwd()
        return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def sentence(problem: Problem) -> str:
    """Write what is wrong and what to do, so that nothing obeys a character of it."""
    return visible(f"{problem.message} {problem.fix}")


def placed_sentence(problem: Problem) -> str:
    """Write what is wrong and what to do, after the member that it is about."""
    place = f"{member(problem)}: " if problem.path else ""
    return f"{place}{sentence(problem)}"


def member(problem: Problem) -> str:
    """Write the member that a problem is about, at no more than a readable length."""
    return visible(shorten(problem.place, PATH_SHOWN))


class Fingerprints:
    """Names the findings of one source, so that a later check knows them again.

    A name is made of the rule, the member's path and, among equals, how many came before. No line and no text is
    in it: it stays when lines are moved, and nobody can guess a secret by it.
    """

    def __init__(self, *begin: str) -> None:
        """Begin with what tells this source's findings from those of others; nothing where they may be equal."""
        self._begin = begin
        self._seen: Counter[str] = Counter()

    def of(self, problem: Problem) -> str:
        """Return the name of a source's next finding: 64 hexadecimal digits."""
        # As JSON, so that no name in a path can look like two parts, and a lone surrogate is none.
        known = json.dumps([*self._begin, problem.rule, *problem.path])
        self._seen[known] += 1
        return sha256(f"{known} {self._seen[known]}".encode("ascii")).hexdigest()


def whole(pieces: Iterable[str], end: Callable[[bool], str]) -> Iterator[str]:
    """Yield the pieces of a document and its end, so that it is whole even where making the pieces fails.

    Args:
        pieces: All but the end.
        end: Writes the end; it is told whether all pieces came.
    """
    try:
        yield from pieces
    except GeneratorExit:  # Nobody reads on.
        raise
    except BaseException:
        yield end(False)
        raise
    yield end(True)
