"""The rows of a form, chosen by the kind of the member."""

from __future__ import annotations

from typing import Final

from authwizard.request.draft import Draft
from authwizard.request.fields import Field, Kind

from .base import Acted, Answered, Row, problem_content
from .choice import BlockRow, ChoiceRow, ChoicesRow
from .secret import SecretRow
from .stray import StrayRow
from .text import NumberRow, TextRow
from .uris import UrisRow

__all__ = ["Acted", "Answered", "Row", "StrayRow", "UrisRow", "problem_content", "row_for"]

_ROWS: Final[dict[Kind, type[Row]]] = {
    "structure": BlockRow,
    "choice": ChoiceRow,
    "choices": ChoicesRow,
    "switch": ChoiceRow,
    "text": TextRow,
    "number": NumberRow,
    "uris": UrisRow,
    "secret": SecretRow,
    "key": SecretRow,
}


def row_for(field: Field, draft: Draft) -> Row:
    """Return the row that asks for a member."""
    if field.kind == "message":
        from .message import MessageRow  # its text area is large to import, and most steps have none

        return MessageRow(field, draft)
    return _ROWS[field.kind](field, draft)
