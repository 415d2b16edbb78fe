"""The line at the top: what the request is for, and whether the draft is kept."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from authwizard.request.operation import OPERATIONS
from authwizard.request.target import APP_ID, ENVIRONMENT
from authwizard.session import Session

from ..content import literal


class Header(Static):
    """Names the operation and the target of the session's draft."""

    def __init__(self) -> None:
        super().__init__("", id="header")
        self._told = ""

    def show(self, session: Session, note: str = "") -> None:
        """Say it for the width of the screen, or a note in place of the draft's state.

        Nothing is drawn again where nothing changed.
        """
        target = [session.draft.get(path) for path in (APP_ID, ENVIRONMENT)]
        names = " / ".join(literal(text).plain for text in target if isinstance(text, str) and text)
        state = note or session.whereabouts
        left = f"authwizard · {OPERATIONS[session.draft.operation].command} · "
        room = max(8, (self.screen.size.width or 80) - len(left) - len(state) - 4)
        names = names or "no target yet"
        names = names if len(names) <= room else f"{names[: room - 1]}…"
        told = f" {left}{names:<{room}}  {state}"
        if told != self._told:
            self._told = told
            self.update(Content(told), layout=False)
