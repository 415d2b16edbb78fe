"""From a problem of a request to the region of the file that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Final

from authwizard.request.check import Problem
from authwizard.request.fields import members
from authwizard.request.tree import MemberPath, Tree, leaves, member_path, put

from ..formats.table import FORMATS, PRESET, Document, Format
from ..loaded import Loaded
from ..unreadable import UnreadableError
from .json_places import json_places
from .node import START, Extent, Lines, Located, Node, Region

_MARK: Final = "authwizard looks where this goes"
"""What is put in place of a value to see which member of the request comes from it."""
_MOST_LEAVES: Final = 500
"""Of how many values that is looked at; a file of Amplify has some forty."""
_NAMED: Final = frozenset({"unknown-member"})
"""The rules that are about a member's name, and not its value."""


def located(problems: Iterable[Problem], loaded: Loaded) -> list[Located]:
    """Return problems with their places in what was read.

    Args:
        problems: What is wrong with it.
        loaded: What was read; without a document nothing has a place.
    """
    if loaded.document is None:
        return [Located(problem, None) for problem in problems]
    places = Places(loaded.document, loaded)
    return [Located(problem, places.region(problem)) for problem in problems]


class Places:
    """Where the members of a request stand in the text that it was read from."""

    def __init__(self, document: Document, loaded: Loaded) -> None:
        """Find the places in a document, of which `loaded` came."""
        self._document = document
        self._loaded = loaded

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._document.text)

    @cached_property
    def _root(self) -> Node:
        return _tree_of_places(self._document, self._loaded.format)

    @cached_property
    def _origins(document: Document, format: Format, loaded: Loaded) -> dict[MemberPath, MemberPath]:
    """Return, for each member of a request, the value of the file that it was made of.

    The reader itself is asked: each value in turn is replaced by a mark, and what then differs came from it. So no
    table of names can be out of step with the reader.
    """
    usual = _held(loaded)
    made: dict[MemberPath, tuple[int, MemberPath]] = {}
    idle: list[MemberPath] = []
    for path, _ in islice(leaves(document.tree), _MOST_LEAVES):
        changed = _changed_by(document, format, put(document.tree, path, _MARK), usual)
        for member in changed:
            # A value that decides on fewer members is nearer to each of them.
            made[member] = min(made.get(member, (len(changed), path)), (len(changed), path), key=lambda it: it[0])
        if not changed:
            idle.append(path)
    # What the file says twice changes only when both are replaced.
    tree = document.tree
    for path in idle:
        tree = put(tree, path, _MARK)
        for member in _changed_by(document, format, tree, usual):
            made.setdefault(member, (0, path))
    return {member: path for member, (_, path) in made.items()}


def _changed_by(document: Document, format: Format, tree: Tree, usual: Mapping[MemberPath, object]) -> list[MemberPath]:
    """Return the members that are other ones where a file holds another tree."""
    assert format.read is not None
    try:
        held = _held(format.read(replace(document, tree=tree)))
    except UnreadableError:
        return []
    return [member for member, value in usual.items() if held.get(member, _MARK) != value]


def _held(loaded: Loaded) -> dict[MemberPath, object]:
    return {**dict(leaves(loaded.draft.tree)), **loaded.draft.secrets}


def _shared(paths: list[MemberPath]) -> MemberPath:
    """Return the structure or list that several values have around them, or the one text that all were made of."""
    first, last = min(paths, key=_key), max(paths, key=_key)
    if first == last and isinstance(first[-1], str):
        return first
    pairs = enumerate(zip(first, last, strict=False))
    count = next((at for at, (one, other) in pairs if one != other), len(first))
    return first[: min(count, len(first) - 1)]


def _key(path: MemberPath) -> tuple[str, ...]:
    return tuple(str(part) for part in path)
