"""A terminal emulator: pyte, and what pyte lacks of the terminals that Textual meets."""

import re

import pyte

_CSI = re.compile(rb"\x1b\[(?P<mark>[<=>?]?)(?P<parameters>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])")
_UNFINISHED_CSI = re.compile(rb"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*)?\Z")

_ALTERNATE_SCREEN = b"1049"
_SYNCHRONISED_OUTPUT = b"2026"


class Emulator:
    """A screen that is fed with a program's output and says what the terminal would answer.

    Beyond pyte it knows the alternate screen, synchronised output (mode 2026, which it reports as supported,
    as most of today's terminals do), the questions for modes, cursor position, keyboard protocol and device,
    and it swallows the sequences with a `<`, `=` or `>` that pyte takes for others.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self._main = pyte.Screen(columns, rows)
        self.screen = self._main
        """The screen that shows now: the main or the alternate one."""
        self.painting = False
        """Whether the program is between the begin and the end of a synchronised update."""
        self._stream = pyte.ByteStream(self._main)
        self._held = b""

    def feed(self, data: bytes) -> bytes:
        """Take output, which may break off anywhere, and return what the terminal sends back for it."""
        data = self._held + data
        unfinished = _UNFINISHED_CSI.search(data)
        end = unfinished.start() if unfinished else len(data)
        data, self._held = data[:end], data[end:]
        answers = b""
        start = 0
        for match in _CSI.finditer(data):
            self._stream.feed(data[start : match.start()])
            start = match.end()
            answers += self._control(match)
        self._stream.feed(data[start:])
        return answers

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of both screens."""
        for screen in {self._main, self.screen}:
            screen.resize(rows, columns)

    def text(self) -> str:
        """Return the lines of the screen without their trailing blanks."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def find(self, text: str) -> tuple[int, int] | None:
        """Return column and row, from 0, of the first line that shows `text`; wide characters count two."""
        for row in range(self.screen.lines):
            line, columns = "", []
            for column in range(self.screen.columns):
                shown = self.screen.buffer[row][column].data
                line += shown
                columns += [column] * len(shown)
            if (index := line.find(text)) >= 0:
                return columns[index], row
        return None

    def _control(self, match: re.Match[bytes]) -> bytes:
        mark, parameters, between, final = match.group("mark", "parameters", "between", "final")
        if mark == b"?" and final in b"hl" and parameters in (_ALTERNATE_SCREEN, _SYNCHRONISED_OUTPUT):
            self._switch(parameters, on=final == b"h")
        elif between == b"$" and final == b"p":
            state = b"2" if parameters == _SYNCHRONISED_OUTPUT else b"0"
            return b"\x1b[?" + parameters + b";" + state + b"$y"
        elif mark == b"?" and final == b"u":
            return b"\x1b[?0u"
        elif not mark and final == b"n" and parameters == b"6":
            return b"\x1b[%d;%dR" % (self.screen.cursor.y + 1, self.screen.cursor.x + 1)
        elif not mark and final == b"c":
            return b"\x1b[?62c"
        elif mark in (b"", b"?"):
            self._stream.feed(match.group())
        return b""

    def _switch(self, mode: bytes, *, on: bool) -> None:
        if mode == _SYNCHRONISED_OUTPUT:
            self.painting = on
            return
        self._stream.detach(self.screen)
        self.screen = pyte.Screen(self._main.columns, self._main.lines) if on else self._main
        self._stream.attach(self.screen)
