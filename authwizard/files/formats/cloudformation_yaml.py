"""A CloudFormation template as YAML that a person would write; readers of YAML 1.1 and of 1.2 understand it alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Place = tuple[str | int, ...]
Comments = Mapping[Place, str]
"""A comment above each property that has one, by where that stands; a line break begins another line."""

_SPACED: Final = ("Parameters", "Resources")
"""The sections whose entries have an empty line between them."""
_PLAIN: Final = re.compile(r"[A-Za-z](?:[\w./@+=?&%~-]|[:,]+(?=[\w./-])|,? (?=[A-Za-z0-9.]))*", re.ASCII)
_RESERVED: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""The words that YAML 1.1 or 1.2 takes for something else than a text, in any case."""
_LINE: Final = re.compile(r"(?:[ -~]*[!-~])?")
"""A line that can stand in a block as it is: an editor that takes blanks off the ends of lines spoils nothing."""


@dataclass(frozen=True, slots=True)
class Ref:
    """`!Ref`: the value of a parameter, or what identifies a resource."""

    name: str

    def __str__(self) -> str:
        return f"!Ref {self.name}"


@dataclass(frozen=True, slots=True)
class GetAtt:
    """`!GetAtt`: an attribute of a resource."""

    name: str
    attribute: str

    def __str__(self) -> str:
        return f"!GetAtt {self.name}.{self.attribute}"


@dataclass(frozen=True, slots=True)
class Sub:
    """`!Sub`: a text of ours with references in it. A user's text never stands in one: it may hold `${`."""

    text: str

    def __str__(self) -> str:
        return f"!Sub {json.dumps(self.text)}"


def template_yaml(template: Mapping[str, Any], comments: Comments) -> str:
    """Return a template as YAML in pure ASCII.

    Args:
        template: Dicts, lists, texts, whole numbers, booleans, and `Ref`, `GetAtt`, `Sub`.
        comments: The comments in it, in pure ASCII.
    """
    return "".join(f"{line}\n" for line in _mapping(template, (), comments))


def scalar(text: str) -> str:
    """Return a text as one line: plain where that means the same to every reader, else in double quotes.

    Whatever is no printable ASCII is escaped, as YAML has it.
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    """Escape a character as JSON does, but for DEL and what JSON writes as two halves, which no YAML reader joins."""
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08X}"
    return "\\u007f" if code == 0x7F else json.dumps(character)[1:-1]


def _mapping(node: Mapping[str, Any], place: Place, comments: Comments) -> Iterator[str]:
    for number, (name, value) in enumerate(node.items()):
        here = (*place, name)
        if number and ((not place and isinstance(value, dict)) or (len(place) == 1 and place[0] in _SPACED)):
            yield ""
        if here in comments:
            yield from (f"# {line}" for line in comments[here].split("\n"))
        yield from _entry(scalar(name), value, here, comments)


def _entry(name: str, value: Any, place: Place, comments: Comments) -> Iterator[str]:
    if isinstance(value, str) and _is_block(value):
        yield f"{name}: |" if value.endswith("\n") else f"{name}: |-"
        yield from (f"  {line}" if line else "" for line in value.removesuffix("\n").split("\n"))
    elif isinstance(value, dict | list) and value:
        yield f"{name}:"
        below = (
            _mapping(value, place, comments) if isinstance(value, dict) else _items(value, place, comments)
        )
        yield from (f"  {line}" if line else "" for line in below)
    else:
        yield f"{name}: {_inline(value)}"


def _items(items: list[Any], place: Place, comments: Comments) -> Iterator[str]:
    for number, item in enumerate(items):
        if isinstance(item, dict):
            lines = _mapping(item, (*place, number), comments)
            yield from (f"{'  ' if row else '- '}{line}" for row, line in enumerate(lines))
        else:
            yield f"- {_inline(item)}"


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return scalar(value)
    return "[]" if value == [] else str(value)


def _is_block(text: str) -> bool:
    """Tell whether a text of several lines can stand as a block, each line as it is, and is the same when it is read.

    The first line tells the indentation, so it may not begin with a blank.
    """
    lines = text.removesuffix("\n").split("\n")
    return (
        len(lines) > 1 and lines[0][:1].strip() != "" and lines[-1] != "" and all(map(_LINE.fullmatch, lines))
    )
