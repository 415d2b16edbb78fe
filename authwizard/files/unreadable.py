"""The one way in which reading a source fails."""

from __future__ import annotations

from authwizard.request.check import Problem
from authwizard.request.check import problem as make_problem


class Unreadable(Exception):  # noqa: N818  # the name of its rule
    """A source cannot be opened or parsed.

    Attributes:
        message: What is wrong, in a sentence, with the place where one is known. It quotes nothing of the
            content, except short names of members.
        fix: What to do about it.
        line: The line, from 1, where one is known.
        column: The column in characters, from 1, where one is known.
    """

    def __init__(self, what: str, fix: str, line: int | None = None, column: int | None = None) -> None:
        place = f"Line {line}, column {column}: " if line is not None else ""
        self.message = f"{place}{what}"
        self.fix = fix
        self.line = line
        self.column = column
        super().__init__(self.message)

    def problem(self) -> Problem:
        """Return the finding that stands for the failure in a report."""
        return make_problem("unreadable", (), self.message, self.fix)


def unreadable_at(text: str, offset: int, what: str, fix: str) -> Unreadable:
    """Return the failure at a character offset of a text."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Unreadable(what, fix, line, column)
