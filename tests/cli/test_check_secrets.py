"""`check` and references to secrets: a note where they do not resolve here, an error and a verdict with --resolve."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import TARGET, call

SOCIAL = "request.ResourceConfig.UserPoolConfigs.OAuth.SocialProviderSettings"


@pytest.fixture
def preset(tmp_path: Path) -> str:
    """A preset that has a secret in the environment and Apple's key in a file."""
    file = tmp_path / "social.toml"
    shipped = Path(__file__).parents[2] / "presets" / "update-offer-totp.toml"
    file.write_text(
        f"{shipped.read_text(encoding='utf-8')}\n"
        f'[{SOCIAL}.Google]\nClientId = "1.apps.googleusercontent.com"\nClientSecret = {{ env = "G_SECRET" }}\n'
        f'[{SOCIAL}.SignInWithApple]\nClientId = "com.example.web"\nTeamId = "ABCDE12345"\n'
        f'KeyId = "ABCDE12345"\nPrivateKey = {{ file = "apple.p8" }}\n',
        encoding="utf-8",
    )
    return str(file)


def found(preset: str, *options: str, secret: str | None = None) -> tuple[int, list[dict[str, Any]]]:
    done = call(
        "check", "--format", "json", *TARGET, *options, preset, env={"G_SECRET": secret} if secret else None
    )
    assert "invented" not in done.output
    [source] = json.loads(done.stdout)["sources"]
    unresolved = [item for item in source["problems"] if item["rule"] == "secret-unresolved"]
    if "--resolve" not in options:
        assert source["valid"] == all(item["severity"] != "error" for item in source["problems"])
    return done.exit_code, unresolved


def rules(preset: str, *options: str, secret: str) -> set[str]:
    done = call("check", "--format", "json", *TARGET, *options, preset, env={"G_SECRET": secret})
    return {item["rule"] for item in json.loads(done.stdout)["sources"][0]["problems"]}


def test_each_reference_that_does_not_resolve_here_is_a_note(preset: str) -> None:
    _, unresolved = found(preset)
    assert [(item["severity"], item["path"].rpartition("Settings.")[2]) for item in unresolved] == [
        ("note", "Google.ClientSecret"),
        ("note", "SignInWithApple.PrivateKey"),
    ]
    assert unresolved[0]["message"] == 'The environment variable "G_SECRET" is not set.'


def test_with_resolve_it_is_an_error(preset: str) -> None:
    status, unresolved = found(preset, "--resolve", secret="invented-secret")
    assert status == 1
    assert [(item["severity"], item["path"].rpartition(".")[2]) for item in unresolved] == [
        ("error", "PrivateKey")
    ]


def test_with_resolve_the_values_are_judged(preset: str) -> None:
    (Path(preset).parent / "apple.p8").write_text("invented, and no key", encoding="utf-8")
    assert "apple-key-not-key" not in rules(preset, secret="invented-secret")
    assert "apple-key-not-key" in rules(preset, "--resolve", secret="invented-secret")
    assert found(preset, secret="invented-secret")[1] == []


def test_the_note_can_be_ignored_and_never_fails(preset: str) -> None:
    before, _ = found(preset, "--strict")
    after, unresolved = found(preset, "--strict", "--ignore", "secret-unresolved")
    assert (before, unresolved) == (after, [])
