"""A wizard that is killed loses the last second and typed secrets, and says which secrets those are."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Final

from tests.e2e.hands import Hands, start
from tests.support.keys import ENTER, ctrl
from tests.support.terminal import Terminal

SECRET: Final = "invented-secret-that-nobody-must-see"


def drafts(home: Path) -> list[Path]:
    return list((home / "state").rglob("*.json"))


def everything_below(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def type_a_facebook_secret(hands: Hands) -> None:
    """On the step of the social providers, with all four on: replace Facebook's reference by a typed secret."""
    hands.type_the_secret(SECRET, tabs=2)


def wait_for_draft(terminal: Terminal, home: Path, part: bytes) -> None:
    """Wait, while the program runs, until its draft holds a text."""
    terminal.wait_for(lambda _: any(part in path.read_bytes() for path in drafts(home)))


def test_after_a_kill_the_draft_goes_on_and_the_lost_secret_is_named(home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path) as terminal:
        hands = Hands(terminal)
        hands.pick_preset("social-all-providers")
        hands.type("d1a2b3c4d5")
        hands.walk(1, 2, 4, 5, 6, 7)
        type_a_facebook_secret(hands)
        hands.next(8)
        hands.replace("12", "17", tabs=1)
        wait_for_draft(terminal, home, b'"MinimumLength": 17')
        terminal.kill()
        assert terminal.exit_status() < 0
        assert SECRET.encode() not in terminal.raw

    (draft,) = drafts(home)
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert SECRET.encode() not in everything_below(home)

    with start(home, directory=tmp_path) as terminal:
        hands = Hands(terminal)
        terminal.wait_for("CONTINUE")
        # The draft is the first entry, and what it lost is named before it is opened.
        terminal.wait_for("App secret of Facebook")
        terminal.send(ENTER)
        # It opens where it was left.
        terminal.wait_for("8/10 Password policy")
        terminal.wait_for("App secret of Facebook")
        terminal.wait_for("d1a2b3c4d5")
        terminal.wait_for(re.compile(r"█ 17\b"))
        terminal.send(ctrl("q"))
        assert terminal.exit_status() == 0
        assert "Draft kept" in terminal.screen_text()
        assert SECRET.encode() not in terminal.raw
