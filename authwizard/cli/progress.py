"""How far a long command is, on the terminal's last line."""

from __future__ import annotations

import sys
import time
from typing import Final

import click

_AFTER: Final = 0.5
"""Seconds after which somebody wonders."""
_EVERY: Final = 0.1
"""Seconds between two counts."""
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """A line that counts on standard error, where that is a terminal and it takes long; it goes before all else."""

    def __init__(self, total: int, done: str) -> None:
        """Begin to count.

        Args:
            total: How many there are.
            done: What is done with each, such as "checked".
        """
        self._total = total
        self._done = done
        self._count = 0
        self._is_shown = False
        self._next = time.monotonic() + _AFTER if sys.stderr.isatty() else float("inf")

    def step(self) -> None:
        """Count one more."""
        self._count += 1
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _EVERY
            self._is_shown = True
            click.echo(f"{_CLEAR}{self._count:,} of {self._total:,} {self._done}", err=True, nl=False)

    def clear(self) -> None:
        """Take the line away, before something else is printed."""
        if self._is_shown:
            self._is_shown = False
            click.echo(_CLEAR, err=True, nl=False)
