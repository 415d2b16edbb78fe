"""Two trees, member by member."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from .fields import position
from .tree import ABSENT, MemberPath


class Line(NamedTuple):
    """One line of what differs: "-" went, "+" came, " " is there for the place or as a remark."""

    sign: Literal["-", "+", " "]
    text: str


class Difference(NamedTuple):
    """A member that differs; ABSENT stands for what one side has not. Secrets are masked."""

    path: MemberPath
    old: Any
    new: Any
    secret: bool = False

    def lines(self) -> tuple[Line, ...]:
        """Return what went and what came, as JSON; of two lists the items, with those that stayed for their order.

        What a terminal would obey is still in them.
        """
        if isinstance(self.old, list) and isinstance(self.new, list):
            return tuple(_items(self.old, self.new))
        old, new = (value if self.secret else _written(value) for value in (self.old, self.new))
        # Two typed secrets look the same when they are masked.
        note = "  (another value)" if self.secret and old == new else ""
        went = () if self.old is ABSENT else (Line("-", old),)
        return went if self.new is ABSENT else (*went, Line("+", new + note))


def differences(old: Any, new: Any, path: MemberPath = ()) -> list[Difference]:
    """Return the members below `path` that differ, in the order of the form; those that the API does not know last."""
    before, after = dict(_members(old, path)), dict(_members(new, path))
    found = [
        Difference(at, before.get(at, ABSENT), after.get(at, ABSENT))
        for at in before | after
        if not same(before.get(at, ABSENT), after.get(at, ABSENT))
    ]
    return in_form_order(found)


def in_form_order(found: list[Difference]) -> list[Difference]:
    """Return differences in the order in which a form asks for the members."""
    return sorted(found, key=lambda difference: position(difference.path))


def same(old: Any, new: Any) -> bool:
    """Whether two values mean the same; unlike in Python, true is not 1."""
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same, old, new))
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same(old[name], new[name]) for name in old)
    return isinstance(old, bool) is isinstance(new, bool) and bool(old == new)


def _members(tree: Any, path: MemberPath) -> Iterator[tuple[MemberPath, Any]]:
    """Yield every member that is no structure; a list is one value, and so is an empty structure."""
    if isinstance(tree, dict) and (tree or not path):
        for name, value in tree.items():
            yield from _members(value, (*path, name))
    else:
        yield path, tree


def _items(old: list[Any], new: list[Any]) -> Iterator[Line]:
    before, after = [_written(item) for item in old], [_written(item) for item in new]
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Line(" ", item) for item in before[i:j])
        else:
            yield from (Line("-", item) for item in before[i:j])
            yield from (Line("+", item) for item in after[k:m])


def _written(value: Any) -> str:
    """Write a value as JSON, readable in any script."""
    return "" if value is ABSENT else json.dumps(value, ensure_ascii=False)
