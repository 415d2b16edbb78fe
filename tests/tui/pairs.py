"""Two events in one read, on every screen and dialog: each key with each key, and each key with a mouse press."""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.command import CommandPalette
from textual.content import Content
from textual.pilot import WaitForScreenTimeout

from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.outcome import Outcome
from authwizard.request.steps import STEPS
from authwizard.request.target import Target
from authwizard.session import Session
from authwizard.tui.app import WizardApp
from authwizard.tui.cloud.aws_session import Submission
from authwizard.tui.cloud.connect import Connect
from authwizard.tui.cloud.pick_target import PickTarget
from authwizard.tui.cloud.progress import Progress
from authwizard.tui.screens.dialogs import Confirm, SavePreset
from authwizard.tui.screens.open_file import OpenFile
from authwizard.tui.screens.start import StartScreen
from authwizard.tui.screens.wizard import WizardScreen
from tests.request.requests import full
from tests.tui.driving import SMALL, Hand, draft_of, running, wizard

Open = Callable[[Hand], Awaitable[None]]

_SEQUENCES: Final = {
    str(getattr(names[0], "value", names[0])): sequence
    for sequence, names in reversed(list(ANSI_SEQUENCES_KEYS.items()))
    if isinstance(names, tuple) and len(names) == 1
}
"""What a terminal sends for a key, by Textual's name of it."""
_ALWAYS: Final = ("enter", "tab", "escape", "a", "space", "backspace", "pagedown", "home")
_COLUMNS: Final = (1, 6, 20, 40, 62, 79)
_ROWS: Final = (1, 2, 5, 10, 17, 23, 24)
GONE: Final = {
    "AWS_ACCESS_KEY_ID": "invented-key-id",
    "AWS_SECRET_ACCESS_KEY": "invented-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_MAX_ATTEMPTS": "1",
}
"""So that what asks AWS leaves no machine."""


class Place(NamedTuple):
    """A screen, or a dialog over one, that pairs of events are sent to."""

    kind: type[object]
    """The screen that is in front."""
    step: str = ""
    """The step below or in front; "" where there is none."""
    open: Open | None = None
    """Opens it from its step."""


async def _pressed(hand: Hand, *keys: str) -> None:
    await hand.press(*keys)


def _keys(*keys: str) -> Open:
    return lambda hand: _pressed(hand, *keys)


async def _connect(hand: Hand) -> None:
    hand.app.push_screen(Connect(hand.app.aws_session, "Submit: where to?"))
    await hand.until(lambda: bool(hand.app.screen.query("#regions")))


async def _pick_target(hand: Hand) -> None:
    backend = Backend(Connection())
    nothing = Target("", "", "")
    hand.app.push_screen(
        PickTarget(backend, nothing, "Pull: which backend?", lambda target: target, with_resource=True)
    )
    await hand.settle()


async def _progress(hand: Hand) -> None:
    submission = Submission(hand.draft, Backend(Connection()), hand.draft)
    submission.outcome = Outcome("refused", "It was refused.", "Try again.")
    hand.app.push_screen(Progress(submission))
    await hand.settle()


async def _confirm(hand: Hand) -> None:
    hand.app.push_screen(Confirm("Quit?", Content("Something would be lost."), [("quit", "Quit")]))
    await hand.settle()


PLACES: Final[Mapping[str, Place]] = {
    "start": Place(StartScreen),
    "start, filter": Place(StartScreen, open=_keys("slash")),
    "start, path": Place(OpenFile, open=_keys("ctrl+f")),
    "start, menu": Place(CommandPalette, open=_keys("ctrl+p")),
    **{f"step {step.id}": Place(WizardScreen, step.id) for step in STEPS},
    "help": Place(WizardScreen, "password", _keys("f1")),
    "JSON": Place(WizardScreen, "password", _keys("f2")),
    "problems": Place(WizardScreen, "password", _keys("f3")),
    "list of steps": Place(WizardScreen, "sign-in", _keys("ctrl+t")),
    "an input": Place(WizardScreen, "target", _keys("tab", "tab")),
    "menu": Place(CommandPalette, "target", _keys("ctrl+p")),
    "save preset": Place(SavePreset, "target", _keys("ctrl+s")),
    "quit": Place(Confirm, "target", _confirm),
    "connect": Place(Connect, "review", _connect),
    "pick target": Place(PickTarget, "target", _pick_target),
    "progress": Place(Progress, "review", _progress),
}


@dataclass
class Count:
    """What came of the pairs sent to one place."""

    place: str
    keys: int = 0
    pairs: int = 0
    presses: int = 0
    crashes: list[str] = field(default_factory=list)


