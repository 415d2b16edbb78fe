"""One run of plain mode: the start, the questions, the review; and how it ends, whichever way that is."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Final

from authwizard.files.loaded import Loaded
from authwizard.request.draft import Draft
from authwizard.session import Session
from authwizard.session.keeper import KEPT, DraftKeeper

from . import commands
from .cloud import Cloud
from .console import Console
from .menu import BackError
from .problems import grouped
from .review import review
from .start import Start
from .walk import Walk
from .work import Work

_NOT_DONE: Final = 1
_INTERRUPTED: Final = 130


class _StoppedError(BaseException):
    """A signal ends the program."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def answer(start: Loaded | Draft | None, *, stdin_was_read: bool) -> int:
    """Ask everything, and return the exit status; see `run`."""
    with ExitStack() as stack:
        keys = stack.enter_context(Path("/dev/tty").open("rb")) if stdin_was_read else sys.stdin.buffer
        stack.enter_context(_signals())
        keeper = DraftKeeper(lambda _: None)
        stack.callback(keeper.close)
        console = Console(keys, sys.stderr, sys.stdin.encoding)
        return Run(console, keeper, Cloud(stack)).to_the_end(start)


@contextmanager
def _signals() -> Iterator[None]:
    """Let the signals that end a program pass through what has to be tidied up."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _StoppedError(number)

    before = {}
    for number in (signal.SIGTERM, signal.SIGHUP):
        with suppress(ValueError):  # only the main thread may
            before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Run:
    """One run: what is worked on, as soon as there is something."""

    def __init__(self, console: Console, keeper: DraftKeeper, cloud: Cloud) -> None:
        self._console = console
        self._keeper = keeper
        self._cloud = cloud
        self.work: Work | None = None

    def to_the_end(self, start: Loaded | Draft | None) -> int:
        """Ask everything, and return the exit status."""
        try:
            return self._ask(start)
        except EOFError:
            is_open = self._leave()
            status = self.work.status if self.work else None
            return _NOT_DONE if status is None or (status == 0 and is_open) else status
        except KeyboardInterrupt:
            self._console.say()
            self._leave()
            return _INTERRUPTED
        except _StoppedError as stopped:
            self._leave()
            return stopped.status

    def _ask(self, start: Loaded | Draft | None) -> int:
        self._console.say("authwizard: guided set-up of AWS Amplify sign-in, in plain questions.")
        if start is None:
            session = Start(self._console, self._keeper, self._cloud).choose()
        else:
            session = Session(start) if isinstance(start, Draft) else Session.of(start)
        self._console.say()
        self._console.say_each(commands.OVERVIEW)
        self._console.say_each(session.notes)
        self._console.problems = lambda: tuple(grouped(session.problems)) or ("No problems.",)
        work = self.work = Work(self._console, session, self._keeper, self._cloud)
        walk = Walk(work)
        walk.from_step()
        while True:
            try:
                step = review(work)
            except BackError:
                walk.from_the_end()
                continue
            if step is None:
                return work.status or 0
            walk.from_step(step)

    def _leave(self) -> bool:
        """Keep the draft where it holds work that is in no file, and say so; return whether there is such work."""
        work = self.work
        if work is None or not work.session.is_dirty:
            return False
        if work.keep():
            self._console.say(KEPT)
        return True
