"""Reading another tool's file member by member: what nobody took is named as not carried over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from authwizard.request.tree import ABSENT, MemberPath, Tree, get, put

from .left_over import effects_of, notes_on, sorted_out


def mapped(value: Any, names: dict[str, str]) -> Any:
    """Return the other tool's word for a value; a value that is no word of theirs stays as it is."""
    return names.get(value, value) if isinstance(value, str) else value


def each(values: Any, translate: Callable[[Any], Any]) -> Any:
    """Translate each item of a list; what is no list stays as it is."""
    return [translate(value) for value in values] if isinstance(values, list) else values


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

    def left(self) -> dict[str, Any]:
        """Return the members that nobody took, here and in the parts, by their full names."""
        own = {self.place(name): self.members[name] for name in self._left}
        return own | {name: value for part in self._parts for name, value in part.left().items()}

    def __contains__(self, name: str) -> bool:
        return name in self.members


class CarryOver:
    """The request that is built from the file, and what is to be told about it."""

    def __init__(self) -> None:
        self.tree: Tree = {}
        self.notes: list[str] = []
        self.hints: list[str] = []
        self.dropped: list[str] = []
        self._told: list[str] = []
        self.unused: list[str] = []
        self.added: list[str] = []
        self.left: dict[str, Any] = {}

    def set(self, path: MemberPath, value: Any) -> None:
        """Set a member of the request, unless the file says nothing of it."""
        if value is not ABSENT:
            self.tree = put(self.tree, path, value)

    def add(self, path: MemberPath, value: str) -> None:
        """Set a member that the file says nothing of, and note that it was added."""
        self.set(path, value)
        self.added.append(f"{path[-1]}: {value}")

    def has(self, path: MemberPath) -> bool:
        """Return whether a member of the request is set."""
        return get(self.tree, path) is not ABSENT

    def drop(self, name: str, why: str) -> None:
        """Note something of the file that does not come over though the API has such a member."""
        self.dropped.append(name)
        told = f"{name} was not carried over: {why}."
        self.notes.append(told)
        self._told.append(told)

    def left_out(self, root: Part) -> tuple[str, ...]:
        """Say what has an effect and did not come over."""
        return (*self._told, *effects_of(root.left() | self.left))

    def finish(self, root: Part) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the notes and the names of all that was not carried over, what has an effect first."""
        left = root.left() | self.left
        effects, rest = sorted_out(left)
        return (*self.notes, *notes_on(left)), (*self.dropped, *effects, *self.unused, *rest)
