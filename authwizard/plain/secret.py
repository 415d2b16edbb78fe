"""The question about a secret: where it stands, then its name there, or the secret itself, which nothing shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from authwizard.files.resolve import resolve
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.edit import Edit, set_secret
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed
from authwizard.request.summary import full_title, secret_text
from authwizard.request.typed import read_path, read_secret, read_variable

from . import commands
from .console import Console
from .explain import requirement
from .problems import problem_text
from .question import NotUnderstoodError
from .values import ValueQuestion

_SOURCES: Final = (
    "Environment variable: it is read when you export or submit",
    "File: it is read when you export or submit",
    "Type it here: it is never kept, and gone when you leave",
)
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
        secret = self._typed(console) if number == 2 else self._reference(number, console)
        for remark in remarks_on(set_secret(draft, self.path, secret).draft, self.path):
            console.say(remark)
        return set_secret(draft, self.path, secret)

    def _reference(self, number: int, console: Console) -> Secret:
        said = commands.understood(console.ask(("Name of the variable", "Path of the file")[number]))
        if said.kind != "answer":
            raise NotUnderstoodError("")
        if number == 0:
            return EnvRef(read_variable(said.text))
        return FileRef(read_path(said.text), str(Path.cwd()))

    def _typed(self, console: Console) -> Secret:
        if self.field.kind == "key":
            lines = console.ask_unseen(
                "Paste the key; an empty line ends it. It is not shown", until=_END_OF_KEY
            )
            text = read_secret(self.field, "\n".join(lines))
        else:
            (text,) = console.ask_unseen("Type it; it is not shown")
        if text.strip() in ("", commands.BACK):
            raise NotUnderstoodError("")
        return Typed(text)

    def leave_out(self, draft: Draft) -> Edit:
        """See `Question`."""
        return set_secret(draft, self.path, None)


def remarks_on(draft: Draft, path: tuple[str | int, ...]) -> list[str]:
    """Say whether a reference to a secret can be followed on this machine, and what is wrong with what it leads to."""
    secret = draft.secrets.get(path)
    if secret is None or isinstance(secret, Typed):
        return []
    found, problems = resolve(draft)
    missing = [problem for problem in problems if problem.path == path]
    if missing:
        return [f"Warning: {problem.message} {problem.fix}" for problem in missing]
    wrong = [problem for problem in check(found).at(path) if problem.severity != "note"]
    told = [problem_text(problem) for problem in wrong]
    return [f"Warning: {text}" for text in told] or ["It is there, and can be read."]
