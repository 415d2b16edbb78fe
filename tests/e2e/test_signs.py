"""A terminal without pictures gets letters, and no terminal gets what it cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.hands import start
from tests.support.keys import ctrl


@pytest.mark.parametrize("variables", [{"TERM": "linux"}, {"LC_ALL": "POSIX"}])
def test_a_terminal_without_the_signs_gets_ascii(tmp_path: Path, variables: dict[str, str]) -> None:
    with start(tmp_path, "social-all-providers", environment=variables) as terminal:
        terminal.wait_for("1/10 Target")
        terminal.send(ctrl("r"))
        terminal.wait_for("10/10 Review")
        terminal.send(ctrl("o") * 3)
        terminal.wait_for("[+] Sign in with Google")
        terminal.wait_for("Enter next")
        assert terminal.screen_text().isascii()
        terminal.send(ctrl("q"))
