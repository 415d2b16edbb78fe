"""`authwizard export --for`: what is written for each target, and what is told."""

import json
import re
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest

from authwizard.request.places import SIGN_IN_URIS
from authwizard.request.tree import get, pool, put
from tests.cli.calls import TARGET, call, process, written
from tests.cli.many import (
    APPS,
    ENVIRONMENTS,
    GOOGLE,
    LAST,
    NAMES,
    URIS,
    export,
    files_in,
    four,
    target,
    two,
)
from tests.cli.two_files import FIRST, SECOND
from tests.request.requests import SECRETS, full, plain
from tests.support.environment import terminal_variables


@pytest.fixture
def source(tmp_path: Path) -> str:
    """A request with secrets."""
    return written(tmp_path / "in.json", full())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder of the files; it is not there yet."""
    return tmp_path / "new" / "out"


def test_two_apps_in_two_environments_get_a_file_each(source: str, out: Path) -> None:
    done = export(source, four(f'{URIS}["{LAST}"]'), out / "{app}-{env}.json")
    assert (done.exit_code, done.stdout) == (0, "")
    assert files_in(out) == sorted(NAMES)
    for app in APPS:
        for env in ENVIRONMENTS:
            wanted = full() | {"AppId": app, "BackendEnvironmentName": env}
            if (app, env) == (APPS[1], ENVIRONMENTS[1]):
                wanted = put(wanted, SIGN_IN_URIS, [LAST])
            assert json.loads((out / f"{app}-{env}.json").read_text(encoding="utf-8")) == wanted
            row = rf"{app} / {env} / myauth"
            assert any(
                line.split("  ")[0].strip() == row and f"{app}-{env}.json" in line and line[-1].isdigit()
                for line in done.stderr.splitlines()
            )
    assert f"To send the first: aws amplifybackend create-backend-auth --cli-input-json file://{out}" in (
        done.stderr
    )


def test_the_files_are_those_of_single_exports(source: str, out: Path, tmp_path: Path) -> None:
    for suffix in ("json", "yaml", "toml"):
        many = export(source, target(*APPS[:1], "dev"), out / f"{{app}}.{suffix}")
        assert many.exit_code == 0, many.stderr
        one = tmp_path / f"one.{suffix}"
        assert call("export", source, *TARGET, "-o", str(one)).exit_code == 0
        assert (out / f"{APPS[0]}.{suffix}").read_bytes() == one.read_bytes()


def test_the_real_aws_cli_takes_each_file(source: str, out: Path, tmp_path: Path) -> None:
    assert export(source, four(f'{URIS}["{LAST}"]'), out / "{app}-{env}.json").exit_code == 0
    for name in NAMES:
        command = [*["aws", "amplifybackend", "create-backend-auth", "--generate-cli-skeleton", "output"]]
        done = subprocess.run(
            [*command, "--cli-input-json", f"file://{out / name}"],
            env=terminal_variables(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert '"JobId"' in done.stdout


def test_the_files_are_private_and_no_stream_shows_a_secret(source: str, out: Path) -> None:
    secrets = [get(full(), path) for path in SECRETS]
    done = export(
        source, four(f'{GOOGLE}{{ env = "OURS" }}'), out / "{app}-{env}.json", env={"OURS": "ours-9"}
    )
    assert done.exit_code == 0, done.stderr
    assert {stat.S_IMODE((out / name).stat().st_mode) for name in NAMES} == {0o600}
    assert "They hold secrets, so only you may read them (mode 0600)." in done.stderr
    assert not any(secret in done.output for secret in [*secrets, "ours-9"])
    assert "ours-9" in (out / NAMES[3]).read_text(encoding="utf-8")
    assert "ours-9" not in (out / NAMES[0]).read_text(encoding="utf-8")


def test_a_secrets_file_is_taken_from_the_folder_of_the_targets_file(source: str, out: Path) -> None:
    (Path(source).parent / "google.txt").write_text("from-a-file\n", encoding="utf-8")
    done = export(source, four(f'{GOOGLE}{{ file = "google.txt" }}'), out / "{app}-{env}.json")
    assert done.exit_code == 0, done.stderr
    assert "from-a-file" in (out / NAMES[3]).read_text(encoding="utf-8")
    assert "from-a-file" not in done.output


def test_marks_stand_for_secrets_and_that_is_said_once(source: str, out: Path) -> None:
    done = export(source, four(), out / "{app}-{env}.json", "--redact")
    assert done.exit_code == 0
    assert done.stderr.count("A mark stands for each secret") == 1
    assert "0600" not in done.stderr
    assert all("${REDACTED}" in (out / name).read_text(encoding="utf-8") for name in NAMES)


def test_presets_keep_their_references(tmp_path: Path, out: Path) -> None:
    text = four(f'{GOOGLE}{{ env = "GOOGLE_PROD" }}').replace("app =", 'resource = "myauth"\napp =')
    done = export("social-all-providers", text, out / "{app}-{env}.toml")
    assert done.exit_code == 0, done.stderr
    google = (*pool("OAuth", "SocialProviderSettings", "Google"), "ClientSecret")
    for name, variable in ((NAMES[0], "GOOGLE_CLIENT_SECRET"), (NAMES[3], "GOOGLE_PROD")):
        preset = tomllib.loads((out / name).with_suffix(".toml").read_text(encoding="utf-8"))
        assert get(preset["request"], google) == {"env": variable}


def test_warnings_are_told_for_their_target_and_counted(tmp_path: Path, out: Path) -> None:
    source = written(tmp_path / "in.json", plain())
    done = export(source, target("d1", "dev") + target("d1", "Prod1"), out / "{env}.json")
    assert done.exit_code == 0
    assert "warning[env-name-cli] " in done.stderr
    assert f"--> {source} for d1 / Prod1 / myauth: BackendEnvironmentName" in done.stderr
    first, second = (
        line.split()[-1] for line in done.stderr.splitlines() if "myauth " in line and str(out) in line
    )
    assert int(second) == int(first) + 1


def test_a_format_of_several_files_gets_a_folder_for_each_target(source: str, out: Path) -> None:
    text = target("d1", "dev") + target("d2", "dev")
    done = two(source, text, out / "{app}")
    assert done.returncode == 0, done.stderr
    assert all((out / app / name).is_file() for app in ("d1", "d2") for name in (FIRST, SECOND))
    assert done.stderr.count("ResourceName: It is left out.") == 1
    (out / "d1" / SECOND).unlink()
    (out / "d1" / FIRST).unlink()
    again = two(source, text, out / "{app}")
    assert again.returncode == 2
    assert f"{out / 'd2' / SECOND} is there already." in again.stderr
    assert not (out / "d1" / FIRST).exists()
    assert two(source, text, out / "{app}", "--force").returncode == 0


def test_braces_in_a_name_are_no_placeholder_and_a_tilde_is_no_home(tmp_path: Path, home: Path) -> None:
    source = written(tmp_path / "in.json", plain())
    file = tmp_path / "targets.toml"
    file.write_text(target("d1", "~{app}"), encoding="utf-8")
    done = process("export", source, "--for", "targets.toml", "-o", "{env}/x.json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "~{app}" / "x.json").is_file()
    done = process("export", source, "--for", "targets.toml", "-o", "~/{app}.json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert files_in(home) == ["d1.json"]


def test_an_update_is_exported_for_many(tmp_path: Path, out: Path) -> None:
    source = written(tmp_path / "in.json", full("update"))
    done = export(source, four(), out / "{app}-{env}.json", "--update")
    assert done.exit_code == 0, done.stderr
    assert "update-backend-auth" in done.stderr
    assert files_in(out) == sorted(NAMES)


def test_what_the_page_shows_is_taken(tmp_path: Path, out: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "presets.md").read_text(encoding="utf-8")
    shown = re.search(r"^    \[\[target\]\]\n(?:    .*\n|\n)+", page, re.MULTILINE)
    assert shown
    source = written(tmp_path / "in.json", full())
    done = export(source, shown[0], out / "{app}-{env}.json", env={"GOOGLE_SECRET_OF_PROD": "invented"})
    assert done.exit_code == 0, done.stderr
    assert files_in(out) == ["d1a2b3c4d5-dev.json", "d1a2b3c4d5-prod.json"]
