"""Segments: a choice among a few words on one line, such as `‹ Environment variable │[File]│ Typed ›`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Generic, TypeVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ..content import MUTED
from ..messages import GoOn
from .key_bar import Hints
from .picker import Item

T = TypeVar("T")
"""What the segments stand for."""
_S = TypeVar("_S")
"""The same in its message: a class in a class has type variables of its own."""


class Segments(Widget, Generic[T], can_focus=True):
    """One of several words, which stand side by side; the one that is chosen is in brackets, whatever the colours."""

    BINDINGS = [
        Binding("left", "move(-1)", "Choose the one before", show=False),
        Binding("right", "move(1)", "Choose the next one", show=False),
        Binding("space", "turn", "Choose the next one, or the first", show=False),
        Binding("enter", "confirm", "Go on", show=False),
        *(Binding(str(nth), f"choose_nth({nth})", show=False) for nth in range(1, 10)),
    ]
    KEY_HINTS: ClassVar[Hints] = (("◂▸", "choose"), ("⏎", "next"))

    @dataclass
    class Chosen(Message, Generic[_S]):
        """Another segment was chosen, by key or by mouse."""

        segments: Segments[_S]
        item: Item[_S]

        @property
        def control(self) -> Segments[_S]:
            """The segments, for `@on` selectors."""
            return self.segments

    @dataclass
    class Typed(Message, Generic[_S]):
        """A character was typed that means none of the segments."""

        segments: Segments[_S]
        character: str

        @property
        def control(self) -> Segments[_S]:
            """The segments, for `@on` selectors."""
            return self.segments

    def __init__(self, items: Sequence[Item[T]], chosen: T) -> None:
        super().__init__()
        self.items: Final = tuple(items)
        """The segments."""
        self._at = 0
        self.mark(chosen)

    @property
    def chosen(self) -> Item[T]:
        """The segment that is chosen."""
        return self.items[self._at]

    def mark(self, value: T) -> None:
        """Choose the segment of a value, without telling."""
        self._at = next(at for at, item in enumerate(self.items) if item.value == value)
        self.refresh()

    def _labels(self) -> list[str]:
        """Return what the segments say; of each the first word alone where there is no room for all."""
        labels = [item.label for item in self.items]
        if sum(len(label) + 3 for label in labels) + 1 > self.size.width:
            return [label.split()[0] for label in labels]
        return labels

    def render(self) -> Content:
        """Draw the line."""
        parts: list[str | tuple[str, str]] = []
        for at, label in enumerate(self._labels()):
            parts.append(("│" if at else "‹", MUTED))
            if at == self._at:
                parts.append((f"[{label}]", "bold reverse" if self.has_focus else "bold"))
            else:
                parts.append((f" {label} ", MUTED))
        return Content.assemble(*parts, ("›", MUTED))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw what is chosen with the focus, or without."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self.items) and at != self._at:
            self._at = at
            self.refresh()
            self.post_message(self.Chosen(self, self.chosen))

    def action_move(self, by: int) -> None:
        """Choose a neighbour; at either end there is none."""
        self._choose(self._at + by)

    def action_turn(self) -> None:
        """Choose the next one, after the last one the first."""
        self._choose((self._at + 1) % len(self.items))

    def action_choose_nth(self, nth: int) -> None:
        """Choose the nth segment, counted from 1."""
        self._choose(nth - 1)

    def action_confirm(self) -> None:
        """Ask for the next question."""
        self.post_message(GoOn(self))

    def on_key(self, event: events.Key) -> None:
        """Pass on the character that is the beginning of an answer, and chooses nothing here."""
        if (
            event.is_printable
            and event.character
            and not (event.character.isdigit() or event.character.isspace())
        ):
            event.stop()
            self.post_message(self.Typed(self, event.character))

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the mouse."""
        end = 1
        for at, label in enumerate(self._labels()):
            start, end = end, end + len(label) + 3
            if start <= event.x < end - 1:
                self._choose(at)
