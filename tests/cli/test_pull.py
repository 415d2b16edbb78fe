"""`authwizard pull`: what a backend has, as a file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from authwizard.aws.attempts import pending_folder
from authwizard.cli.root import root
from authwizard.files.formats.table import FORMATS
from authwizard.request.draft import Draft
from authwizard.sandbox import Sandbox
from tests.aws.calls import TARGET, create, planted, sandbox, server
from tests.cli.calls import call
from tests.files.writing import BACK_WHOLE

ASKED = (
    *("--app-id", TARGET.app_id),
    *("--backend-environment-name", TARGET.environment),
    *("--resource-name", TARGET.resource),
)


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "invented")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")


def pull(running: Sandbox | str, *args: str) -> Result:
    url = running if isinstance(running, str) else running.endpoint_url
    done = CliRunner().invoke(root, ("pull", *ASKED, "--endpoint-url", url, *args))
    assert "Traceback" not in done.output
    assert "authwizard failed" not in done.output
    return done


def pulled(seeded: Draft, *args: str) -> Result:
    with sandbox(seeded=seeded) as running:
        done = pull(running, *args)
    assert done.exit_code == 0, done.output
    return done


def test_it_prints_an_update_that_can_be_sent_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    done = pulled(create())
    file = tmp_path / "now.json"
    file.write_text(done.stdout)
    checked = call("check", str(file))
    assert (checked.exit_code, "taken for update" in checked.stderr) == (0, True)
    assert "UserPoolName" in done.stderr
    assert "UserPoolName" not in done.stdout


def test_create_prints_all_of_the_state(tmp_path: Path) -> None:
    file = tmp_path / "copy.yaml"
    done = pulled(create(), "--create", "-o", str(file))
    assert done.stdout == ""
    assert call("diff", str(file), str(_written(tmp_path))).exit_code == 0


def _written(folder: Path) -> Path:
    file = folder / "seeded.json"
    file.write_text(json.dumps(create().tree))
    return file


@pytest.mark.parametrize("format", [*BACK_WHOLE, "preset"])
def test_every_format_can_be_read_again(tmp_path: Path, format: str) -> None:
    file = tmp_path / "pulled"
    pulled(planted(), "--format", format, "-o", str(file))
    again = pulled(planted())
    other = tmp_path / "other.json"
    other.write_text(again.stdout)
    assert call("diff", "--update", str(file), str(other)).exit_code == 0


def test_amplify_headless_is_one_of_them_and_what_it_does_not_hold_is_said() -> None:
    done = pulled(create(), "--format", "amplify-headless")
    assert "serviceModification" in json.loads(done.stdout)
    for name in ("AppId", "BackendEnvironmentName", "ResourceName"):
        assert f"  {name}: The format of Amplify has no place for it.\n" in done.stderr


@pytest.mark.parametrize("format", [name for name, each in FORMATS.items() if each.puts_names])
def test_what_a_backend_has_becomes_the_files_of_another_tool_in_one_command(
    tmp_path: Path, format: str
) -> None:
    for name, more in (("update", ()), ("create", ("--create",))):
        done = pulled(planted(), "--format", format, "-o", str(tmp_path / name), *more)
        assert "This makes new resources." in done.stderr
    made = [
        {
            str(path.relative_to(tmp_path / name)): path.read_text()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        or (tmp_path / name).read_text()
        for name in ("update", "create")
    ]
    assert made[0] == made[1]
    assert "planted" not in str(made)


def answer() -> bytes:
    google = {"client_id": "1.apps.googleusercontent.com", "client_secret": "planted-secret"}
    social = {"userPoolConfigs": {"oAuth": {"socialProviderSettings": {"Google": google}}}}
    names = {"appId": TARGET.app_id, "backendEnvironmentName": "dev", "resourceName": TARGET.resource}
    return json.dumps({**names, "resourceConfig": social}).encode()


def test_a_file_with_a_secret_is_for_its_owner_alone_and_redact_writes_one_to_share(tmp_path: Path) -> None:
    private, shared = tmp_path / "private.json", tmp_path / "shared.json"
    with server(200, answer()) as url:
        assert pull(url, "-o", str(private)).exit_code == 0
        redacted = pull(url, "--redact", "-o", str(shared))
        debugged = pull(url, "--debug", "--redact")
    assert "planted-secret" in private.read_text()
    assert private.stat().st_mode & 0o777 == 0o600
    assert "planted-secret" not in shared.read_text() + redacted.output + debugged.output
    assert "placeholder" in call("check", str(shared)).stdout


def test_what_is_kept_of_a_submit_and_cannot_be_read_is_told() -> None:
    pending_folder().mkdir(parents=True)
    damaged = pending_folder() / "damaged.json"
    damaged.write_text("{", encoding="ascii")
    assert f"What is kept of an earlier submit cannot be read: {damaged}." in pulled(create()).stderr


def test_query_and_output_are_those_of_the_aws_cli() -> None:
    expression = "ResourceConfig.UserPoolConfigs.PasswordPolicy"
    done = pulled(planted(), "--query", expression, "--output", "text")
    assert done.stdout == "12\nADDITIONALCONSTRAINTS\tREQUIRE_DIGIT\n"
    done = pulled(planted(), "--query", f"{expression}.MinimumLength")
    assert done.stdout == "12\n"


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        ("get=403", "access-denied"),
        ("get=404", "not-found"),
        ("get=429", "too-many-requests"),
        ("get=504", "service-error"),
        ("get=reset", "connection-dropped"),
        ("get=garbage", "not-json"),
        ("get=error", "answer-error"),
        ("get=expired", "expired-credentials"),
    ],
)
def test_3_and_a_remedy_where_it_cannot_be_fetched(tmp_path: Path, fault: str, name: str) -> None:
    file = tmp_path / "now.json"
    with sandbox(None, fault, seeded=create()) as running:
        done = pull(running, "-o", str(file))
    assert (done.exit_code, done.stdout, file.exists()) == (3, "", False)
    assert f"error[{name}]" in done.stderr
    assert "fix: " in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("-o", "{there}"),
        ("-o", "{folder}"),
        ("-o", "{folder}/none/x.json"),
        ("-o", "{folder}/x.json", "--query", "AppId"),
        ("--format", "json", "--output", "json"),
        ("--app-id", ""),
    ],
)
def test_2_for_wrong_use(tmp_path: Path, args: tuple[str, ...]) -> None:
    there = tmp_path / "there.json"
    there.write_text("mine")
    with sandbox(seeded=create()) as running:
        done = pull(running, *(arg.format(there=there, folder=tmp_path) for arg in args))
    assert (done.exit_code, done.stdout, there.read_text()) == (2, "", "mine")
    assert CliRunner().invoke(root, ("pull",)).exit_code == 2


def test_what_a_server_says_cannot_steer_a_terminal() -> None:
    strange = json.dumps(
        {
            "appId": "x",
            "resourceConfig": {
                "authResources": "\x1b[31m\u202e",
                "userPoolConfigs": {"userPoolName": "\x07"},
            },
        }
    )
    with server(200, strange.encode()) as url:
        for args in ((), ("--create",), ("--output", "text"), ("--output", "table"), ("--output", "yaml")):
            done = pull(url, *args)
            assert done.exit_code == 0
            assert not {"\x1b", "\u202e", "\x07"} & set(done.output)


def test_practice_pulls_what_practice_has_made(tmp_path: Path) -> None:
    source = tmp_path / "request.json"
    source.write_text(json.dumps(create().tree))
    assert call("submit", str(source), "--yes", "--sandbox", "--no-wait").exit_code == 0
    done = call("pull", *ASKED, "--sandbox")
    # The job takes three seconds of real time.
    assert (done.exit_code, "error[not-found]" in done.stderr) == (3, True)
