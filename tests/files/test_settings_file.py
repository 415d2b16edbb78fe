"""What the wizard remembers of how it is looked at."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from authwizard.files.settings_file import Settings, remember, remembered, settings_path


def test_nothing_is_remembered_at_first_and_looking_writes_nothing(home: Path) -> None:
    assert remembered() == Settings()
    assert list(home.iterdir()) == []
    assert settings_path() == home / "state" / "authwizard" / "settings.json"


def test_each_setting_is_remembered_and_leaves_the_others_alone() -> None:
    remember(theme="nord")
    remember(pane_tab="problems")
    remember(pane_hidden=True)
    assert remembered() == Settings("nord", "problems", pane_hidden=True)
    remember(theme="authwizard-light", pane_hidden=False)
    assert remembered() == Settings("authwizard-light", "problems", pane_hidden=False)
    assert stat.S_IMODE(settings_path().stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", Settings()),
        (b"\xff\x00", Settings()),
        (b"[]", Settings()),
        (b'{"theme": "nord"}', Settings()),
        (b'{"format": 2, "theme": "nord"}', Settings()),
        (b'{"format": 1}', Settings()),
        (b'{"format": 1, "theme": "nord", "more": [1]}', Settings("nord")),
        (b'{"format": 1, "theme": 5, "pane_tab": "json", "pane_hidden": 1}', Settings("", "json")),
        (
            b'{"format": 1, "theme": "\\u001b[2J", "pane_tab": ["json"], "pane_hidden": true}',
            Settings("", "", True),
        ),
    ],
)
def test_of_a_file_that_is_damaged_what_can_be_used_is_taken(content: bytes, found: Settings) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_bytes(content)
    assert remembered() == found
    remember(theme="gruvbox")
    assert remembered().theme == "gruvbox"


def test_a_folder_that_cannot_be_written_is_no_error(home: Path) -> None:
    (home / "state").write_text("a file where the folder belongs", encoding="ascii")
    remember(theme="nord")
    assert remembered() == Settings()


def test_what_is_no_setting_is_refused() -> None:
    with pytest.raises(TypeError):
        remember(colour="red")
