"""The text of a PEM private key: what Sign in with Apple takes is the part between its BEGIN and END lines."""

from __future__ import annotations

import re

_ARMOUR = re.compile(r"-----(?:BEGIN|END)[A-Z ]*-----")


def key_text(pem: str) -> str:
    """Return the key without its BEGIN and END lines and without white space."""
    return "".join(_ARMOUR.sub("", pem).split())
