"""The proof proves itself: faults planted into what a target made have to be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from authwizard.request.tree import MemberPath, drop, format_path, get, leaves, put

from .pairs import Allowed, Pair, Resources, compare, judge


def missed(
    pairs: Sequence[Pair], made: Sequence[Resources | str], allowed: Sequence[Allowed]
) -> tuple[int, list[str]]:
    """Return how many faults were planted, and those that the comparison did not find, one line each.

    Only in pairs that are right without one: a property that Gen 1 has is dropped, each value is made wrong, and each
    resource gets a property and a companion that nobody asked for.
    """
    count, lines = 0, []
    for pair, target in zip(pairs, made, strict=True):
        if isinstance(target, str) or judge([pair], [target], allowed).wrong:
            continue
        before = set(map(str, compare(pair, target)))
        for what, faulty in _faults(pair, target):
            if before.issuperset(map(str, compare(pair, faulty))):
                continue  # no fault: without this addition it is nearer to Gen 1
            count += 1
            if not judge([pair], [faulty], allowed).wrong:
                lines.append(f"pair {pair.number}: {what} was not found")
    return count, lines


def _faults(pair: Pair, target: Resources) -> Iterator[tuple[str, Resources]]:
    whole: Any = {name: dict(properties) for name, properties in target.items()}
    unmeant = {(each.resource, each.name) for each in compare(pair, target)}
    for resource, properties in whole.items():
        for name in properties:
            if (resource, name) not in unmeant:
                yield f"{resource}.{name} dropped", drop(whole, (resource, name))
        yield f"{resource}.Unasked added", put(whole, (resource, "Unasked"), "x")
        yield f"a second {resource}", {**whole, f"{resource}.2": properties}
        if resource in pair.expected:
            yield f"{resource} dropped", drop(whole, (resource,))
    for path, value in leaves(whole):
        yield f"{format_path(path)} made wrong", put(whole, path, _wrong(value))
    for path in _lists(whole):
        items = get(whole, path)
        yield f"{format_path(path)} with one more", put(whole, path, [*items, "x"])
        if items:
            yield f"{format_path(path)} with one less", put(whole, path, items[1:])


def _wrong(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return f"{value}x" if isinstance(value, str) else "x"


def _lists(tree: Any, path: MemberPath = ()) -> Iterator[MemberPath]:
    if isinstance(tree, list):
        yield path
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, value in items:
        yield from _lists(value, (*path, name))
