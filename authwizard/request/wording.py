"""Sentences that refer to members and values, so that each reader gets them under the names that he sees.

`wording("@AppId is missing.")` is "AppId is missing." to a command, whose readers have a file before them, and
"App ID is missing." to the wizard, whose readers have a form. `@EMAIL` refers to a choice; where members of the same
name, or choices of the same text, are told differently, the ones nearest to the problem's place are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from .fields import FIELDS, Field, block_of, field_at
from .steps import step_of
from .tree import MemberPath, member_path

_REFERENCE: Final = re.compile("@([A-Za-z][A-Za-z0-9_]*)")


class Wording(str):
    """A sentence as a command says it; it knows what it refers to, for `in_form`."""

    template: str


def wording(template: str) -> Wording:
    """Return a sentence of our own, in which `@Name` is a reference; a text from elsewhere is none."""
    sentence = Wording(_REFERENCE.sub(lambda found: found[1], template))
    sentence.template = template
    return sentence


def in_form(sentence: str, near: MemberPath = ()) -> str:
    """Return a sentence as a form says it: with titles and labels; a plain text is returned as it is.

    Args:
        sentence: A `Wording`, or a text without references.
        near: The member that it is about.
    """
    return _in_form(sentence.template, member_path(near)) if isinstance(sentence, Wording) else sentence


def place_in_form(path: MemberPath) -> str:
    """Return what a form calls a place: its title, after that of a block of its own, and the number of an entry."""
    field = field_at(path)
    if field is None:
        return ".".join(str(part) for part in path[-2:]) or "The request"
    block = block_of(field)
    above = f"{block.title}: " if block and block.path not in step_of(path).owns else ""
    entry = path[len(field.path) :]
    return f"{above}{field.title}" + (
        f", entry {entry[0] + 1}" if entry and isinstance(entry[0], int) else ""
    )


@lru_cache(maxsize=1_000)  # a list's many wrong items have one wording
def _in_form(template: str, near: tuple[str, ...]) -> str:
    return _REFERENCE.sub(lambda found: _told(found[1], near), template)


def _told(name: str, near: tuple[str, ...]) -> str:
    """Return what a form calls a member or a choice.

    Raises:
        LookupError: There is none of that name.
    """
    fields, choices = _named().get(name, ()), _choosing().get(name, ())
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
