"""`authwizard check` with folders, alone and beside other sources."""

import json
from pathlib import Path

import pytest

from authwizard.files.found import found
from tests.cli.calls import TARGET, call, written
from tests.request.requests import plain

AMPLIFY = "amplify/backend/auth/shop/cli-inputs.json"
PRESET = "email-optional-totp"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a repository, as the working directory."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str) -> str:
    """Write a good request and the folders above it."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    return written(Path(name), plain())


def checked(*args: str) -> list[str]:
    """Return the names of the sources that were checked."""
    done = call("check", "--format", "json", *args)
    assert done.exit_code in (0, 1)
    return [source["source"] for source in json.loads(done.stdout)["sources"]]


@pytest.mark.usefixtures("folder")
def test_a_folder_stands_for_the_requests_in_it_in_the_order_in_which_they_are_found() -> None:
    for name in ("b.authwizard.json", "a/z.authwizard.yaml", "a-b.authwizard.json", AMPLIFY, "a/other.json"):
        put(name)
    expected = ["a/z.authwizard.yaml", "a-b.authwizard.json", AMPLIFY, "b.authwizard.json"]
    assert sorted(checked(".")) == sorted(expected)
    assert checked(".") == [str(path) for path in found(Path())]


def test_the_names_begin_with_the_folder_as_it_was_given(folder: Path) -> None:
    put("in/a.authwizard.json")
    assert checked("in") == ["in/a.authwizard.json"]
    assert checked("in/") == ["in/a.authwizard.json"]
    assert checked(str(folder / "in")) == [str(folder / "in" / "a.authwizard.json")]


def test_the_text_output_places_problems_in_the_files_of_a_folder(folder: Path) -> None:
    written(folder / "a.authwizard.json", plain() | {"AppId": ""})
    put("b.authwizard.json")
    done = call("check", ".")
    assert done.exit_code == 1
    assert "\n  --> a.authwizard.json:1:11: AppId\n" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("2 sources, 1 with errors: 1 error, ")


def test_an_ignored_folder_is_left_out_unless_it_is_named(folder: Path) -> None:
    put("a.authwizard.json")
    put("build/b.authwizard.json")
    (folder / ".gitignore").write_text("build/\n", encoding="utf-8")
    assert checked(".") == ["a.authwizard.json"]
    assert checked("build") == ["build/b.authwizard.json"]


def test_a_folder_without_requests_is_told_and_no_error(folder: Path) -> None:
    (folder / "empty").mkdir()
    done = call("check", "empty")
    assert done.exit_code == 0
    assert done.stderr.startswith("empty: no auth request was found. ")
    assert done.stdout == "0 sources: no problems.\n"
    assert checked("empty") == []


def test_a_folder_without_requests_hides_no_error_of_another_source(folder: Path) -> None:
    (folder / "empty").mkdir()
    bad = written(folder / "bad.json", plain() | {"AppId": ""})
    done = call("check", "empty", bad)
    assert done.exit_code == 1
    assert "empty: no auth request was found. " in done.stderr
    assert "error[empty-id]" in done.stdout


@pytest.mark.usefixtures("folder")
def test_a_bare_word_is_the_preset_before_it_is_the_folder() -> None:
    inside = put(f"{PRESET}/a.authwizard.json")
    assert checked(PRESET, *TARGET) == [PRESET]
    for name in (f"./{PRESET}", f"{PRESET}/"):
        assert checked(name) == [inside]


@pytest.mark.usefixtures("folder")
def test_a_bare_word_that_is_no_preset_is_the_folder() -> None:
    assert checked("requests") == ["requests"]  # neither: one source, which cannot be read
    inside = put("requests/a.authwizard.json")
    assert checked("requests") == [inside]


@pytest.mark.usefixtures("folder")
def test_files_folders_and_presets_are_checked_in_the_order_in_which_they_are_given() -> None:
    last, first = put("x/a.authwizard.json"), put("y/a.authwizard.json")
    file = put("b.json")
    assert checked("y", PRESET, file, "none.json", "x", first, *TARGET) == [
        first,
        PRESET,
        file,
        "none.json",
        last,
        first,
    ]


def test_a_folder_that_cannot_be_read_is_wrong_use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put("a.json")
    (folder / "shut").mkdir()

    def scandir(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.scandir", scandir)
    done = call("check", file, "shut")
    assert (done.exit_code, done.stdout) == (2, "")
    assert 'The folder "shut" cannot be read: Permission denied.' in done.stderr
