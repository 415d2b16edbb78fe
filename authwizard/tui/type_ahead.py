"""Typing ahead: a key is handled when all that the one before it asked for is done, however fast they come.

Textual gives each key to the widget that has the focus at that moment. Enter and Tab move the focus in messages that
are handled later, so what is typed right behind them, in one read of a slow line, would go into the field before.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.widgets import Input, TextArea

_ROUNDS: Final = 3
"""How often each widget's messages are let through.

A key becomes a message of its widget, that one an answer of its row, and behind the answer the row goes on.
"""
_PATIENCE: Final = 1.0
"""Seconds after which what does not come to rest is waited for no longer."""


class TypeAhead(App[int]):
    """Lets what is typed, pasted and clicked wait until the key before it has had its effect."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Event] = deque()
        self._settling: asyncio.Task[None] | None = None

    @property
    def is_settling(self) -> bool:
        """Whether what was typed has not had all its effect yet."""
        return self._settling is not None or bool(self._waiting)

    async def on_event(self, event: events.Event) -> None:
        """Take input in order; see the module's docstring."""
        if not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self.is_settling:
            self._waiting.append(event)
        else:
            await self._take(event)

    async def _take(self, event: events.Event) -> None:
        moves = isinstance(event, events.Key) and not _is_text(event, self.focused)
        await super().on_event(event)
        if moves and not self._exit:
            self._settling = asyncio.create_task(self._settle())

    async def _settle(self) -> None:
        try:
            await self._let_through(self._way_of_messages)
        finally:
            self.call_next(self._take_waiting)

    async def let_typed_arrive(self) -> None:
        """Wait until what was typed before has come to the screen; called by an action of the app itself."""
        await self._let_through(lambda: [node for node in self._way_of_messages() if node is not self])

    async def _let_through(self, way: Callable[[], list[MessagePump]]) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                for _ in range(_ROUNDS):
                    for node in way():
                        await _let_through(node)

    def _way_of_messages(self) -> list[MessagePump]:
        """Return what a message of the focused widget comes by, the app last."""
        focused = self.focused
        if focused is None or not focused.is_attached:
            return [self.screen, self]
        return list(focused.ancestors_with_self)

    async def _take_waiting(self) -> None:
        self._settling = None
        try:
            while self._waiting and self._settling is None:
                await self._take(self._waiting.popleft())
        finally:
            # A fault in one event costs that one: what waits behind it is taken all the same, and in order.
            if self._waiting and self._settling is None:
                self.call_next(self._take_waiting)


def _is_text(key: events.Key, focused: Widget | None) -> bool:
    """Whether a key only writes into the field that has the focus."""
    return key.is_printable and isinstance(focused, Input | TextArea)


async def _let_through(node: MessagePump) -> None:
    """Wait until the messages that a widget has now are handled."""
    handled = asyncio.Event()
    if node.call_later(handled.set):
        await handled.wait()
