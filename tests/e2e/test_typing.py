"""What is typed faster than the wizard paints arrives all the same."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.hands import Hands, start
from tests.support.keys import BACKSPACE, END


def test_keys_typed_at_once_lose_nothing(home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path) as terminal:
        hands = Hands(terminal)
        hands.pick_preset("spa-code-grant")
        for text in ("d1a2b3c4d5", "d9z8y7x6w5v4u3t2s1r0", "dqponmlkjihgfe", "d0123456789") * 2:
            # All in one write, so that answers are still under way while the next keys arrive.
            terminal.send(text)
            terminal.wait_for(f"█ {text}\n")
            terminal.wait_for(f"{len(text)} of 20")
            terminal.wait_for(f"· {text} ")
            terminal.send(END + BACKSPACE * len(text))
            terminal.wait_for("█ e.g. d1a2b3c4d5")
            terminal.wait_for("no target yet")
