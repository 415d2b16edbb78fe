"""What can be typed in place of an answer."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

EXPLAIN: Final = "?"
BACK: Final = "<"
PROBLEMS: Final = "!"
LEAVE_OUT: Final = "-"
PREVIEW: Final = "="
FORWARD: Final = ">"

OVERVIEW: Final = (
    "At each question, Enter alone keeps the answer that is there, or leaves the question open. Else type:",
    f"{EXPLAIN} to have the question explained",
    f"{BACK} to go back one question, with all answers kept",
    f"{FORWARD} to go on to the next step, or {FORWARD}5 to go to step 5; {FORWARD}10 is the review",
    f"{PROBLEMS} to hear all problems so far",
    f"{LEAVE_OUT} to leave the answer out",
    f"{PREVIEW} to hear what comes of this step's answers",
    "Ctrl+D leaves; the draft is kept. A backslash before one of these signs makes it an answer.",
)
"""The introduction: the first sentence, a line for each command, and a last sentence."""

_COMMAND: Final = re.compile(r"[?<!=-]|>\s*\d{0,2}")
_ESCAPED: Final = re.compile(r"\\+(?:[?<!=-]|>\s*\d{0,2})")
_ESCAPED_DOT: Final = re.compile(r"\\+\.")

Kind = Literal["keep", "answer", "?", "<", "!", "-", "=", ">"]


class Typed(NamedTuple):
    """What a line says.

    Attributes:
        kind: "keep" for Enter alone, "answer", or the sign of a command.
        text: The answer; for `>` the number of the step, or nothing.
    """

    kind: Kind
    text: str = ""


def understood(line: str) -> Typed:
    """Return what a line says."""
    stripped = line.strip()
    if not stripped:
        return Typed("keep")
    if _COMMAND.fullmatch(stripped):
        sign: Kind = stripped[0]  # type: ignore[assignment]  # the pattern has no other first sign
        return Typed(sign, stripped[1:].strip())
    return Typed("answer", unescaped(line))


def unescaped(line: str) -> str:
    """Return a line without the backslash that makes the sign of a command an answer."""
    return line.strip()[1:] if _ESCAPED.fullmatch(line.strip()) else line


def undotted(line: str) -> str:
    """Return a line of a text without the backslash that makes a dot alone a part of it."""
    return line.strip()[1:] if _ESCAPED_DOT.fullmatch(line.strip()) else line


def yes_or_no(text: str) -> bool | None:
    """Return what a text answers to a question of yes or no; None where it is neither."""
    return {"yes": True, "y": True, "no": False, "n": False}.get(text.strip().casefold())


def position_of(text: str, count: int) -> int | None:
    """Return the position, from 0, that a number from 1 to `count` stands for; None for any other text."""
    number = text.strip()
    known = number.isascii() and number.isdecimal() and len(number) < 5 and 1 <= int(number) <= count
    return int(number) - 1 if known else None
