"""Comments in TOML and YAML that say which problems are meant to be: `# authwizard: ignore[rule]`.

Beside a line such a comment counts for that line, and on a line of its own for the next one that is neither empty nor a
comment. Lines are those of `places.node.Lines`: a line feed ends one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import Final, NamedTuple

from authwizard.request.rules import RULES

from .places.node import Extent, Node
from .rule_names import unfit

_COMMENT: Final = re.compile(r"#[ \t]*authwizard:[ \t]*ignore\b[ \t]*(?:\[([^]\r\n]*)\])?")
_MARK: Final = "authwizard:"
_PROPERTIES: Final = re.compile(r"(?:[&!]\S*\s+)*")
"""The anchor and the tag that may stand before a value of YAML."""
_NO_RULE: Final = "The comment names no rule. Write # authwizard: ignore[gen1-eol], with the rule's id."

MOST_WRONG: Final = 100
"""How many comments that cannot be followed are told: finding the nearest id takes long."""


class Wrong(NamedTuple):
    """A comment that cannot be followed.

    Attributes:
        line: The line that it stands on, from 1.
        rule: What it names in a rule's place; "" where it names nothing.
        message: What is wrong, and how to mend it.
    """

    line: int
    rule: str
    message: str


class Ignored(NamedTuple):
    """What the comments of a text say.

    Attributes:
        lines: For each line, from 1, the rules whose problems there are left out.
        wrong: What of it cannot be followed, in the order of the text, and at most `MOST_WRONG`; the rest holds.
        whole: The rules whose problems are left out where they are about all of the request: those of the first line
            that is neither empty nor a comment.
    """

    lines: Mapping[int, frozenset[str]]
    wrong: tuple[Wrong, ...]
    whole: frozenset[str] = frozenset()

    def of_line(self, line: int) -> frozenset[str]:
        """Return the rules whose problems on a line are left out."""
        return self.lines.get(line, frozenset())


def ignored_lines(text: str, root: Callable[[], Node]) -> Ignored:
    """Return what the comments of a text say; JSON has none.

    Args:
        text: The text of a source.
        root: Returns the places in it; it is asked only where there may be such a comment. A `#` within a name or a
            value begins no comment.
    """
    lines: dict[int, frozenset[str]] = {}
    wrong: list[Wrong] = []
    if _MARK not in text:
        return Ignored(lines, ())
    rows = _Rows(text, root())
    for match in _COMMENT.finditer(text):
        if rows.is_said(match.start()):
            continue
        named = [name.strip() for name in (match[1] or "").split(",")]
        fitting = frozenset(name for name in named if name in RULES and not unfit(name))
        line, meant = rows.line(match.start()), rows.meant(match.start())
        if fitting and meant is not None:
            lines[meant] = lines.get(meant, frozenset()) | fitting
        for name in named:
            if name not in fitting and len(wrong) < MOST_WRONG:
                wrong.append(Wrong(line, name, unfit(name) if name else _NO_RULE))
    first = next(
        (at for at, row in enumerate(text.split("\n"), 1) if row.strip() and row.strip()[0] != "#"), 1
    )
    return Ignored(lines, tuple(wrong), lines.get(first, frozenset()))


class _Rows:
    """The lines of a text, and which pieces of it are names and values."""

    def __init__(self, text: str, root: Node) -> None:
        self._rows = text.split("\n")
        self._starts = [0, *accumulate(len(row) + 1 for row in self._rows)]
        self._after: list[int | None] = [None] * (len(self._rows) + 1)
        """For each line, the next one below it that is neither empty nor a comment."""
        for line in range(len(self._rows) - 1, 0, -1):
            is_empty = _bare(self._rows[line])[:1] in ("", "#")
            self._after[line] = self._after[line + 1] if is_empty else line + 1
        said = sorted({extent for node in _nodes(root) for extent in _said(node, text)})
        # Behind each piece, the furthest end so far: pieces overlap where a value of YAML is used again.
        self._said = [extent.start for extent in said]
        self._ends = [*accumulate((extent.end for extent in said), max)]

    def is_said(self, offset: int) -> bool:
        """Whether an offset is within a name or a value."""
        at = bisect_right(self._said, offset)
        return at > 0 and offset < self._ends[at - 1]

    def line(self, offset: int) -> int:
        """Return the line of an offset, from 1."""
        return bisect_right(self._starts, offset)

    def meant(self, offset: int) -> int | None:
        """Return the line that a comment at an offset counts for; None where no line follows that it could."""
        line = self.line(offset)
        row, bare = self._rows[line - 1], _bare(self._rows[line - 1])
        if not bare.startswith("#") or self.is_said(self._starts[line - 1] + len(row) - len(bare)):
            return line
        return self._after[line]


def _bare(row: str) -> str:
    return row.lstrip(" \t\r\ufeff")


def _nodes(root: Node) -> Iterator[Node]:
    left = [root]
    while left:
        node = left.pop()
        yield node
        left += node.members.values()
        left += node.entries


def _said(node: Node, text: str) -> Iterator[Extent]:
    """Yield the pieces that a node's name and its value take, if that is no structure or list, which hold comments."""
    if node.name is not None:
        yield node.name
    if node.members or node.entries:
        return
    start, end = node.value
    properties = _PROPERTIES.match(text, start, end)
    first = properties.end() if properties else start
    if text[first:end].startswith(("|", ">")):  # a comment may stand beside the sign of a block of text
        start = text.find("\n", first, end) + 1 or end
    if not text[first:end].startswith(("[", "{")):
        yield Extent(start, end)
