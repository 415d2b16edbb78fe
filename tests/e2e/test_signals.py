"""Stopped and continued, hung up on, or sent what is no text: the wizard goes on, or ends and keeps the draft."""

from __future__ import annotations

import re
import signal
import termios
from pathlib import Path
from typing import Final

import pytest

from tests.e2e.hands import Hands, start
from tests.support.keys import ENTER, ctrl
from tests.support.terminal import Terminal

_STOPS: Final = {
    "SIGCONT alone": (signal.SIGCONT,),
    "SIGCONT three times": (signal.SIGCONT,) * 3,
    "SIGSTOP": (signal.SIGSTOP, signal.SIGCONT),
    "SIGTSTP": (signal.SIGTSTP, signal.SIGCONT),
}


def open_new(terminal: Terminal) -> None:
    """From the start screen, begin a new request."""
    terminal.wait_for("New sign-in system")
    terminal.send(ENTER)
    Hands(terminal).wait_for_step(1)


def type_an_app_id(terminal: Terminal) -> None:
    """In the first step: answer its first question."""
    hands = Hands(terminal)
    hands.wait_for_input("App ID")  # what a continued wizard draws anew looks like any key's effect
    hands.type("d1a2b3c4d5")
    terminal.wait_for("· d1a2b3c4d5")


def send(terminal: Terminal, signals: tuple[signal.Signals, ...]) -> None:
    """Send signals; one that stops the wizard has had its effect before the next."""
    for number in signals:
        terminal.send_signals(number)
        if number in (signal.SIGSTOP, signal.SIGTSTP):
            terminal.wait_until_stopped()


@pytest.mark.parametrize("name", _STOPS)
def test_a_wizard_that_was_continued_works_on_and_gives_the_terminal_back(
    name: str, home: Path, tmp_path: Path
) -> None:
    with start(home, directory=tmp_path) as terminal:
        before = terminal.modes()
        open_new(terminal)
        send(terminal, _STOPS[name])
        type_an_app_id(terminal)
        terminal.send(ctrl("q"))
        assert terminal.exit_status() == 0
        assert "Draft kept: authwizard continues it." in terminal.screen_text()
        assert terminal.modes() == before


def test_a_terminal_that_a_shell_has_taken_meanwhile_is_taken_back(home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path) as terminal:
        before = terminal.modes()
        open_new(terminal)
        send(terminal, (signal.SIGSTOP,))
        terminal.set_modes(before)
        send(terminal, (signal.SIGCONT,))
        terminal.wait_for(lambda _: not terminal.modes()[3] & termios.ICANON)
        type_an_app_id(terminal)
        terminal.send(ctrl("q"))
        assert terminal.exit_status() == 0
        assert "Draft kept: authwizard continues it." in terminal.screen_text()
        assert terminal.modes() == before


def test_a_terminal_that_is_closed_ends_the_wizard_and_the_draft_is_kept(home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path) as terminal:
        open_new(terminal)
        type_an_app_id(terminal)
        assert terminal.hang_up() == 128 + signal.SIGHUP
    with start(home, directory=tmp_path) as terminal:
        terminal.wait_for("CONTINUE")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x80", b"\xe9t\xe9", b"\x1b[<999999999999;1;1M", b"\x1b[M\xff\xff\xff"]
)
def test_bytes_that_are_no_text_cost_nothing_but_themselves(data: bytes, home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path) as terminal:
        open_new(terminal)
        Hands(terminal).tab()
        terminal.send_bytes(data)
        terminal.wait_quiet(0.3)
        terminal.send("d1")
        terminal.wait_for(re.compile(r"^ authwizard · create · .*d1 ", re.MULTILINE))
