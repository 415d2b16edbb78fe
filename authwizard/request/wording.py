"""Sentences that refer to members and values, so that each reader gets them under the names that he sees.

`wording("@AppId is missing.")` is "AppId is missing." to a command, whose readers have a file before them, and
"App ID is missing." to the wizard, whose readers have a form. `@EMAIL` refers to a choice, `@true` and `@false` to the
answers of a switch. Where members of the same name, or choices of the same text, are told differently, the ones nearest
to the problem's place are meant; `@OAuthScopes.EMAIL` says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from .fields import FIELDS, Field, block_of, field_at
from .steps import step_of
from .tree import MemberPath, member_path

_REFERENCE: Final = re.compile(r"@(?:([A-Za-z][A-Za-z0-9_]*)\.(?=[A-Za-z]))?([A-Za-z][A-Za-z0-9_]*)")
_SWITCH: Final = {"true": "Yes", "false": "No"}
"""What a form calls the answers of a switch."""


class Wording(str):
    """A sentence as a command says it; it knows what it refers to, for `in_form`."""

    template: str
    """What a form says, with its references."""


def wording(template: str, *, form: str | None = None) -> Wording:
    """Return a sentence of our own, in which `@Name` is a reference; a text from elsewhere is none.

    Args:
        template: The sentence.
        form: What a form says in its place, where that is another sentence; empty where the form says it already by
            asking.
    """
    sentence = Wording(_REFERENCE.sub(lambda found: found[2], template))
    sentence.template = template if form is None else form
    return sentence


def in_form(sentence: str, near: MemberPath = ()) -> str:
    """Return a sentence as a form says it: with titles and labels; a plain text is returned as it is.

    Args:
        sentence: A `Wording`, or a text without references.
        near: The member that it is about.
    """
    return _in_form(sentence.template, member_path(near)) if isinstance(sentence, Wording) else sentence


def place_in_form(path: MemberPath, entry: str = "") -> str:
    """Return what a form calls a place: its title, after that of a block of its own; of a list's entry also which.

    Args:
        path: The place; that of a member which the API does not have is told by the name that the file has.
        entry: The entry's own text, if it has one: nobody counts addresses.
    """
    field = field_at(path)
    if field is None:
        return _stray_in_form(path)
    block = block_of(field)
    above = f"{block.title}: " if block and block.path not in step_of(path).owns else ""
    told = f"{above}{field.title}"
    if not path or not isinstance(path[-1], int):
        return told
    return f"{told}: {choice_in_form(field, entry)}" if entry else f"{told}, entry {path[-1] + 1}"


def choice_in_form(field: Field, value: str) -> str:
    """Return what a form calls a choice; a text that is none stays as it is."""
    return field.choices[value].label if value in field.choices else value


def _stray_in_form(path: MemberPath) -> str:
    """Name a member that the API does not have, with the member that it stands in, if a form calls that something."""
    if not path:
        return "The request"
    around = field_at(path[:-1])
    name = str(path[-1])
    return f"{around.title}: {name}" if around else name


@lru_cache(maxsize=1_000)  # a list's many wrong items have one wording
def _in_form(template: str, near: tuple[str, ...]) -> str:
    return _REFERENCE.sub(lambda found: _told(found[2], found[1] or "", near), template)


def _told(name: str, of: str, near: tuple[str, ...]) -> str:
    """Return what a form calls a member or a choice; `of` is the member that has the choice, where that is said.

    Raises:
        LookupError: There is none of that name.
    """
    if name in _SWITCH:
        return _SWITCH[name]
    fields, choices = ([] if of else _named().get(name, [])), _choosing().get(name, [])
    choices = [field for field in choices if of in ("", field.name)]
    if fields:
        return _nearest(fields, near).title
    if choices:
        return _nearest(choices, near).choices[name].label
    raise LookupError(f"no member and no choice is called {name}")


def _nearest(fields: Iterable[Field], near: tuple[str, ...]) -> Field:
    """Return the member that shares most of its path with `near`; the first of the form where several do."""
    return max(fields, key=lambda field: _shared(field.path, near))


def _shared(path: tuple[str, ...], near: tuple[str, ...]) -> int:
    return next(
        (length for length, pair in enumerate(zip(path, near, strict=False)) if pair[0] != pair[1]),
        min(len(path), len(near)),
    )


@cache
def _named() -> dict[str, list[Field]]:
    named: dict[str, list[Field]] = {}
    for field in FIELDS.values():
        named.setdefault(field.name, []).append(field)
    return named


@cache
def _choosing() -> dict[str, list[Field]]:
    choosing: dict[str, list[Field]] = {}
    for field in FIELDS.values():
        for value in field.choices:
            choosing.setdefault(value, []).append(field)
    return choosing
