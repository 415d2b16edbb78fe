"""An update beside what the backend has now: which blocks are sent, and what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, position
from authwizard.request.paths import ABSENT, CONFIG, POOL, Path, Tree, drop, get
from authwizard.request.secrets import Typed, describe

BLOCKS: Final[tuple[Path, ...]] = tuple(
    path
    for path, field in FIELDS.items()
    if field.kind == "structure" and path[:-1] in (CONFIG, POOL) and "update" not in field.required
)
"""The parts of a request that an update sends whole or leaves out."""


@dataclass(frozen=True, slots=True)
class Pulled(Typed):
    """A secret that the backend gave out; a new one is of another class, and so its block is sent."""


class Difference(NamedTuple):
    """A member that an update changes; ABSENT stands for what one side has not. Secrets are masked."""

    path: Path
    old: Any
    new: Any
    secret: bool = False


def updatable(tree: Tree) -> Tree:
    """Return what an update can hold of a state in the shape of a create."""
    for path, field in FIELDS.items():
        if "update" not in field.only:
            tree = drop(tree, path)
    return tree


def changed_blocks(draft: Draft) -> Draft:
    """Return the request to send: the blocks that differ from the baseline, whole, and what is required.

    A draft that is no update, or that was not pulled, is sent as it is.
    """
    if draft.operation != "update" or draft.baseline is None:
        return draft
    had, tree, secrets = updatable(draft.baseline), draft.tree, dict(draft.secrets)
    for block in BLOCKS:
        below = {path: secret for path, secret in secrets.items() if path[: len(block)] == block}
        known = all(isinstance(secret, Pulled) for secret in below.values())
        if known and get(tree, block) is not ABSENT and same(get(tree, block), get(had, block)):
            tree = drop(tree, block)
            secrets = {path: secret for path, secret in secrets.items() if path not in below}
    return replace(draft, tree=tree, secrets=MappingProxyType(secrets))


def differences(draft: Draft, state: Tree) -> tuple[Difference, ...]:
    """Return what an update changes of a state, in the order of the form.

    Blocks that the update leaves out are not compared: they stay, as far as anybody knows.

    Args:
        draft: The update as it is sent.
        state: What the backend has, in the shape of a create.
    """
    had = updatable(state)
    compared = [block for block in BLOCKS if draft.get(block) is not ABSENT]
    old = dict(_members(get(had, CONFIG, {}), CONFIG))
    new = dict(_members(draft.get(CONFIG, {}), CONFIG))
    found = [
        Difference(path, old.get(path, ABSENT), new.get(path, ABSENT))
        for path in {**old, **new}
        if not same(old.get(path, ABSENT), new.get(path, ABSENT))
        and (_block_of(path) is None or _block_of(path) in compared)
    ]
    found += [
        Difference(path, ABSENT, describe(secret), secret=True)
        for path, secret in draft.secrets.items()
        if not isinstance(secret, Pulled)
    ]
    # An empty structure that gets members is no difference beside these.
    found = [item for item in found if not (item.new is ABSENT and item.old == {}) and item.path != POOL]
    return tuple(sorted(found, key=lambda item: position(item.path)))


def same(old: Any, new: Any) -> bool:
    """Whether two values mean the same; unlike in Python, true is not 1."""
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same, old, new))
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same(old[name], new[name]) for name in old)
    return isinstance(old, bool) is isinstance(new, bool) and bool(old == new)


def _block_of(path: Path) -> Path | None:
    return next((block for block in BLOCKS if path[: len(block)] == block), None)


def _members(tree: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield every member that is no structure; a list is one value, and so is an empty structure."""
    if isinstance(tree, dict) and tree:
        for name, value in tree.items():
            yield from _members(value, (*path, name))
    else:
        yield path, tree
