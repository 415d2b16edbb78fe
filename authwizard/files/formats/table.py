"""The formats: everything that a request is written as or read from. A new one is a module here and a line below."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from .amplify_headless import AMPLIFY_HEADLESS
from .amplify_inputs import AMPLIFY_INPUTS
from .cloudformation import CLOUDFORMATION
from .format import Document, Format, Loss, Writing
from .gen2 import GEN2
from .json import JSON
from .preset import PRESET
from .rest import REST
from .terraform import TERRAFORM
from .yaml import YAML

__all__ = [
    "FORMATS",
    "JSON",
    "PRESET",
    "YAML",
    "Document",
    "Format",
    "Loss",
    "Writing",
    "by_suffix",
    "writable",
]

FORMATS: Final[Mapping[str, Format]] = {
    format.name: format
    for format in (
        JSON,
        YAML,
        PRESET,
        AMPLIFY_HEADLESS,
        REST,
        GEN2,
        CLOUDFORMATION,
        TERRAFORM,
        AMPLIFY_INPUTS,
    )
}
"""Every format by name, in the order in which they are listed."""


def writable() -> tuple[Format, ...]:
    """Return the formats that can be written."""
    return tuple(format for format in FORMATS.values() if format.write is not None)


def by_suffix(path: Path | None) -> Format:
    """Return the format that is written where only the path is given; JSON for a suffix that none has."""
    suffix = path.suffix.lower() if path is not None else ""
    return next((format for format in writable() if suffix in format.suffixes), JSON)
