"""The one way in which reading a source fails."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from authwizard import __version__
from authwizard.errors import AuthwizardError
from authwizard.request.check import Problem

from .places.node import Located, Region

_PACKAGE: Final = Path(__file__).parent.parent


class UnreadableError(AuthwizardError):
    """A source cannot be opened or parsed. The message quotes nothing of it, except short names of members.

    Attributes:
        line: The line, from 1, where one is known.
        column: The column in characters, from 1, where one is known.
    """

    def __init__(self, what: str, fix: str, line: int | None = None, column: int | None = None) -> None:
        place = f"Line {line}, column {column}: " if line is not None else ""
        super().__init__(f"{place}{what}", fix)
        self.line = line
        self.column = column

    def located(self) -> Located:
        """Return the finding that stands for the failure in a report, and where it is."""
        if self.line is None or self.column is None:
            return Located(self.problem(), None)
        return Located(self.problem(), Region(self.line, self.column, self.line, self.column))

    def problem(self) -> Problem:
        """Return the finding that stands for the failure in a report."""
        return Problem.of("unreadable", (), self.message, self.fix)


def unreadable_at(text: str, offset: int, what: str, fix: str) -> UnreadableError:
    """Return the failure at a character offset of a text."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return UnreadableError(what, fix, line, column)


def defect(error: Exception) -> UnreadableError:
    """Return the failure for an error of ours that nobody expected: it is a fault of one source, and stops no other."""
    what = f"authwizard failed on it: {raised(error)}. This is a defect, and not your mistake."
    return UnreadableError(what, f"Please report it with this line and the version ({__version__}).")


def raised(error: BaseException) -> str:
    """Say of an error what it is and where in authwizard it arose, without its text, which may hold a value."""
    from traceback import walk_tb

    places = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    ours = [
        f"{file.relative_to(_PACKAGE).as_posix()}:{line}"
        for file, line in places
        if file.is_relative_to(_PACKAGE)
    ]
    return f"{type(error).__name__} at {ours[-1]}" if ours else type(error).__name__
