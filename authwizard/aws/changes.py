"""An update beside what the backend has now: which blocks are sent, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from types import MappingProxyType
from typing import Final

from authwizard.files.backend_answer import Pulled
from authwizard.files.updating import updatable
from authwizard.request import compare
from authwizard.request.compare import Difference, Line, same
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.places import FORGOT_PASSWORD, MFA, VERIFICATION_MESSAGE
from authwizard.request.secrets import describe
from authwizard.request.tree import ABSENT, CONFIG, POOL, MemberPath, Tree, drop, get, put

BLOCKS: Final[tuple[MemberPath, ...]] = tuple(
    path
    for path, field in FIELDS.items()
    if field.kind == "structure" and path[:-1] in (CONFIG, POOL) and "update" not in field.required
)
"""The parts of a request that an update sends whole or leaves out."""

ALONG: Final[tuple[tuple[MemberPath, ...], ...]] = (
    (MFA,),
    (VERIFICATION_MESSAGE, FORGOT_PASSWORD),
)
"""What every update of a known state has; one of each row, since the deprecated block sets the same texts."""


_MOST_UNCHANGED: Final = 3
"""Items of a list that stay are shown beside what changes, unless more of them stand together."""


def changed_blocks(draft: Draft) -> Draft:
    """Return the request to send: the blocks that differ from the baseline, whole, and what is required.

    Mfa and the verification block go along as they are, touched or not: an update without them may reset them (the
    rules `update-resets-mfa` and `update-resets-verification`), and sending what is there already is harmless.
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
    for blocks in ALONG:
        # The first of its blocks that the backend has, unless the request sets one itself.
        kept = next((block for block in blocks if get(had, block) is not ABSENT), None)
        if kept and all(get(tree, block) is ABSENT for block in blocks):
            tree = put(tree, kept, get(had, kept))
    return replace(draft, tree=tree, secrets=MappingProxyType(secrets))


def brought_up_to_date(draft: Draft, state: Tree) -> Draft:
    """Return an update in which what only goes along is as the backend has it now, and not as it was pulled.

    Args:
        draft: The update; one that was not pulled carries nothing along.
        state: What the backend has now, in the shape of a create.
    """
    if draft.operation != "update" or draft.baseline is None:
        return draft
    tree, baseline = draft.tree, draft.baseline
    for block in chain(*ALONG):
        old, new = get(updatable(baseline), block), get(state, block)
        if get(tree, block) is not ABSENT and same(get(tree, block), old):
            tree = drop(tree, block) if new is ABSENT else put(tree, block, new)
        baseline = drop(baseline, block) if new is ABSENT else put(baseline, block, new)
    return replace(draft, tree=tree, baseline=baseline)


def sent_along(draft: Draft, state: Tree) -> tuple[MemberPath, ...]:
    """Return the blocks of an update, as it is sent, that are as the backend has them already.

    Args:
        draft: The update as it is sent.
        state: What the backend has, in the shape of a create.
    """
    had = updatable(state)
    return tuple(
        block
        for block in chain(*ALONG)
        if draft.get(block) is not ABSENT and same(draft.get(block), get(had, block))
    )


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


def change_lines(difference: Difference) -> tuple[Line, ...]:
    """Return what an update changes of one member, line by line; of a long list the items that stay are counted."""
    lines = list(_shortened(difference.lines()))
    if difference.new is ABSENT:
        lines.append(Line(" ", "(left out: it may be reset)"))
    return tuple(lines)


def _shortened(lines: Iterable[Line]) -> Iterator[Line]:
    for sign, group in groupby(lines, key=lambda line: line.sign):
        together = list(group)
        if sign == " " and len(together) > _MOST_UNCHANGED:
            together = [Line(" ", f"({len(together)} unchanged)")]
        yield from together


def along_sentence(names: Iterable[str]) -> str:
    """Say which blocks an update carries along as they are; `names` is how the reader calls them."""
    named = [*names]
    them = "it" if len(named) == 1 else "them"
    return f"Sent along, unchanged: {', '.join(named)}. An update without {them} may reset {them}."


def _block_of(path: MemberPath) -> MemberPath | None:
    return next((block for block in BLOCKS if path[: len(block)] == block), None)
