"""The line at the top: what the request is for, and whether the draft is kept."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.widgets import Static

from authwizard.request.operation import OPERATIONS
from authwizard.request.target import APP_ID, ENVIRONMENT
from authwizard.session import Session

from ..content import literal

_WIDE: Final = 110
"""From this many columns on there is room for the command's name, and for the draft's state beside a note."""


class Header(Static):
    """Names the operation and the target of the session's draft."""

    def __init__(self) -> None:
        super().__init__("", id="header")
        self._told = ""

    def show(self, session: Session, note: str = "") -> None:
        """Say it for the width of the screen, or a note, in place of the draft's state where there is little room.

        Nothing is drawn again where nothing changed.
        """
        target = [session.draft.get(path) for path in (APP_ID, ENVIRONMENT)]
        names = " / ".join(literal(text).plain for text in target if isinstance(text, str) and text)
        width = self.screen.size.width or 80
        operation = session.draft.operation
        left = f"authwizard · {operation if width < _WIDE else OPERATIONS[operation].command} · "
        both = " · ".join(filter(None, (note, session.whereabouts)))
        state = both if width >= _WIDE else note or session.whereabouts
        room = max(8, width - len(left) - len(state) - 4)
        names = names or "no target yet"
        names = names if len(names) <= room else f"{names[: room - 1]}…"
        told = f" {left}{names:<{room}}  {state}"
        if told != self._told:
            self._told = told
            self.update(Content(told), layout=False)
