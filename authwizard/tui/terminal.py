"""The terminal under the wizard: what goes on where it stops, comes back, is closed or sends bytes that are no text."""

from __future__ import annotations

import os
import signal
import sys
import termios
import tty
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

_AGAIN: Final = "\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"
"""Alternate screen, no cursor, reports of focus and pastes, no line wrap: as Textual asks for it at the start."""


class _Keys:
    """Turns what the terminal sends into text. A byte that is none becomes a replacement character."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:
        """Return the text of some bytes.

        Raises:
            EOFError: There are none: the terminal is gone, and each further read would say so at once, for ever.
        """
        if not data:
            raise EOFError
        return self._decoder.decode(data, final)


class _Output:
    """The terminal as a file; where it takes nothing any more, the wizard hangs up."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._gone = False

    def write(self, text: str) -> None:
        """Write, as long as there is somebody."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Flush."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """Return the number of the file."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return self._file.isatty()

    def _try(self, work: Any) -> None:
        if self._gone:
            return
        try:
            work()
        except (OSError, ValueError):
            # Textual's thread would end here, and the app wait for it for ever.
            self._gone = True
            self._forget()
            hang_up()

    def _forget(self) -> None:
        """Let what is still to be flushed, here or at the interpreter's end, go nowhere instead of failing."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._file.fileno())
        os.close(nowhere)


class Terminal(LinuxDriver):
    """Textual's driver, mended.

    Without this, SIGCONT alone starts a second thread that reads keys, which nobody ends; SIGCONT after SIGSTOP takes
    the raw mode for the one to restore at the end; a byte that is not UTF-8 or that the parser cannot read, and a
    terminal that went away, end the thread that reads keys with a traceback, or make it spin.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file: Any = _Output(_screen())
        linux_driver.getincrementaldecoder = lambda _: _Keys  # type: ignore[attr-defined, assignment]

    def _sigtstp_application(self, *_: object) -> None:
        self._soon(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        if self._must_signal_resume or self._writer_thread is None:
            super()._sigcont_application()
        elif self._auto_restart:
            self._soon(self._take_again)

    def _soon(self, work: Callable[[], None]) -> None:
        """Do what a signal asks for between two events: in its handler it could wait for ever for what it interrupts.

        What is written goes through a queue with a lock, which the thread that is interrupted may hold.
        """
        with suppress(RuntimeError):  # The loop has ended, and the wizard with it.
            self._loop.call_soon_threadsafe(work)

    def _take_again(self) -> None:
        """Put the terminal into our mode again: whoever had it while we were stopped may have changed it."""
        if self.attrs_before is not None:
            attributes = list(self.attrs_before)
            attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
            attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
            try:
                termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
            except termios.error:
                return
        self.write(_AGAIN)
        self._enable_mouse_support()
        self._app.refresh()

    def stop_application_mode(self) -> None:
        """Leave our mode, but keep the keys from the kernel until all is written.

        In the mode that is restored, a Ctrl+S that comes late would stop the terminal in the middle of that.
        """
        before, self.attrs_before = self.attrs_before, None
        super().stop_application_mode()
        self.attrs_before = before

    def close(self) -> None:
        """Write what is left, then give the terminal back as it was, without keys that nobody has read."""
        super().close()
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSAFLUSH, self.attrs_before)

    def _run_input_thread(self) -> None:
        while not self.exit_event.is_set():
            try:
                self.run_input_thread()
            except (OSError, EOFError):
                hang_up()
                return
            except Exception:  # noqa: S112  # there is nobody to tell
                # Bytes that Textual's parser cannot read are lost; what comes after them is not.
                continue


def _screen() -> TextIO:
    """Return what to draw on: standard error as Textual does, or the terminal itself where that goes into a file.

    Raises:
        OSError: There is no terminal.
    """
    errors = cast(TextIO, sys.__stderr__)
    return errors if errors.isatty() else Path("/dev/tty").open("w", encoding="utf-8")


def hang_up() -> None:
    """End as the kernel asks a program to whose terminal was closed: the draft is kept."""
    os.kill(os.getpid(), signal.SIGHUP)
