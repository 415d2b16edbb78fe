"""The Preview pane: what users will meet, and what will be made, by the answers so far."""

from __future__ import annotations

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from authwizard.request.draft import Draft
from authwizard.request.previews.line import Kind, Line, Preview
from authwizard.request.previews.password import try_out
from authwizard.request.previews.table import preview_of
from authwizard.request.steps import Step

from ..content import MUTED, literal
from .inputs import LineInput

_STYLES: Final[dict[Kind, tuple[str, str]]] = {
    "heading": ("", "bold"),
    "text": ("", ""),
    "note": ("", MUTED),
    "kept": ("✓ ", "$text-success"),
    "broken": ("! ", "$text-error"),
    "quote": ("", ""),
}
"""What stands before a line of each kind, and its style."""


def preview_content(preview: Preview) -> Content:
    """Draw the lines of a preview; a quotation stands behind a rule."""
    return Content("\n").join(_drawn(line) for line in preview)


def _drawn(line: Line) -> Content:
    before, style = _STYLES[line.kind]
    text = literal(line.text, lines=True)
    if line.kind == "quote":
        return Content("\n").join(Content.assemble(("┃ ", MUTED), part) for part in text.split("\n"))
    return Content.assemble((f"{before}{text.plain}", style))


class PreviewView(VerticalScroll):
    """Shows the preview of a step; of the password policy one can try a password."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = Static("")
        self._try = LineInput(placeholder="try a password here; it goes nowhere", id="try-password")
        self._verdict = Static("")
        self._draft: Draft | None = None

    def compose(self) -> ComposeResult:
        """Lay out the preview, and below it the password to try."""
        yield self._text
        yield self._try
        yield self._verdict

    @property
    def entry(self) -> Widget:
        """Where the focus goes: the password to try, where there is one."""
        return self._try if self._try.display and self._try.is_attached else self

    def on_mount(self) -> None:
        """Take the focus further: when the pane is opened for the first time, the password is not there yet."""
        self.app.call_later(self._enter)

    def _enter(self) -> None:
        if self.screen.focused is self:
            self.screen.set_focus(self.entry)

    def show(self, step: Step, draft: Draft) -> None:
        """Draw the preview of a step."""
        self._draft = draft
        preview = preview_of(step, draft)
        empty = Content.styled("This step has nothing that could be shown beforehand.", MUTED)
        self._text.update(preview_content(preview) if preview else empty)
        self._try.display = self._verdict.display = step.id == "password"
        self._judge(self._try.value)

    @on(Input.Changed, "#try-password")
    def try_password(self, event: Input.Changed) -> None:
        """Judge what is typed."""
        event.stop()
        self._judge(event.value)

    def _judge(self, password: str) -> None:
        if self._draft is None or not password:
            self._verdict.update("")
            return
        judged = try_out(self._draft, password)
        self._verdict.update(
            preview_content(tuple(Line(found.demand, "kept" if found.met else "broken") for found in judged))
        )
