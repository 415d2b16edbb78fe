"""Where what is told in passing appears, and until when: at the right of the header's line, until the next command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.geometry import Region, Size
from textual.notifications import Notification, Notify
from textual.screen import Screen
from textual.widgets import Button, Input, OptionList, TextArea
from textual.widgets._toast import Toast, ToastHolder, ToastRack

from .keymap import QUIT, key_name

_STAYS_WITH: Final = frozenset(
    {"tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
    | {"backspace", "delete", "ctrl+c"}
)
"""Keys that move, erase or copy: what was told stays with them, as it does while one types."""


class Toasts(App[int]):
    """Shows toasts in the header's line, or lower where that would cover what is used.

    What a key has told is there together; what a later key tells takes its place, and the next command takes it away.
    """

    NOTIFICATION_TIMEOUT = 4.0

    def __init__(self) -> None:
        super().__init__()
        self._followed: WeakSet[Screen[Any]] = WeakSet()
        """The screens whose layouts are followed, since there were toasts on them."""
        self._old: list[Notification] = []
        """What was told before the last key or click."""

    async def on_event(self, event: events.Event) -> None:
        """Let what was told before a command go with it."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown) and self._notifications:
            self._old = list(self._notifications)
            if isinstance(event, events.MouseDown) or (
                isinstance(event, events.Key) and not event.is_printable and event.key not in _STAYS_WITH
            ):
                self._forget_old()
                self._refresh_notifications()
        await super().on_event(event)

    def _on_notify(self, event: Notify) -> None:
        """Make way for what is told now; Textual's own handler, which comes next, shows it."""
        self._forget_old()
        for told in list(self._notifications):
            if told.message == event.notification.message:
                self._unnotify(told, refresh=False)

    def _forget_old(self) -> None:
        for told in list(self._notifications):
            if told in self._old:
                self._unnotify(told, refresh=False)
        self._old.clear()

    def action_help_quit(self) -> None:
        """Say what leaves, to whoever presses Ctrl+C for that."""
        keys = {active.binding.id: active.binding.key for active in self.screen.active_bindings.values()}
        self.notify(f"{key_name(keys.get(QUIT.id, QUIT.keys[0]))} leaves the wizard.", markup=False)

    def _refresh_notifications(self) -> None:
        super()._refresh_notifications()
        screen = self.screen
        if screen.is_running and screen not in self._followed:
            self._followed.add(screen)
            screen.screen_layout_refresh_signal.subscribe(screen, self._place_toasts)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Make way for the field that is typed into now."""
        if self._notifications and self.screen_stack:
            self.screen.call_after_refresh(self._place_toasts, self.screen)

    def _place_toasts(self, screen: Screen[Any]) -> None:
        """Move the toasts of a screen, if there are any."""
        if not self._notifications:
            return
        shown = {ToastRack._toast_id(told) for told in self._notifications}
        for rack in screen.query_children(ToastRack):
            for holder in rack.query_children(ToastHolder):
                if holder.id not in shown:  # Textual leaves it behind without its toast, a row high
                    holder.remove()
            regions = [toast.region for toast in rack.query(Toast) if toast.region]
            if regions:
                top = _free_row(screen, Region.from_union(regions))
                if rack.styles.margin.top != top:
                    rack.styles.margin = (top, 0, 0, 0)
                    screen.refresh()  # all of it, so that nothing stays where they were


def _free_row(screen: Screen[Any], needed: Region) -> int:
    """Return the first row from which toasts of a size cover nothing that is used; the first of all where none is."""
    taken = list(_in_use(screen))
    for row in range(max(0, screen.size.height - needed.height) + 1):
        if not any(needed.at_offset((needed.x, row)).overlaps(region) for region in taken):
            return row
    return 0


def _in_use(screen: Screen[Any]) -> Iterator[Region]:
    """Yield where the buttons are, the field that has the focus, and the text of the problems."""
    yield from (button.region for button in screen.query(Button) if button.region)
    if isinstance(screen.focused, Input | TextArea):
        yield screen.focused.region
    for problems in screen.query("#problems").results(OptionList):
        if problems.region:
            width, height = problems.size
            yield problems.region.crop_size(Size(width, min(height, problems.virtual_size.height)))
