"""An update beside what the backend has now: which blocks are sent, and what differs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from authwizard.request import compare
from authwizard.request.compare import Difference, same
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
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
    compared = [block for block in BLOCKS if draft.get(block) is not ABSENT]
    found = [
        item
        for item in compare.differences(get(updatable(state), CONFIG, {}), draft.get(CONFIG, {}), CONFIG)
        if _block_of(item.path) is None or _block_of(item.path) in compared
    ]
    found += [
        Difference(path, ABSENT, describe(secret), secret=True)
        for path, secret in draft.secrets.items()
        if not isinstance(secret, Pulled)
    ]
    # An empty structure that gets members is no difference beside these.
    found = [item for item in found if not (item.new is ABSENT and item.old == {}) and item.path != POOL]
    return tuple(compare.in_form_order(found))


def _block_of(path: Path) -> Path | None:
    return next((block for block in BLOCKS if path[: len(block)] == block), None)
