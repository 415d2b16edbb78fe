"""What holds for a tree from any format: how deep and large it may be, and which values it may have."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final

from authwizard.request.check import Problem
from authwizard.request.tree import MemberPath

from .unreadable import UnreadableError

MOST_LEVELS: Final = 64
"""How deep lists and structures may be nested; the API's own requests have 7 levels."""

MOST_VALUES: Final = 50_000
"""How many values a tree may have once every YAML alias stands for what it names; a request has some hundreds.

Each costs a kilobyte where something is wrong with it.
"""

MOST_BITS: Final = 14_280
"""The longest whole number: Python writes none of more than 4,300 digits, and a request needs two."""

TOO_DEEP: Final = (
    f"It is nested more than {MOST_LEVELS} levels deep, so it is no request.",
    "Take the surplus levels out.",
)

TOO_MANY_VALUES: Final = (
    f"It has more than {MOST_VALUES:,} values, so it is no request.",
    "Name another file.",
)


def is_huge(value: Any) -> bool:
    """Whether a value is a number that could be read, yet never be written in digits."""
    return isinstance(value, int) and value.bit_length() > MOST_BITS


def depth_exceeds(tree: Any, levels: int = MOST_LEVELS) -> bool:
    """Return whether lists and structures are nested more than `levels` deep. It does not recurse itself.

    Raises:
        UnreadableError: There are more values than any request has.
    """
    layer, seen = [tree], 0
    for _ in range(levels + 1):
        layer = [item for value in _containers(layer) for item in _items(value)]
        if not layer:
            return False
        seen += len(layer)
        if seen > MOST_VALUES:
            raise UnreadableError(*TOO_MANY_VALUES)
    return True


def refuse_depth(tree: Any) -> None:
    """Raise UnreadableError for a tree that is nested too deeply."""
    if depth_exceeds(tree):
        raise UnreadableError(*TOO_DEEP)


def _containers(layer: list[Any]) -> list[Any]:
    return [value for value in layer if isinstance(value, dict | list)]


def _items(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value


def as_json(value: Any, path: MemberPath = ()) -> tuple[Any, list[Problem]]:
    """Return a tree that JSON could hold, and a problem for each value that had to become a text for it."""
    problems: list[Problem] = []

    def walk(value: Any, path: MemberPath) -> Any:
        if isinstance(value, dict):
            return {name: walk(item, (*path, name)) for name, item in value.items()}
        if isinstance(value, list):
            return [walk(item, (*path, index)) for index, item in enumerate(value)]
        kind = _foreign(value)
        if not kind:
            return value
        problems.append(
            Problem.of(
                "type-mismatch",
                path,
                f"The value is {kind}, which a request cannot hold; it was read as a text.",
                "Put it in quotes, or give the value that the member has.",
            )
        )
        return value.isoformat() if isinstance(value, date | time) else str(value)

    return walk(value, path), problems


def _foreign(value: Any) -> str:
    """Name the type of a value that TOML has and JSON has not; "" for all others."""
    if isinstance(value, datetime):
        return "a date and time"
    if isinstance(value, date):
        return "a date"
    if isinstance(value, time):
        return "a time of day"
    return "no number (nan or inf)" if isinstance(value, float) and not math.isfinite(value) else ""


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a tree, names of members included."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value
