"""A typed secret leaves the memory of the wizard on no way but the export that it is for."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Final

from tests.e2e.hands import Hands, start
from tests.request.requests import KEY
from tests.support.keys import DOWN, ENTER, F1, F2, F3, TAB, ctrl
from tests.support.terminal import Terminal

SECRET: Final = "invented-secret-that-nobody-must-see"
_PATTERN: Final = re.compile(rb"invented-secret|aW52ZW50ZWQtc2VjcmV0")
"""The secret as it is, or in base 64."""


def holding(*folders: Path) -> list[Path]:
    """Return the files that hold the secret."""
    files = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    return sorted(path for path in files if _PATTERN.search(path.read_bytes()))


def look_at_everything(terminal: Terminal) -> None:
    """Open every pane."""
    for key, shown in ((F1, "[Help]"), (F3, "[Problems"), (F2, "[JSON]")):
        terminal.send(key)
        terminal.wait_for(shown)
    terminal.send(F2)
    terminal.wait_for(lambda text: "[JSON]" not in text)


def test_a_typed_secret_is_in_no_byte_but_those_of_its_own_export(home: Path, tmp_path: Path) -> None:
    providers = ("FACEBOOK", "GOOGLE", "AMAZON")
    environment = {f"{provider}_CLIENT_SECRET": "invented-other" for provider in providers}
    environment["APPLE_PRIVATE_KEY"] = KEY
    with start(home, directory=tmp_path, environment=environment) as terminal:
        hands = Hands(terminal)
        hands.pick_preset("social-all-providers")
        hands.fill_in_target("d1a2b3c4d5", "dev", "myauth")
        hands.walk(1, 2, 4, 5, 6, 7)
        hands.type_the_secret(SECRET, tabs=2)
        look_at_everything(terminal)
        terminal.wait_for("draft kept")

        # A preset, which holds what is no secret.
        terminal.send(ctrl("s"))
        terminal.wait_for("Save as preset")
        terminal.send("ours", ENTER)
        terminal.wait_for(lambda _: (home / "config/authwizard/presets/ours.toml").exists())
        hands.walk(7, 8, 9, 10)
        look_at_everything(terminal)
        assert not holding(home, tmp_path)

        # Another wizard on that preset knows nothing of it.
        with start(home, "ours", directory=tmp_path, environment=environment) as other:
            other.wait_for("1/10 Target")
            other.send(ctrl("g"))
            other.wait_for("10/10 Review")
            other.send(ctrl("q"))
            other.exit_status()
            assert not _PATTERN.search(other.raw)

        # Its own export is the one place where it belongs.
        terminal.send(ctrl("g"))
        terminal.wait_for(re.compile("^File +█ create-backend-auth.json", re.MULTILINE))
        terminal.send(ENTER)
        terminal.wait_for("mode 0600, so only you may read it")
        terminal.send(ctrl("q"))
        assert terminal.exit_status() == 0
        assert not _PATTERN.search(terminal.raw)
    export = tmp_path / "create-backend-auth.json"
    assert holding(home, tmp_path) == [export]
    tree = json.loads(export.read_bytes())
    social = tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]
    assert social["Facebook"]["ClientSecret"] == SECRET
    assert social["Google"]["ClientSecret"] == "invented-other"


_CRASH: Final = """
import sys
from authwizard.tui.screens.wizard import WizardScreen
from authwizard.tui import run
def fail(screen):
    secrets = dict(screen.session.draft.secrets)
    raise RuntimeError([secret.value for secret in secrets.values()])
WizardScreen.action_review = fail
from authwizard.files.source import load
sys.exit(run(load(sys.argv[1])))
"""


def test_an_internal_error_leaves_one_sentence_and_no_secret(home: Path, tmp_path: Path) -> None:
    source = tmp_path / "request.json"
    facebook = {"ClientId": "1234567890", "ClientSecret": SECRET}
    oauth = {"SocialProviderSettings": {"Facebook": facebook}}
    source.write_text(json.dumps({"ResourceConfig": {"UserPoolConfigs": {"OAuth": oauth}}}), encoding="ascii")
    with Terminal([sys.executable, "-c", _CRASH, str(source)], home=home, directory=tmp_path) as terminal:
        terminal.wait_for("1/10 Target")
        terminal.send(TAB, DOWN, ctrl("r"))
        assert terminal.exit_status() == 1
        text = terminal.screen_text()
        assert "authwizard stopped because of an error of its own (RuntimeError in" in text
        assert "Traceback" not in text
        assert not _PATTERN.search(terminal.raw)
    assert holding(home) == []
