"""Paths into a request's tree, and reading and changing a tree by path.

A tree is what a JSON file holds: dicts, lists, texts, numbers, booleans and None. The functions here never
change the tree that they are given: they return a new one that shares every branch that did not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, Final

MemberPath = tuple[str | int, ...]
Tree = dict[str, Any]


class _Absent(Enum):
    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent.ABSENT
"""What `get` answers where the tree has nothing: absent, empty and false are three different things."""

CONFIG: Final[MemberPath] = ("ResourceConfig",)
POOL: Final[MemberPath] = ("ResourceConfig", "UserPoolConfigs")


def config(*names: str) -> MemberPath:
    """Return the path of a member of ResourceConfig."""
    return (*CONFIG, *names)


def pool(*names: str) -> MemberPath:
    """Return the path of a member of ResourceConfig.UserPoolConfigs."""
    return (*POOL, *names)


def format_path(path: MemberPath) -> str:
    """Write a path as people read it: `ResourceConfig.UserPoolConfigs.OAuth.RedirectSignInURIs[2]`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def member_path(path: MemberPath) -> tuple[str, ...]:
    """Return the path without its list positions: the name under which the member is declared."""
    return tuple(part for part in path if isinstance(part, str))


def get(tree: Any, path: MemberPath, default: Any = ABSENT) -> Any:
    """Return what stands at `path`, or `default` where nothing does."""
    for part in path:
        if isinstance(part, str):
            if not isinstance(tree, dict) or part not in tree:
                return default
        elif not isinstance(tree, list) or part >= len(tree):
            return default
        tree = tree[part]
    return tree


def put(tree: Any, path: MemberPath, value: Any) -> Any:
    """Return a tree with `value` at `path`; missing structures on the way are made."""
    if not path:
        return value
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        items = list(tree) if isinstance(tree, list) else []
        old = items[head] if head < len(items) else ABSENT
        items[head : head + 1] = [put(old, rest, value)]
        return items
    members = dict(tree) if isinstance(tree, dict) else {}
    members[head] = put(members.get(head, ABSENT), rest, value)
    return members


def drop(tree: Any, path: MemberPath) -> Any:
    """Return a tree without the member or item at `path`; the same tree where there is none."""
    if not path or get(tree, path) is ABSENT:
        return tree
    head, rest = path[0], path[1:]
    copy = dict(tree) if isinstance(head, str) else list(tree)
    if rest:
        copy[head] = drop(copy[head], rest)  # type: ignore[index]  # str keys dicts, int keys lists
    else:
        del copy[head]  # type: ignore[arg-type]  # as above
    return copy


def put_all(tree: Any, values: Mapping[MemberPath, Any]) -> Any:
    """Return what `put` makes for one path after the other; each structure is copied once for all of them.

    No path may begin another.
    """
    if () in values:
        return values[()]
    groups: dict[str | int, dict[MemberPath, Any]] = {}
    for path, value in values.items():
        groups.setdefault(path[0], {})[path[1:]] = value
    for kind in (list, dict):
        heads = [head for head in groups if isinstance(head, int) == (kind is list)]
        if heads:
            tree = kind(tree) if isinstance(tree, kind) else kind()
        for head in heads:
            below = put_all(get(tree, (head,)), groups[head])
            if isinstance(head, int):
                tree[head : head + 1] = [below]
            else:
                tree[head] = below
    return tree


def drop_all(tree: Any, paths: Iterable[MemberPath]) -> Any:
    """Return a tree without the members at several paths, which are there; each structure is copied once.

    At most one item of each list may be among them, since it moves those after it.
    """
    groups: dict[str | int, list[MemberPath]] = {}
    for path in paths:
        groups.setdefault(path[0], []).append(path[1:])
    copy: Any = dict(tree) if isinstance(tree, dict) else list(tree)
    for head, rests in groups.items():
        if () in rests:
            del copy[head]
        else:
            copy[head] = drop_all(copy[head], rests)
    return copy


def merge(below: Any, above: Any) -> Any:
    """Return `above` with the members that only `below` has, at every level; anything else than structures replaces."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return {**below, **{name: merge(below.get(name), value) for name, value in above.items()}}


def leaves(tree: Any, path: MemberPath = ()) -> Iterator[tuple[MemberPath, Any]]:
    """Yield every value that is neither a dict nor a list, with its path, in the tree's order."""
    # Not by recursion: a file may nest as deeply as Python's own limit.
    waiting: list[tuple[MemberPath, Any]] = [(path, tree)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, dict):
            waiting += reversed([((*at, name), below) for name, below in value.items()])
        elif isinstance(value, list):
            waiting += reversed([((*at, index), below) for index, below in enumerate(value)])
        else:
            yield at, value
