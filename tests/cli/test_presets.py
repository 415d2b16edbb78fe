"""`authwizard presets`: list, show, save, delete."""

import json
import os
import tomllib
from pathlib import Path

import pytest

from authwizard.files import presets
from authwizard.files.presets import user_folder
from tests.cli.calls import TARGET, call, written
from tests.request.requests import full, plain

SHIPPED = sorted(path.stem for path in (Path(__file__).parents[2] / "presets").glob("*.toml"))


@pytest.fixture
def saved(tmp_path: Path) -> str:
    """The name of a preset of the user's own."""
    done = call("presets", "save", written(tmp_path / "a.json", plain()), "mine", "--title", "My [own]")
    assert done.exit_code == 0, done.stderr
    return "mine"


@pytest.mark.parametrize("args", [("presets",), ("presets", "list")])
def test_the_list_has_the_shipped_ones_and_the_users_own(saved: str, args: tuple[str, ...]) -> None:
    lines = call(*args).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [*SHIPPED, saved]
    assert lines[-1].split(maxsplit=3)[1:] == ["create", "own", "My [own]"]
    listed = json.loads(call(*args, "--format", "json").stdout)["presets"]
    assert [preset["name"] for preset in listed] == [*SHIPPED, saved]
    assert listed[-1]["title"] == "My [own]"
    assert [preset["shipped"] for preset in listed] == [True] * len(SHIPPED) + [False]


def test_a_damaged_preset_is_listed_with_its_error_and_stops_nobody(saved: str) -> None:
    folder = Path(json.loads(call("presets", "--format", "json").stdout)["presets"][-1]["path"]).parent
    (folder / "broken.toml").write_text('title = "invented', encoding="utf-8")
    done = call("presets")
    assert done.exit_code == 0
    [line] = [line for line in done.stdout.splitlines() if line.startswith("broken")]
    assert "cannot be used: Line 1, column " in line
    assert "invented" not in line
    [entry] = [
        item for item in json.loads(call("presets", "--format", "json").stdout)["presets"] if item["error"]
    ]
    assert (entry["name"], entry["operation"]) == ("broken", None)
    shown = call("presets", "show", "broken")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "error[unreadable]" in shown.stderr


