"""A small Textual program for the tests of the terminal, with no part of authwizard in it."""

import sys
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Button, Input, Static


class BareApp(App[str]):
    """Shows what arrives: text in an input, clicks on a button, keys, pastes and the size."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+n", "heard('ctrl+n')"),
        ("f1", "heard('f1')"),
        ("f5", "heard('f5')"),
    ]
    CSS = "Input { width: 1fr; } Static { height: 1; }"

    def compose(self) -> ComposeResult:
        """Lay the widgets out from the top."""
        yield Input(id="text")
        yield Button("Press 你好 me", id="press")
        yield Button("Quit", id="quit")
        for name in ("typed", "heard", "pressed", "size"):
            yield Static(f"{name}: -", id=name, markup=False)

    def action_heard(self, key: str) -> None:
        """Show a key that has a binding."""
        self._show("heard", key)

    def on_resize(self, event: events.Resize) -> None:
        """Show the size in cells."""
        self._show("size", f"{event.size.width}x{event.size.height}")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the input holds, and how long it is."""
        self._show("typed", f"<{event.value[:40]}> {len(event.value)}")

    def on_input_submitted(self) -> None:
        """Show that Enter arrived."""
        self._show("heard", "enter")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show where the focus went."""
        self._show("heard", f"focus {event.widget.id}")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Show a click, or end."""
        if event.button.id == "quit":
            self.exit("goodbye")
        self._show("pressed", str(event.button.id))

    def _show(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(f"{name}: {text}")


if __name__ == "__main__":
    print(BareApp().run())
    sys.exit(7)
