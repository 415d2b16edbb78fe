"""Presets that would steer a terminal, inject markup or overflow the screen, if anything let them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import tomli_w

from authwizard.request.fields import FIELDS
from authwizard.request.tree import put

MARKUP: Final = "[@click=app.exit]link[/] [/ [bold red]x [ERROR] ^[a-z]{3}$"
ESCAPES: Final = "\x1b]52;c;aGk=\x07\x1b[999;999H\x9b31m\x9d0;t\x9c\u202eevil\u2066\u200b\x7f\r\x08\x00"
HOSTILE: Final = f"{MARKUP}{ESCAPES}"
MEGABYTE: Final = HOSTILE + MARKUP * 18_000 + ESCAPES

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
"""What no screen may hold: controls (but tab and line feed) and what is invisible."""

_WRONG: Final[dict[str, Any]] = {
    "text": [HOSTILE],
    "message": {HOSTILE: HOSTILE},
    "choice": True,
    "choices": {HOSTILE: 1},
    "switch": HOSTILE,
    "number": [[HOSTILE]],
    "uris": HOSTILE,
    "secret": [HOSTILE],
    "key": 7,
}
"""For each kind of member, a value that it cannot have."""


def texts(long: str = "ResourceName") -> dict[str, Any]:
    """Return a request with hostile text wherever text can be, and members that nobody knows in each structure.

    Args:
        long: The member whose text is a megabyte long.
    """
    tree: Any = {HOSTILE: HOSTILE}
    for path, field in FIELDS.items():
        if field.kind == "structure":
            tree = put(tree, (*path, f"Un{HOSTILE}"), [HOSTILE])
        else:
            text = MEGABYTE if field.name == long else HOSTILE
            tree = put(tree, path, [HOSTILE, "", text, 1] if field.is_list else text)
    result: dict[str, Any] = tree
    return result


def wrong_types() -> dict[str, Any]:
    """Return a request in which every value is of the wrong type."""
    tree: Any = {}
    for path, field in FIELDS.items():
        if field.kind != "structure":
            tree = put(tree, path, _WRONG[field.kind])
    for name in ("Mfa", "VerificationMessage"):
        tree = put(tree, ("ResourceConfig", "UserPoolConfigs", name), HOSTILE)
    result: dict[str, Any] = tree
    return result


def write(path: Path, request: Any) -> Path:
    """Write a hostile preset around a request."""
    envelope = {
        "format": 1,
        "title": HOSTILE,
        "description": HOSTILE * 1000,
        "operation": "create",
        "request": request,
        f"un{HOSTILE}": HOSTILE,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomli_w.dumps(envelope), encoding="utf-8")
    return path
