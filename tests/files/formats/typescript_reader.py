"""A small reader of TypeScript, independent of the writer: comments, brackets, and texts as the language reads them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_ENDS: Final = "\n\r\u2028\u2029"
_SIMPLE: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_CALL: Final = "${createCode()}"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}


class FaultError(Exception):
    """The text is no TypeScript that the writer may write."""


@dataclass
class Read:
    """What was read: the texts in order, a template's call of createCode as {####}; the rest as code; the comments."""

    texts: list[str] = field(default_factory=list)
    code: str = ""
    comments: list[str] = field(default_factory=list)


def read(source: str) -> Read:
    """Read a file.

    Raises:
        FaultError: A text or a bracket is not closed, or a text holds what it must not.
    """
    found, opened, at = Read(), "", 0
    while at < len(source):
        here = source[at]
        if source.startswith("//", at):
            end = next((place for place in range(at, len(source)) if source[place] in _ENDS), len(source))
            found.comments.append(source[at:end])
            at = end
        elif here in "'\"`":
            text, at = text_at(source, at)
            found.texts.append(text)
            found.code += "''"
        else:
            opened = _bracket(here, opened)
            found.code += here
            at += 1
    if opened:
        raise FaultError(f"not closed: {opened}")
    return found


def text_at(source: str, at: int) -> tuple[str, int]:
    """Read the literal that begins at a place; return its value and the place after it."""
    quote, value, at = source[at], "", at + 1
    while source[at : at + 1] != quote:
        if at >= len(source):
            raise FaultError("a text is not closed")
        if source[at] == "\\":
            read_, at = _escape(source, at + 1)
            value += read_
        elif quote == "`" and source.startswith("${", at):
            if not source.startswith(_CALL, at):
                raise FaultError(f"an expression in a template: {source[at : at + 20]}")
            value, at = value + "{####}", at + len(_CALL)
        elif source[at] in _ENDS and quote != "`":
            raise FaultError("a line ends in a text")
        elif source[at] == "\r":
            raise FaultError("a template reads CR as LF")
        else:
            value, at = value + source[at], at + 1
    return value, at + 1


def imported(found: Read) -> Iterator[str]:
    """Yield each name that a file imports."""
    for part in found.code.split("import ")[1:]:
        names = part[part.index("{") + 1 : part.index("}")]
        yield from (name.strip() for name in names.split(",") if name.strip())


def _escape(source: str, at: int) -> tuple[str, int]:
    here = source[at]
    if here == "u":
        if source[at + 1] == "{":
            end = source.index("}", at)
            return chr(int(source[at + 2 : end], 16)), end + 1
        return chr(int(source[at + 1 : at + 5], 16)), at + 5
    return _SIMPLE.get(here, here), at + 1


def _bracket(here: str, opened: str) -> str:
    if here in _PAIRS:
        if opened[-1:] != _PAIRS[here]:
            raise FaultError(f"{here} closes nothing")
        return opened[:-1]
    return opened + here if here in _PAIRS.values() else opened
