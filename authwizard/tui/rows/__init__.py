"""The rows of a form, chosen by the kind of the member."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from authwizard.request.draft import Draft
from authwizard.request.fields import Field, Kind

from .base import Answered, Row, first_focusable, last_focusable
from .problem_text import problem_content, problem_list
from .stray import StrayRow

__all__ = [
    "Answered",
    "Row",
    "StrayRow",
    "first_focusable",
    "last_focusable",
    "problem_content",
    "problem_list",
    "row_for",
]

_ROWS: Final[dict[Kind, tuple[str, str]]] = {
    "structure": ("choice", "BlockRow"),
    "choice": ("choice", "ChoiceRow"),
    "choices": ("choice", "ChoicesRow"),
    "switch": ("choice", "ChoiceRow"),
    "text": ("text", "TextRow"),
    "message": ("message", "MessageRow"),
    "number": ("text", "TextRow"),
    "uris": ("uris", "UrisRow"),
    "secret": ("secret", "SecretRow"),
    "key": ("secret", "SecretRow"),
}
"""The module and the class of each kind; a module is imported with the first step that needs it."""


def row_for(field: Field, draft: Draft) -> Row:
    """Return the row that asks for a member."""
    module, name = _ROWS[field.kind]
    row: type[Row] = getattr(import_module(f".{module}", __package__), name)
    return row(field, draft)
