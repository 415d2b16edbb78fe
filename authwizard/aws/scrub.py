"""Taking the secrets of a request out of other people's texts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from authwizard.request.draft import Draft
from authwizard.request.secrets import MASK, Typed

_LEAST_LINE: Final = 12
"""A line of a longer secret that is at least this long is taken out alone, too."""
_LEAST_START: Final = 6
"""The beginning of a secret, where a text is cut in the middle of it, is taken out if it is at least this long."""


class Scrubber:
    """Replaces secrets in texts. Its repr shows none of them."""

    __slots__ = ("_hidden",)

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = {form for secret in secrets if secret for form in _forms(secret)}
        # The longest first, so that no part of a secret stays beside the mask of another part.
        self._hidden = tuple(sorted(forms, key=len, reverse=True))

    @classmethod
    def of(cls, draft: Draft) -> Scrubber:
        """Return the scrubber for the secrets of a request."""
        typed = (secret.value for secret in draft.secrets.values() if isinstance(secret, Typed))
        return cls(value for value in typed if isinstance(value, str))

    def scrub(self, text: str) -> str:
        """Return a text with a mask in place of each secret, as it is, in JSON or in a URL."""
        for hidden in self._hidden:
            text = text.replace(hidden, MASK)
        for hidden in self._hidden:
            for length in range(min(len(hidden), len(text)), _LEAST_START - 1, -1):
                if text.endswith(hidden[:length]):
                    return text[:-length] + MASK
        return text


def _forms(secret: str) -> Iterable[str]:
    yield secret
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield repr(secret)[1:-1]
    yield quote(secret, safe="")
    yield from (line for line in secret.splitlines() if len(line) >= _LEAST_LINE)


NOTHING: Final = Scrubber(())
"""Scrubs nothing: for calls that hold no secret."""
