"""A random walk through the wizard in a real pseudo-terminal: keys, pastes, mouse and sizes, paced and in bursts."""

from __future__ import annotations

import random
import re
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.e2e.hands import start
from tests.support import keys
from tests.support.terminal import PATIENCE, Terminal

# The most frequent first: those that lead somewhere.
_KEYS: Final = (
    *[keys.ENTER, keys.TAB, keys.DOWN, keys.UP, keys.SPACE, keys.ESC] * 4,
    *[keys.ctrl("n"), keys.ctrl("o"), keys.ctrl("g"), keys.ctrl("s"), keys.ctrl("r"), keys.ctrl("p")] * 3,
    *[keys.ctrl(letter) for letter in "abcdefkltuvwxyz"],
    *[keys.SHIFT_TAB, keys.LEFT, keys.RIGHT, keys.HOME, keys.END, keys.PAGE_UP, keys.PAGE_DOWN],
    *[keys.BACKSPACE, keys.DELETE, keys.INSERT],
    *[keys.F1, keys.F2, keys.F3, keys.F4, keys.F5, keys.F6, keys.F7, keys.F8, keys.F9, keys.F10],
    *"aZ19.:/-é漢🙂",
)
_PASTES: Final = (
    "our-sign-in",
    "https://a.example/\nhttps://b.example/\n",
    "漢字 🙂 \x1b[31m\x07",
    "x" * 3000,
    "",
    "\r\n\r\n",
)
_BAD_BYTES: Final = (
    b"\xff\xfe",
    b"\x1b[",
    b"\x1b[<0;999;999M",
    b"\x1b[<35;1;1M",
    b"\xe9",
    b"\x1b[200~never ended",
)
_FULL: Final = (80, 24)
_ENVIRONMENT: Final = {
    # A submit with the default credentials leaves no machine.
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_MAX_ATTEMPTS": "1",
    # A program that is stuck can be asked where.
    "PYTHONFAULTHANDLER": "1",
}
_LEAVES: Final = ("Quit, keep the rest", "Quit without it", "  Quit  ")
"""The answers that leave, where something would be lost or a submit runs; a button has blanks on both sides."""
_CRASHED: Final = (b"error of its own", b"Traceback", b"This is a defect")


@dataclass
class Walked:
    """What became of a walk."""

    seed: int
    events: int = 0
    sessions: int = 1
    """How often the wizard was begun: a walk may lead out of it."""
    crashes: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    unclean: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """All that must not be."""
        return [*self.crashes, *self.stuck, *self.unclean]


