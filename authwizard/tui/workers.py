"""Work that takes its time, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.screen import Screen


def run_alone(
    screen: Screen[Any], work: Callable[[], Coroutine[None, None, None]], group: str, description: str
) -> None:
    """Begin work on a screen, unless some of its group still runs there: a second try meanwhile is not heard."""
    if all(worker.group != group or worker.is_finished for worker in screen.workers):
        screen.run_worker(work(), group=group, description=description)
