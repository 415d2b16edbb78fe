"""How `authwizard check` writes its problems for other programs: scripts, code scanning, logs, merge requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .judged import Judged

NAMES: Final = ("json", "sarif", "github", "gitlab")
"""The forms; each is a function in the module of its name, which is loaded when it is asked for."""


def form(name: str) -> Callable[[Iterable[Judged]], Iterator[str]]:
    """Return the function that writes sources in a form, piece by piece."""
    written: Callable[[Iterable[Judged]], Iterator[str]] = getattr(import_module(f".{name}", __name__), name)
    return written
