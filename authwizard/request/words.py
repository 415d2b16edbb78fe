"""The known word that a misspelt one may mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LONGEST: Final = 60
"""A longer word is no misspelt name: comparing takes time and memory for each character."""


def nearest(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the known word that is most like another one, in any case of letters; None where none is.

    Args:
        word: What was given; a text of any length.
        known: The words that it may mean.
        likeness: How alike the two have to be, from 0 (not at all) to 1 (the same).
    """
    if len(word) > LONGEST:
        return None
    import difflib  # only what is misspelt needs it

    lower = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), lower, 1, likeness)
    return lower[close[0]] if close else None
