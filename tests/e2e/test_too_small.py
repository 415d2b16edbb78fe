"""Below the smallest usable size one line says so, nothing else is drawn, and no key changes what is not seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.hands import Hands, start
from tests.support.keys import ENTER, ctrl
from tests.support.terminal import Terminal

NEEDED = "40x10 needed, ^q quits"


def wait_for_line(terminal: Terminal, columns: int) -> None:
    """Wait until the line, as much of it as there is room for, is all that the screen shows."""
    terminal.wait_for(lambda text: text.strip() == NEEDED[:columns].strip())


@pytest.mark.parametrize(("columns", "rows"), [(39, 24), (80, 9), (6, 6), (5, 40), (1, 1)])
def test_a_terminal_that_is_too_small_from_the_start_shows_one_line(
    columns: int, rows: int, home: Path, tmp_path: Path
) -> None:
    with start(home, columns=columns, rows=rows, directory=tmp_path) as terminal:
        before = terminal.modes()
        wait_for_line(terminal, columns)
        terminal.send(ctrl("q"))
        assert terminal.exit_status() == 0
        assert terminal.modes() == before


def test_what_is_pressed_unseen_changes_nothing_and_with_room_all_is_back(home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path) as terminal:
        terminal.wait_for("New sign-in sy")
        shown = terminal.wait_quiet(0.3)
        for columns, rows in ((30, 8), (5, 5), (6, 2), (1, 1)):
            terminal.resize(columns, rows)
            wait_for_line(terminal, columns)
            terminal.send(ENTER, "x", ctrl("p"))
            terminal.click(0, 0)
        terminal.wait_quiet(0.2)
        terminal.resize(80, 24)
        terminal.wait_for("New sign-in sy")
        assert terminal.wait_quiet(0.3) == shown


def test_the_smallest_size_that_is_drawn_can_be_worked_in(home: Path, tmp_path: Path) -> None:
    with start(home, columns=40, rows=10, directory=tmp_path) as terminal:
        terminal.wait_for("New sign-i")
        terminal.send(ENTER)
        terminal.wait_for("App ID")
        terminal.wait_for("^q Quit")


def test_quitting_unseen_keeps_the_draft(home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path) as terminal:
        hands = Hands(terminal)
        terminal.wait_for("New sign-in sy")
        terminal.send(ENTER)
        hands.wait_for_step(1)
        hands.type("d1a2b3c4d5")
        terminal.resize(20, 5)
        wait_for_line(terminal, 20)
        terminal.send(ctrl("q"))
        assert terminal.exit_status() == 0
    with start(home, directory=tmp_path) as terminal:
        terminal.wait_for("CONTINUE")
