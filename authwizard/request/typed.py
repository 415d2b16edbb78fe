"""What is typed for a member, as the value that it stands for."""

from __future__ import annotations

import re
from typing import Any, Final

from .tree import ABSENT

_WHOLE: Final = re.compile(r"[+-]?\d{1,300}")
_DECIMAL: Final = re.compile(r"[+-]?\d{1,300}\.\d{1,300}")


def read_number(text: str) -> Any:
    """Read what was typed for a number: a number if it is one, ABSENT if nothing, else the text itself."""
    if not text.strip():
        return ABSENT
    if _WHOLE.fullmatch(text.strip()):
        return int(text)
    if _DECIMAL.fullmatch(text.strip()):
        return float(text)
    return text
