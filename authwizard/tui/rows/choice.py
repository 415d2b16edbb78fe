"""Rows for choices: one value, several values, a switch, and a block that is on or off."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult

from authwizard.request.draft import Draft
from authwizard.request.fields import Field
from authwizard.request.paths import ABSENT

from ..picker import Item, Picker
from .base import Acted, Answered, Row

_LEAVE_OUT = Item(ABSENT, "Leave out", "the member is not sent", alone=True)
_NONE = Item((), "None", "an empty list is sent", alone=True)


class ChoiceRow(Row):
    """One value of an enum, or true or false."""

    def compose_control(self) -> ComposeResult:
        """Make a line for each value, and one to leave an optional member out."""
        if self.field.meanings:
            items = [
                Item(False, "No", self.field.meanings.false),
                Item(True, "Yes", self.field.meanings.true),
            ]
        else:
            items = [
                Item(value, choice.label, choice.explanation) for value, choice in self.field.choices.items()
            ]
        if self.draft.operation not in self.field.required:
            items.append(_LEAVE_OUT)
        self._picker = Picker(items)
        self.refresh_value(self.draft)
        yield self._picker

    def refresh_value(self, draft: Draft) -> None:
        """Mark the draft's value."""
        super().refresh_value(draft)
        self._picker.mark([draft.get(self.path)])

    @on(Picker.Picked)
    def take_choice(self, event: Picker.Picked) -> None:
        """Answer with the line's value."""
        event.stop()
        self.post_message(Answered(self, event.item.value))


class ChoicesRow(Row):
    """Any of an enum's values, in the order in which they were chosen."""

    def compose_control(self) -> ComposeResult:
        """Make a line for each value, and one for none or to leave the list out."""
        items = [
            Item(value, choice.label, choice.explanation) for value, choice in self.field.choices.items()
        ]
        items.append(_NONE if self.draft.operation in self.field.required else _LEAVE_OUT)
        self._picker = Picker(items, many=True)
        self.refresh_value(self.draft)
        yield self._picker

    def refresh_value(self, draft: Draft) -> None:
        """Mark the draft's values."""
        super().refresh_value(draft)
        value = draft.get(self.path)
        self._picker.mark([()] if value == [] else value if isinstance(value, list) else [value])

    @on(Picker.Picked)
    def take_choice(self, event: Picker.Picked) -> None:
        """Add the line's value to the list or take it out; the others keep their places, odd ones too."""
        event.stop()
        old = self.draft.get(self.path)
        kept = [item for item in old if item != event.item.value] if isinstance(old, list) else []
        value: Any
        if event.item.alone:
            value = ABSENT if event.item.value is ABSENT else []
        else:
            value = [*kept, event.item.value] if event.on else kept
        self.post_message(Answered(self, value))


class BlockRow(Row):
    """The switch of an optional block."""

    DEFAULT_CLASSES = "block"

    def __init__(self, field: Field, draft: Draft) -> None:
        super().__init__(field, draft)
        self._picker = Picker([Item(True, field.block, "")], many=True)

    def compose(self) -> ComposeResult:
        """Make one line that is on or off."""
        yield from self.compose_control()
        yield from self._compose_foot()

    def compose_control(self) -> ComposeResult:
        """Make the switch."""
        self.refresh_value(self.draft)
        yield self._picker

    def refresh_value(self, draft: Draft) -> None:
        """Show whether the block is there."""
        super().refresh_value(draft)
        self._picker.mark([True] if draft.get(self.path) is not ABSENT else [])

    @on(Picker.Picked)
    def switch_block(self, event: Picker.Picked) -> None:
        """Ask for the block to be turned on or off."""
        event.stop()
        self.post_message(Acted(self.path, "turn-on" if event.on else "turn-off"))
