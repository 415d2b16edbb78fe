"""The line of keys at the bottom: what they do, and a place to click."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget


class KeyLine(Widget):
    """Shows keys with their actions; a click does what the key does.

    Textual's own footer mounts a widget for each key and makes them anew whenever the focus moves; this is one widget.
    """

    def __init__(self, keys: Sequence[tuple[str, str, str]]) -> None:
        """Show keys: each as it is shown, its label, and the action of the screen or (app.) of the app."""
        super().__init__(id="keys")
        self._keys = keys

    def render(self) -> Content:
        """Draw the line."""
        parts: list[tuple[str, str]] = []
        for key, label, _ in self._keys:
            parts += [(key, "bold $footer-key-foreground"), (f" {label} ", "")]
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the label under the mouse says."""
        x = 0
        for key, label, action in self._keys:
            x += len(key) + len(label) + 2
            if event.x < x:
                await self.screen.run_action(action)
                return
