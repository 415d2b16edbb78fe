"""A text as a tree of places: where each value stands, and where its name."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from authwizard.request.check import Problem
from authwizard.request.tree import MemberPath


class Region(NamedTuple):
    """A region of a text, as editors count: lines and columns from 1, columns in characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START: Final = Region(1, 1, 1, 1)
"""Where a text begins."""


class Located(NamedTuple):
    """A problem, and where in its source it is; None for a source that has no lines, such as one that is missing."""

    problem: Problem
    region: Region | None


class Extent(NamedTuple):
    """A piece of a text by its offsets in characters, the end exclusive."""

    start: int
    end: int


@dataclass(slots=True)
class Node:
    """One value of a text.

    Attributes:
        value: Where it stands.
        name: Where its name stands; None for an entry of a list, and for the whole.
        members: The members of a structure.
        entries: The entries of a list.
    """

    value: Extent
    name: Extent | None = None
    members: dict[str, Node] = field(default_factory=dict)
    entries: list[Node] = field(default_factory=list)

    def child(self, part: str | int) -> Node | None:
        """Return a member or an entry; None where there is none."""
        if isinstance(part, str):
            return self.members.get(part)
        return self.entries[part] if part < len(self.entries) else None

    def reach(self, path: MemberPath) -> tuple[Node, int]:
        """Return the deepest node on the way along a path, and how many of its parts lead there."""
        node = self
        for count, part in enumerate(path):
            child = node.child(part)
            if child is None:
                return node, count
            node = child
        return node, len(path)


class Lines:
    """The line breaks of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def region(self, extent: Extent) -> Region:
        """Return where a piece of the text stands."""
        return Region(*self._place(extent.start), *self._place(extent.end))

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
