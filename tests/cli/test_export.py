"""`authwizard export`: what is written, where, and what refuses it."""

import json
import stat
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from authwizard.files.formats.table import FORMATS
from authwizard.files.source import load
from authwizard.request.tree import drop, pool, put
from tests.cli.calls import TARGET, call, process, written
from tests.files.writing import BACK_WHOLE, WRITABLE, losses
from tests.request.requests import full, plain
from tests.support.terminal import Terminal

SECRETS = {
    "FACEBOOK_CLIENT_SECRET": "invented-facebook",
    "GOOGLE_CLIENT_SECRET": "invented-google",
    "AMAZON_CLIENT_SECRET": "invented-amazon",
    "APPLE_PRIVATE_KEY": full()["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"][
        "SignInWithApple"
    ]["PrivateKey"],
}


def exported(*args: str, env: dict[str, str] | None = None) -> Any:
    """Return the JSON that an export prints."""
    done = call("export", *args, env=env)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_request_comes_out_in_the_apis_order(tmp_path: Path) -> None:
    tree = exported(written(tmp_path / "request.json", plain()))
    assert tree == plain()
    assert list(tree) == ["AppId", "BackendEnvironmentName", "ResourceConfig", "ResourceName"]


@pytest.mark.parametrize("operation", ["create", "update"])
def test_an_exported_file_checks_clean_and_exports_to_itself(tmp_path: Path, operation: Any) -> None:
    source = written(tmp_path / "request.json", full(operation))
    for name in ("a.json", "a.yaml"):
        file = tmp_path / name
        assert call("export", source, f"--{operation}", "-o", str(file)).exit_code == 0
        assert call("check", f"--{operation}", str(file)).exit_code == 0
    again = exported(str(tmp_path / "a.yaml"), f"--{operation}")
    assert again == exported(str(tmp_path / "a.json"), f"--{operation}") == full(operation)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.json", '{\n  "AppId"'),
        ("a.yaml", "AppId:"),
        ("a.yml", "AppId:"),
        ("a.toml", "format = 1"),
        ("a", "{\n"),
    ],
)
def test_the_suffix_tells_the_format(tmp_path: Path, name: str, start: str) -> None:
    file = tmp_path / name
    done = call("export", written(tmp_path / "request.json", plain()), "-o", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    assert file.read_text(encoding="utf-8").startswith(start)
    assert f"Wrote {file}." in done.stderr


def test_the_option_beats_the_suffix(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    source = written(tmp_path / "request.json", plain())
    assert call("export", source, "--format", "rest", "-o", str(file)).exit_code == 0
    call_of_the_service = json.loads(file.read_text(encoding="utf-8"))
    assert set(call_of_the_service) == {"method", "path", "body"}
    assert exported(source, "--format", "amplify-headless")["version"] == 2


@pytest.mark.parametrize("format", WRITABLE)
@pytest.mark.parametrize("operation", ["create", "update"])
def test_what_a_format_does_not_hold_or_adds_is_said_before_the_file_is_written(
    tmp_path: Path, format: str, operation: Any
) -> None:
    request = drop(full(operation), pool("Mfa", "Settings", "SmsMessage"))
    request = put(request, pool("Mfa", "Settings", "MfaTypes"), ["TOTP"])
    source = written(tmp_path / "in.json", request)
    said = losses(load(source, operation=operation).draft, format)
    assert bool(said) == (format not in BACK_WHOLE)
    done = call("export", source, f"--{operation}", "--format", format, "-o", str(tmp_path / "out"))
    if FORMATS[format].puts_names and operation == "update":
        assert done.exit_code == 1
        assert (said[0][1:] in done.stderr, (tmp_path / "out").exists()) == (True, False)
        return
    assert done.exit_code == 0
    told, _, after = done.stderr.partition("Wrote ")
    assert all(f"\n  {sentence}\n" in told for sentence in said)
    assert after
    if not FORMATS[format].is_folder:
        printed = call("export", source, f"--{operation}", "--format", format)
        assert all(f"\n  {sentence}\n" in printed.stderr for sentence in said)


def test_json_is_plain_ascii(tmp_path: Path) -> None:
    tree = full()
    tree["ResourceConfig"]["UserPoolConfigs"]["VerificationMessage"] = {
        "DeliveryMethod": "EMAIL",
        "EmailSettings": {"EmailMessage": "Grüße 😀 {####}", "EmailSubject": "Grüße"},
    }
    done = process("export", written(tmp_path / "request.json", tree))
    assert done.stdout.isascii()
    assert json.loads(done.stdout) == tree


def test_references_become_the_secrets_and_the_file_is_private(tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    done = call("export", "social-all-providers", *TARGET, "-o", str(file), env=SECRETS)
    assert done.exit_code == 0, done.stderr
    assert mode(file) == 0o600
    assert "mode 0600" in done.stderr
    for secret in SECRETS.values():
        assert secret in file.read_text(encoding="utf-8")
        assert secret not in done.output


def test_without_secrets_the_mode_is_what_the_umask_leaves(tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    done = call("export", "email-optional-totp", *TARGET, "-o", str(file))
    usual = tmp_path / "usual"
    usual.touch()
    assert mode(file) == mode(usual)
    assert "0600" not in done.stderr


def test_a_redacted_file_holds_marks_that_check_reports(tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    done = call("export", "social-all-providers", *TARGET, "--redact", "-o", str(file), env=SECRETS)
    assert done.exit_code == 0
    assert not any(secret in file.read_text(encoding="utf-8") for secret in SECRETS.values())
    report = call("check", str(file))
    assert report.exit_code == 1
    assert report.stdout.count("error[placeholder]") == 4


def test_a_secret_that_does_not_resolve_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    some = {name: value for name, value in SECRETS.items() if name != "GOOGLE_CLIENT_SECRET"}
    done = call("export", "social-all-providers", *TARGET, "-o", str(file), env=some)
    assert (done.exit_code, file.exists()) == (1, False)
    assert "error[secret-unresolved]" in done.stderr
    assert "GOOGLE_CLIENT_SECRET" in done.stderr
    assert "1 error: not exported." in done.stderr


def test_a_secret_is_judged_once_it_is_known(tmp_path: Path) -> None:
    done = call("export", "social-all-providers", *TARGET, env=SECRETS | {"GOOGLE_CLIENT_SECRET": "${LATER}"})
    assert (done.exit_code, done.stdout) == (1, "")
    assert "error[placeholder]" in done.stderr
    assert "LATER" not in done.output


def test_a_source_with_errors_is_not_exported(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    done = call("export", written(tmp_path / "in.json", plain() | {"AppId": ""}), "-o", str(file))
    assert (done.exit_code, done.stdout, file.exists()) == (1, "", False)
    assert "error[empty-id]" in done.stderr


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("mine", encoding="utf-8")
    source = written(tmp_path / "in.json", plain())
    done = call("export", source, "-o", str(file))
    assert (done.exit_code, file.read_text(encoding="utf-8")) == (2, "mine")
    assert "is there already. Give --force" in done.stderr
    assert call("export", source, "-o", str(file), "--force").exit_code == 0
    assert json.loads(file.read_text(encoding="utf-8")) == plain()


def test_a_forced_export_with_secrets_makes_an_open_file_private(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.touch(mode=0o644)
    done = call("export", "social-all-providers", *TARGET, "--force", "-o", str(file), env=SECRETS)
    assert (done.exit_code, mode(file)) == (0, 0o600)


def test_a_terminal_does_not_get_a_secret(home: Path) -> None:
    command = [sys.executable, "-m", "authwizard", "export", "social-all-providers", *TARGET]
    with Terminal(command, home=home, columns=150, environment=SECRETS) as terminal:
        assert terminal.exit_status() == 2
        assert "Give -o FILE, or --redact." in terminal.screen_text()
        assert not any(secret.encode() in terminal.raw for secret in SECRETS.values())


def test_a_preset_keeps_its_references_and_its_words(tmp_path: Path) -> None:
    folder = tmp_path / "presets"
    folder.mkdir()
    file = folder / "mine.toml"
    shipped = tomllib.loads(call("presets", "show", "social-all-providers").stdout)
    assert call("export", "social-all-providers", *TARGET, "-o", str(file)).exit_code == 0
    mine = tomllib.loads(file.read_text(encoding="utf-8"))
    assert {name: mine[name] for name in ("title", "description", "operation")} == {
        name: shipped[name] for name in ("title", "description", "operation")
    }
    social = mine["request"]["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]
    assert social["Google"]["ClientSecret"] == {"env": "GOOGLE_CLIENT_SECRET"}
    assert mine["request"]["AppId"] == "d1a2b3c4d5"


def test_a_typed_secret_does_not_get_into_a_preset_and_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    done = call("export", written(tmp_path / "in.json", full()), "-o", str(file))
    assert done.exit_code == 0
    assert "ClientSecret: It is left out" in done.stderr
    assert "ClientSecret" not in file.read_text(encoding="utf-8")


def test_a_secrets_file_is_named_so_that_the_exported_preset_finds_it(tmp_path: Path) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "google.txt").write_text("invented-google\n", encoding="utf-8")
    preset = call("presets", "show", "social-all-providers").stdout
    mine = folder / "mine.toml"
    mine.write_text(preset.replace('env = "GOOGLE_CLIENT_SECRET"', 'file = "google.txt"'), encoding="utf-8")
    moved = tmp_path / "moved.toml"
    assert call("export", str(mine), *TARGET, "-o", str(moved)).exit_code == 0
    tree = exported(str(moved), env=SECRETS)
    social = tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]
    assert social["Google"]["ClientSecret"] == "invented-google"


def test_a_relative_path_of_a_key_stays_as_it_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "presets"
    folder.mkdir()
    preset = call("presets", "show", "social-all-providers").stdout
    mine = folder / "mine.toml"
    key = 'file = "../keys/apple.p8"'
    mine.write_text(preset.replace('env = "APPLE_PRIVATE_KEY"', key), encoding="utf-8")
    assert process("export", "mine.toml", *TARGET, "-o", "b.toml", folder=folder).returncode == 0
    assert process("export", str(mine), *TARGET, "-o", "presets/c.toml", folder=tmp_path).returncode == 0
    assert all(key in (folder / name).read_text(encoding="utf-8") for name in ("b.toml", "c.toml"))
    here = process("export", "mine.toml", *TARGET, "--format", "preset", folder=folder)
    assert key in here.stdout.decode()
    assert b"is relative to" not in here.stderr
    above = process("export", "presets/mine.toml", *TARGET, "--format", "preset", folder=tmp_path)
    assert key in above.stdout.decode()
    assert f"../keys/apple.p8: It is relative to {folder}: keep the preset there." in above.stderr.decode()


def test_it_says_which_versions_of_the_aws_cli_take_the_file_and_how(tmp_path: Path) -> None:
    file = tmp_path / "out.yaml"
    done = call("export", written(tmp_path / "in.json", full()), "-o", str(file))
    for rule in ("ver-verificationmessage", "ver-apple", "ver-cli-v1"):
        assert f"[{rule}]" in done.stderr
    assert f"aws amplifybackend create-backend-auth --cli-input-yaml file://{file}" in done.stderr
    small = call("export", written(tmp_path / "small.json", plain()))
    assert "ver-apple" not in small.stderr
    assert "ver-" not in call("export", str(tmp_path / "small.json"), "--format", "rest").stderr


def test_the_target_options_are_written(tmp_path: Path) -> None:
    tree = exported(written(tmp_path / "in.json", plain()), "--app-id", "d9", "--resource-name", "other")
    assert (tree["AppId"], tree["BackendEnvironmentName"], tree["ResourceName"]) == ("d9", "dev", "other")


def test_a_dash_is_standard_output(tmp_path: Path) -> None:
    assert exported(written(tmp_path / "in.json", plain()), "-o", "-") == plain()
