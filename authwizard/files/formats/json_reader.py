"""JSON text into a plain tree, strictly as the AWS CLI reads it, with the place of whatever is wrong."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, NoReturn

from authwizard.terminal_text import quoted

from ..limits import MOST_LEVELS, MOST_VALUES, TOO_DEEP, TOO_MANY_VALUES, depth_exceeds, texts
from ..unreadable import UnreadableError, unreadable_at

_TOKEN: Final = re.compile(r'"(?:[^"\\]+|\\.)*+"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character beyond U+FFFF, as an escape; alone it is no character."""

_CLOSING: Final = {"}": "{", "]": "["}
_MOST_TOKENS: Final = 6 * MOST_VALUES
"""How many tokens are looked through for a mistake: name, colon, value, comma and two brackets for each value."""


class _Token(NamedTuple):
    """One token of a JSON text: where it stands, how deep, and whether it is a member's name there."""

    text: str
    offset: int
    depth: int
    is_name: bool
    container: int
    """Number of the structure or list that it stands in."""


_Test = Callable[[_Token], tuple[str, str] | None]
"""Says what is wrong with a token and what to do; None where nothing is."""


class _WrongError(Exception):
    """The text is JSON to Python's parser but not to us; `test` then finds the token."""

    def __init__(self, test: _Test) -> None:
        super().__init__()
        self.test = test


def parse_json(text: str) -> Any:
    """Return the tree of a JSON text.

    Raises:
        UnreadableError: It is not JSON, has a member twice, a number that JSON has not, half a character, or is
            nested too deeply. The message names the place and quotes nothing but the name of a member.
    """
    if text.startswith("\ufeff"):
        fix = "Save the file as UTF-8 without one: the AWS CLI does not take it."
        raise unreadable_at(text, 0, "The file begins with a byte-order mark.", fix)
    if not text.strip():
        raise unreadable_at(text, 0, "The file is empty.", "Give a request.")
    try:
        tree = json.loads(
            text, object_pairs_hook=_members, parse_constant=_refuse, parse_float=_float, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        raise _syntax(text, error) from None
    except _WrongError as error:
        found = error
    except RecursionError:
        found = _WrongError(_is_too_deep)
    else:
        if depth_exceeds(tree):
            _raise_first(text, _is_too_deep)
        if _HALF.search(text) and not all(map(_is_whole, texts(tree))):
            _raise_first(text, _is_half)
        return tree
    _raise_first(text, found.test)
    raise UnreadableError("It is not JSON that can be read.", "Look for members that stand twice.")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _WrongError(_double())
    return members


def _refuse(constant: str) -> NoReturn:
    raise _WrongError(_is_constant)


def _float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise _WrongError(_is_huge)
    return number


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:  # thousands of digits
        raise _WrongError(_is_huge) from None


def _is_whole(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _syntax(text: str, error: json.JSONDecodeError) -> UnreadableError:
    """Turn the parser's error into one that says what people do wrong there."""
    offset = error.pos
    rest = text[offset:].lstrip()
    before = text[:offset].rstrip()
    # Python names the comma in newer versions, and what follows it in older ones.
    if rest[:1] == "," and rest[1:].lstrip()[:1] in ("}", "]"):
        what, fix = "There is a comma before the closing bracket.", "Remove the comma."
    elif before.endswith(",") and rest[:1] in ("}", "]"):
        offset = len(before) - 1
        what, fix = "There is a comma before the closing bracket.", "Remove the comma."
    elif rest.startswith(("//", "/*", "#")):
        offset = len(text) - len(rest)
        what, fix = "There is a comment, which JSON does not have.", "Remove the comment."
    elif not rest:
        what, fix = "The text ends too early.", "Close every bracket and text."
    elif error.msg.startswith("Extra data"):
        what, fix = "Something follows after the end of the request.", "Keep one request in the file."
    elif error.msg.startswith("Invalid control character"):
        what, fix = "There is a line break or control character in a text.", r"Write it as \n or \u0000."
    elif error.msg.startswith(("Invalid \\", "Invalid \\escape")):
        offset = text.rfind("\\", 0, offset + 1)  # versions of Python differ by a column
        what, fix = "A backslash begins nothing that JSON knows.", r"Write a backslash as \\."
    elif error.msg.startswith("Unterminated string"):
        what, fix = "A text does not end.", "Close it with a double quote."
    elif rest.startswith("'"):
        what, fix = "There is a single quote.", "JSON has texts in double quotes."
    else:
        what, fix = "This is not JSON.", "Texts and names stand in double quotes, commas between members."
    return unreadable_at(text, offset, what, fix)


def _raise_first(text: str, test: _Test) -> None:
    """Raise UnreadableError at the first token that a test finds something wrong with."""
    for token in tokens(text):
        found = test(token)
        if found:
            raise unreadable_at(text, token.offset, *found)


def _is_too_deep(token: _Token) -> tuple[str, str] | None:
    return TOO_DEEP if token.depth > MOST_LEVELS else None


def _is_constant(token: _Token) -> tuple[str, str] | None:
    if token.text in ("NaN", "Infinity", "-Infinity"):
        return "JSON has no such number (NaN or Infinity).", "Give a number, or leave the member out."
    return None


def _is_huge(token: _Token) -> tuple[str, str] | None:
    if token.text[0] not in "-0123456789":
        return None
    try:
        json.loads(token.text, parse_float=_float, parse_int=_whole)
    except _WrongError:
        return "The number is too large.", "Give a smaller number."
    except ValueError:  # no number at all
        return None
    return None


def _is_half(token: _Token) -> tuple[str, str] | None:
    if token.text[0] != '"' or not _HALF.search(token.text):
        return None
    if _is_whole(json.loads(token.text)):
        return None
    what = "A text has half of a character (a lone surrogate)."
    return what, r"Write both halves, such as \ud83d\ude00."


def _double() -> _Test:
    """Return the test for a name that its structure has already."""
    names: set[tuple[int, str]] = set()

    def test(token: _Token) -> tuple[str, str] | None:
        if not token.is_name:
            return None
        name = json.loads(token.text)
        if (token.container, name) in names:
            return f"The member {quoted(name)} stands here a second time.", "Keep one of the two."
        names.add((token.container, name))
        return None

    return test


def tokens(text: str) -> Iterator[_Token]:
    """Yield the tokens of a text that is JSON, or that is JSON as far as it matters."""
    stack: list[tuple[str, int]] = []
    opened = 0
    before = ""
    for number, match in enumerate(_TOKEN.finditer(text)):
        if number > _MOST_TOKENS:
            raise unreadable_at(text, match.start(), *TOO_MANY_VALUES)
        token = match[0]
        if token in ("{", "["):
            opened += 1
            stack.append((token, opened))
        kind, container = stack[-1] if stack else ("", 0)
        is_name = kind == "{" and token[0] == '"' and before in ("{", ",")
        yield _Token(token, match.start(), len(stack), is_name, container)
        if token in _CLOSING and stack:
            stack.pop()
        before = token
