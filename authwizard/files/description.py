"""What a preset's description says: what it is, what is to be replaced in it, and what is to be done afterwards.

The sentence that begins with "Replace" tells them apart, in the presets that ship and in everybody's own;
docs/presets.md recommends it. A description without one is read as a whole.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_REPLACE: Final = "Replace "


class Description(NamedTuple):
    """A description in its parts; one that it does not have is ""."""

    about: str
    replace: str
    """What is to be replaced, without the word."""
    then: str
    """What is to be done or known afterwards."""


def parts_of(description: str) -> Description:
    """Take a description apart."""
    sentences = _SENTENCES.split(description.strip())
    at = next((at for at, sentence in enumerate(sentences) if sentence.startswith(_REPLACE)), None)
    if at is None:
        return Description(" ".join(sentences), "", "")
    replace = sentences[at].removeprefix(_REPLACE)
    return Description(" ".join(sentences[:at]), replace, " ".join(sentences[at + 1 :]))
