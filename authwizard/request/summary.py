"""What a draft holds in the words of the form: titles and labels, and never a secret.

What it returns may hold texts from a file as they are: who shows them makes them visible.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from .compare import Difference
from .draft import Draft
from .fields import Field, block_of, field_at, unknown_members
from .secrets import Secret, Typed, describe
from .steps import STEPS, Step, fields_of, step_of
from .tree import ABSENT, MemberPath, format_path

NOT_SENT = "it is not sent"
"""What happens to a member that is left out, where nothing more is known."""


class Entry(NamedTuple):
    """One member of a summary: its title, and its value; a list has a text for each of its items."""

    title: str
    values: tuple[str, ...]
    path: MemberPath
    """Where the member stands in the request."""


class Section(NamedTuple):
    """What a draft holds of a step."""

    step: Step
    entries: tuple[Entry, ...]


def full_title(field: Field) -> str:
    """Return a member's title, with its block's where the step has several such blocks: `Google, Client ID`."""
    block = block_of(field)
    is_one_of_many = block is not None and block.path not in step_of(field.path).owns
    return f"{block.title}, {field.title}" if block and is_one_of_many else field.title


def left_out(field: Field, draft: Draft) -> str:
    """Say what happens where a member is left out, to stand behind a colon; empty where it must not be."""
    needed = field.requirement(draft.operation)
    if needed == "required":
        return ""
    if draft.operation == "update" and field.block and draft.baseline is not None:
        return "what the backend has stays"
    told = field.unset if draft.operation == "create" else field.unset_update
    return told or (NOT_SENT if needed == "optional" else "")


def value_texts(field: Field, value: Any) -> tuple[str, ...]:
    """Return a value as the form calls it: one text, or one for each item of a list."""
    if isinstance(value, list) and field.is_list:
        return tuple(_one(field, item) for item in value) or ("none",)
    if isinstance(value, bool) and field.meanings:
        return (f"yes: {field.meanings.true}" if value else f"no: {field.meanings.false}",)
    if field.kind == "structure" and isinstance(value, dict):
        return ("set",) if value else ("set, with nothing in it",)
    return (_one(field, value),)


def _one(field: Field, value: Any) -> str:
    if isinstance(value, str):
        return field.choices[value].label if value in field.choices else value or "empty"
    return json.dumps(value, ensure_ascii=False, default=str)


def labelled(difference: Difference) -> Difference:
    """Return a difference with its choices and yes or no as the form calls them; texts and numbers stay as they are."""
    field = field_at(difference.path)
    if field is None or difference.secret:
        return difference
    return difference._replace(old=_label(field, difference.old), new=_label(field, difference.new))


def _label(field: Field, value: Any) -> Any:
    if isinstance(value, list):
        return [_label(field, item) for item in value]
    if isinstance(value, bool) and field.meanings:
        return "Yes" if value else "No"
    return field.choices[value].label if isinstance(value, str) and value in field.choices else value


def secret_text(secret: Secret) -> str:
    """Say where a secret comes from, without showing it."""
    return "typed, and not shown" if isinstance(secret, Typed) else describe(secret)


def sections(draft: Draft) -> tuple[Section, ...]:
    """Return what a draft holds, step by step; steps of which it holds nothing are left out."""
    strange = unknown_members(draft.tree)
    found = [Section(step, (*_entries(step, draft), *_strays(step, draft, strange))) for step in STEPS]
    return tuple(section for section in found if section.entries)


def _entries(step: Step, draft: Draft) -> Iterator[Entry]:
    for field in fields_of(step):
        value = draft.get(field.path)
        if field.path in draft.secrets:
            yield Entry(full_title(field), (secret_text(draft.secrets[field.path]),), field.path)
        elif value is not ABSENT and (field.kind != "structure" or (field.block and value == {})):
            yield Entry(full_title(field), value_texts(field, value), field.path)


def _strays(step: Step, draft: Draft, strange: list[Any]) -> Iterator[Entry]:
    """Yield the members that the API does not have, by their names in the file."""
    for path in strange:
        if step_of(path) is step:
            text = json.dumps(draft.get(path), ensure_ascii=False, default=str)
            yield Entry(format_path(path), (text,), path)
