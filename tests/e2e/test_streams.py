"""The wizard in a terminal whose standard error goes elsewhere."""

from __future__ import annotations

from pathlib import Path

from tests.cli.calls import PROGRAM
from tests.support.keys import ctrl
from tests.support.terminal import Terminal


def test_standard_error_in_a_file_does_not_keep_the_wizard_from_the_terminal(
    home: Path, tmp_path: Path
) -> None:
    errors = tmp_path / "errors"
    command = ["sh", "-c", 'exec "$@" 2>"$0"', str(errors), *map(str, PROGRAM), "--create"]
    with Terminal(command, home=home) as terminal:
        terminal.wait_for("1/10 Target")
        terminal.send(ctrl("q"))
        assert terminal.exit_status() == 0
    assert errors.read_bytes() == b""
