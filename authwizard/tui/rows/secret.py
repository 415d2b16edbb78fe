"""The row for a secret: typed and masked, or the name of an environment variable or a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from authwizard.request.draft import Draft
from authwizard.request.edit import set_secret
from authwizard.request.private_key import key_text
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed

from ..messages import DraftEdit
from ..widgets.inputs import LineInput
from ..widgets.picker import Item, Picker
from .base import Row

_SOURCES: Final[tuple[Item[type[Secret]], ...]] = (
    Item(EnvRef, "Environment variable", "read on export or submit"),
    Item(FileRef, "File", "read on export or submit"),
    Item(Typed, "Type it here", "never saved: gone when you quit"),
)
_PLACEHOLDERS: Final[dict[type[Secret], str]] = {
    EnvRef: "name of the variable, e.g. GOOGLE_CLIENT_SECRET",
    FileRef: "path of the file, e.g. secrets/google.txt",
    Typed: "type or paste it; it is never shown",
}


class SecretRow(Row):
    """A client secret or a private key."""

    is_typed = True
    value: Secret | None

    def held(self, draft: Draft) -> Secret | None:
        """Return the secret."""
        return draft.secrets.get(self.path)

    @property
    def edit(self) -> DraftEdit:
        """The edit that gives the row's secret as the answer."""
        return partial(set_secret, path=self.path, secret=self.value)

    def compose_control(self) -> ComposeResult:
        """Make the choice of where it comes from, and the input for it."""
        self._picker = Picker(_SOURCES)
        self._input = LineInput()
        self.show_value()
        yield self._picker
        yield self._input

    def show_value(self) -> None:
        """Show where the secret comes from; a typed one never comes back into the input."""
        self._kind: type[Secret] = type(self.value) if self.value else EnvRef
        if isinstance(self.value, EnvRef):
            self._draw(self.value.name)
        else:
            self._draw(self.value.path if isinstance(self.value, FileRef) else "")

    def _draw(self, text: str) -> None:
        """Set up the input for the chosen source."""
        self._picker.mark([self._kind])
        self._input.password = self._kind is Typed
        is_set = isinstance(self.value, Typed) and self._kind is Typed
        self._input.placeholder = (
            "a secret is set; type to replace it" if is_set else _PLACEHOLDERS[self._kind]
        )
        with self._input.prevent(Input.Changed):
            self._input.value = text

    @on(Picker.Picked)
    def choose_source(self, event: Picker.Picked[type[Secret]]) -> None:
        """Take the secret from elsewhere; what was given for the other source is forgotten."""
        event.stop()
        if event.item.value is not self._kind:
            self._kind = event.item.value
            self.answer(None)
            self._draw("")

    def questions(self) -> list[Widget]:
        """Return the choice of the source, then the input."""
        return [self._picker, self._input]

    @on(Input.Changed)
    def take_secret(self, event: Input.Changed) -> None:
        """Answer with what is typed so far."""
        event.stop()
        text = event.value
        secret: Secret | None = None
        if text and self._kind is EnvRef:
            secret = EnvRef(text)
        elif text and self._kind is FileRef:
            secret = FileRef(text, str(Path.cwd()))
        elif text:
            secret = Typed(text)
        if secret != self.value:
            self.answer(secret)

    @on(LineInput.ManyLinesPasted)
    def take_key(self, event: LineInput.ManyLinesPasted) -> None:
        """Take a key of many lines: what counts is the text between its BEGIN and END lines."""
        event.stop()
        if self._kind is not Typed:
            self._kind = Typed
            self._draw("")
        text = key_text("\n".join(event.lines)) if self.field.kind == "key" else "".join(event.lines)
        self._input.value = text
        self.count(f"{len(event.lines)} lines were pasted and put on one.")
