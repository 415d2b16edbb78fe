"""The terminal that the end-to-end tests use behaves as a real one does to a Textual program."""

import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.keys import DOWN, ENTER, F1, F5, SHIFT_TAB, TAB, ctrl
from tests.support.terminal import Terminal

_WAITING = """
import time
print("up")
while True:  # not one long wait: Python loses an interrupt that comes right before it
    time.sleep(0.01)
"""

BARE_APP = [sys.executable, str(Path(__file__).with_name("bare_app.py"))]


def python(code: str) -> list[str]:
    """Return the command that runs `code`."""
    return [sys.executable, "-c", code]


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Terminal]:
    """The bare app, ready, at 80×24."""
    with Terminal(BARE_APP, home=tmp_path) as terminal:
        terminal.wait_for("size: 80x24")
        terminal.wait_for("heard: focus text")
        yield terminal


def test_typed_text_function_keys_and_control_keys_arrive(bare: Terminal) -> None:
    bare.send("grüße 你好", ENTER)
    bare.wait_for("typed: <grüße 你好> 8")
    bare.wait_for("heard: enter")
    for key, name in ((ctrl("n"), "ctrl+n"), (F1, "f1"), (F5, "f5")):
        bare.send(key)
        bare.wait_for(f"heard: {name}")


def test_tab_and_shift_tab_move_the_focus(bare: Terminal) -> None:
    bare.send(TAB, TAB)
    bare.wait_for("heard: focus quit")
    bare.send(SHIFT_TAB)
    bare.wait_for("heard: focus press")


def test_a_paste_arrives_as_one_text(bare: Terminal) -> None:
    bare.paste("first line\nsecond line")
    bare.wait_for("typed: <first line> 10")


def test_a_paste_longer_than_the_buffer_of_the_terminal_arrives_whole(bare: Terminal) -> None:
    bare.paste("x" * 200_000)
    bare.wait_for("> 200000")


def test_clicks_land_on_the_cell_that_shows_the_text(bare: Terminal) -> None:
    bare.click_on("好 me")
    bare.wait_for("pressed: press")
    bare.click(2, 0)
    bare.wait_for("heard: focus text")


def test_a_new_size_reaches_the_program_and_the_screen(bare: Terminal) -> None:
    bare.resize(120, 40)
    text = bare.wait_for("size: 120x40")
    assert len(text.split("\n")) == 40
    bare.resize(60, 15)
    bare.wait_for(re.compile(r"^size: 60x15$", re.MULTILINE))


def test_the_program_sees_an_answer_to_its_questions(bare: Terminal) -> None:
    # Textual asks for synchronised output, and uses it only if the terminal answers that it has it.
    bare.send("a")
    bare.wait_for("typed: <a>")
    assert b"\x1b[?2026$p" in bare.raw
    assert b"\x1b[?2026h" in bare.raw


def test_leaving_gives_the_exit_status_and_the_main_screen_back(bare: Terminal) -> None:
    bare.click_on("Quit")
    assert bare.exit_status() == 7
    assert bare.screen_text().strip() == "goodbye"


def test_waiting_in_vain_draws_the_screen(bare: Terminal) -> None:
    drawn = r"(?s)not within 0.05 s: 'no such text' \(it runs\).*size: 80x24"
    with pytest.raises(AssertionError, match=drawn):
        bare.wait_for("no such text", timeout=0.05)


def test_waiting_takes_a_condition(bare: Terminal) -> None:
    bare.send("abc")
    assert "<abc>" in bare.wait_for(lambda text: "typed: <abc>" in text)


def test_quiet_comes_after_the_last_output(bare: Terminal) -> None:
    bare.send("quiet")
    assert "typed: <quiet>" in bare.wait_quiet()


def test_a_program_that_ends_early_is_reported_at_once(tmp_path: Path) -> None:
    with Terminal(python("print('so far'); raise SystemExit(3)"), home=tmp_path) as terminal:
        with pytest.raises(AssertionError, match=r"(?s)ended before.*so far"):
            terminal.wait_for("never")
        assert terminal.exit_status() == 3


@pytest.mark.parametrize(("end", "number"), [("kill", signal.SIGKILL), ("terminate", signal.SIGTERM)])
def test_a_signal_ends_the_program(tmp_path: Path, end: str, number: signal.Signals) -> None:
    with Terminal(python("print('up'); input()"), home=tmp_path) as terminal:
        terminal.wait_for("up")
        getattr(terminal, end)()
        assert terminal.exit_status() == -number


def test_control_c_interrupts_as_in_a_terminal(tmp_path: Path) -> None:
    with Terminal(python(_WAITING), home=tmp_path) as terminal:
        terminal.wait_for("up")
        terminal.send(ctrl("c"))
        terminal.wait_for("KeyboardInterrupt")
        assert terminal.exit_status() == -signal.SIGINT


def test_an_interrupt_arrives_even_where_the_tests_run_in_the_background(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Terminal(python(_WAITING), home=tmp_path) as terminal:
            terminal.wait_for("up")
            terminal.send(ctrl("c"))
            assert terminal.exit_status() == -signal.SIGINT
    finally:
        signal.signal(signal.SIGINT, before)


def test_the_program_is_reaped_even_when_the_test_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Terminal(python("input()"), home=tmp_path) as terminal:
        raise ZeroDivisionError
    with pytest.raises(ProcessLookupError):
        os.kill(terminal.pid, 0)


def test_the_environment_is_built_from_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FROM_OUTSIDE", "1")
    code = "from os import environ as e, getcwd; print('FROM_OUTSIDE' in e, e['MINE'], e['HOME'] == getcwd())"
    with Terminal(python(code), home=tmp_path, environment={"MINE": "yes"}) as terminal:
        terminal.wait_for("False yes True")


def test_the_cursor_position_is_told(tmp_path: Path) -> None:
    code = (
        "import sys, tty; tty.setcbreak(0); sys.stdout.write('ab\\x1b[6n'); sys.stdout.flush(); "
        "answer = sys.stdin.read(6); print(repr(answer))"
    )
    with Terminal(python(code), home=tmp_path) as terminal:
        terminal.wait_for(r"'\x1b[1;3R'")


def test_arrow_keys_have_a_name(tmp_path: Path) -> None:
    code = "import sys, tty; tty.setcbreak(0); print('up', flush=True); print(repr(sys.stdin.read(3)))"
    with Terminal(python(code), home=tmp_path) as terminal:
        terminal.wait_for("up")
        terminal.send(DOWN)
        terminal.wait_for(r"'\x1b[B'")


@pytest.mark.parametrize("letter", ["", "1", "nn", "ä"])
def test_only_letters_have_a_control_character(letter: str) -> None:
    with pytest.raises(ValueError, match="no control character"):
        ctrl(letter)
