"""TypeScript as prettier lays it out: texts, template functions, objects, lists, statements and comments."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from authwizard.request.resources import CODE
from authwizard.terminal_text import visible

WIDTH: Final = 80
"""Columns of a line of code (prettier's own default)."""
COMMENT_WIDTH: Final = 100
_STEP: Final = "  "
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}


@dataclass(frozen=True, slots=True)
class Code:
    """An expression that is written as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class WithCode:
    """A message that is written as a function: of what makes the code, which stands where the message has {####}."""

    text: str


Value = str | bool | int | Code | WithCode | Mapping[str, "Value"] | Sequence[str]
"""What can be written: an object is a mapping, a list has texts alone."""

UNDEFINED: Final = Code("undefined")


def literal(text: str) -> str:
    """Return a text as a literal that reads back the same: in single quotes, or in those that it has fewer of.

    A text of several lines becomes a template, in which they stay lines.
    """
    if "\n" in text:
        return f"`{_in_template(text)}`"
    quote = '"' if text.count("'") > text.count('"') else "'"
    return f"{quote}{_escaped(text, quote)}{quote}"


def code_function(text: str) -> tuple[str, str]:
    """Return a message as a function, in two parts between which a line may break."""
    pieces = [_in_template(piece) for piece in text.split(CODE)]
    return "(createCode) =>", f"`{'${createCode()}'.join(pieces)}`"


def inline(members: Mapping[str, Value]) -> Code:
    """Return an object on one line."""
    return Code("{ " + ", ".join(f"{name}: {_flat(value)}" for name, value in members.items()) + " }")


def expression(value: Value, indent: str = "") -> str:
    """Return an object, or another value, as it is written on lines with this indent."""
    if isinstance(value, Mapping):
        inner = indent + _STEP
        members = "".join(f"{_after(f'{inner}{name}:', item, inner)},\n" for name, item in value.items())
        return f"{{\n{members}{indent}}}"
    return _flat(value)


def assignment(target: str, value: Value) -> str:
    """Return the statement that gives a target a value."""
    return f"{_after(f'{target} =', value, '', 1)};"


def comment(text: str, width: int = WIDTH) -> str:
    """Return a paragraph as comment lines; what does not print in it is made visible, so that it ends no line."""
    lines = textwrap.wrap(visible(text), width - 3, break_long_words=False, break_on_hyphens=False)
    return "".join(f"// {line}\n" for line in lines)


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(_columns(character) for character in text)


def _after(head: str, value: Value, indent: str, tail: int = 1) -> str:
    """Return a value after the head of its line; it goes below where there is no room, if prettier puts it there."""
    room = WIDTH - tail
    if isinstance(value, WithCode):
        start, template = code_function(value.text)
        line = f"{head} {start} {template}"
        if "\n" in template or width(line) <= room:
            return line
        return f"{head} {start}\n{indent}{_STEP}{template}"
    if isinstance(value, str):
        text = literal(value)
        if text.startswith("`") or width(f"{head} {text}") <= room:
            return f"{head} {text}"
        return f"{head}\n{indent}{_STEP}{text}"
    if isinstance(value, Sequence):
        line = f"{head} {_flat(value)}"
        if "\n" not in line and width(line) <= room:
            return line
        items = "".join(f"{indent}{_STEP}{literal(item)},\n" for item in value)
        return f"{head} [\n{items}{indent}]"
    return f"{head} {expression(value, indent)}"


def _flat(value: Value) -> str:
    if isinstance(value, Code):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, WithCode):
        return " ".join(code_function(value.text))
    if isinstance(value, Mapping):
        return inline(value).text
    return f"[{', '.join(map(literal, value))}]"


def _escaped(text: str, quote: str) -> str:
    return "".join("\\" + each if each == quote else _escape(each) for each in text)


def _in_template(text: str) -> str:
    """Escape what would end a template, put an expression in it, or change when it is read: a CR becomes an LF."""
    kept = "".join(each if each == "\n" else _escape(each) for each in text)
    return re.sub(r"`|\$(?=\{)", r"\\\g<0>", kept)


def _escape(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if unicodedata.category(character) not in _UNSEEN:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\u{{{code:x}}}"


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
