"""What JSON and YAML hold where no other format is recognised: a request under the names of the API or of the wire."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from authwizard.request.draft import Draft
from authwizard.request.operation import Operation

from .backend_answer import from_answer, is_answer
from .formats.rest_call import API_NAMES, WIRE_NAMES, from_wire
from .loaded import Loaded, choose_operation
from .not_ours import is_resource_config, is_wire_config, refuse_foreign
from .updating import create_only, names_of

_CONFIG_ALONE: Final = (
    "It is a ResourceConfig alone: which app, environment and resource it is for has to be given beside it."
)


def from_api(tree: dict[str, Any], format: str, operation: Operation | None) -> Loaded:
    """Make a draft of a request, of the answer of GetBackendAuth, or of a ResourceConfig alone.

    Args:
        tree: What was read.
        format: "json" or "yaml", whichever it was written in.
        operation: What the request is for, if the user says so.

    Raises:
        UnreadableError: It is none of them.
    """
    if is_answer(tree):
        return from_answer(tree, format, operation)
    notes: tuple[str, ...] = ()
    alone = is_wire_config(tree) or is_resource_config(tree)
    if alone:
        tree = {"resourceConfig" if is_wire_config(tree) else "ResourceConfig": tree}
        notes = (_CONFIG_ALONE,)
    refuse_foreign(tree)
    if WIRE_NAMES & tree.keys() and not API_NAMES & tree.keys():
        loaded = from_wire(tree, operation)
    else:
        chosen, reason = choose_operation(tree, operation)
        loaded = Loaded(Draft.from_tree(chosen, tree), format, reason)
    return replace(loaded, notes=(*notes, *loaded.notes, *_doubt(loaded, operation, alone=alone)))


def _doubt(loaded: Loaded, asked: Operation | None, *, alone: bool) -> tuple[str, ...]:
    """Say what to do about a request that sets more than the update which was asked for can."""
    surplus = create_only(loaded.draft.tree) if asked == "update" else ()
    if not surplus:
        return ()
    answer = "give the whole answer with its" if alone else "add"
    return (
        f"It sets {names_of(surplus)}, which only a creation can set. In a request that may be a mistake, so "
        "nothing was left out. If it is what a backend has now, fetch it with `authwizard pull`; or "
        f'{answer} "Error": "", which tells an answer of get-backend-auth from a request.',
    )
