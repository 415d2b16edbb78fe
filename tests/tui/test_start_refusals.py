"""The start screen and other programs' files: refused in a line there, and what is taken is explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from authwizard.tui.app import WizardApp
from tests.request.requests import plain
from tests.tui.driving import Hand, running


async def open_path(hand: Hand, path: str) -> None:
    await hand.press("ctrl+f")
    hand.app.screen.query_one("#path", Input).value = path
    await hand.settle()
    await hand.press("enter")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": "a", "version": "1", "scripts": {}}', "This seems to be an npm package.json, not an auth"),
        ('{"hello": "world"}', "This is no auth request: it has none of a request's members."),
    ],
)
async def test_what_is_no_request_is_refused_in_a_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "some.json"
    path.write_text(text, encoding="utf-8")
    async with running(WizardApp(), (120, 40)) as hand:
        await open_path(hand, str(path))
        assert said in hand.prose("#error")


async def test_an_answer_opens_as_an_update_of_a_known_state(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({**plain(), "Error": None}), encoding="utf-8")
    async with running(WizardApp(), (120, 40)) as hand:
        await open_path(hand, str(path))
        assert hand.draft.operation == "update"
        assert hand.draft.baseline is not None
        assert any("only a creation can set it" in note for note in hand.session.notes)
