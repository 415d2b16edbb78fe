"""Enter alone leads through the wizard: on, never back, and into nothing beside the way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from authwizard.request.operation import BOTH, Operation
from tests.e2e.hands import Hands, start
from tests.request.requests import full
from tests.support.keys import ENTER
from tests.support.terminal import Terminal

_MOST_KEYS = 120


def test_three_answers_and_their_enters_in_one_write_fill_three_fields(home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path) as terminal:
        terminal.wait_for("New sign-in system")
        terminal.send(ENTER)
        Hands(terminal).wait_for_step(1)
        terminal.send("d1a2b3c4d5\rdev\rmyauth\r")
        terminal.wait_for("d1a2b3c4d5 / dev")
        for answer in ("d1a2b3c4d5", "dev", "myauth"):
            terminal.wait_for(re.compile(rf"^ +{answer}\b", re.MULTILINE))
        # The third Enter has left the last field: one more turns the step.
        terminal.send(ENTER)
        Hands(terminal).wait_for_step(2)


def shown_step(terminal: Terminal) -> int:
    """Return the number of the step that is shown; a dialog or the side pane would cover it."""
    lines = terminal.screen_text().split("\n")
    found = re.search(r" (\d+)/10 ", f"{lines[1]} ")
    assert found, "\n".join(lines)
    assert "Cancel" not in terminal.screen_text()
    assert "Esc closes" not in terminal.screen_text()
    return int(found[1])


@pytest.mark.parametrize("operation", BOTH)
def test_enter_leads_from_the_first_question_to_the_export_and_never_back(
    operation: Operation, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "request.json").write_text(json.dumps(full(operation)))
    with start(home, f"--{operation}", "request.json", directory=tmp_path) as terminal:
        hands = Hands(terminal)
        hands.wait_for_step(1)
        steps = [1]
        for _ in range(_MOST_KEYS):
            before = hands._focus(), steps[-1]
            terminal.send(ENTER)
            terminal.wait_for(lambda _, before=before: (hands._focus(), shown_step(terminal)) != before)  # type: ignore[misc]  # bound early
            terminal.wait_quiet(0.1)
            steps.append(shown_step(terminal))
            if steps[-1] == 10:
                break
        assert steps == sorted(steps)
        assert set(steps) == set(range(1, 11)) - ({4} if operation == "update" else set())
        terminal.wait_for(f"█ {operation}-backend-auth.json")
        terminal.send(ENTER)
        terminal.wait_for(f"Written to {operation}-backend-auth.json")
    written = json.loads((tmp_path / f"{operation}-backend-auth.json").read_text())
    assert written == full(operation)
