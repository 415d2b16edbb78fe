"""Hands that work the wizard in a terminal, and see where its focus is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pyte.screens import Char
from textual.color import Color

from authwizard.files.presets import list_presets
from authwizard.request.steps import REVIEW, STEPS
from authwizard.tui.themes import DARK
from tests.cli.calls import PROGRAM
from tests.support.keys import DOWN, ENTER, RIGHT, SPACE, TAB, UP, ctrl
from tests.support.terminal import Terminal

_TYPED_AT_ONCE: Final = 30
_TINTS: Final = tuple(
    (Color.parse(ground or "") + Color.parse(DARK.primary).with_alpha(0.2)).hex.lower().removeprefix("#")
    for ground in (DARK.background, DARK.surface)
)
"""Behind the line under the cursor, on the screen and in a dialog."""


def start(
    home: Path,
    *arguments: str,
    columns: int = 80,
    rows: int = 24,
    environment: Mapping[str, str] | None = None,
    directory: Path | None = None,
) -> Terminal:
    """Start the program in a terminal."""
    return Terminal(
        [*PROGRAM, *arguments],
        home=home,
        columns=columns,
        rows=rows,
        environment=environment,
        directory=directory,
    )


def stands_out(cell: Char) -> bool:
    """Tell whether a cell is of a focused button, or of the line under the cursor of the list that has the focus."""
    return bool(cell.bold and (cell.bg in _TINTS or cell.reverse))


class Hands:
    """Work the wizard by its keys; each waits until the screen shows what it did."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    # Seeing

    def _focus(self) -> tuple[tuple[str, ...], str]:
        """Return how the focus is drawn: the edge of a focused input with what stands around it, and what stands out.

        The line under the cursor of a list is bold on a tint of its own, a focused button bold and reversed. An input
        has an edge only while it is focused; its blinking cursor is reversed alone.
        """
        edges, outstanding = [], ""
        screen = self.terminal.screen
        for row in range(screen.lines):
            cells = [screen.buffer[row][column] for column in range(screen.columns)]
            if any(cell.data == "█" for cell in cells[:8]):
                edges.append(f"{row} {screen.display[max(0, row - 2)]}")
            outstanding += "".join(cell.data for cell in cells if stands_out(cell))
        return tuple(edges), outstanding

    def _has_focus(self) -> bool:
        edges, outstanding = self._focus()
        return bool(outstanding) or bool(edges)

    # Moving

    def move(self, *keys: str) -> None:
        """Press keys that move the focus, and wait after each until it has moved."""
        for key in keys:
            before = self._focus()
            self.terminal.send(key)
            self.terminal.wait_for(lambda _, before=before: self._focus() != before)  # type: ignore[misc]  # bound early

    def choose(self, label: str, *, down: int, tabs: int = 0) -> None:
        """In the list `tabs` fields on, go `down` lines down from the marked one (up if negative) and choose."""
        self.tab(tabs)
        self.move(*([DOWN if down > 0 else UP] * abs(down)))
        before = self.terminal.screen_text()
        self.terminal.send(SPACE)
        self.terminal.wait_for(lambda text: text != before and label in text)
        # An answer may ask for other rows, so that the form is laid out anew.
        self.terminal.wait_quiet(0.1)

    def type(self, text: str, *, tabs: int = 0) -> None:
        """Type into the input `tabs` fields on."""
        self.tab(tabs)
        self.terminal.send(text)
        # An input's placeholder may show the same text, as an example.
        self.terminal.wait_for(re.compile(rf"(?<!e\.g\. ){re.escape(text[-_TYPED_AT_ONCE:])}"))

    def replace(self, old: str, new: str, *, tabs: int = 0) -> None:
        """Replace what stands in the input `tabs` fields on: entered by a key it is selected, so that typing does."""
        self.tab(tabs)
        self.terminal.wait_for(f"█ {old}")
        self.type(new)
        self.terminal.wait_for(lambda text: f"█ {old}" not in text)

    def type_the_secret(self, secret: str, *, tabs: int) -> None:
        """In the row of a secret, whose sources are `tabs` fields on: say that it is typed, and type it."""
        self.tab(tabs)
        self.terminal.send(RIGHT * 2)
        self.terminal.wait_for("[Typed]")
        # The source's own field is laid out anew.
        self.terminal.wait_quiet(0.1)
        self.tab()
        self.terminal.send(secret)
        self.terminal.wait_for("•" * len(secret))

    # Going about

    def pick_preset(self, name: str) -> None:
        """Choose a preset from the list of the start screen, by the filter."""
        (title,) = [preset.title for preset in list_presets() if preset.name == name]
        self.terminal.wait_for("filter")
        self.terminal.send("/", title)
        self.terminal.wait_for("1 entry")
        self.terminal.send(ENTER)
        self.wait_for_step(1)

    def wait_for_step(self, number: int) -> None:
        """Wait until a step is shown and something in it has the focus."""
        self.terminal.wait_for(re.compile(rf" {number}/{len(STEPS)} {re.escape(STEPS[number - 1].title)}\b"))
        if STEPS[number - 1] is not REVIEW:
            self.terminal.wait_for(lambda _: self._has_focus())
        # A new form is painted more than once, and only then is a change of the focus the next key's doing.
        self.terminal.wait_quiet(0.1)

    def next(self, number: int) -> None:
        """Go to the next step, which is `number`."""
        self.terminal.send(ctrl("n"))
        self.wait_for_step(number)

    def back(self, number: int) -> None:
        """Go to the step before, which is `number`."""
        self.terminal.send(ctrl("o"))
        self.wait_for_step(number)

    def wait_for_input(self, title: str) -> None:
        """Wait until the input of a title has the focus, whatever else is drawn meanwhile."""
        self.terminal.wait_for(lambda _: any(title in edge for edge in self._focus()[0]))

    def tab(self, times: int = 1) -> None:
        """Press Tab."""
        self.move(*[TAB] * times)

    def fill_in_target(self, app_id: str, environment: str, resource: str) -> None:
        """On the first step, from its first field: fill in the target."""
        for tabs, text in ((0, app_id), (1, environment), (1, resource)):
            self.type(text, tabs=tabs)
        self.terminal.wait_for(f"{app_id} / {environment}")

    def walk(self, *numbers: int) -> None:
        """Go forward, or back, through steps that follow each other."""
        for before, number in itertools.pairwise(numbers):
            if number > before:
                self.next(number)
            else:
                self.back(number)

    def export(self, name: str) -> None:
        """Export to the file that is proposed, which is `name`, and leave."""
        self.terminal.send(ctrl("g"))
        self.terminal.wait_for(re.compile(f"^File +█ {re.escape(name)}", re.MULTILINE))
        self.terminal.send(ENTER)
        self.terminal.wait_for(f"Written to {name}")
        operation = name.removesuffix(".json")
        self.terminal.wait_for(f"aws amplifybackend {operation} --cli-input-json")
        self.terminal.send(ctrl("q"))
        assert self.terminal.exit_status() == 0
