"""`authwizard export --losses`, --state and --plain-names: what is said before anything is written."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from authwizard.cli.schemas import schema_of
from authwizard.files.formats.loss import KINDS
from authwizard.files.formats.table import FORMATS
from authwizard.request.tree import Tree, config, pool, put
from tests.cli.calls import call, written
from tests.request.requests import full, plain

WAYS_OUT = [name for name, format in FORMATS.items() if format.puts_names]
EXAMPLES = Path(__file__).parents[1] / "files" / "data"


def both() -> Tree:
    """A request with everything that has a name of its own."""
    request = put(full(), config("AuthResources"), "IDENTITY_POOL_AND_USER_POOL")
    named: Tree = put(request, pool("OAuth", "DomainPrefix"), "shop")
    return named


@pytest.mark.parametrize("format", WAYS_OUT)
def test_losses_are_a_table_or_json_and_nothing_is_written(tmp_path: Path, format: str) -> None:
    source = written(tmp_path / "in.json", both())
    table = call("export", source, "--format", format, "--losses", "-o", str(tmp_path / "out"))
    told = json.loads(call("export", source, "--format", format, "--losses", "--json").stdout)
    Draft202012Validator(schema_of("losses")).validate(told)
    assert (table.exit_code, told["source"], told["format"]) == (0, source, format)
    assert told["losses"]
    kinds = [loss["kind"] for loss in told["losses"]]
    assert kinds == sorted(kinds, key=list(KINDS).index)
    words = " ".join(table.stdout.split())
    for loss in told["losses"]:
        assert KINDS[loss["kind"]] in table.stdout
        assert all(word in words for word in loss["message"].split())
    assert all(len(line) <= 120 for line in table.stdout.splitlines())
    assert not (tmp_path / "out").exists()
    assert "invented-secret" not in table.output + json.dumps(told)


def test_a_format_that_loses_nothing_says_so(tmp_path: Path) -> None:
    source = written(tmp_path / "in.json", plain())
    assert call("export", source, "--losses").stdout == "Nothing is lost, and nothing is added.\n"


@pytest.mark.parametrize("format", WAYS_OUT)
def test_an_update_is_written_where_the_state_is_known_and_else_refused(tmp_path: Path, format: str) -> None:
    state = written(tmp_path / "state.json", full())
    change = written(
        tmp_path / "change.json",
        put({"ResourceConfig": {"Service": "COGNITO"}}, pool("PasswordPolicy"), {"MinimumLength": 20}),
    )
    names = ("--app-id", "d1", "--backend-environment-name", "dev", "--resource-name", "myauth")
    target = str(tmp_path / "out")
    lone = put(plain("update"), pool("PasswordPolicy"), {"MinimumLength": 20})
    refused = call(
        "export", written(tmp_path / "lone.json", lone), "--update", "--format", format, "-o", target
    )
    assert refused.exit_code == 1
    assert "an update says only what changes" in refused.stderr
    assert not Path(target).exists()
    told = call("export", written(tmp_path / "lone.json", lone), "--update", "--format", format, "--losses")
    assert (
        told.exit_code,
        "n update says only what changes" in " ".join(told.stdout.split()),
    ) == (1, True)
    done = call("export", change, "--update", "--state", state, "--format", format, "-o", target, *names)
    assert done.exit_code == 0, done.stderr
    path = Path(target)
    text = "".join(
        each.read_text() for each in (path.rglob("*") if path.is_dir() else [path]) if each.is_file()
    )
    assert "20" in text
    assert "my_users-dev" in text


def test_a_state_is_for_an_update_and_is_a_creation(tmp_path: Path) -> None:
    create, update = written(tmp_path / "c.json", full()), written(tmp_path / "u.json", plain("update"))
    assert "--state is for an update" in call("export", create, "--state", create).stderr
    wrong = call("export", update, "--update", "--state", update)
    assert (wrong.exit_code, "says only what an update can hold" in wrong.stderr) == (2, True)
    again = call("export", "-", "--update", "--state", "-", stdin=json.dumps(plain("update")))
    assert (again.exit_code, "can be read only once" in again.stderr) == (2, True)


@pytest.mark.parametrize("format", WAYS_OUT)
def test_names_have_the_environment_behind_them_or_not(tmp_path: Path, format: str) -> None:
    source = written(tmp_path / "in.json", both())

    def text(*args: str) -> str:
        place = tmp_path / "-".join(["out", *args])
        assert call("export", source, "--format", format, "-o", str(place), *args).exit_code == 0
        files = place.rglob("*") if place.is_dir() else [place]
        return "".join(path.read_text() for path in files if path.is_file())

    behind, plain_names = text(), text("--plain-names")
    for name in ("my_users-dev", "shop-dev"):
        assert name in behind
        assert name not in plain_names
        assert name.removesuffix("-dev") in plain_names


def test_plain_names_are_for_formats_that_put_names_together(tmp_path: Path) -> None:
    done = call("export", written(tmp_path / "in.json", plain()), "--plain-names")
    assert (done.exit_code, "--plain-names is for" in done.stderr) == (2, True)
    assert "--json is for --losses" in call("export", "x.json", "--json").stderr


@pytest.mark.parametrize("format", WAYS_OUT)
def test_a_name_that_cognito_refuses_is_refused_before(tmp_path: Path, format: str) -> None:
    source = written(tmp_path / "in.json", put(both(), ("BackendEnvironmentName",), "Dev!"))
    done = call("export", source, "--format", format, "-o", str(tmp_path / "out"))
    assert (done.exit_code, "which Cognito refuses" in done.stderr) == (1, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("format", WAYS_OUT)
@pytest.mark.parametrize("number", ["02", "03", "11", "13"])
def test_what_amplify_keeps_becomes_files_in_one_command(tmp_path: Path, format: str, number: str) -> None:
    (source,) = EXAMPLES.glob(f"{number}-*.json")
    target = tmp_path / "out"
    done = call("export", str(source), "--format", format, "-o", str(target))
    assert (done.exit_code, target.exists()) == (0, True), done.stderr


def test_a_placeholder_that_would_stand_in_the_files_is_refused(tmp_path: Path) -> None:
    (source,) = EXAMPLES.glob("12-*.json")
    done = call("export", str(source), "--format", "gen2", "-o", str(tmp_path / "out"))
    assert (done.exit_code, done.stderr.count("error[")) == (1, 1)
    assert "OAuth.DomainPrefix" in done.stderr


@pytest.mark.parametrize("format", WAYS_OUT)
def test_what_a_project_has_and_no_request_is_among_the_losses_and_at_the_head(
    tmp_path: Path, format: str
) -> None:
    (source,) = EXAMPLES.glob("11-*.json")
    told = json.loads(call("export", str(source), "--format", format, "--losses", "--json").stdout)["losses"]
    (lost,) = [loss["message"] for loss in told if loss["about"] == "Source"]
    for name in ("triggers", "userPoolGroups", "authProviders", "userpoolClientSetAttributes"):
        assert name in lost
    place = tmp_path / "out"
    assert call("export", str(source), "--format", format, "-o", str(place)).exit_code == 0
    files = place.rglob("*") if place.is_dir() else [place]
    assert "triggers (Lambda functions)" in "".join(path.read_text() for path in files if path.is_file())


def test_the_losses_of_many_targets_are_said_once_and_those_of_some_with_their_names(tmp_path: Path) -> None:
    source, targets = written(tmp_path / "in.json", both()), tmp_path / "targets.toml"
    texts = [f'[[target]]\napp = "d1"\nenv = "{env}"\nresource = "auth"\n' for env in ("dev", "prod")]
    only_user_pool = '[target.request.ResourceConfig]\nAuthResources = "USER_POOL_ONLY"\n'
    targets.write_text("".join([*texts, only_user_pool]), encoding="utf-8")
    done = call("export", source, "--for", str(targets), "--format", "gen2", "-o", str(tmp_path / "{env}"))
    assert done.exit_code == 0, done.stderr
    lines = done.stderr.splitlines()
    lost = lines[lines.index("Not carried over:") :]
    assert lost[1].startswith("  AppId: ")
    assert (
        sum(
            line.startswith("  d1 / prod / auth: AuthResources: Gen 2 makes an identity pool")
            for line in lost
        )
        == 1
    )
    assert sum("UserPoolClient: " in line for line in lost) == 1


def test_a_refusal_says_once_that_nothing_is_written(tmp_path: Path) -> None:
    source = written(tmp_path / "in.json", put(both(), ("BackendEnvironmentName",), "Dev!"))
    done = call("export", source, "--format", "gen2", "--losses")
    assert (done.exit_code, done.stdout.lower().count("not written")) == (1, 1)


@pytest.mark.parametrize("format", WAYS_OUT)
def test_an_update_without_a_state_is_refused_for_that_before_anything_else(
    tmp_path: Path, format: str
) -> None:
    done = call("export", "update-harden-password", "--format", format, "-o", str(tmp_path / "out"))
    assert (done.exit_code, "--state" in done.stderr, "error[" in done.stderr) == (1, True, False)