class Pairs:
    """Sends pairs to one place."""

    def __init__(self, name: str, *, share: int = 1) -> None:
        """Send every `share`-th of the pairs."""
        self._place = PLACES[name]
        self._share = share
        self.count = Count(name)
        self._left: Iterator[tuple[str, str]] | None = None

    async def run(self) -> Count:
        """Send them all; the app is started anew where a pair led out of it."""
        while await self._run_app():
            pass
        return self.count

    async def _run_app(self) -> bool:
        """Send pairs until they or the app have come to their end; return whether some are left."""
        sent = ("", "")
        try:
            async with self._app() as hand:
                await self._restore(hand)
                if self._left is None:
                    self._left = self._chosen(hand)
                for sent in self._left:
                    await self._send(hand, sent)
                    if not _has_ended(hand):
                        assert hand.hears_keys, "no key is heard any more"
                        await self._restore(hand)
                    if _has_ended(hand):
                        return True
                return False
        except WaitForScreenTimeout:
            return True  # the app left while the pilot waited for its widgets
        except Exception as error:
            frame = error.__traceback__
            while frame and frame.tb_next:
                frame = frame.tb_next
            where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
            self.count.crashes.append(
                f"{self.count.place}: {sent!r}: {type(error).__name__} {where} {error}"[:300]
            )
            return True

    @asynccontextmanager
    async def _app(self) -> AsyncIterator[Hand]:
        if self._place.step:
            async with wizard(draft_of(full()), self._place.step, SMALL) as hand:
                yield hand
        else:
            async with running(WizardApp(), SMALL) as hand:
                yield hand

    def _chosen(self, hand: Hand) -> Iterator[tuple[str, str]]:
        """Yield the pairs whose turn it is, of the keys that the place has a use for."""
        uses = {
            (id(active.node), active.binding.action): key
            for key, active in hand.app.screen.active_bindings.items()
        }
        keys = [
            _SEQUENCES.get(key, key if len(key) == 1 else "")
            for key in dict.fromkeys((*uses.values(), *_ALWAYS))
        ]
        keys = list(dict.fromkeys(" " if key == "space" else key for key in keys if key))
        self.count.keys = len(keys)
        presses = [f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m" for x in _COLUMNS for y in _ROWS]
        mixed = [(key, press) for key in keys for press in presses]
        # A press comes second and first in turn.
        mixed = [pair if index % 2 else pair[::-1] for index, pair in enumerate(mixed)]
        for index, pair in enumerate([*itertools.product(keys, keys), *mixed]):
            if index % self._share == len(self.count.place) % self._share:
                yield pair

    async def _send(self, hand: Hand, pair: tuple[str, str]) -> None:
        driver = hand.app._driver
        assert driver is not None
        for event in XTermParser().feed("".join(pair)):
            driver.process_message(event)
        self.count.pairs += 1
        self.count.presses += any("\x1b[<" in part for part in pair)
        await hand.settle()

    async def _restore(self, hand: Hand) -> None:
        """Come back to the place, by what the app offers for that."""
        app, place = hand.app, self._place
        opened = place.kind is not WizardScreen or not place.open
        on_step = isinstance(app.screen, place.kind) and (not place.step or hand.wizard.step.id == place.step)
        if opened and on_step:
            return
        base = WizardScreen if place.step else StartScreen
        deadline = time.monotonic() + 60
        while not isinstance(app.screen, base):
            assert time.monotonic() < deadline, f"stuck on {app.screen}"
            if isinstance(app.screen, StartScreen):
                app.open_wizard(Session(draft_of(full())))
            elif isinstance(app.screen, WizardScreen):
                app.switch_screen(StartScreen(app.keeper, app.aws_session, app.open_wizard, []))
            else:
                app.screen.dismiss()
            await hand.settle()
            if app._exit:
                return
        if place.step:
            await hand.go(place.step)
        if place.open:
            await place.open(hand)


def _has_ended(hand: Hand) -> bool:
    return hand.app._exit or hand.app._exception is not None


async def _run(name: str, share: int) -> Count:
    return await Pairs(name, share=share).run()


def main() -> None:
    """Send every pair: `python -m tests.tui.pairs [SHARE [PLACE…]]`."""
    share = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    total, crashes = 0, 0
    for name in sys.argv[2:] or PLACES:
        with tempfile.TemporaryDirectory() as home:
            os.environ.update(GONE, HOME=home, XDG_CONFIG_HOME=home, XDG_STATE_HOME=home, XDG_DATA_HOME=home)
            os.chdir(home)
            began = time.monotonic()
            count = asyncio.run(_run(name, share))
            os.chdir("/")
        total, crashes = total + count.pairs, crashes + len(count.crashes)
        print(
            f"{name}: {count.keys} keys, {count.pairs} pairs, {count.presses} of them with a press, "
            f"{len(count.crashes)} crashes, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        for crash in count.crashes[:20]:
            print("   ", crash, flush=True)
    print(f"{total} pairs, {crashes} crashes")


if __name__ == "__main__":
    main()
