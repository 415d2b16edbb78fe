"""What is said while one looks for a request whose answer was lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .console import Console

if TYPE_CHECKING:
    from authwizard.aws.reconcile import Found

_SAY_EVERY: Final = 9.0
"""Seconds between two signs of life."""


def looking(console: Console) -> Callable[[Found, float], None]:
    """Return what says now and then that one still looks, so that nobody takes it for a hang."""
    said_at = 0.0

    def on_poll(found: Found, seconds: float) -> None:
        nonlocal said_at
        if found.verdict != "applied" and seconds - said_at >= _SAY_EVERY:
            said_at = seconds
            console.say(f"Looking for {seconds:.0f} seconds, no sign yet. Ctrl+C leaves.")

    return on_poll
