"""Work that takes its time."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.dom import DOMNode
from textual.screen import Screen


def begin(
    node: DOMNode,
    work: Callable[[], Coroutine[Any, Any, None]],
    group: str,
    description: str,
    *,
    exclusive: bool = False,
    exit_on_error: bool = True,
) -> None:
    """Begin work; not with a coroutine that is made already, which on leaving may never be begun."""
    made: Any = work  # Textual's own type knows but coroutines of one kind
    node.run_worker(
        made, group=group, description=description, exclusive=exclusive, exit_on_error=exit_on_error
    )


def run_alone(
    screen: Screen[Any], work: Callable[[], Coroutine[None, None, None]], group: str, description: str
) -> None:
    """Begin work on a screen, unless some of its group still runs there: a second try meanwhile is not heard."""
    if all(worker.group != group or worker.is_finished for worker in screen.workers):
        begin(screen, work, group, description)
