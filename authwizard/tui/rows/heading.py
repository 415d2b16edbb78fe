"""The heading of a question: its title, what it takes, and its help."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from authwizard.request.draft import Draft
from authwizard.request.fields import Field
from authwizard.request.markers import AtMost, Between, Length, Pattern

from ..content import MUTED


def limit_text(field: Field, draft: Draft) -> str:
    """Say what a member takes, for its title line."""
    parts = []
    if isinstance(field.limit, Between):
        parts.append(f"{field.limit.least} to {field.limit.most}")
    elif isinstance(field.limit, Length) and field.kind in ("text", "message"):
        parts.append(f"{field.limit.least:,}–{field.limit.most:,} characters")
    elif isinstance(field.limit, Pattern):
        parts.append(f"up to {field.limit.most:,} characters")
    elif isinstance(field.limit, AtMost):
        parts.append(f"up to {field.limit.most}")
    parts.append(field.requirement(draft.operation))
    return " · ".join(parts)


class Heading(Widget):
    """The title of a question at the left, what it takes at the right of the same line, its help below."""

    def __init__(self, title: str, limit: str, help: str) -> None:
        super().__init__()
        self._title, self._limit, self._help = title, limit, help
        self._told = limit

    def measure(self, count: str) -> None:
        """Say how much of the limit is taken, in its place; "" for the limit itself."""
        told = f"{count} · {self._limit.rpartition(' · ')[2]}" if count else self._limit
        if told != self._told:
            self._told = told
            self.refresh()

    def render(self) -> Content:
        """Draw them for the width."""
        room = self.size.width - len(self._title) - len(self._told)
        return Content.assemble(
            (self._title, "bold"), " " * max(2, room), (f"{self._told}\n{self._help}", MUTED)
        )
