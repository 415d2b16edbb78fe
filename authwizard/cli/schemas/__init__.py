"""JSON Schemas (2020-12) of what commands print with `--format json`; each is a file here."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final

NAMES: Final = ("check", "diff", "losses", "presets", "rules")
"""The outputs that have a schema: those of commands, and of `export --losses`."""


def schema_of(name: str) -> dict[str, Any]:
    """Return the schema of a command's JSON output.

    Raises:
        KeyError: There is no schema of that name.
    """
    if name not in NAMES:
        raise KeyError(name)
    text = (files(__package__) / f"{name}.schema.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document
