"""Run a program in a real pseudo-terminal and look at its screen."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pyte

from tests.support.emulator import Emulator
from tests.support.environment import terminal_variables

PATIENCE: Final = 60.0
"""Seconds until something that is waited for counts as not coming, on a machine that has other work, too."""
Awaited = str | re.Pattern[str] | Callable[[str], bool]

_STOPPED = os.WSTOPPED | os.WNOHANG | os.WNOWAIT

# Makes the inherited pseudo-terminal the controlling one, then becomes the program. A fork in this process
# with the ioctl in the child would do the same, but is not safe beside threads. The signals are given back
# because tests that run in the background of a shell inherit them as ignored.
_TAKE_TERMINAL = """
import fcntl, os, signal, sys, termios
for ignored in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
    signal.signal(ignored, signal.SIG_DFL)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """A program in a pseudo-terminal of a given size, with an environment built from scratch.

    Use it as a context manager: on leaving, the program is killed if it still runs, and always reaped.
    Nothing sleeps; every wait reads what the program writes, and fails with an AssertionError that draws the
    screen.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        home: Path,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
    ) -> None:
        """Start `command`.

        Args:
            command: The program and its arguments.
            home: The directory below which HOME and the XDG directories lie.
            columns: Width in cells.
            rows: Height in cells.
            environment: Variables to set beside those of `terminal_variables`.
            directory: The working directory; `home` if not given.
        """
        self._emulator = Emulator(columns, rows)
        self._raw = bytearray()
        self._outgoing = bytearray()
        self._hung_up = False
        self._fd, inner = pty.openpty()
        try:
            self._set_size(columns, rows)
            os.set_blocking(self._fd, False)
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _TAKE_TERMINAL, *map(str, command)],
                stdin=inner,
                stdout=inner,
                stderr=inner,
                cwd=directory or home,
                env=terminal_variables(home) | dict(environment or {}),
                start_new_session=True,
            )
        except BaseException:
            os.close(self._fd)
            raise
        finally:
            os.close(inner)

    def __enter__(self) -> Self:
        """Return the terminal itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Kill the program if it still runs, reap it and close the terminal."""
        self.kill()
        self._process.wait()
        os.close(self._fd)

    @property
    def raw(self) -> bytes:
        """Every byte that the program has written and that has been read so far."""
        return bytes(self._raw)

    @property
    def screen(self) -> pyte.Screen:
        """The emulated screen, for a look at colours and the cursor."""
        return self._emulator.screen

    @property
    def pid(self) -> int:
        """The program's process number."""
        return self._process.pid

    def screen_text(self) -> str:
        """Return the lines that the screen shows now, without their trailing blanks."""
        return self._emulator.text()

    def send(self, *keys: str) -> None:
        """Type: characters as they are, other keys by their names in `tests.support.keys`."""
        self._write("".join(keys).encode())

    def send_bytes(self, data: bytes) -> None:
        """Send bytes as they are, in one write as far as the terminal takes them."""
        self._write(data)

    def take(self, seconds: float) -> None:
        """Read what the program writes for so long."""
        deadline = time.monotonic() + seconds
        while not self._hung_up and (left := deadline - time.monotonic()) > 0:
            self._pump(left)

    @property
    def has_ended(self) -> bool:
        """Whether the program has left the terminal."""
        return self._hung_up

    def modes(self) -> list[Any]:
        """Return how the kernel treats what is typed and written, as `termios.tcgetattr` does."""
        return termios.tcgetattr(self._fd)

    def set_modes(self, modes: list[Any]) -> None:
        """Set how the kernel treats what is typed and written, as a shell does that has the terminal."""
        termios.tcsetattr(self._fd, termios.TCSANOW, modes)

    def wait_until_stopped(self) -> None:
        """Wait until the program has stopped (SIGSTOP, SIGTSTP), and read meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while (found := os.waitid(os.P_PID, self._process.pid, _STOPPED)) is None:
            if time.monotonic() > deadline:
                raise AssertionError(self._drawn("the program does not stop"))
            self._pump(0.02)
        assert found.si_code == os.CLD_STOPPED

    def hang_up(self, timeout: float = PATIENCE) -> int:
        """Close the terminal under the program, and return its exit status; a signal counts negative."""
        os.close(self._fd)
        self._fd, inner = pty.openpty()
        os.close(inner)
        self._hung_up = True
        return self._process.wait(timeout)

    def send_signals(self, *numbers: int) -> None:
        """Send signals to the program and its process group, one after the other."""
        for number in numbers:
            self._signal(number)

    def paste(self, text: str) -> None:
        """Paste `text` as a terminal with bracketed paste does, line ends as carriage returns."""
        self.send("\x1b[200~", text.replace("\r\n", "\r").replace("\n", "\r"), "\x1b[201~")

    def click(self, column: int, row: int) -> None:
        """Press and release the left mouse button over a cell, both counted from 0."""
        place = f"0;{column + 1};{row + 1}"
        self.send(f"\x1b[<{place}M", f"\x1b[<{place}m")

    def click_on(self, text: str, timeout: float = PATIENCE) -> None:
        """Wait until the screen shows `text` within a line, and click on its first cell."""
        self.wait_for(text, timeout)
        place = self._emulator.find(text)
        if place is None:
            raise AssertionError(self._drawn(f"no single line shows {text!r}"))
        self.click(*place)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal; the kernel tells the program."""
        self._emulator.resize(columns, rows)
        self._set_size(columns, rows)

    def wait_for(self, awaited: Awaited, timeout: float = PATIENCE) -> str:
        """Read until the screen shows what is awaited, between two paintings, and return its text.

        Args:
            awaited: A text that the screen contains, a pattern found in it, or a condition on its text.
            timeout: Seconds.

        Raises:
            AssertionError: It did not come in time, or the program ended before.
        """
        met = _condition(awaited)
        deadline = time.monotonic() + timeout
        while True:
            text = self.screen_text()
            if not self._emulator.painting and met(text):
                return text
            if self._hung_up:
                raise AssertionError(self._drawn(f"the program ended before {_name(awaited)}"))
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(self._drawn(f"not within {timeout:g} s: {_name(awaited)}"))
            self._pump(left)

    def wait_quiet(self, seconds: float = 0.2, timeout: float = PATIENCE) -> str:
        """Read until the program has written nothing for `seconds`, and return the screen's text.

        Prefer `wait_for`: this is for showing that nothing happens.
        """
        deadline = time.monotonic() + timeout
        while not self._hung_up and self._pump(seconds):
            if time.monotonic() > deadline:
                raise AssertionError(self._drawn(f"still writing after {timeout:g} s"))
        return self.screen_text()

    def kill(self) -> None:
        """Kill the program and its process group at once (SIGKILL), as `kill -9` does."""
        self._signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the program and its process group to end (SIGTERM)."""
        self._signal(signal.SIGTERM)

    def exit_status(self, timeout: float = PATIENCE) -> int:
        """Read until the program has ended and return its exit status; a signal counts negative."""
        deadline = time.monotonic() + timeout
        while not self._hung_up:
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(self._drawn(f"the program still runs after {timeout:g} s"))
            self._pump(left)
        try:
            return self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise AssertionError(self._drawn("the program has left the terminal but still runs")) from None

    def _signal(self, number: int) -> None:
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _write(self, data: bytes, timeout: float = PATIENCE) -> None:
        # Reads while it writes: a program whose output nobody takes would never take a long paste.
        self._outgoing += data
        deadline = time.monotonic() + timeout
        while self._outgoing and not self._hung_up:
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(self._drawn("the program does not take what is typed"))
            self._pump(left)

    def _pump(self, timeout: float) -> bool:
        """Move bytes either way, waiting up to `timeout` seconds; False when none moved."""
        if self._hung_up:
            return False
        readable, writable, _ = select.select([self._fd], [self._fd] if self._outgoing else [], [], timeout)
        if readable:
            self._read()
        elif writable:
            with contextlib.suppress(BlockingIOError):
                del self._outgoing[: os.write(self._fd, self._outgoing)]
        return bool(readable or writable)

    def _read(self) -> None:
        try:
            data = os.read(self._fd, 1 << 16)
        except BlockingIOError:
            return
        except OSError:
            # Linux reports the last close of the other side as an input/output error.
            data = b""
        if not data:
            self._hung_up = True
            return
        self._raw += data
        self._outgoing += self._emulator.feed(data)

    def _drawn(self, reason: str) -> str:
        width = self.screen.columns
        frame = "+" + "-" * width + "+"
        lines = [f"|{line:{width}}|" for line in self.screen_text().split("\n")]
        status = self._process.poll()
        state = "it runs" if status is None else f"it ended with status {status}"
        return "\n".join([f"{reason} ({state})", frame, *lines, frame])


def _condition(awaited: Awaited) -> Callable[[str], bool]:
    if isinstance(awaited, str):
        return lambda text: awaited in text
    if isinstance(awaited, re.Pattern):
        return lambda text: awaited.search(text) is not None
    return awaited


def _name(awaited: Awaited) -> str:
    if isinstance(awaited, re.Pattern):
        return f"/{awaited.pattern}/"
    return repr(awaited) if isinstance(awaited, str) else getattr(awaited, "__name__", "the condition")
