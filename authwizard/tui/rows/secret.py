"""The row for a secret: typed and masked, or the name of an environment variable or a file."""

from __future__ import annotations

import os
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from authwizard.request.draft import Draft
from authwizard.request.private_key import key_text
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed

from ..inputs import LineInput
from ..picker import Item, Picker
from .base import Answered, Row

_SOURCES: Final = (
    Item(EnvRef, "Environment variable", "read when you export"),
    Item(FileRef, "File", "read when you export"),
    Item(Typed, "Type it here", "never saved: gone when you quit"),
)
_PLACEHOLDERS: Final = {
    EnvRef: "name of the variable, e.g. GOOGLE_CLIENT_SECRET",
    FileRef: "path of the file, e.g. secrets/google.txt",
    Typed: "type or paste it; it is never shown",
}


class SecretRow(Row):
    """A client secret or a private key."""

    def compose_control(self) -> ComposeResult:
        """Make the choice of where it comes from, and the input for it."""
        self._picker = Picker(_SOURCES)
        self._input = LineInput()
        self._kind: type = EnvRef
        self._show(self.draft.secrets.get(self.path))
        yield self._picker
        yield self._input

    def _show(self, secret: Secret | None) -> None:
        self._kind = type(secret) if secret else EnvRef
        text = (
            secret.name if isinstance(secret, EnvRef) else secret.path if isinstance(secret, FileRef) else ""
        )
        self._draw(text, typed=isinstance(secret, Typed))

    def _draw(self, text: str, *, typed: bool = False) -> None:
        """Set up the input for the chosen source; a typed secret never comes back into it."""
        self._picker.mark([self._kind])
        self._input.password = self._kind is Typed
        self._input.placeholder = (
            "a secret is set; type to replace it" if typed else _PLACEHOLDERS[self._kind]
        )
        with self._input.prevent(Input.Changed):
            self._input.value = text

    def refresh_value(self, draft: Draft) -> None:
        """Show where the secret comes from, where that changed from outside."""
        super().refresh_value(draft)
        secret = draft.secrets.get(self.path)
        if secret != self._read(self._input.value) and not (secret is None and not self._input.value):
            self._show(secret)

    def _read(self, text: str) -> Secret | None:
        if not text:
            # An empty input after a secret was typed earlier: the secret stays until something replaces it.
            held = self.draft.secrets.get(self.path)
            return held if self._kind is Typed and isinstance(held, Typed) else None
        if self._kind is EnvRef:
            return EnvRef(text)
        return FileRef(text, os.getcwd()) if self._kind is FileRef else Typed(text)  # noqa: PTH109  # a text, as in FileRef

    @on(Picker.Picked)
    def choose_source(self, event: Picker.Picked) -> None:
        """Take the secret from elsewhere; what was given for the other source is forgotten."""
        event.stop()
        if event.item.value is not self._kind and isinstance(event.item.value, type):
            self._kind = event.item.value
            self._draw("")
            self.post_message(Answered(self, None))
        self._input.focus()

    @on(Input.Changed)
    def take_secret(self, event: Input.Changed) -> None:
        """Answer with what is typed so far."""
        event.stop()
        if not event.value:
            self.post_message(Answered(self, None))
            return
        secret = self._read(event.value)
        if secret != self.draft.secrets.get(self.path):
            self.post_message(Answered(self, secret))

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
