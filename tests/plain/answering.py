"""Answers for plain mode: lines in, what it says and does out; and the lines that stand for the answers of a form."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Final

from authwizard.aws.pace import Pace
from authwizard.files.loaded import Loaded
from authwizard.plain.cloud import Cloud
from authwizard.plain.console import Console
from authwizard.plain.run import Run
from authwizard.request.draft import Draft
from authwizard.session.keeper import DraftKeeper
from authwizard.terminal_text import visible

SIGN: Final = re.compile(r"\\*(?:[?<!=-]|>\s*\d{0,2})")
"""A line that would be taken for a command, or for one that is escaped."""


class Recorder(Console):
    """A console that keeps its prompts."""

    def __init__(self, answers: Iterable[str]) -> None:
        self.out = io.StringIO()
        self.prompts: list[str] = []
        data = "".join(f"{line}\n" for line in answers).encode("utf-8", "surrogateescape")
        super().__init__(io.BytesIO(data), self.out)

    def _prompt(self, prompt: str) -> None:
        self.prompts.append(prompt)
        super()._prompt(prompt)


@dataclass(frozen=True)
class Talk:
    """What came of a run."""

    status: int
    text: str
    prompts: list[str]
    draft: Draft | None

    @property
    def prose(self) -> str:
        """What was said as running text, wherever lines were broken."""
        return " ".join(self.text.split())


def talk(*answers: str, start: Loaded | Draft | None = None, pace: Pace | None = None) -> Talk:
    """Answer a run of plain mode, until the answers end."""
    console = Recorder(answers)
    with ExitStack() as stack:
        keeper = DraftKeeper(lambda _: None)
        stack.callback(keeper.close)
        stack.callback(keeper.autosave.release)
        run = Run(console, keeper, Cloud(stack, pace))
        status = run.to_the_end(start)
        draft = run.work.draft if run.work else None
    said = console.out.getvalue()
    assert is_plain(said), repr(said)
    return Talk(status, said, console.prompts, draft)


def is_plain(text: str) -> bool:
    """Whether a text is lines of what a terminal shows, and nothing that it obeys or hides."""
    return visible(text, newlines=True) == text


def escaped(text: str) -> str:
    """Return the line that is taken for a text, whatever it looks like."""
    return f"\\{text.strip()}" if SIGN.fullmatch(text.strip()) else text


def message_lines(text: str) -> list[str]:
    """Return the lines that are taken for a text of several lines."""
    first, *rest = text.split("\n")
    lines = [escaped(first), *rest]
    return [f"\\{line.strip()}" if re.fullmatch(r"\\*\.", line.strip()) else line for line in lines] + ["."]


def number_of(value: Any, options: list[Any]) -> str:
    """Return the number of an option."""
    return str(options.index(value) + 1)
