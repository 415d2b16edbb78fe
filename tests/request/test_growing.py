"""A member is declared once: each new one here is a single edit of the declarations in a copy of the package."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import authwizard
from authwizard.request.tree import put

from .requests import full

PACKAGE = Path(authwizard.__file__).parent
POOL = ("ResourceConfig", "UserPoolConfigs")


class Grown:
    """A copy of the package with one edit in it."""

    def __init__(self, folder: Path, file: str, before: str, added: str) -> None:
        shutil.copytree(PACKAGE, folder / "authwizard", ignore=shutil.ignore_patterns("__pycache__"))
        place = folder / "authwizard" / "request" / file
        text = place.read_text(encoding="utf-8")
        assert text.count(before) == 1
        place.write_text(text.replace(before, added + before), encoding="utf-8")
        self._folder = folder

    def run(self, *arguments: str, tree: Any = None) -> str:
        """Run a command of the copy on a request, and return what it prints."""
        (self._folder / "request.json").write_text(json.dumps(tree), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "authwizard", *arguments],
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert "Traceback" not in done.stderr
        return done.stdout

    def rules(self, tree: Any) -> list[tuple[str, str]]:
        """Return the errors of a request: the rule and the member."""
        found = json.loads(self.run("check", "--create", "--format", "json", "request.json", tree=tree))
        problems = found["sources"][0]["problems"]
        return [(item["rule"], item["path"]) for item in problems if item["severity"] == "error"]

    def exported(self, tree: Any, format: str) -> str:
        """Return the request in a format."""
        return self.run("export", "--format", format, "request.json", tree=tree)


TEXT = """    AliasName: Annotated[str, About("Alias", "Another name of the pool.", example="mine")]
"""
CREATE_ONLY = """    AliasName: Annotated[
        str, About("Alias", "Another name of the pool.", example="mine"), Only("userpool-create-only")
    ]
"""
NUMBER = """    HistorySize: Annotated[float, Number(), About("History", "Old passwords.", example=3)]
"""
CHOICE = """        "BY_PASSKEY": Choice("Passkey", "no password"),
"""
PROVIDER = """    Discord: Annotated[
        GoogleProvider,
        About("Discord", "An invented provider.", wire="Discord"),
        Sensitive(),
        Block("Sign in with Discord"),
        Provider({"EMAIL": Claim("email", "email")}),
    ]
"""
DISCORD = (*POOL, "OAuth", "SocialProviderSettings", "Discord")


@pytest.mark.parametrize("added", [TEXT, CREATE_ONLY], ids=["optional", "create-only"])
def test_a_text_member(added: str, tmp_path: Path) -> None:
    grown = Grown(tmp_path, "shapes/user_pool.py", "    Mfa: Annotated[\n", added)
    path = (*POOL, "AliasName")
    good = put(full(), path, "mine")

    assert grown.rules(good) == []
    assert grown.rules(put(full(), path, 7)) == [("type-mismatch", ".".join(path))]
    assert '"AliasName": "mine"' in grown.exported(good, "json")
    assert '"aliasName": "mine"' in grown.exported(good, "rest")
    assert "Another name of the pool." in grown.run("schema")
    updated = grown.run("check", "--update", "--format", "json", "request.json", tree=put({}, path, "mine"))
    assert ("userpool-create-only" in updated) is (added is CREATE_ONLY)


def test_a_second_number(tmp_path: Path) -> None:
    grown = Grown(tmp_path, "shapes/user_pool.py", "    AdditionalConstraints: Annotated[\n", NUMBER)
    path = (*POOL, "PasswordPolicy", "HistorySize")

    assert grown.rules(put(full(), path, 3)) == []
    assert grown.rules(put(full(), path, True)) == [("type-mismatch", ".".join(path))]
    assert '"HistorySize": 3' in grown.exported(put(full(), path, 3), "json")


def test_a_choice(tmp_path: Path) -> None:
    grown = Grown(tmp_path, "choices.py", '        "USERNAME": Choice(', CHOICE)

    assert grown.rules(put(full(), (*POOL, "SignInMethod"), "BY_PASSKEY")) == []
    assert "BY_PASSKEY" in grown.run("schema")


def test_a_provider(tmp_path: Path) -> None:
    grown = Grown(tmp_path, "shapes/oauth.py", "    SignInWithApple: Annotated[\n", PROVIDER)
    credentials = {"ClientId": "one", "ClientSecret": "hidden-two"}

    assert grown.rules(put(full(), DISCORD, credentials)) == []
    assert grown.rules(put(full(), DISCORD, {"ClientId": "one"})) == [
        ("social-incomplete", ".".join((*DISCORD, "ClientSecret")))
    ]
    request = put(put(full(), DISCORD, credentials), (*POOL, "RequiredSignUpAttributes"), ["LOCALE"])
    assert ("social-attr-missing", ".".join(DISCORD)) in grown.rules(request)
    assert "hidden-two" not in grown.run("export", "--redact", "request.json", tree=request)
