"""Hands that work the wizard in a terminal, and see where its focus is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from authwizard.files.presets import list_presets
from authwizard.request.steps import REVIEW, STEPS
from tests.cli.calls import PROGRAM
from tests.support.keys import BACKSPACE, DOWN, END, ENTER, TAB, UP, ctrl
from tests.support.terminal import Terminal

_ENTRIES_BEFORE_PRESETS: Final = 3
_TYPED_AT_ONCE: Final = 30


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


class Hands:
    """Work the wizard by its keys; each waits until the screen shows what it did."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    # Seeing

    def _focus(self) -> tuple[tuple[str, ...], str]:
        """Return how the focus is drawn: the edge of a focused input with what stands around it, and what stands out.

        The highlighted line of a list is bold and underlined, a focused button bold and reversed. An input has an
        edge only while it is focused; its blinking cursor is reversed alone.
        """
        edges, outstanding = [], ""
        screen = self.terminal.screen
        for row in range(screen.lines):
            cells = [screen.buffer[row][column] for column in range(screen.columns)]
            if any(cell.data == "█" for cell in cells[:4]):
                edges.append(f"{row} {screen.display[max(0, row - 2)]}")
            outstanding += "".join(
                cell.data for cell in cells if cell.bold and (cell.underscore or cell.reverse)
            )
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
        self.terminal.send(ENTER)
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
        """Replace what stands in the input `tabs` fields on."""
        self.tab(tabs)
        self.terminal.wait_for(f"█ {old}")
        self.terminal.send(END + BACKSPACE * len(old))
        self.terminal.wait_for(lambda text: f"█ {old}" not in text and "█ e.g. " in text)
        self.type(new)

    # Going about

    def pick_preset(self, name: str) -> None:
        """Choose a preset from the list of the start screen."""
        names = [preset.name for preset in list_presets()]
        self.terminal.wait_for("From a preset")
        self.move(*[DOWN] * (_ENTRIES_BEFORE_PRESETS + names.index(name)))
        self.terminal.send(ENTER)
        self.wait_for_step(1)

    def wait_for_step(self, number: int) -> None:
        """Wait until a step is shown and something in it has the focus."""
        self.terminal.wait_for(f"{number}/{len(STEPS)} {STEPS[number - 1].title} ")
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

    def tab_to(self, title: str) -> None:
        """Press Tab, and wait until the input of a title has the focus, whatever else is drawn meanwhile."""
        self.terminal.send(TAB)
        self.terminal.wait_for(lambda _: any(title in edge for edge in self._focus()[0]))

    def tab(self, times: int = 1) -> None:
        """Press Tab."""
        self.move(*[TAB] * times)

    def fill_in_target(self, app_id: str, environment: str, resource: str) -> None:
        """On the first step, from its first field: fill in the target."""
        for text in (app_id, environment, resource):
            self.type(text, tabs=1)
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
        self.terminal.wait_for(re.compile(f"^ █ {re.escape(name)}", re.MULTILINE))
        self.terminal.send(ENTER)
        self.terminal.wait_for(f"Written to {name}")
        operation = name.removesuffix(".json")
        self.terminal.wait_for(f"aws amplifybackend {operation} --cli-input-json")
        self.terminal.send(ctrl("q"))
        assert self.terminal.exit_status() == 0
