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
from authwizard.files.places.node import Located
from authwizard.request.check import Problem
from authwizard.request.operation import Operation
from authwizard.terminal_text import PATH_SHOWN, shorten, visible

STDIN: Final = "stdin"
"""What a form calls standard input, which has no path."""


class Taken(NamedTuple):
    """What a source was taken for.

    Attributes:
        path: Its file; None for standard input.
        operation: The operation.
        reason: Why it was taken for that, as the end of a sentence.
        told: What reading it brought up, as sentences.
        dropped: The names of what was not carried over.
        added: What the request has that the source does not say.
    """

    path: Path | None
    operation: Operation
    reason: str
    told: tuple[str, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]

    @classmethod
    def of(cls, loaded: Loaded) -> Taken:
        """Return what a source was taken for, without anything of its text."""
        told = loaded.notes + loaded.hints
        return cls(loaded.path, loaded.draft.operation, loaded.reason, told, loaded.dropped, loaded.added)


class Judged(NamedTuple):
    """A source and all its problems, each with its region.

    Attributes:
        source: The source as it was named.
        taken: What it was taken for; None where it cannot be read.
        found: Its problems.
        ignored: How many problems were left out because somebody said so.
        strict: Whether its warnings fail too.
    """

    source: str
    taken: Taken | None
    found: list[Located]
    ignored: int = 0
    strict: bool = False

    @property
    def valid(self) -> bool:
        """Whether there is no error."""
        return all(located.problem.severity != "error" for located in self.found)

    @property
    def passes(self) -> bool:
        """Whether nothing of it ends the command with status 1."""
        return self.valid and not (
            self.strict and any(located.problem.severity == "warning" for located in self.found)
        )

    @property
    def path(self) -> Path | None:
        """The absolute path of the source, with no symbolic link followed; None for standard input."""
        if self.source == "-" or (self.taken is not None and self.taken.path is None):
            return None
        path = (
            self.taken.path if self.taken is not None and self.taken.path is not None else Path(self.source)
        )
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
