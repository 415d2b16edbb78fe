"""The comment at the head of what is written for other tools: what it is, and all that is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final

from authwizard.terminal_text import visible

from .loss import Loss, by_kind

WIDTH: Final = 100
"""Columns of a comment's line."""


def head(sign: str, what: str, losses: Iterable[Loss], more: Iterable[str] = ()) -> str:
    """Return the comment: pure ASCII, and nothing in it ends a line, whatever a name holds.

    Args:
        sign: What a line of a comment begins with.
        what: What the file is, in a sentence.
        losses: What is to be said, kind by kind.
        more: Lines that stand below as they are, after one that is empty.
    """
    lines = [what, *_items(losses), *more]
    return "".join(f"{sign} {_plain(line)}".rstrip() + "\n" for line in lines)


def _items(losses: Iterable[Loss]) -> Iterator[str]:
    for heading, group in by_kind(losses):
        yield from ("", f"{heading}:")
        for loss in group:
            yield from wrap(
                visible(str(loss)),
                WIDTH - 3,
                initial_indent="- ",
                subsequent_indent="  ",
                break_long_words=False,
                break_on_hyphens=False,
            )


def _plain(line: str) -> str:
    return visible(line).replace("\u2026", "...").encode("ascii", "backslashreplace").decode("ascii")
