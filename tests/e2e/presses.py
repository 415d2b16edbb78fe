"""How many keys lead from the start screen to an exported file, in a terminal of 80×24: python -m tests.e2e.presses."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.cli.calls import PROGRAM
from tests.e2e.hands import start
from tests.support.environment import terminal_variables
from tests.support.keys import DOWN, ENTER, SPACE, ctrl
from tests.support.terminal import Awaited, Terminal

NAME: Final = "create-backend-auth.json"
_NAMES: Final = {ENTER: "Enter", SPACE: "Space", DOWN: "Down"}


@dataclass(frozen=True, slots=True)
class Press:
    """One event of a road: a key, or a text that is typed, and what the screen shows then."""

    typed: str
    shows: Awaited

    @property
    def is_text(self) -> bool:
        """Whether it is a text, which counts as one event however long it is."""
        return len(self.typed) > 1 and self.typed.isprintable()

    @property
    def name(self) -> str:
        """Its name for a table."""
        if self.is_text:
            return repr(self.typed)
        control = f"Ctrl+{chr(ord(self.typed[0]) | 0x40)}"
        return _NAMES.get(self.typed, self.typed if self.typed.isprintable() else control)


@dataclass(frozen=True, slots=True)
class Road:
    """A way from the start screen to a file."""

    name: str
    presses: tuple[Press, ...]
    most: int
    """How many events it may take at most."""
    counts_texts: bool
    """Whether typed texts are among those."""

    @property
    def keys(self) -> int:
        """How many keys are pressed beside the texts."""
        return sum(not press.is_text for press in self.presses)

    @property
    def texts(self) -> int:
        """How many texts are typed."""
        return sum(press.is_text for press in self.presses)

    @property
    def counted(self) -> int:
        """What the bound is about."""
        return self.keys + self.texts * self.counts_texts


def _at(title: str) -> re.Pattern[str]:
    """Find the row of a title with the bar of the focus before it."""
    return re.compile(rf"^[ ▏]*▌\s+(\[[ ✓]\] )?{re.escape(title)}", re.MULTILINE)


_TARGET: Final = (
    Press("d1a2b3c4d5", "█ d1a2b3c4d5"),
    Press(ENTER, _at("Environment")),
    Press("dev", "d1a2b3c4d5 / dev"),
    Press(ENTER, _at("Resource name")),
    Press("myauth", "█ myauth"),
)
_EXPORT: Final = Press(ENTER, f"Written to {NAME}")

PRESET: Final = Road(
    "A preset: E-mail sign-in with optional TOTP",
    (
        Press("/", "filter"),
        Press("optional TOTP", "1 entry"),
        Press(ENTER, _at("App ID")),
        *_TARGET,
        Press(ctrl("g"), re.compile(rf"█ {NAME}")),
        _EXPORT,
    ),
    most=6,
    counts_texts=False,
)
"""The preset of README's tour, with the target filled in."""

NOTHING: Final = Road(
    "From nothing: E-mail sign-in with TOTP, by Enter",
    (
        Press(ENTER, _at("App ID")),
        *_TARGET,
        Press(ENTER, lambda text: not _at("Resource name").search(text)),
        Press(ENTER, _at("Auth resources")),
        Press(ENTER, "● User pool only"),
        Press(ENTER, _at("Sign-in method")),
        Press(ENTER, _at("Required sign-up attributes")),
        Press(DOWN, "None"),
        Press(SPACE, "[✓] E-mail"),
        Press(ENTER, _at("User pool name")),
        Press("our_users", "█ our_users"),
        Press(ENTER, lambda text: not _at("User pool name").search(text)),
        Press(ENTER, _at("Set multi-factor authentication")),
        Press(SPACE, "[✓] Set multi-factor authentication"),
        Press(ENTER, _at("MFA mode")),
        Press(DOWN, "Optional"),
        Press(ENTER, _at("Second factors")),
        Press(SPACE, "[✓] TOTP"),
        Press(ENTER, lambda text: not _at("Second factors").search(text)),
        Press(ENTER, "6/10 OAuth"),
        Press(ENTER, lambda text: not _at("Set up the hosted").search(text)),
        Press(ENTER, "8/10 Password policy"),
        Press(ENTER, lambda text: not _at("Set a password policy").search(text)),
        Press(ENTER, _at("Set the verification message")),
        Press(SPACE, "[✓] Set the verification message"),
        Press(ENTER, _at("Delivery method")),
        Press(ENTER, _at("E-mail subject")),
        Press(ENTER, _at("E-mail text")),
        Press(ENTER, lambda text: not _at("E-mail text").search(text)),
        Press(ENTER, re.compile(rf"█ {NAME}")),
        _EXPORT,
    ),
    most=45,
    counts_texts=True,
)
"""Every step is gone through, as somebody does who knows Enter, Space and the arrows alone."""

ROADS: Final = (PRESET, NOTHING)


@contextmanager
def _opened(home: Path, folder: Path) -> Iterator[Terminal]:
    with start(home, directory=folder) as terminal:
        terminal.wait_for("New sign-in system")
        terminal.wait_quiet(0.1)  # what has the focus hears the first key
        yield terminal


def go(road: Road, home: Path, folder: Path) -> dict[str, Any]:
    """Go a road in a terminal, and return the request of the file that it leads to.

    Raises:
        AssertionError: A key did not do what the road says, or `authwizard check` finds an error in the file.
    """
    with _opened(home, folder) as terminal:
        for press in road.presses:
            terminal.send(press.typed)
            terminal.wait_for(press.shows)
            # A form that is laid out anew shows its text before it has the focus where it will be.
            terminal.wait_quiet(0.1)
    path = folder / NAME
    done = subprocess.run(
        [*PROGRAM, "check", path], env=terminal_variables(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    request: dict[str, Any] = json.loads(path.read_text(encoding="ascii"))
    return request


def main() -> None:
    """Go every road, and print what it took."""
    for road in ROADS:
        with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as folder:
            go(road, Path(home), Path(folder))
        bound = "events" if road.counts_texts else "keys beside the texts"
        print(f"{road.name}\n  " + " ".join(press.name for press in road.presses))
        print(f"  {road.keys} keys, {road.texts} texts: {road.counted} {bound}, at most {road.most}\n")


if __name__ == "__main__":
    main()