@pytest.mark.parametrize("error", [ValueError, RecursionError, MemoryError, AssertionError])
def test_whatever_reading_a_preset_raises_stops_no_list(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail(*_: object) -> None:
        raise error("invented-secret")

    monkeypatch.setattr(presets, "read_preset", fail)  # nobody knows a file that does it
    done = call("presets")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == SHIPPED
    why = f"cannot be used: authwizard failed on it: {error.__name__}"
    assert done.stdout.count(why) == len(SHIPPED)
    assert "invented-secret" not in done.output


@pytest.mark.parametrize("name", SHIPPED)
def test_show_prints_the_file(name: str) -> None:
    file = Path(__file__).parents[2] / "presets" / f"{name}.toml"
    assert call("presets", "show", name).stdout == file.read_text(encoding="utf-8")


def test_show_prints_no_secret_that_stands_in_a_preset(saved: str) -> None:
    path = Path(json.loads(call("presets", "--format", "json").stdout)["presets"][-1]["path"])
    google = "request.ResourceConfig.UserPoolConfigs.OAuth.SocialProviderSettings.Google"
    with path.open("a", encoding="utf-8") as file:
        file.write(f'\n[{google}]\nClientId = "1"\nClientSecret = "invented-secret"\n')
    done = call("presets", "show", saved)
    assert done.exit_code == 0
    assert "invented-secret" not in done.output
    assert "Google.ClientSecret: It is left out" in done.stderr
    assert tomllib.loads(done.stdout)["title"] == "My [own]"


def test_a_saved_preset_serves_as_source_and_leaves_the_target_out(saved: str) -> None:
    preset = tomllib.loads(call("presets", "show", saved).stdout)
    assert preset["operation"] == "create"
    assert set(preset["request"]) == {"ResourceConfig"}
    assert call("check", saved).exit_code == 1
    assert call("check", saved, *TARGET).exit_code == 0


def test_the_target_is_saved_where_that_is_asked_for(tmp_path: Path) -> None:
    source = written(tmp_path / "a.json", plain())
    plainly = call("presets", "save", source, "one")
    assert "--with-target saves them too" in plainly.stderr
    assert call("presets", "save", source, "two", "--with-target").exit_code == 0
    assert call("check", "two").exit_code == 0


def test_title_and_description_are_the_options_else_the_sources_own(tmp_path: Path) -> None:
    assert call("presets", "save", "phone-sms", "one").exit_code == 0
    shipped, mine = (tomllib.loads(call("presets", "show", name).stdout) for name in ("phone-sms", "one"))
    assert (mine["title"], mine["description"]) == (shipped["title"], shipped["description"])
    call("presets", "save", "phone-sms", "one", "--force", "--title", "T", "--description", "D")
    mine = tomllib.loads(call("presets", "show", "one").stdout)
    assert (mine["title"], mine["description"]) == ("T", "D")
    call("presets", "save", written(tmp_path / "a.json", plain()), "two")
    assert tomllib.loads(call("presets", "show", "two").stdout)["title"] == "two"


def test_typed_secrets_are_not_saved_and_named(tmp_path: Path) -> None:
    done = call("presets", "save", written(tmp_path / "a.json", full()), "mine")
    assert done.exit_code == 0
    assert done.stderr.count("It is left out: a preset holds no secret") == 4
    assert "Secret" not in call("presets", "show", "mine").stdout


def test_a_preset_of_that_name_stays_unless_forced(saved: str) -> None:
    done = call("presets", "save", "phone-sms", saved)
    assert done.exit_code == 2
    assert "Give --force" in done.stderr
    assert call("presets", "save", "phone-sms", saved, "--force").exit_code == 0


@pytest.mark.parametrize(
    "name", ["", "..", "../x", "a/b", "/x", "A", "-x", ".x", "a.b", "a b", "ä", "a" * 64, "x\x00"]
)
def test_a_name_is_checked_and_never_used_as_a_path(tmp_path: Path, name: str, home: Path) -> None:
    before = sorted(home.rglob("*"))
    source = written(tmp_path / "a.json", plain())
    for args in (("save", source, "--", name), ("delete", "--", name), ("show", "--", name)):
        done = call("presets", *args)
        assert (done.exit_code, done.stdout) == (2, "")
    assert sorted(home.rglob("*")) == before


def test_a_request_that_toml_cannot_hold_is_not_saved(tmp_path: Path) -> None:
    done = call("presets", "save", written(tmp_path / "a.json", plain() | {"ResourceConfig": None}), "mine")
    assert done.exit_code == 1
    assert "ResourceConfig is null" in done.stderr


def test_delete_takes_the_users_own_away_and_no_other(saved: str) -> None:
    assert call("presets", "delete", saved).exit_code == 0
    assert saved not in call("presets").stdout
    done = call("presets", "delete", "phone-sms")
    assert done.exit_code == 2
    assert "ships with authwizard and cannot be deleted" in done.stderr
    assert "phone-sms" in call("presets").stdout


@pytest.mark.parametrize(
    "kind", ["bad name", "pipe", "link to nothing", "link in a circle", "link to a device"]
)
def test_whatever_is_listed_can_be_deleted(kind: str) -> None:
    user_folder().mkdir(parents=True)
    name = "A b" if kind == "bad name" else "spoilt"
    path = user_folder() / f"{name}.toml"
    match kind:
        case "bad name":
            path.write_text('title = "Mine"')
        case "pipe":
            os.mkfifo(path)
        case _:
            targets = {"to nothing": "nowhere", "in a circle": "spoilt.toml", "to a device": "/dev/zero"}
            path.symlink_to(targets[kind[5:]])
    assert name in call("presets").stdout
    done = call("presets", "delete", name)
    assert done.exit_code == 0, done.output
    assert not path.is_symlink()
    assert not path.exists()


def test_a_folder_among_the_presets_is_not_deleted() -> None:
    (user_folder() / "spoilt.toml").mkdir(parents=True)
    done = call("presets", "delete", "spoilt")
    assert done.exit_code == 2
    assert "Error: The preset spoilt cannot be deleted: Is a directory." in done.stderr


def test_a_title_of_any_length_takes_no_more_than_a_line_or_two() -> None:
    user_folder().mkdir(parents=True)
    (user_folder() / "long.toml").write_text(f'title = "{"x" * 100_000}"')
    assert len(call("presets").stdout) < 5_000


def test_a_request_that_toml_cannot_hold_is_refused_in_one_message(tmp_path: Path) -> None:
    source = tmp_path / "null.json"
    source.write_text('{"ResourceName": "mine", "Colour": [null]}')
    done = call("presets", "save", str(source), "mine")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines()[1:] == [
        "Error: Colour[0] is null, which a preset cannot hold: leave the member out."
    ]
    assert not user_folder().exists()
