"""Inputs that lose nothing of what is pasted, and that complete paths."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input
from textual.widgets.input import Selection

from authwizard.files.destination import typed_path
from authwizard.request.secrets import is_variable_name

from .key_bar import Hints


def pasted_lines(text: str) -> list[str]:
    """Return the lines of a paste that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class LineInput(Input):
    """A single-line input; a paste of several lines is announced, not cut in silence.

    Entered by a key its text is selected, so that typing replaces it.
    """

    KEY_HINTS: ClassVar[Hints] = (("⏎", "next"),)

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,
        split: Callable[[str], list[str]] = pasted_lines,
        take: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Make an input.

        Args:
            value: What is in it.
            placeholder: What stands there where nothing is.
            id: Its id.
            split: Returns what a paste has of the lines that the input takes one by one.
            take: Is given each paste first, and returns whether it took it: then nothing of it comes into the input.
        """
        super().__init__(value, placeholder=placeholder, id=id)
        self._split = split
        self._take = take

    def take_up(self, selection: Selection) -> None:
        """Go on where another input was left in the midst of typing: the focus that comes selects nothing."""
        self.selection = selection
        self.select_on_focus = False

    def _on_blur(self, event: events.Blur) -> None:
        self.select_on_focus = True

    @dataclass
    class ManyLinesPasted(Message):
        """Several lines were pasted into the input, which took none of them."""

        input: LineInput
        lines: list[str]

        @property
        def control(self) -> LineInput:
            """The input, for `@on` selectors."""
            return self.input

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        # At once, not by a message: a key that comes in the same read belongs behind the paste.
        if self._take(event.text):
            return
        lines = self._split(event.text) or pasted_lines(event.text)
        if len(lines) > 1:
            self.post_message(self.ManyLinesPasted(self, lines))
        elif lines:
            self.replace(lines[0], *sorted(self.selection))


_HERE: Final = Path()


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a circle
        return False


class PathSuggester(Suggester):
    """Completes the path of a file, one name at a time, folders with a slash."""

    def __init__(self, folder: Path = _HERE) -> None:
        """Complete paths; relative ones are taken from `folder`, or from where the program runs."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._folder = folder

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first path that continues `value`, or None."""
        head, tail = os.path.split(value)
        if not value:
            return None
        folder = self._folder / typed_path(head or ".")
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name + ("/" if _is_folder(entry) else "") for entry in entries)
        except (OSError, ValueError):  # a name that no folder can have
            return None
        hidden = tail.startswith(".")
        for name in names:
            if name.startswith(tail) and name != tail and (hidden or not name.startswith(".")):
                return os.path.join(head, name) if head else name  # noqa: PTH118  # keeps what was typed, ~ and all
        return None


class VariableSuggester(Suggester):
    """Completes the name of an environment variable that is set; its value is not looked at."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first name that continues `value`, or None; a name that is set is whole."""
        mark = next((mark for mark in ("${", "$") if value.startswith(mark)), "")
        begun = value.removeprefix(mark)
        if len(begun) < _LEAST_BEGUN or begun in os.environ:
            return None
        names = (name for name in sorted(os.environ) if name.startswith(begun) and is_variable_name(name))
        name = next(names, None)
        return f"{mark}{name}{'}' if mark == '${' else ''}" if name else None


_LEAST_BEGUN: Final = 2
"""Characters of a variable's name from which it is completed."""


class CompletingInput(Input):
    """An input in which Tab takes the suggestion where there is one, as in a shell."""

    BINDINGS = [Binding("tab", "complete", "Complete", show=False)]

    @dataclass
    class Suggested(Message):
        """There is another completion than before, or none any more."""

        input: CompletingInput

        @property
        def control(self) -> CompletingInput:
            """The input, for `@on` selectors."""
            return self.input

    @property
    def completion(self) -> str:
        """The whole text that Tab would make of what is typed; empty where it would make nothing."""
        return self._suggestion if self.has_focus else ""

    def _watch__suggestion(self) -> None:
        self.post_message(self.Suggested(self))

    def action_complete(self) -> None:
        """Take the suggestion; without one, go to the next field."""
        if self._suggestion:
            self.action_cursor_right()
        else:
            self.screen.focus_next()


class PathInput(CompletingInput):
    """An input for a path."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            value, placeholder=placeholder, id=id, suggester=PathSuggester(), select_on_focus=False
        )
