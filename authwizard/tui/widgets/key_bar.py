"""The line of keys at the bottom: what they do, and a place to click."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.content import Content
from textual.widget import Widget

from ..keymap import Command, short_key_name


class KeyBar(Widget):
    """Shows the keys of commands; a click does what the key does.

    Textual's own footer mounts a widget for each key and makes them anew whenever the focus moves; this is one widget.
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        """Show those of the commands that belong into the line."""
        super().__init__(id="keys")
        self._commands = [
            (short_key_name(command.keys[0]), f" {command.label} ", command.action)
            for command in commands
            if command.in_line
        ]

    def render(self) -> Content:
        """Draw the line."""
        parts: list[tuple[str, str]] = []
        for key, label, _ in self._commands:
            parts += [(key, "bold $footer-key-foreground"), (label, "")]
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the label under the mouse says."""
        x = 0
        for key, label, action in self._commands:
            x += len(key) + len(label)
            if event.x < x:
                await self.screen.run_action(action)
                return
