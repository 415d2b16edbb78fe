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
from ..ignoring import Ignored, ignored_lines
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
    """Return problems with their places in what was read; without a document nothing has a place."""
    if loaded.document is None:
        return [Located(problem, None) for problem in problems]
    return Places(loaded.document, loaded).of(problems)


class Places:
    """Where the members of a request stand in the text that it was read from."""

    def __init__(self, document: Document, loaded: Loaded) -> None:
        """Find the places in a document, of which `loaded` came."""
        self._document = document
        self._loaded = loaded

    def of(self, problems: Iterable[Problem]) -> list[Located]:
        """Return problems with their places."""
        return [Located(problem, self.region(problem)) for problem in problems]

    def ignored(self) -> Ignored:
        """Return what the comments say of problems that are meant to be; JSON has none."""
        document = self._document
        if document.yaml is None and self._loaded.format != PRESET.name:
            return Ignored({}, ())
        return ignored_lines(document.text, lambda: self._root)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._document.text)

    @cached_property
    def _root(self) -> Node:
        return _tree_of_places(self._document, self._loaded.format)

    @cached_property
    def _origins(self) -> Mapping[MemberPath, MemberPath] | None:
        format = FORMATS[self._loaded.format]
        return _origins(self._document, format, self._loaded) if format.own_names else None

    def region(self, problem: Problem) -> Region:
        """Return where a problem is: the value of its member, the name of one that is unknown, or what lacks it.

        What is about the whole request stands at the beginning of the file.
        """
        if not problem.path:
            return START
        extent = self._mapped(problem.path) if self._origins is not None else self._named(problem)
        return self._lines.region(extent)

    def _named(self, problem: Problem) -> Extent:
        """Find a member by its names, the API's or the wire's, wherever the request begins in the text."""
        node, length = max(_ways(self._root, problem.path), key=lambda way: way[1])
        is_there = length == len(problem.path)
        if problem.rule in _NAMED and is_there and node.name is not None:
            return node.name
        return node.value

    def _mapped(self, path: MemberPath) -> Extent:
        """Find a member by what the reader of another tool's file made it of."""
        assert self._origins is not None
        if path in self._origins:
            return self._root.reach(self._origins[path])[0].value
        # A structure, or a member that is missing: what stands around all the values that it is made of, or is beside.
        for count in range(len(path), 0, -1):
            around = [origin for member, origin in self._origins.items() if member[:count] == path[:count]]
            if around:
                return self._root.reach(_shared(around))[0].value
        return self._root.value


def _tree_of_places(document: Document, format: str) -> Node:
    if format == PRESET.name:
        from .toml_places import toml_places

        return toml_places(document.text)
    if document.yaml is not None:
        from .yaml_places import yaml_places  # loads ruamel, which only YAML needs

        return yaml_places(document.text, document.yaml)
    return json_places(document.text)


def _ways(root: Node, path: MemberPath) -> Iterator[tuple[Node, int]]:
    """Yield how far each way to a member leads: the node, and how many parts of the path.

    Where the request stands inside of something else, as in a preset, it is what lacks a member: that way comes first.
    """
    for above in ("request", "body"):
        if above in root.members:
            yield _reach(root.members[above], path)
    yield root.reach(path)
    yield _reach(root, path)
    if path[:1] == ("ResourceConfig",):  # which may stand alone in a file
        node, count = _reach(root, path[1:], path[:1])
        yield node, count + 1 if count else 0


def _reach(root: Node, path: MemberPath, above: MemberPath = ()) -> tuple[Node, int]:
    """Return the deepest node along a path, whose parts have the API's names or the wire's."""
    node = root
    for count, part in enumerate(path):
        child = node.child(part)
        if child is None and isinstance(part, str):
            known = members(member_path((*above, *path[:count]))).get(part)
            child = node.child(known.wire) if known is not None else None
        if child is None:
            return node, count
        node = child
    return node, len(path)


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
            made[member] = min(
                made.get(member, (len(changed), path)), (len(changed), path), key=lambda it: it[0]
            )
        if not changed:
            idle.append(path)
    # What the file says twice changes only when both are replaced.
    tree = document.tree
    for path in idle:
        tree = put(tree, path, _MARK)
        for member in _changed_by(document, format, tree, usual):
            made.setdefault(member, (0, path))
    return {member: path for member, (_, path) in made.items()}


def _changed_by(
    document: Document, format: Format, tree: Tree, usual: Mapping[MemberPath, object]
) -> list[MemberPath]:
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
