"""The places in a TOML text.

tomllib tells no places, and tomlkit, which keeps layout, gives them up too. This scanner is for texts that tomllib has
taken already, so it looks for ends and never for mistakes.
"""

from __future__ import annotations

import re
import tomllib
from typing import Final

from .node import Extent, Node

_BLANK: Final = re.compile(r"(?:[ \t]|\r?\n|#[^\n]*)*")
"""What may stand between values where a line may end."""
_SPACE: Final = re.compile(r"[ \t]*")
_KEY: Final = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_TEXT: Final = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:'{0,2})|"(?:[^"\\]|\\.)*"|'[^']*\'''', re.DOTALL
)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:[^\s,\]}#]+")
_BARE: Final = re.compile(r"[^\s,\]}#]+")

_Names = list[tuple[str, Extent]]


def toml_places(text: str) -> Node:
    """Return the places in a text that tomllib takes.

    A table stands where its header does, the last one if it is an array's; one that has none stands where its name
    first does.
    """
    return _Scanner(text).document()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def document(self) -> Node:
        whole = Node(Extent(0, len(self._text)))
        table = whole
        while self._skip(_BLANK) < len(self._text):
            if self._text[self._at] == "[":
                table = self._header(whole)
            else:
                self._member(table)
        return whole

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _take(self, pattern: re.Pattern[str]) -> Extent | None:
        found = pattern.match(self._text, self._at)
        if found is None:
            return None
        self._at = found.end()
        return Extent(found.start(), found.end())

    def _header(self, whole: Node) -> Node:
        start = self._at
        is_array = self._text.startswith("[[", start)
        self._at += 2 if is_array else 1
        names = self._names()
        self._at = self._text.index("]", self._at) + (2 if is_array else 1)
        header = Extent(start, self._at)
        above = _down(whole, names[:-1])
        name, extent = names[-1]
        if is_array:
            listed = above.members.setdefault(name, Node(header, extent))
            listed.entries.append(Node(header, extent))
            return listed.entries[-1]
        table = above.members.setdefault(name, Node(header, extent))
        table.value, table.name = header, extent
        return table

    def _names(self) -> _Names:
        """Take a key: names with dots between them."""
        names: _Names = []
        while True:
            self._skip(_SPACE)
            extent = self._take(_KEY)
            assert extent is not None
            names.append((_name(self._text[extent.start : extent.end]), extent))
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return names
            self._at += 1

    def _member(self, table: Node) -> None:
        names = self._names()
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        value = self._value()
        above = _down(table, names[:-1])
        name, value.name = names[-1]
        above.members[name] = value

    def _value(self) -> Node:
        start = self._at
        opening = self._text[start : start + 1]
        if opening == "[":
            return self._list()
        if opening == "{":
            return self._inline_table()
        extent = self._take(_TEXT) or self._take(_DATE) or self._take(_BARE)
        assert extent is not None
        return Node(extent)

    def _list(self) -> Node:
        node, start = Node(Extent(0, 0)), self._at
        self._at += 1
        while self._text[self._skip(_BLANK)] != "]":
            node.entries.append(self._value())
            if self._text[self._skip(_BLANK)] == ",":
                self._at += 1
        self._at += 1
        node.value = Extent(start, self._at)
        return node

    def _inline_table(self) -> Node:
        node, start = Node(Extent(0, 0)), self._at
        self._at += 1
        while self._text[self._skip(_BLANK)] != "}":
            self._member(node)
            if self._text[self._skip(_BLANK)] == ",":
                self._at += 1
        self._at += 1
        node.value = Extent(start, self._at)
        return node


def _down(table: Node, names: _Names) -> Node:
    """Return the table below, which stands where its name does until a header says otherwise."""
    for name, extent in names:
        table = table.members.setdefault(name, Node(extent, extent))
        if table.entries:  # an array of tables: what comes next belongs to the last one
            table = table.entries[-1]
    return table


def _name(written: str) -> str:
    if written[0] not in "\"'":
        return written
    name: str = next(iter(tomllib.loads(f"{written} = 0")))
    return name
