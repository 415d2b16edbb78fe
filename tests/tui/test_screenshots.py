"""The stored screenshots show what the app shows."""

from __future__ import annotations

import difflib

from authwizard.request.steps import STEPS
from tests.screenshots import FOLDER, SIZES, draw_all, shown_text

_REMAKE = "Look at the difference. If it is meant, remake the screenshots: make screenshots"


async def test_the_stored_screenshots_show_the_same_text_as_the_app() -> None:
    drawn = await draw_all()
    stored = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    assert stored.keys() == drawn.keys(), _REMAKE
    differences = [
        line
        for name in sorted(drawn)
        for line in difflib.unified_diff(
            shown_text(stored[name]),
            shown_text(drawn[name]),
            f"stored {name}",
            f"drawn {name}",
            lineterm="",
            n=0,
        )
    ]
    assert not differences, "\n".join([_REMAKE, *differences])


def test_every_step_has_a_screenshot_in_each_size() -> None:
    names = {path.name for path in FOLDER.glob("*.svg")}
    for columns, rows in SIZES:
        for number, step in enumerate(STEPS, 1):
            assert f"{columns}x{rows}-{number:02}-{step.id}.svg" in names
        assert f"{columns}x{rows}-00-start.svg" in names


def test_a_screenshot_s_text_has_its_columns() -> None:
    lines = shown_text((FOLDER / "80x24-05-mfa.svg").read_text(encoding="utf-8"))
    assert " 5/10 MFA" in lines[1]
    assert "^n Next" in lines[-1]
    assert lines[-1].endswith("^q Quit")
    assert max(map(len, lines)) <= 80
