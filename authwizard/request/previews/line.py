"""The lines of a preview, which a form draws beside its questions and plain mode prints."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["heading", "text", "note", "kept", "broken", "quote"]
"""What a line is: a heading, a text of ours, a remark, something that holds, something that does not, or a text
as users see it."""


class Line(NamedTuple):
    """One line. Its text may hold what a file brought, so it is untrusted; it has no line breaks but in a quote."""

    text: str
    kind: Kind = "text"


Preview = tuple[Line, ...]
