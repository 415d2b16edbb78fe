"""Picker: one list for every kind of choice: one of several, any of several, on or off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final, Generic, TypeVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ..content import MUTED
from ..messages import GoOn
from .key_bar import Hints

_MARKS: Final = {(False, False): "○", (False, True): "●", (True, False): "[ ]", (True, True): "[✓]"}
_LEAST_ROOM: Final = 16
"""Columns below which an explanation is better off under its label than beside it."""
_LONG_LABEL: Final = 27
"""Columns of a label above which the explanations of the others do not make room for it, and its own goes below."""

T = TypeVar("T")
"""What the lines of a picker stand for."""
_P = TypeVar("_P")
"""The same in its message: a class in a class has type variables of its own."""


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """One line of a picker: the value that it stands for, its label, and what it means."""

    value: T
    label: str
    explanation: str = ""
    alone: bool = False
    """In a list of many: whether it stands for the whole list, so that it excludes the others."""


class Picker(OptionList, Generic[T]):
    """A list of choices with marks that need no colour: `●` and `○`, `[✓]` and `[ ]`.

    Not Textual's own RadioSet and SelectionList, which differ in look and keys, and of which the first mounts a widget
    for each line: ten questions of four choices each are there after 67 ms as RadioSets, after 18 ms as pickers, where
    one widget draws all lines (processor time, Textual 8.2).
    """

    BINDINGS = [
        Binding("space", "select", "Choose", show=False),
        Binding("enter", "confirm", "Choose, and go on", show=False),
        *(Binding(str(nth), f"choose_nth({nth})", show=False) for nth in range(1, 10)),
    ]

    @property
    def KEY_HINTS(self) -> Hints:  # noqa: N802  # a constant of other widgets
        """What its keys do."""
        return (
            (("Space", "toggle"), ("⏎", "next"))
            if self._many
            else (("Space", "choose"), ("⏎", "choose, next"))
        )

    @dataclass
    class Picked(Message, Generic[_P]):
        """A line was chosen, by key or by mouse."""

        picker: Picker[_P]
        item: Item[_P]
        """The line."""
        on: bool
        """For a picker of many: whether it is marked now."""

        @property
        def control(self) -> Picker[_P]:
            """The picker, for `@on` selectors."""
            return self.picker

    def __init__(self, items: Sequence[Item[T]], *, many: bool = False, id: str | None = None) -> None:
        self._items = list(items)
        self._many = many
        self._on: set[int] = set()
        self._room = 0
        """Columns of a line; 0 while that is not known."""
        super().__init__(*(Option(self._prompt(index)) for index in range(len(self._items))), id=id)

    def mark(self, on: Sequence[T]) -> None:
        """Mark the lines that stand for the values `on`, and only those."""
        self._on = {index for index, item in enumerate(self._items) if item.value in on}
        self._draw()
        if not self.has_focus and self._items:
            # Of many, what can be ticked comes first; Not set and None need no key.
            marked = (index for index in self._on if not (self._many and self._items[index].alone))
            self.highlighted = min(marked, default=0)

    def _draw(self) -> None:
        for index in range(len(self._items)):
            here = self.has_focus and index == self.highlighted
            self.replace_option_prompt_at_index(index, self._prompt(index, here=here))

    def _prompt(self, index: int, *, here: bool = False) -> Content:
        item = self._items[index]
        signs = max(len(_MARKS[self._many and not other.alone, False]) for other in self._items)
        lengths = (len(other.label) for other in self._items)
        width = max((length for length in lengths if length <= _LONG_LABEL), default=0)
        mark = _MARKS[self._many and not item.alone, index in self._on].ljust(signs)
        label = Content.styled(item.label, "bold" if index in self._on else "")
        told = self._beside(item, signs + 1, width)
        # Muted under the cursor it could not be read in many a theme.
        return Content.assemble(mark, " ", label, (told, "" if here else MUTED))

    def _beside(self, item: Item[T], start: int, width: int) -> str:
        """Break an explanation: in a column beside the labels, or below its own one where there is no room.

        Below a label that is longer than the column begins it stays in the column.
        """
        column = start + width + 2
        text, room = item.explanation, self._room - column
        if not text or not self._room:
            return text and f"  {text}"
        if room >= min(_LEAST_ROOM, len(text)):
            pad = " " * (width + 2 - len(item.label)) if len(item.label) <= width else "\n" + " " * column
            return pad + ("\n" + " " * column).join(wrap(text, room))
        lines = wrap(text, max(1, self._room - start - 2))
        return "".join(f"\n{' ' * (start + 2)}{line}" for line in lines)

    def on_resize(self, event: events.Resize) -> None:
        """Break the explanations for the width."""
        # An option has a padding, and the list maybe a scrollbar.
        room = min(event.size.width, self.scrollable_content_region.width) - 2
        if room != self._room:
            self._room = room
            self._draw()

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Draw the lines that the cursor left and came to."""
        super().watch_highlighted(highlighted)
        self._draw()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw the line that the cursor is on."""
        super().watch_has_focus(has_focus)
        self._draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark the line and tell."""
        event.stop()
        self._choose(event.option_index)

    def _choose(self, index: int) -> None:
        item = self._items[index]
        if not self._many or item.alone:
            self._on = {index}
        else:
            self._on ^= {index}
            self._on -= {at for at, other in enumerate(self._items) if other.alone}
        self._draw()
        self.post_message(self.Picked(self, item, index in self._on))

    def action_confirm(self) -> None:
        """Take the line under the cursor, in a list of many what is marked, and ask for the next question."""
        index = self.highlighted
        if not self._many and index is not None and index not in self._on:
            self._choose(index)
        # Behind what the choice sets going: the next question may depend on it.
        self.call_later(self.post_message, GoOn(self))

    def action_choose_nth(self, nth: int) -> None:
        """Choose the nth line, counted from 1, as if it were under the cursor."""
        if nth <= len(self._items):
            self.highlighted = nth - 1
            self.action_select()

    @property
    def chosen(self) -> list[T]:
        """The values of the marked lines, in the order of the list."""
        return [item.value for index, item in enumerate(self._items) if index in self._on]
