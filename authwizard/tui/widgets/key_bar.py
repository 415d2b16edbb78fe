"""The line of keys at the bottom: what they do where the focus is, and a place to click."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from ..keymap import Command, keys_now, short_key_name
from ..signs import enter_key

ENTER: Final = "⏎"
"""How hints name the Enter key; where the terminal has no such sign, the line names it otherwise."""
Hints = Sequence[tuple[str, str]]
"""Keys of a single widget, as the line names them, and what they do there."""
_OF_PLACE: Final = 2
"""How soon what the place tells is dropped: after what is always there, and what leads on."""


class _Item(NamedTuple):
    key: str
    label: str
    action: str
    """What a click does; empty where the key is a widget's own."""
    drop: int

    @property
    def width(self) -> int:
        return len(self.key) + len(self.label) + 3


class KeyBar(Widget):
    """Shows the keys of the place and of the screen, as many as there is room for; a click does what the key does.

    Textual's own footer mounts a widget for each key and makes them anew whenever the focus moves; this is one widget.
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        """Show those of the commands that belong into the line."""
        super().__init__(id="keys")
        self._enter = enter_key()
        self._commands = [command for command in commands if command.drop is not None]

    def on_mount(self) -> None:
        """Follow the focus."""
        self.watch(self.screen, "focused", self._follow, init=False)

    def _follow(self) -> None:
        self.refresh()

    def _named(self, key: str) -> str:
        return self._enter if key == ENTER else key

    def _items(self) -> list[_Item]:
        """Return what is shown: the least important is dropped until the rest has room."""
        focused = self.screen.focused
        hints: Hints = getattr(focused, "KEY_HINTS", ())
        if isinstance(focused, Button):
            hints = ((ENTER, str(focused.label).strip("‹› …")),)
        keys = keys_now(self.screen)
        items = [_Item(self._named(key), label, "", _OF_PLACE) for key, label in hints]
        items += [
            _Item(
                # The widget that has the focus may bind the key itself, to the same end.
                self._named(short_key_name(keys.get(command.id, command.keys[0]))),
                command.label,
                command.action,
                command.drop or 0,
            )
            for command in self._commands
            if self.screen.check_action(command.action, ()) is not False
        ]
        while sum(item.width for item in items) - 1 > self.size.width and any(item.drop for item in items):
            last = max(item.drop for item in items)
            items.remove([item for item in items if item.drop == last][-1])
        return items

    def render(self) -> Content:
        """Draw the line."""
        parts = [part for item in self._items() for part in ((item.key, "bold"), f" {item.label}  ")]
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the label under the mouse says."""
        x = 0
        for item in self._items():
            x += item.width
            if event.x < x:
                if item.action:
                    await self.screen.run_action(item.action)
                return
