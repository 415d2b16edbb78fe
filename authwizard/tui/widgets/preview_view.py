"""The Preview pane: what users will meet, and what will be made, by the answers so far."""

from __future__ import annotations

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from authwizard.request.previews.line import Kind, Line, Preview
from authwizard.request.previews.table import preview_of
from authwizard.request.previews.users import passwords
from authwizard.request.steps import REVIEW, Step
from authwizard.session import Session

from ..content import LONGEST, MUTED, break_address, literal
from .inputs import LineInput

_MOST_OF_A_FILE: Final = 20_000
"""Characters of a file that are drawn; the file has them all."""
_STYLES: Final[dict[Kind, tuple[str, str]]] = {
    "heading": ("", "bold"),
    "text": ("", ""),
    "note": ("", MUTED),
    "item": ("• ", ""),
    "kept": ("✓ ", "$text-success"),
    "broken": ("! ", "$text-error"),
    "quote": ("", ""),
    "file": ("", ""),
}
"""What stands before a line of each kind, and its style."""


def preview_content(preview: Preview, room: int = 0) -> Content:
    """Draw the lines of a preview; a quotation stands behind a rule.

    Args:
        preview: The lines.
        room: The columns that they may take; 0 where that is not known yet.
    """
    return Content("\n").join(_drawn(line, room) for line in preview)


def _drawn(line: Line, room: int) -> Content:
    before, style = _STYLES[line.kind]
    text = literal(line.text, lines=True, most=_MOST_OF_A_FILE if line.kind == "file" else LONGEST)
    if line.kind == "quote":
        if room and text.plain.startswith("https://"):
            text = Content(break_address(text.plain, room - 2))
        return Content("\n").join(Content.assemble(("┃ ", MUTED), part) for part in text.split("\n"))
    return Content.assemble((f"{before}{text.plain}", style))


class PreviewView(VerticalScroll):
    """Shows the preview of a step; of the password policy one can try a password."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = Static("")
        self._try = LineInput(placeholder="try a password here; it goes nowhere", id="try-password")
        self._step: Step | None = None
        self._session: Session | None = None
        self._about: object = None
        """What it is a preview of: of something else it is read from its beginning."""
        self._room = 0
        """Columns of a line; 0 while that is not known."""

    def compose(self) -> ComposeResult:
        """Lay out the preview, and below it the password to try."""
        yield self._text
        yield self._try

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

    def show(self, step: Step, session: Session) -> None:
        """Draw the preview of a step."""
        self._try.display = step.id == "password"
        about = (step, session.outlet.format)
        self._step, self._session = step, session
        self._draw()
        if about != self._about:
            self._about = about
            self.scroll_home(animate=False)

    def _preview(self, step: Step, session: Session) -> Preview:
        tried = self._try.value if self._try.display else ""
        # What is tried has no place in the table of previews, which are of a draft alone; nor has the way out.
        if tried:
            return passwords(session.draft, tried)
        if step is REVIEW:
            from authwizard.session.planned import preview_of_export  # what is needed on the last step alone

            return preview_of_export(session)
        return preview_of(step, session.draft)

    def _draw(self) -> None:
        if self._step is None or self._session is None:
            return
        preview = self._preview(self._step, self._session)
        empty = Content.styled("This step has nothing that could be shown beforehand.", MUTED)
        self._text.update(preview_content(preview, self._room) if preview else empty)

    @on(Input.Changed, "#try-password")
    def try_password(self, event: Input.Changed) -> None:
        """Judge what is typed."""
        event.stop()
        self._draw()

    def on_resize(self) -> None:
        """Break the addresses for the width."""
        room = self.scrollable_content_region.width
        if room != self._room:
            self._room = room
            self._draw()
