"""The lines that plain mode writes and reads. Nothing else leaves it: no escape sequence, no carriage return."""

from __future__ import annotations

import os
import re
import termios
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, TextIO

from authwizard.terminal_text import visible

MOST_COLUMNS: Final = 88
_LEAST_COLUMNS: Final = 20
_USUAL_COLUMNS: Final = 80
_MOST_BYTES: Final = 4095
"""Of a line that a terminal hands over; what is typed beyond that is lost (Linux, N_TTY_BUF_SIZE)."""


class NoTextError(Exception):
    """A line cannot be taken for what was meant; the error's text says why."""


_CUT_OFF: Final = "The terminal cuts off lines of more than 4,094 characters, so nothing was taken."
_NO_TEXT: Final = "That holds keys which are no text, such as an arrow. Type it again."


class Console:
    """Asks and tells, line by line.

    It raises EOFError where no answer comes any more: the input has ended, or the terminal is gone.
    """

    def __init__(self, keys: BinaryIO, out: TextIO, encoding: str = "utf-8") -> None:
        """Read answers from `keys`, in `encoding`, and write to `out`."""
        self._keys = keys
        self._out = out
        self._encoding = encoding
        self._is_terminal = keys.isatty()
        self.problems: Callable[[], Iterable[str]] = lambda: ("No problems: there are no answers yet.",)
        """What is said where all problems are asked for."""

    def say(self, text: str = "", *, indent: int = 0) -> None:
        """Write a paragraph, wrapped; what a terminal would obey or hide in it is escaped."""
        for line in wrapped(visible(text), self.columns - indent):
            self._out.write(f"{' ' * indent}{line}".rstrip() + "\n")
        self._out.flush()

    def say_each(self, texts: Iterable[str], *, indent: int = 0) -> None:
        """Write paragraphs, one below the other."""
        for text in texts:
            self.say(text, indent=indent)

    def say_whole(self, text: str) -> None:
        """Write one line that is to be copied, however long."""
        self._out.write(visible(text) + "\n")
        self._out.flush()

    def ask(self, prompt: str) -> str:
        """Write a prompt, and return the line that answers it; what is no text is asked for again."""
        while True:
            self._prompt(prompt)
            try:
                line = self._answer()
            except NoTextError as error:
                self.say(str(error))
            else:
                return line

    def ask_unseen(self, prompt: str, *, until: re.Pattern[str] | None = None) -> list[str]:
        """Write a prompt and return the answer, of which nothing is shown.

        Args:
            prompt: The prompt.
            until: The last line of an answer of several lines; an empty one ends it, too. None for one line.

        Raises:
            NoTextError: It is no text.
        """
        with self._no_echo():
            self._prompt(prompt)
            lines = [self._answer(echoed=False)]
            while until and lines[-1] and not until.search(lines[-1]):
                lines.append(self._answer(echoed=False, prompted=False))
        return lines

    def read_on(self) -> str:
        """Return one more line of an answer that has several.

        Raises:
            NoTextError: It is no text.
        """
        return self._answer(prompted=False)

    @property
    def columns(self) -> int:
        """How wide a line may be: as the terminal is, and no wider than is easily read."""
        try:
            found = os.get_terminal_size(self._out.fileno()).columns
        except (OSError, ValueError):
            found = 0
        return max(_LEAST_COLUMNS, min(MOST_COLUMNS, found or _USUAL_COLUMNS))

    def _prompt(self, prompt: str) -> None:
        self._out.write("\n".join(wrapped(f"{visible(prompt)}:", self.columns - 1)) + " ")
        self._out.flush()

    def _answer(self, *, echoed: bool = True, prompted: bool = True) -> str:
        try:
            line = self._keys.readline()
        except OSError:  # the terminal is gone
            line = b""
        # Whoever types ends the line on the screen as well; nobody does where nothing is echoed.
        if prompted and not (line and echoed and self._is_terminal):
            self._out.write("\n")
        if not line:
            raise EOFError
        if self._is_terminal and len(line) >= _MOST_BYTES:
            raise NoTextError(_CUT_OFF)
        text = line.decode(self._encoding, "surrogateescape").rstrip("\r\n")
        if any(unicodedata.category(character) == "Cc" for character in text if character != "\t"):
            raise NoTextError(_NO_TEXT)
        return text

    @contextmanager
    def _no_echo(self) -> Iterator[None]:
        if not self._is_terminal:
            yield
            return
        terminal = self._keys.fileno()
        before = termios.tcgetattr(terminal)
        unseen = [*before]
        unseen[3] &= ~termios.ECHO
        termios.tcsetattr(terminal, termios.TCSADRAIN, unseen)
        try:
            yield
        finally:
            # The rest of a paste of several lines is dropped: it must neither be shown nor answer the next question.
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text of at most `width` cells; a word that is wider has a line of its own, unbroken."""
    lines, line = [], ""
    for blanks, word in re.findall("( *)([^ ]+)", text):
        if line and cells(line + blanks + word) > width:
            lines.append(line)
            line = word
        else:
            line += blanks + word
    return [*lines, line]


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
