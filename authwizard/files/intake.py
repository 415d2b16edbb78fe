"""Reading another tool's file member by member: what nobody took is named as not carried over."""

from __future__ import annotations

from typing import Any

from authwizard.request.paths import ABSENT, Path, Tree, get, put

from .visible import visible


def mapped(value: Any, names: dict[str, str]) -> Any:
    """Return the other tool's word for a value; a value that is no word of theirs stays as it is."""
    return names.get(value, value) if isinstance(value, str) else value


class Part:
    """A structure of the file that is read; it remembers which members were taken."""

    def __init__(self, members: Any, name: str = "") -> None:
        """Take a structure; anything else counts as one without members."""
        self.members: dict[str, Any] = members if isinstance(members, dict) else {}
        self.name = name
        self._left = dict.fromkeys(self.members)
        self._parts: list[Part] = []

    def take(self, name: str) -> Any:
        """Return a member's value, or ABSENT."""
        self._left.pop(name, None)
        return self.members.get(name, ABSENT)

    def part(self, name: str) -> Part:
        """Return a member that is a structure; one of another type counts as empty, and stays untaken."""
        value = self.members.get(name)
        if isinstance(value, dict):
            self._left.pop(name)
        part = Part(value, self.place(name))
        self._parts.append(part)
        return part

    def place(self, name: str) -> str:
        """Return the full name of a member."""
        return f"{self.name}.{name}" if self.name else name

    def left(self) -> list[str]:
        """Return the full names of the members that nobody took, here and in the parts."""
        return [self.place(name) for name in self._left] + [
            name for part in self._parts for name in part.left()
        ]

    def __contains__(self, name: str) -> bool:
        return name in self.members


class Intake:
    """The request that is built from the file, and what is to be told about it."""

    def __init__(self) -> None:
        self.tree: Tree = {}
        self.notes: list[str] = []
        self.dropped: list[str] = []
        self.left: list[str] = []

    def set(self, path: Path, value: Any) -> None:
        """Set a member of the request, unless the file says nothing of it."""
        if value is not ABSENT:
            self.tree = put(self.tree, path, value)

    def has(self, path: Path) -> bool:
        """Return whether a member of the request is set."""
        return get(self.tree, path) is not ABSENT

    def drop(self, name: str, why: str) -> None:
        """Note something of the file that does not come over though the API has such a member."""
        self.dropped.append(name)
        self.notes.append(f"{name} was not carried over: {why}.")

    def finish(self, *parts: Part) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the notes and the names of all that was not carried over."""
        left = [*(name for part in parts for name in part.left()), *self.left]
        if left:
            names = visible(", ".join(left))
            self.notes.append(f"Not carried over, for want of a counterpart in the API: {names}.")
        return tuple(self.notes), (*self.dropped, *left)
