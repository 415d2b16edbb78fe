"""A hostile preset in a real terminal: none of its control bytes arrives there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from authwizard.request.steps import STEPS
from tests.e2e.hands import Hands, start
from tests.support.keys import F1, F2, F3, F8, ctrl
from tests.support.terminal import Terminal
from tests.tui.hostile import FORBIDDEN, HOSTILE, texts, write, wrong_types

_PROTOCOL: Final = re.compile(r"\x1b(?:\[[0-9:;<=>?]*[ -/]*[@-~]|[78=>]|\([0AB]|\]22;[a-z]*\x07)")
"""What Textual says to a terminal: control sequences, the cursor kept and restored, the shape of the pointer."""
_PLANTED: Final = ("\x1b]52", "\x1b[999;999H", "\x9b", "\x9d", "\x7f", "\u202e", "\u2066", "\u200b", "\x00")


def assert_harmless(terminal: Terminal) -> None:
    """Show that what the terminal got is protocol and visible text, and nothing that the preset planted."""
    text = terminal.raw.decode("utf-8")
    for planted in _PLANTED:
        assert planted in HOSTILE
        assert planted not in text, ascii(planted)
    rest = _PROTOCOL.sub("", text)
    found = FORBIDDEN.search(rest.replace("\r\n", "\n"))
    assert not found, ascii(rest[max(0, found.start() - 40) : found.end() + 40])


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_no_control_byte_of_a_hostile_preset_reaches_the_terminal(
    home: Path, tmp_path: Path, columns: int, rows: int
) -> None:
    write(home / "config" / "authwizard" / "presets" / "hostile.toml", texts())
    with start(home, directory=tmp_path, columns=columns, rows=rows) as terminal:
        terminal.wait_for("YOUR PRESETS")
        terminal.click_on("[@click=app.exit]link[/]")
        for step in STEPS:
            terminal.wait_for(step.heading)
            terminal.wait_quiet(0.1)
            terminal.send(F8)
        for key, shown in ((F1, "[Help]"), (F3, "[Problems"), (F2, "[JSON]")):
            terminal.send(key)
            terminal.wait_for(shown)
        terminal.wait_for("[@click=app.exit]link[/]")
        terminal.send(ctrl("q"))
        assert terminal.exit_status() == 0
        assert_harmless(terminal)


def test_wrong_types_everywhere_open_and_can_be_walked_through(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "hostile.toml", wrong_types())
    with start(home, str(path), directory=tmp_path) as terminal:
        hands = Hands(terminal)
        hands.wait_for_step(1)
        hands.walk(*range(1, 11))
        terminal.send(F3)
        terminal.wait_for("[Problems")
        terminal.send(ctrl("q"))
        assert terminal.exit_status() == 0
        assert_harmless(terminal)
