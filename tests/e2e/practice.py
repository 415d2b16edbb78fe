"""Hands for the roads to AWS: dialogs over the wizard, and servers that a submit can get lost at."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from authwizard.request.target import Target
from tests.e2e.hands import Hands, stands_out, start
from tests.support.keys import DOWN, ENTER, RIGHT, TAB, ctrl
from tests.support.terminal import Terminal

TARGET: Final = Target("d1practice0001", "dev", "myauth")
_ONCE_ROUND: Final = 40
"""Keys that lead past everything on a screen."""
_PAUSES: Final = (*[0.05] * _ONCE_ROUND, *[0.5] * _ONCE_ROUND)
"""Seconds of rest before each key; whoever passed by a label that was not drawn yet goes slower the second time."""


class Pilot(Hands):
    """Hands that find their way by what stands out on the screen."""

    def stands_out(self, beside: str = "") -> str:
        """Return what is drawn as focused or highlighted, on the whole screen or on the lines that show `beside`."""
        screen, found = self.terminal.screen, ""
        for row, line in enumerate(screen.display):
            if beside in line:
                cells = [screen.buffer[row][column] for column in range(screen.columns)]
                found += "".join(cell.data for cell in cells if stands_out(cell))
        return found

    def reach(self, label: str, key: str = TAB, *, beside: str = "") -> None:
        """Press a key until what stands out shows a label."""
        for pause in _PAUSES:
            self.terminal.wait_quiet(pause)
            if label in self.stands_out(beside):
                return
            before = self._focus()
            self.terminal.send(key)
            # A key that is still under way when the label stands out would move on from there.
            with suppress(AssertionError):  # not every key moves something that is drawn
                self.terminal.wait_for(lambda _, before=before: self._focus() != before, timeout=2)  # type: ignore[misc]  # bound early
        raise AssertionError(f"{len(_PAUSES)} keys did not reach {label!r}:\n{self.terminal.screen_text()}")

    def press(self, label: str, *, beside: str = "", key: str = TAB) -> None:
        """Reach a button or a line, and press Enter there."""
        self.reach(label, key, beside=beside)
        self.terminal.send(ENTER)

    def open(self, label: str) -> None:
        """Choose a line of the start screen, and come to the first step."""
        self.terminal.wait_for("SHIPPED PRESETS")
        self.press(label, key=DOWN)
        self.wait_for_step(1)

    def name_target(self) -> None:
        """Fill in the target of a new request."""
        self.fill_in_target(*TARGET)

    def review(self) -> None:
        """Go to the last step."""
        self.terminal.send(ctrl("r"))
        self.wait_for_step(10)

    def connect(self, profile: str) -> None:
        """In the dialog that asks where to: choose a profile, and go on."""
        self.terminal.wait_for("Profile")
        self.press(profile, key=DOWN)
        self.terminal.wait_for(f"● {profile}")
        self.press("Continue", beside="Cancel")

    def confirm(self) -> None:
        """In the confirmation, whose focus is on Cancel: submit."""
        self.terminal.wait_for("Submit this request?")
        self.reach("Cancel", beside="Cancel")
        self.press("Submit", beside="Cancel", key=RIGHT)
        self.terminal.wait_for("Submit: ")

    def submit(self, profile: str = "Practice") -> None:
        """From Review: submit to a profile."""
        self.press("Submit", beside="Save as preset…")
        self.connect(profile)
        self.confirm()

    def close_progress(self) -> None:
        """Close the view of a submit that has ended."""
        self.press("Close", beside="Copy job ID")
        self.terminal.wait_for(lambda text: "Copy job ID" not in text)

    def quit(self, answer: str = "") -> None:
        """Leave, and answer the question that is asked where something would be lost; without an answer, none is."""
        self.terminal.send(ctrl("q"))
        if answer:
            self.terminal.wait_for("Cancel")
            self.press(answer, beside="Cancel")
        assert self.terminal.exit_status() == 0


def begin(home: Path, environment: Mapping[str, str] | None = None, *arguments: str) -> Terminal:
    """Start the program, which sends a reading call once."""
    return start(home, *arguments, environment={"AWS_MAX_ATTEMPTS": "1", **(environment or {})})


def hang_up(terminal: Terminal) -> None:
    """Close the terminal under the program, as the end of its window does."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, terminal._fd)  # closes the side that the terminal held, and keeps its number
    os.close(nothing)


def interrupt(terminal: Terminal) -> None:
    """Send the signal that Ctrl+C sends where the program has left it to the terminal."""
    os.kill(terminal.pid, signal.SIGINT)


def let_a_minute_pass(home: Path) -> None:
    """Make the submits of before look as if they had been sent two minutes ago, so that one look is enough."""
    for file in states(home):
        saved = json.loads(file.read_text(encoding="utf-8"))
        saved["begun"] = (datetime.fromisoformat(saved["begun"]) - timedelta(minutes=2)).isoformat()
        file.write_text(json.dumps(saved), encoding="utf-8")


def states(home: Path) -> list[Path]:
    """Return the state files of submits whose end nobody has seen."""
    return sorted((home / "state").rglob("submits/*.json"))
