"""What Textual and rich get wrong, in one place: no fault of theirs ends the wizard.

Two events that arrive in one read are handled before the screen has followed the first of them. Textual 8.2
raises then in places of its own, and an exception in a handler ends an app. Known so far:

* `Screen.dismiss` pops whatever screen is on top, so a second press of a dialog's button, or an answer that comes
  while the command palette lies over the dialog, takes the wrong screen away, or the last one (`ScreenStackError`).
* `OptionList._move_page` before the list has been laid out: `KeyError`.
* `Screen._forward_event`, a mouse press on a text that has just been removed: `AttributeError`, its parent is None.

A widget that is being taken away can get the focus, by a press on where it is still drawn, or hold the mouse, which
was pressed on it. No key reaches a binding of the screen or of the app from there, Ctrl+Q among them, and the mouse
reaches nothing.

`App.switch_screen` takes a callback from the screen that goes, which only one that was pushed has: the app's first
screen, `get_default_screen`, has none (`IndexError`).
"""

from __future__ import annotations

import sys
import traceback
from types import FrameType
from typing import Any, Final

from textual.await_complete import AwaitComplete
from textual.events import Event
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed

_THEIRS: Final = frozenset({"textual", "rich"}) | sys.stdlib_module_names
_ON_THE_WAY: Final = frozenset(
    {__name__, f"{__package__}.screens.too_small", f"{__package__}.toasts", f"{__package__}.type_ahead"}
)
"""Modules of ours that stand between two methods of Textual's, and pass on what goes through."""

_dispatch = MessagePump._dispatch_message
_dismiss = Screen.dismiss
_set_focus = Screen.set_focus
_forward_event = Screen._forward_event


def frames_of(error: BaseException | None) -> list[tuple[FrameType, int]]:
    """Return the frames that an exception, or a worker's, went through, with their lines; the innermost is last."""
    if isinstance(error, WorkerFailed):
        error = error.error
    return list(traceback.walk_tb(error.__traceback__ if error else None))


def is_ours(frame: FrameType) -> bool:
    """Tell whether a frame is of our code, but for what passes messages on."""
    name = _module(frame)
    return name.startswith("authwizard.") and name not in _ON_THE_WAY


def is_foreign(error: BaseException | None) -> bool:
    """Tell whether an exception arose in Textual, rich and Python alone, with none of our code on the way to it."""
    names = [_module(frame) for frame, _ in frames_of(error)]
    return bool(names) and all(name in _ON_THE_WAY or name.partition(".")[0] in _THEIRS for name in names)


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__"))


async def _dispatch_guarded(self: MessagePump, message: Message) -> None:
    """Drop a message whose handling fails in Textual itself: its pump goes on with the next one."""
    try:
        await _dispatch(self, message)
    except Exception as error:
        if not is_foreign(error):
            raise


def _dismiss_once(self: Screen[Any], result: Any = None) -> AwaitComplete:
    """Close this screen and no other: once, and only when nothing lies over it any more."""
    app = self.app
    if self not in app.screen_stack or len(app.screen_stack) == 1:
        return AwaitComplete()
    if app.screen is self:
        return _dismiss(self, result)

    def uncovered(screen: Screen[Any]) -> None:
        if screen is self:
            app.screen_change_signal.unsubscribe(self)
            self.call_later(self.dismiss, result)

    app.screen_change_signal.subscribe(self, uncovered)
    return AwaitComplete()


def _stays(widget: Widget) -> bool:
    """Tell whether a widget is part of the app and not about to leave it."""
    return widget.is_attached and not any(node._pruning for node in widget.ancestors_with_self[:-1])


def _focus_what_stays(self: Screen[Any], widget: Widget | None, *args: Any, **options: Any) -> None:
    """Leave the focus where it is, or give it up if that goes away too, instead of following a widget that does."""
    if widget is not None and not _stays(widget):
        if self.focused is None or _stays(self.focused):
            return
        widget = None
    _set_focus(self, widget, *args, **options)


def _forward_to_what_stays(self: Screen[Any], event: Event) -> None:
    """Take the mouse from a widget that is gone."""
    holder = self.app.mouse_captured
    if holder is not None and not _stays(holder):
        self.app.capture_mouse(None)
    _forward_event(self, event)


def let_go(screen: Screen[Any]) -> None:
    """Let a screen be switched for another one, also where it is the app's first."""
    if not screen._result_callbacks:
        screen._push_result_callback(screen, None)


def install() -> None:
    """Put the guards in place of Textual's own methods, for all widgets and screens, also for Textual's."""
    MessagePump._dispatch_message = _dispatch_guarded  # type: ignore[method-assign]
    Screen.dismiss = _dismiss_once  # type: ignore[method-assign]
    Screen.set_focus = _focus_what_stays  # type: ignore[method-assign]
    Screen._forward_event = _forward_to_what_stays  # type: ignore[method-assign]
