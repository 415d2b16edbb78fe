"""A source that can only be a creation, taken for an update: what only a creation has is left out and named."""

from __future__ import annotations

from dataclasses import replace

from authwizard.request.fields import FIELDS
from authwizard.request.tree import ABSENT, MemberPath, Tree, drop, get

from .loaded import Loaded


def updatable(tree: Tree) -> Tree:
    """Return what an update can hold of a state in the shape of a create."""
    for path in create_only(tree):
        tree = drop(tree, path)
    return tree


def create_only(tree: Tree) -> tuple[MemberPath, ...]:
    """Return the members of a tree that only a creation can set."""
    return tuple(
        path for path, field in FIELDS.items() if "update" not in field.only and get(tree, path) is not ABSENT
    )


def names_of(paths: tuple[MemberPath, ...]) -> str:
    """Return the bare names of members, to be read in a sentence."""
    return ", ".join(str(path[-1]) for path in paths)


def left_out_note(paths: tuple[MemberPath, ...]) -> tuple[str, ...]:
    """Say which members an update could not take over; nothing where it took all of them."""
    return (f"Left out, since only a creation can set it: {names_of(paths)}.",) if paths else ()


def as_update(loaded: Loaded) -> Loaded:
    """Return a creation as the update that was asked for."""
    draft = loaded.draft
    return replace(
        loaded,
        draft=replace(draft, operation="update", tree=updatable(draft.tree)),
        reason="you asked for it",
        notes=(*loaded.notes, *left_out_note(create_only(draft.tree))),
        converted=True,
    )
