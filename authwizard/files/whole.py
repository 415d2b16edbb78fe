"""The whole request behind an update: what the backend has, with what the update changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from authwizard.request.check import Problem, check
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, members
from authwizard.request.places import OAUTH
from authwizard.request.target import TARGET
from authwizard.request.tree import ABSENT, CONFIG, POOL, Tree, drop, get, put

from .unwritable import UnwritableError
from .updating import create_only

_UNKNOWN: Final = (
    "Not written: an update says only what changes, and this needs all of it. Give what the backend has with --state, "
    "as `authwizard pull --create` writes it, or pull it in the wizard."
)


def on_state(draft: Draft, state: Tree) -> Draft:
    """Return an update that knows what its backend has; what every update has to say is taken from there.

    Args:
        draft: An update.
        state: What the backend has, as the input of a create, without secrets.
    """
    for path, field in FIELDS.items():
        known = get(state, path)
        needed = "update" in field.required and field.kind != "structure"
        # What a block needs once it is there is no news of the backend: the block is the update's own.
        if needed and path[:-1] in ((), CONFIG) and draft.get(path) is ABSENT and known is not ABSENT:
            draft = draft.with_value(path, known)
    return replace(draft, baseline=state)


def whole(draft: Draft, waives: Callable[[Problem], bool]) -> Draft:
    """Return the creation that makes what there is after an update; a creation is returned as it is.

    A block that the update leaves out stays as the backend has it, and one that it has takes the place of all of the
    old one, but for what only a creation can set; an empty OAuth block turns it off (amplify-cli: headless update.ts).

    Args:
        draft: A draft without errors.
        waives: Whether an error is no obstacle.

    Raises:
        UnwritableError: It is an update and nobody knows what the backend has, or that has errors of its own.
    """
    if draft.operation == "create":
        return draft
    if draft.baseline is None:
        raise UnwritableError(_UNKNOWN)
    tree = draft.baseline
    for name in TARGET:
        tree = put(tree, (name,), draft.get((name,), get(tree, (name,))))
    for path in (*((*CONFIG, name) for name in members(CONFIG)), *((*POOL, name) for name in members(POOL))):
        given = draft.get(path)
        if path == OAUTH and given == {}:
            tree = drop(tree, path)
        elif given is not ABSENT and path != POOL:
            tree = put(tree, path, given)
    for path in create_only(draft.baseline):
        tree = put(tree, path, get(draft.baseline, path))
    made = replace(draft, operation="create", tree=tree, baseline=None)
    wrong = [problem for problem in check(made).errors if not waives(problem)]
    if wrong:
        raise UnwritableError(
            f"Not written: with what the backend has, {wrong[0].place}: {wrong[0].message} {wrong[0].fix}"
        )
    return made
