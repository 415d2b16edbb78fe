"""Where what is told in passing appears: at the right, under the header, and never over what is used meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Button, Input, TextArea
from textual.widgets._toast import Toast, ToastRack

_UNDER_HEADER: Final = 1


class Toasts(App[int]):
    """Moves toasts down until they cover neither a button nor the field that has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self._followed: WeakSet[Screen[Any]] = WeakSet()
        """The screens whose layouts are followed, since there were toasts on them."""

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
        for rack in screen.query_children(ToastRack):
            regions = [toast.region for toast in rack.query(Toast) if toast.region]
            if regions:
                top = _free_row(screen, Region.from_union(regions))
                if rack.styles.margin.top != top:
                    rack.styles.margin = (top, 0, 0, 0)


def _free_row(screen: Screen[Any], needed: Region) -> int:
    """Return the first row under the header from which toasts of a size cover nothing that is used."""
    taken = list(_in_use(screen))
    for row in range(_UNDER_HEADER, max(_UNDER_HEADER, screen.size.height - needed.height) + 1):
        if not any(needed.at_offset((needed.x, row)).overlaps(region) for region in taken):
            return row
    return _UNDER_HEADER


def _in_use(screen: Screen[Any]) -> Iterator[Region]:
    """Yield where the buttons are, and the field that has the focus."""
    yield from (button.region for button in screen.query(Button) if button.region)
    if isinstance(screen.focused, Input | TextArea):
        yield screen.focused.region
