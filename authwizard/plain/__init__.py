"""Plain mode: what the wizard asks, as questions line by line, for screen readers and dumb terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from authwizard.files.loaded import Loaded
    from authwizard.request.draft import Draft


def run(start: Loaded | Draft | None = None, *, stdin_was_read: bool = False) -> int:
    """Ask everything, and return the exit status.

    Args:
        start: What was read from a source, or a draft to begin with; None to ask where to begin.
        stdin_was_read: Whether the source came through standard input, so that answers must come from the terminal.
    """
    from .run import answer

    return answer(start, stdin_was_read=stdin_was_read)
