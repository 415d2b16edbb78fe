"""What a format does not hold of a request, and what it holds beside: said before a file is written, or alone."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any, Final

from authwizard.files.formats.loss import Loss, by_kind, in_order
from authwizard.terminal_text import visible

from .output import emit, emit_json, tell

_ABOUT: Final = (12, 38)
"""Columns of what a loss is about: at least, and at most."""
_WIDTH: Final = (60, 120)
"""Columns of the table: at least, and at most; so many where it goes to no terminal."""


def tell_losses(losses: Iterable[Loss]) -> None:
    """Say losses to the person at the terminal, each on a line, under the headings of their kinds."""
    for heading, told in by_kind(losses):
        tell(f"{heading}:")
        for loss in told:
            tell(f"  {visible(str(loss))}")


def tell_losses_of_each(told: Sequence[tuple[str, Iterable[Loss]]]) -> None:
    """Say the losses of several targets, each once, with the targets that it is about where these are not all of them.

    Args:
        told: Of each target its name and its losses.
    """
    about: dict[Loss, list[str]] = {}
    for name, losses in told:
        for loss in losses:
            about.setdefault(loss, []).append(name)
    for heading, group in by_kind(about):
        tell(f"{heading}:")
        for loss in group:
            names = about[loss]
            tell(visible(f"  {loss}" if len(names) == len(told) else f"  {', '.join(names)}: {loss}"))


def print_losses(losses: Iterable[Loss]) -> None:
    """Print losses as a table: what each is about, and what is to be said of it."""
    least, most = _WIDTH
    width = min(most, max(least, shutil.get_terminal_size().columns)) if sys.stdout.isatty() else most
    told = [(loss, visible(loss.about)) for loss in losses]
    least, most = _ABOUT
    room = min(most, max([least, *(len(about) for _, about in told)]))
    lines: list[str] = []
    for heading, group in by_kind(losses):
        lines += ["", heading] if lines else [heading]
        for loss in group:
            lines += _row(loss, room, width)
    emit("\n".join(lines or ["Nothing is lost, and nothing is added."]) + "\n")


def print_losses_as_json(source: str, format: str, losses: Iterable[Loss]) -> None:
    """Print losses as a JSON document (`authwizard schema losses`)."""
    emit_json({"source": source, "format": format, "losses": [_as_json(loss) for loss in in_order(losses)]})


def _row(loss: Loss, room: int, width: int) -> Iterator[str]:
    about = wrap(visible(loss.about), room, break_on_hyphens=False) or [""]
    # An address stays whole, to be copied.
    told = wrap(visible(loss.message), width - room - 4, break_long_words=False, break_on_hyphens=False)
    message = told or [""]
    for at in range(max(len(about), len(message))):
        left, right = (lines[at] if at < len(lines) else "" for lines in (about, message))
        yield f"  {left:{room}}  {right}".rstrip()


def _as_json(loss: Loss) -> Mapping[str, Any]:
    return {"kind": loss.kind, "about": loss.about, "message": loss.message}
