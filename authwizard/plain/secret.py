"""The question about a secret: where it stands, then its name there, or the secret itself, which nothing shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from authwizard.files.given import TAKEN_AS_TYPED, WHAT, given
from authwizard.files.resolve import look
from authwizard.request.client_file import fill_from_client_file
from authwizard.request.draft import Draft
from authwizard.request.edit import Edit, set_secret
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed
from authwizard.request.summary import full_title, secret_text

from . import commands
from .console import Console
from .explain import requirement
from .menu import BackError, asked
from .question import NotUnderstoodError
from .values import ValueQuestion

_SOURCES: Final = (
    "Environment variable: it is read when you export or submit",
    "File: it is read when you export or submit",
    "Type it here: it is never kept, and gone when you leave",
)
_KINDS: Final[tuple[type[Secret], ...]] = (EnvRef, FileRef, Typed)
_END_OF_KEY: Final = re.compile("-----END")


class SecretQuestion(ValueQuestion):
    """A client secret or a private key."""

    def introduction(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        lines = (f"{number} {source}" for number, source in enumerate(_SOURCES, 1))
        title = f"{full_title(self.field)}, {requirement(self.field, draft)}. Where does it stand?"
        return (title, self.field.help, *lines)

    def prompt(self, draft: Draft) -> str:
        """See `Question`."""
        held = draft.secrets.get(self.path)
        return f"{full_title(self.field)}, number{f', now {secret_text(held)}' if held else ''}"

    def read(self, text: str, draft: Draft, console: Console) -> Edit:
        """See `Question`; asks for the name, or for the secret."""
        number = commands.position_of(text, len(_SOURCES))
        if number is None:
            raise NotUnderstoodError("Type 1, 2 or 3: the secret itself is asked for after that.")
        kind, folder = _KINDS[number], draft.folder or str(Path.cwd())
        text = self._typed(console) if kind is Typed else self._place(kind, folder, console)
        filled = fill_from_client_file(self.field, text, draft)
        if filled is not None:
            return filled
        secret = given(self.field, kind, text, folder)
        edit = set_secret(draft, self.path, secret)
        if isinstance(secret, Typed):
            return edit if kind is Typed else Edit(edit.draft, (TAKEN_AS_TYPED.format(what=WHAT[kind]),))
        sight = look(edit.draft, self.path)
        if sight is not None:
            name = secret.name if isinstance(secret, EnvRef) else secret.path
            console.say(f"{'' if sight.is_good else 'Warning: '}{name}: {sight.state}. {sight.fix}".strip())
        return edit

    def _place(self, kind: type[Secret], folder: str, console: Console) -> str:
        """Ask for what names the secret."""
        if kind is EnvRef:
            return _named(console, "Name of the variable", self.field.stands.variable)
        console.say(f"A relative path is taken from {folder}.")
        return _named(console, "Path of the file", self.field.stands.file)

    def _typed(self, console: Console) -> str:
        if self.field.kind == "key":
            lines = console.ask_unseen(
                "Paste the key; an empty line ends it. It is not shown", until=_END_OF_KEY
            )
            text = "\n".join(lines)
        else:
            (text,) = console.ask_unseen("Type it; it is not shown")
        if text.strip() in ("", commands.BACK):
            raise NotUnderstoodError("")
        if text.strip() in (commands.EXPLAIN, commands.PROBLEMS):
            raise NotUnderstoodError(
                "No secret was taken. What is typed for it is not shown; Enter alone goes back."
            )
        return text

    def leave_out(self, draft: Draft) -> Edit:
        """See `Question`."""
        return set_secret(draft, self.path, None)


def _named(console: Console, prompt: str, example: str) -> str:
    """Ask for what names a secret.

    Raises:
        NotUnderstoodError: Nothing was named.
    """
    about = f"{prompt}. The secret itself is asked for nowhere then. Enter alone goes back."
    try:
        said = asked(console, f"{prompt}, such as {example}" if example else prompt, (about,))
    except BackError:
        raise NotUnderstoodError("") from None
    if said.kind != "answer":
        raise NotUnderstoodError("")
    return said.text
