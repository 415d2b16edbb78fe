"""Two trees, member by member."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .fields import position
from .paths import ABSENT, Path


class Difference(NamedTuple):
    """A member that differs; ABSENT stands for what one side has not. Secrets are masked."""

    path: Path
    old: Any
    new: Any
    secret: bool = False


def differences(old: Any, new: Any, path: Path = ()) -> list[Difference]:
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


def _members(tree: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield every member that is no structure; a list is one value, and so is an empty structure."""
    if isinstance(tree, dict) and (tree or not path):
        for name, value in tree.items():
            yield from _members(value, (*path, name))
    else:
        yield path, tree
