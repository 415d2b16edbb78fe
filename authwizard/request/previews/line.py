"""The lines of a preview, which a form draws beside its questions and plain mode prints."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["heading", "text", "note", "item", "kept", "broken", "quote", "file"]
"""What a line is: a heading, a text of ours, a remark, one of several things under a heading, something that holds,
something that does not, a text as users see it, or what stands in a file."""


class Line(NamedTuple):
    """One line. Its text may hold what a file brought: it is untrusted. Only quotes and files have line breaks."""

    text: str
    kind: Kind = "text"


Preview = tuple[Line, ...]
