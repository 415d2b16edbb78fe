"""The line that filters a list: `/` comes here, Enter takes what is left at the top, Esc lists everything again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from ..content import MUTED


class Filterable(OptionList):
    """A list of which only a part may be shown."""

    def filter_by(self, text: str) -> int:
        """List only what has a text, in whichever case; "" is in everything. Return how many those are."""
        raise NotImplementedError

    def filter_left(self) -> None:
        """Hear that its line is gone, where that does not stay."""


class FilterLine(Horizontal):
    """Filters a list as one types."""

    @dataclass
    class Filtered(Message):
        """The list was filtered."""

        count: int
        """How many entries are left."""

    DEFAULT_CSS = """
    FilterLine { height: 1; }
    FilterLine > #slash { width: 3; padding-left: 1; color: $foreground 75%; }
    FilterLine > Input { width: 1fr; max-width: 48; background: transparent; }
    FilterLine > Input:focus { background: $foreground 13%; }
    FilterLine > #count { width: auto; padding: 0 2; }
    """

    BINDINGS = [
        Binding("escape", "leave", "Close", show=False),
        Binding("down", "enter_list", "List", show=False),
    ]
    _NOUNS: Final = {False: "entries", True: "entry"}

    def __init__(self, filtered: Filterable, placeholder: str = "filter", *, stays: bool = True) -> None:
        """Filter a list.

        Args:
            filtered: The list.
            placeholder: What stands in the line while it is empty.
            stays: Whether the line stays when it is left; else it goes.
        """
        super().__init__()
        self._list = filtered
        self._stays = stays
        self._input = Input(placeholder=placeholder, id="filter", compact=True)
        self._count = Static("", id="count")

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static("/", id="slash")
        yield self._input
        yield self._count

    @property
    def text(self) -> str:
        """What the list is filtered by."""
        return self._input.value.strip()

    def show(self, placeholder: str = "") -> None:
        """Filter the list, which may have changed, and say how many lines are left."""
        if placeholder:
            self._input.placeholder = placeholder
        count = self._list.filter_by(self.text)
        told = f"{count} {self._NOUNS[count == 1]}" if count else "nothing matches"
        self._count.update(Content.styled(told, MUTED))
        self.post_message(self.Filtered(count))

    def enter(self) -> None:
        """Put the focus where the text is typed."""
        self._input.focus()

    def leave(self) -> None:
        """List everything again."""
        if self.text:
            with self._input.prevent(Input.Changed):
                self._input.value = ""
            self.show()
        if not self._stays:
            self._list.filter_left()
            self.remove()

    @on(Input.Changed)
    def filter_list(self, event: Input.Changed) -> None:
        """List what has the text."""
        event.stop()
        self.show()

    @on(Input.Submitted)
    def take_first(self, event: Input.Submitted) -> None:
        """Take what the filter leaves at the top."""
        event.stop()
        self._list.focus()
        self._list.action_select()

    def action_leave(self) -> None:
        """List everything again, and go back to the list."""
        self._list.focus()
        self.leave()

    def action_enter_list(self) -> None:
        """Go to the list, filtered as it is."""
        self._list.focus()
