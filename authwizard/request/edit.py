"""Edits: the only things that change a draft, each with what it sets aside or brings back.

An edit returns the new draft and the sentences that tell the user what else it did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from .draft import Draft, Parked
from .fields import FIELDS, SECRET_PATHS, depending_on, field_at
from .operation import Operation
from .places import FORGOT_PASSWORD, VERIFICATION_MESSAGE
from .secrets import Secret
from .tree import ABSENT, MemberPath, drop, format_path, get, merge, put


class Edit(NamedTuple):
    """The outcome of an edit: the new draft, and what the user is to be told."""

    draft: Draft
    notes: tuple[str, ...] = ()


def set_value(draft: Draft, path: MemberPath, value: Any) -> Edit:
    """Answer one member; ABSENT takes it out, with the structures that only it had brought in.

    Raises:
        ValueError: The member is a secret, which never stands in the tree: that is `set_secret`'s.
    """
    if path in SECRET_PATHS:
        raise ValueError(f"{format_path(path)} is a secret")
    old = draft.get(path)
    if old is ABSENT and value is ABSENT:
        return Edit(draft)
    edited = _without(draft, path) if value is ABSENT else draft.with_value(path, value)
    return Edit(edited) if old == value else _follow(edited, path)


def _follow(draft: Draft, path: MemberPath) -> Edit:
    """Set the members aside that the answer at `path` leaves without use; any other answer brings them back.

    A block that the answer decides is turned on.
    """
    answer, question = draft.get(path), field_at(path)
    known = question is not None and isinstance(answer, str) and answer in question.choices
    aside: list[MemberPath] = []
    back: list[MemberPath] = []
    for field in depending_on(path):
        if field.used_with and field.used_with.set_aside:
            (aside if known and not field.used_with.fits(answer) else back).append(field.path)
    edit = set_aside(draft, aside)
    returned = bring_back(edit.draft, back)
    followed = returned.draft
    for field in depending_on(path):
        if field.is_decided_by(answer, draft.operation) and followed.get(field.path) is ABSENT:
            followed = followed.with_value(field.path, {})
    return Edit(followed, edit.notes + returned.notes)


def set_secret(draft: Draft, path: MemberPath, secret: Secret | None) -> Edit:
    """Answer one secret, or take it out with None."""
    return Edit(draft.with_secret(path, secret))


def reset(draft: Draft, path: MemberPath) -> Edit:
    """Answer a member, or a block, as the backend has it now."""
    value = get(Draft.from_tree("create", draft.baseline).tree, path)
    for member in _foreign(draft.operation, [path]):
        value = drop(value, member[len(path) :])
    field = field_at(path)
    if value is ABSENT and field is not None and field.block:
        return turn_off(draft, path)
    return set_value(draft, path, value)


def turn_on(draft: Draft, block: MemberPath) -> Edit:
    """Put an optional block in: as it was when it was set aside, else empty."""
    edit = bring_back(draft, [block])
    if edit.draft.get(block) is not ABSENT:
        return edit
    return Edit(edit.draft.with_value(block, {}), edit.notes)


def turn_off(draft: Draft, block: MemberPath) -> Edit:
    """Take an optional block out and set its answers aside."""
    edit = set_aside(draft, [block])
    return Edit(_without(edit.draft, block), edit.notes)


def switch_operation(draft: Draft, operation: Operation) -> Edit:
    """Make it a create or an update; what the operation does not have is set aside."""
    if operation == draft.operation:
        return Edit(draft)
    switched = replace(draft, operation=operation)
    aside = set_aside(switched, _foreign(operation))
    back = bring_back(aside.draft, _foreign(draft.operation))
    return Edit(back.draft, aside.notes + back.notes)


def move_forgot_password(draft: Draft) -> Edit:
    """Move the deprecated ForgotPassword over to VerificationMessage, which keeps what it has already.

    Where one of them is no structure, ForgotPassword is set aside.
    """
    old = draft.get(FORGOT_PASSWORD)
    if old is ABSENT:
        return Edit(draft)
    new = draft.get(VERIFICATION_MESSAGE, {})
    if not isinstance(old, dict) or not isinstance(new, dict):
        return set_aside(draft, [FORGOT_PASSWORD])
    moved = replace(draft, tree=put(drop(draft.tree, FORGOT_PASSWORD), VERIFICATION_MESSAGE, merge(old, new)))
    title = _title(VERIFICATION_MESSAGE)
    kept = f" What {title} had already was kept." if new else ""
    return Edit(moved, (f"{_title(FORGOT_PASSWORD)} was moved to {title}.{kept}",))


def set_aside(draft: Draft, paths: Iterable[MemberPath]) -> Edit:
    """Park what stands at `paths`, with the secrets below."""
    parked, secrets, tree, notes = dict(draft.parked), dict(draft.secrets), draft.tree, []
    for path in paths:
        below = {at: secret for at, secret in secrets.items() if at[: len(path)] == path}
        value = get(tree, path)
        if value is ABSENT and not below:
            continue
        tree = drop(tree, path)
        secrets = {at: secret for at, secret in secrets.items() if at not in below}
        parked[path] = Parked({} if value is ABSENT else value, below)
        if value not in ({}, ABSENT) or below:
            title = _title(path)
            are = "were" if title.endswith("s") and not title.endswith("ss") else "was"
            notes.append(f"{title} {are} set aside.")
    after = replace(draft, tree=tree, secrets=MappingProxyType(secrets), parked=MappingProxyType(parked))
    return Edit(after, tuple(notes))


def bring_back(draft: Draft, paths: Iterable[MemberPath]) -> Edit:
    """Put back what was set aside from `paths`; an answer given since then stays.

    What belongs in a block that is itself set aside waits there; what the operation lacks stays aside.
    """
    parked, secrets, tree, notes = dict(draft.parked), dict(draft.secrets), draft.tree, []
    back: list[MemberPath] = []
    for path in paths:
        if path not in parked or get(tree, path) not in (ABSENT, {}):
            continue
        answer = parked.pop(path)
        block = next((at for at in parked if at == path[: len(at)] and get(tree, at) is ABSENT), None)
        if block is not None:
            waiting = put(parked[block].value, path[len(block) :], answer.value)
            parked[block] = Parked(waiting, {**parked[block].secrets, **answer.secrets})
            continue
        tree = put(tree, path, answer.value)
        secrets = {**answer.secrets, **secrets}
        back.append(path)
        if answer.value != {} or answer.secrets:
            notes.append(f"{_title(path)} is back as it was.")
    after = replace(draft, tree=tree, secrets=MappingProxyType(secrets), parked=MappingProxyType(parked))
    aside = set_aside(after, _foreign(draft.operation, back))
    return Edit(aside.draft, (*notes, *aside.notes))


def _foreign(operation: Operation, above: Iterable[MemberPath] = ((),)) -> list[MemberPath]:
    """Return the members, in the structures `above`, that an operation does not have."""
    foreign = [path for path, field in FIELDS.items() if operation not in field.only]
    return [path for path in foreign if any(path[: len(top)] == top for top in above)]


def _without(draft: Draft, path: MemberPath) -> Draft:
    """Take a member out, and each structure above it that is empty now and that nobody turned on."""
    tree = drop(draft.tree, path)
    above = path[:-1]
    while above and get(tree, above) == {} and _is_implicit(above) and not _has_secret(draft, above):
        tree = drop(tree, above)
        above = above[:-1]
    return replace(draft, tree=tree)


def _is_implicit(path: MemberPath) -> bool:
    """Whether a structure is there only for its members: neither required nor turned on by a switch."""
    field = field_at(path)
    return field is not None and not field.block and not field.required


def _has_secret(draft: Draft, path: MemberPath) -> bool:
    return any(at[: len(path)] == path for at in draft.secrets)


def _title(path: MemberPath) -> str:
    field = field_at(path)
    return field.title if field else str(path[-1])