class Walk:
    """One walk."""

    def __init__(self, seed: int, home: Path) -> None:
        self._random = random.Random(seed)  # noqa: S311  # nothing secret
        self._home = home
        self.walked = Walked(seed)
        self._last: list[bytes] = []

    def run(self, events: int) -> Walked:
        """Walk so many events, and out."""
        while self.walked.events < events:
            source = self._random.choice([(), ("social-all-providers",), ("email-optional-totp",)])
            with start(self._home, *source, environment=_ENVIRONMENT, directory=self._home) as terminal:
                before = terminal.modes()
                try:
                    terminal.wait_for("authwizard")
                    while self.walked.events < events and not terminal.has_ended:
                        self._step(terminal)
                        if self.walked.events % 100 < 3:
                            self._check_alive(terminal)
                    if not terminal.has_ended:
                        self._leave(terminal)
                    status = terminal.exit_status()
                except AssertionError as error:
                    if not terminal.has_ended:
                        terminal.send_signals(signal.SIGABRT)  # makes it say where it is
                        terminal.take(1)
                        where = terminal.raw.rpartition(b"Fatal Python error")[2].decode(errors="replace")
                        self.walked.stuck.append(self._told(f"{error}\n{where}"))
                        return self.walked
                    status = terminal.exit_status()
                # An interrupt that is typed when the wizard has left already kills the process, as it should.
                if status not in (0, -signal.SIGINT) or any(mark in terminal.raw for mark in _CRASHED):
                    shown = terminal.raw.rpartition(b"\x1b[?1049l")[2][-1500:].decode(errors="replace")
                    self.walked.crashes.append(self._told(f"status {status}: {shown}"))
                elif terminal.modes() != before or not _is_clean(terminal.raw):
                    self.walked.unclean.append(self._told("the terminal was not given back as it was"))
            self.walked.sessions += self.walked.events < events
        return self.walked

    def _told(self, what: str) -> str:
        last = [data if len(data) < 100 else data[:100] + b"..." for data in self._last[-12:]]
        return f"seed {self.walked.seed}, event {self.walked.events}: {what}\nlast: {last}"

    def _step(self, terminal: Terminal) -> None:
        burst = self._random.choice([1, 1, 1, 2, 2, 3, 8])
        data = b"".join(self._event(terminal) for _ in range(burst))
        self.walked.events += burst
        self._last.append(data)
        terminal.send_bytes(data)
        if self._random.random() < 0.6:
            terminal.take(self._random.choice([0.005, 0.03, 0.05, 0.1]))

    def _event(self, terminal: Terminal) -> bytes:
        kind = self._random.random()
        columns, rows = terminal.screen.columns, terminal.screen.lines
        if kind < 0.68:
            return str(self._random.choice(_KEYS)).encode()
        if kind < 0.72:
            return b"\x1b[200~" + self._random.choice(_PASTES).encode() + b"\x1b[201~"
        if kind < 0.93:
            button = self._random.choice([0, 0, 0, 0, 2, 32, 35, 64, 65])
            x, y = self._random.randint(1, columns), self._random.randint(1, rows)
            ends = "Mm" if button < 3 and self._random.random() < 0.8 else "M"
            return "".join(f"\x1b[<{button};{x};{y}{end}" for end in ends).encode()
        if kind < 0.98:
            terminal.resize(self._random.randint(1, 200), self._random.randint(1, 60))
            return b""
        return self._random.choice(_BAD_BYTES)

    def _check_alive(self, terminal: Terminal) -> None:
        """See that the program still draws: a change of the size makes it."""
        terminal.resize(_FULL[0] + 1, _FULL[1])
        terminal.take(0.05)
        before = len(terminal.raw)
        terminal.resize(*_FULL)
        terminal.wait_for(lambda _: len(terminal.raw) > before)

    def _leave(self, terminal: Terminal) -> None:
        terminal.resize(*_FULL)
        terminal.send("\x1b[201~")  # ends a paste that was never ended
        terminal.take(1)
        terminal.send(keys.ctrl("q"))
        deadline = time.monotonic() + PATIENCE
        while not terminal.has_ended and time.monotonic() < deadline:
            terminal.take(0.5)
            shown = terminal.screen_text()
            for answer in _LEAVES:
                if answer in shown:
                    terminal.click_on(answer)
                    break


def _is_clean(raw: bytes) -> bool:
    """Tell whether the last word on each mode was to leave it."""
    pairs = ((rb"1049", "l"), (rb"1000", "l"), (rb"1003", "l"), (rb"2004", "l"), (rb"25", "h"))
    return all(
        re.findall(rb"\x1b\[\?" + mode + rb"([hl])", raw)[-1:] == [last.encode()] for mode, last in pairs
    )


def main() -> None:
    """Walk with seeds given as arguments: events, then seeds."""
    events, seeds = int(sys.argv[1]), [int(seed) for seed in sys.argv[2:]]
    for seed in seeds:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as home:
            walked = Walk(seed, Path(home)).run(events)
        print(
            f"seed {seed}: {walked.events} events, {walked.sessions} sessions, {len(walked.crashes)} crashes, "
            f"{len(walked.stuck)} stuck, {len(walked.unclean)} unclean, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        for fault in walked.faults:
            print(fault, flush=True)


if __name__ == "__main__":
    main()
