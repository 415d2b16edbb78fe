"""Rows for choices: one value, several values, a switch, and a block that is on or off."""

from __future__ import annotations

import json
from functools import partial
from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from authwizard.request.draft import Draft
from authwizard.request.edit import turn_off, turn_on
from authwizard.request.fields import Field
from authwizard.request.summary import NOT_SENT, left_out
from authwizard.request.tree import ABSENT

from ..content import literal
from ..messages import Edited
from ..widgets.picker import Item, Picker
from .base import Row

_NONE: Final[Item[Any]] = Item((), "None", "an empty list is sent", alone=True)


def _not_set(field: Field, draft: Draft) -> Item[Any]:
    """Return the line that leaves a member out, with what happens then."""
    return Item(ABSENT, "Not set", left_out(field, draft) or NOT_SENT, alone=True)


def _offers(field: Field) -> list[Item[Any]]:
    """Return a line for each value of an enum."""
    return [Item(value, choice.label, choice.explanation) for value, choice in field.choices.items()]


def _odd(values: list[Any], offers: list[Item[Any]]) -> list[Item[Any]]:
    """Return a line for each value that a file brought and that is none of the choices, so that it can go."""
    known = [item.value for item in offers]
    odd: list[Item[Any]] = []
    for value in values:
        if value not in known and all(value != item.value for item in odd):
            odd.append(
                Item(
                    value, literal(json.dumps(value, default=str), most=40).plain, "! not one of the choices"
                )
            )
    return odd


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
            items = _offers(self.field)
        if self.value is not ABSENT:
            items += _odd([self.value], items)
        if self.draft.operation not in self.field.required:
            items.append(_not_set(self.field, self.draft))
        self._picker = Picker(items)
        self.show_value()
        yield self._picker

    def show_value(self) -> None:
        """Mark the value."""
        self._picker.mark([self.value])

    @on(Picker.Picked)
    def take_choice(self, event: Picker.Picked[Any]) -> None:
        """Answer with the line's value."""
        event.stop()
        self.answer(event.item.value)


class ChoicesRow(Row):
    """Any of an enum's values, in the order in which they were chosen."""

    def compose_control(self) -> ComposeResult:
        """Make a line for each value, and one for none or to leave the list out."""
        items = _offers(self.field)
        if isinstance(self.value, list):
            items += _odd(self.value, items)
        if self.draft.operation in self.field.required:
            items.insert(0, _NONE)
        else:
            items.append(_not_set(self.field, self.draft))
        self._picker = Picker(items, many=True)
        self.show_value()
        yield self._picker

    def show_value(self) -> None:
        """Mark the values."""
        marked = [()] if self.value == [] else self.value if isinstance(self.value, list) else [self.value]
        self._picker.mark(marked)

    @on(Picker.Picked)
    def take_choice(self, event: Picker.Picked[Any]) -> None:
        """Add the line's value to the list or take it out; the others keep their places."""
        event.stop()
        value: Any
        if event.item.alone:
            value = ABSENT if event.item.value is ABSENT else []
        else:
            held = self.value if isinstance(self.value, list) else []
            value = [item for item in held if item != event.item.value]
            if event.on:
                value.append(event.item.value)
        self.answer(value)


class BlockRow(Row):
    """The switch of an optional block."""

    DEFAULT_CLASSES = "block"
    _told = Content("")

    def __init__(self, field: Field, draft: Draft) -> None:
        super().__init__(field, draft)
        without = left_out(field, draft) if self.value is ABSENT else ""
        self._picker = Picker([Item(True, field.block, without and f"off: {without}")], many=True)
        self._state = Static("", classes="state")

    def compose(self) -> ComposeResult:
        """Make one line that is on or off."""
        yield from self.compose_control()
        yield from self.compose_foot()

    def compose_control(self) -> ComposeResult:
        """Make the switch, with how far the block is filled in at its right."""
        self.show_value()
        with Horizontal():
            yield self._picker
            yield self._state

    def tell(self, state: Content) -> None:
        """Say how far the block is filled in."""
        if state != self._told:
            self._told = state
            self._state.update(state)

    def show_value(self) -> None:
        """Show whether the block is there."""
        self._picker.mark([True] if self.value is not ABSENT else [])

    @on(Picker.Picked)
    def switch_block(self, event: Picker.Picked[bool]) -> None:
        """Ask for the block to be turned on or off."""
        event.stop()
        self.post_message(Edited(partial(turn_on if event.on else turn_off, block=self.path)))
