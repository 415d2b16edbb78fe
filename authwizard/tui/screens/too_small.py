"""A terminal that is too small: one line says so, nothing else is drawn, and no key changes what is not seen."""

from __future__ import annotations

from rich.console import RenderableType
from rich.control import Control
from rich.segment import ControlType
from textual import events
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen

from ..keymap import QUIT, short_key_name

SMALLEST = Size(40, 10)
"""The smallest terminal in which the form and the way out of it can be seen."""


class NeedsRoom(App[int]):
    """Lays its screens out for `SMALLEST` at least, so that no widget meets a size that it cannot be drawn in."""

    _outer: Size | None = None
    """The terminal's size while it is too small, else None."""

    def leave_unseen(self) -> None:
        """Leave without asking, since no question can be shown."""
        raise NotImplementedError

    async def on_event(self, event: events.Event) -> None:
        """Let screens know of no size that is too small, and of no key that nobody can see the effect of."""
        if isinstance(event, events.Resize):
            event = self._measured(event)
        elif isinstance(event, events.InputEvent | events.Paste):
            if self._exit:
                return
            if self._outer is not None:
                if isinstance(event, events.Key) and event.key in QUIT.keys:
                    self.leave_unseen()
                return
        await super().on_event(event)

    def _measured(self, event: events.Resize) -> events.Resize:
        width, height = event.size
        was_small = self._outer is not None
        self._outer = None if width >= SMALLEST.width and height >= SMALLEST.height else event.size
        if self._outer is not None:
            size = Size(max(width, SMALLEST.width), max(height, SMALLEST.height))
            event = events.Resize(size, size)
            self.call_later(self._say_so)
        elif was_small:
            self.call_later(self.refresh, layout=True)
        return event

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if self._outer is None:
            super()._display(screen, renderable)

    def _say_so(self) -> None:
        if self._outer is not None and self._driver is not None:
            needed = f"{SMALLEST.width}x{SMALLEST.height} needed, {short_key_name(QUIT.keys[0])} quits"
            text = needed[: self._outer.width]
            self._driver.write(f"{Control(ControlType.CLEAR, ControlType.HOME)}{text}")
            self._driver.flush()
