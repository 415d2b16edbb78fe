"""File names and contents that would steer a terminal or show a secret."""

import json
import re
import shlex
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from authwizard.files.formats.yaml_text import parse_yaml
from tests.cli.calls import call, process, written
from tests.request.requests import full
from tests.support.terminal import Terminal

ESCAPE = "\x1b]52;c;aGk=\x07\x9b31m\u202e\u2066\x7f\r\x08"
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def assert_harmless(*texts: str) -> None:
    for text in texts:
        assert not FORBIDDEN.search(text), ascii(text)


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    tree: dict[str, Any] = full() | {"AppId": f"d{ESCAPE}", f"Name{ESCAPE}": ESCAPE}
    pool = tree["ResourceConfig"]["UserPoolConfigs"]
    pool["SignInMethod"] = f"EMAIL{ESCAPE}"
    pool["UserPoolName"] = ESCAPE
    pool["OAuth"]["RedirectSignInURIs"] = [f"http://{ESCAPE}", ESCAPE]
    pool["VerificationMessage"] = {"DeliveryMethod": "EMAIL", "EmailSettings": {"EmailMessage": ESCAPE}}
    return written(tmp_path / f"req{ESCAPE}.json", tree)


@pytest.mark.parametrize(
    "args",
    [
        ("check", "{}"),
        ("check", "--format", "json", "{}"),
        ("export", "{}"),
        ("diff", "{}", "email-optional-totp"),
        ("diff", "--format", "json", "{}", "email-optional-totp"),
        ("presets", "save", "{}", "mine", "--title", ESCAPE),
        ("check", "{}/none.json"),
        ("check", f"./none{ESCAPE}.json"),
        ("check", "--ignore", ESCAPE, "{}"),
        ("check", "--format", ESCAPE, "{}"),
        ("check", f"--{ESCAPE}", "{}"),
        ("export", "email-optional-totp", "-o", f"{ESCAPE}/x.json"),
        ("presets", "show", ESCAPE),
        ("rules", ESCAPE),
        ("{}", "--strict"),
        (ESCAPE,),
    ],
)
def test_nothing_that_a_terminal_obeys_comes_out(hostile: str, args: tuple[str, ...]) -> None:
    done = call(*(arg.replace("{}", hostile) for arg in args))
    assert done.exit_code in (0, 1, 2)
    assert_harmless(done.stdout, done.stderr)


def test_a_preset_with_control_characters_is_listed_and_shown_without_them(hostile: str) -> None:
    assert call("presets", "save", hostile, "mine", "--title", ESCAPE).exit_code == 0
    for args in (("presets",), ("presets", "--format", "json"), ("presets", "show", "mine")):
        done = call(*args)
        assert done.exit_code == 0
        assert_harmless(done.stdout, done.stderr)


@pytest.mark.parametrize("format", ["json", "yaml", "rest", "preset", "amplify-headless"])
def test_an_export_to_a_terminal_escapes_what_it_would_obey_and_means_the_same(
    tmp_path: Path, home: Path, format: str
) -> None:
    tree = full()
    social = tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]
    social["Google"]["ClientId"] = "1\u202e2\x7f3\x9b4\u2066\U000e0041\ufeff.apps.googleusercontent.com"
    source = written(tmp_path / "a.json", tree)
    args = ("export", source, "--redact", "--format", format)
    piped = process(*args)
    assert piped.returncode == 0, piped.stderr
    shell = f"exec {shlex.join([sys.executable, '-m', 'authwizard', *args])} 2>/dev/null"
    with Terminal(["sh", "-c", shell], home=home, directory=tmp_path) as terminal:
        assert terminal.exit_status() == 0
        shown = terminal.raw.decode().replace("\r\n", "\n")
    assert_harmless(shown)
    readers: dict[str, Callable[[str], Any]] = {
        "yaml": lambda text: parse_yaml(text).tree,
        "preset": tomllib.loads,
    }
    parse = readers.get(format, json.loads)
    assert parse(shown) == parse(piped.stdout.decode())
    assert (format == "preset") == ("\x9b" in piped.stdout.decode())


def test_an_exported_request_keeps_such_characters_as_escapes(tmp_path: Path) -> None:
    tree = full()
    social = tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]
    social["Google"]["ClientId"] = "1\u202e2\x7f3\x9b.apps.googleusercontent.com"
    done = call("export", written(tmp_path / "a.json", tree))
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout) == tree
    assert_harmless(done.stdout)


@pytest.mark.parametrize("command", ["check", "diff", "export", "save"])
def test_a_secret_stays_out_of_every_output_but_the_request(tmp_path: Path, command: str) -> None:
    tree = full() | {"AppId": "", "Unknown": 1}
    social = tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]
    social["Google"]["ClientSecret"] = " invented-secret\n"
    social["Facebook"]["ClientSecret"] = {"deep": "invented-secret"}
    social["LoginWithAmazon"]["ClientSecret"] = ["invented-secret"]
    social["SignInWithApple"]["PrivateKey"] = "invented-secret.p8"
    source = written(tmp_path / "a.json", tree)
    args = {
        "check": ("check", source),
        "diff": ("diff", source, "social-all-providers"),
        "export": ("export", source),
        "save": ("presets", "save", source, "mine"),
    }[command]
    done = call(*args)
    assert done.exit_code in (0, 1)
    assert "invented-secret" not in done.output


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"\x00" * 100, b"{" * 100_000, b"[" * 100_000, b"- " * 50_000]
)
def test_bytes_that_are_no_text_end_in_a_report(tmp_path: Path, data: bytes) -> None:
    done = process("check", "-", stdin=data)
    assert done.returncode == 1
    assert b"error[unreadable]" in done.stdout
    assert b"Traceback" not in done.stderr
