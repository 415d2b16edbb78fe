"""What the wizard says of members that a form cannot show, and of secrets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, block_of, field_at
from authwizard.request.tree import ABSENT, MemberPath, format_path, member_path

_NO_ROW: Final = frozenset({"unknown-member", "null-member", *(field.only_rule for field in FIELDS.values())})
"""Rules on members that have no row, or no value that a row could show."""
_WRONG_TYPE: Final = frozenset({"type-mismatch", *(field.bool_rule for field in FIELDS.values())})


def is_stray(problem: Problem, draft: Draft) -> bool:
    """Whether a problem is about something that no row can show."""
    if problem.rule in _NO_ROW:
        return True
    if problem.rule not in _WRONG_TYPE:
        return False
    field = FIELDS.get(member_path(problem.path))
    value = draft.get(problem.path)
    if field is None or problem.path != field.path or value is ABSENT:
        return field is not None and field.kind == "structure"
    # What was typed for a number and is none stays in its row.
    types = (*field.python_type, str) if field.kind == "number" else field.python_type
    return isinstance(value, bool) or not isinstance(value, types)


def name_of_member(about: str) -> str:
    """Return the form's name of what is written as a member's path, or the end of one; other names stay as they are."""
    end = f".{about}"
    found = [field for path, field in FIELDS.items() if f".{format_path(path)}".endswith(end)]
    if len(found) != 1:
        return about
    (field,) = found
    block = block_of(field)
    return field.title if block is None or field.block else f"{field.title} of {block.title}"


def names_of_secrets(paths: Iterable[MemberPath]) -> str:
    """Return the names of secrets, each with its provider's; of one in a wrong place, where it stands in the file."""
    return ", ".join(map(_name_of_secret, paths))


def _name_of_secret(path: MemberPath) -> str:
    field = field_at(path)
    provider = block_of(field) if field else None
    return f"{field.title} of {provider.title}" if field and provider else format_path(path[-2:])
