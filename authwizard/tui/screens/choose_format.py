"""The question for the format of an export: all that can be written, each with what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button

from authwizard.files.formats.table import Format, writable

from ..messages import GoOn
from ..widgets.picker import Item, Picker
from .dialogs import Dialog


class ChooseFormat(Dialog[str]):
    """Asks for a format, and answers with its name."""

    AUTO_FOCUS = "#formats"

    def __init__(self, chosen: Format) -> None:
        super().__init__("Format of the export")
        items = [Item(format.name, format.title, format.help.replace("`", "")) for format in writable()]
        self._picker = Picker(items, id="formats")
        self._chosen = chosen

    def questions(self) -> ComposeResult:
        """List the formats."""
        yield self._picker

    def on_mount(self) -> None:
        """Begin at the one that is chosen."""
        self._picker.mark([self._chosen.name])
        self._picker.highlighted = list(writable()).index(self._chosen)

    def buttons(self) -> Sequence[Button]:
        """Return the one that cancels: a format is taken from its line."""
        return (self.cancel,)

    @on(Picker.Picked)
    def take(self, event: Picker.Picked[str]) -> None:
        """Close with the format."""
        event.stop()
        if self.is_open:
            self.dismiss(event.item.value)

    @on(GoOn)
    def go_on_to_next(self, event: GoOn) -> None:
        """Close with the format that was chosen before: Enter on another one has closed it already."""
        event.stop()
        if self.is_open:
            self.dismiss(self._chosen.name)
