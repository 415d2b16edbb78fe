"""A format of several files: `-o` names their folder, and all of them are written or none."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from authwizard.files.destination import obstacle_to, obstacles_in, write_out
from authwizard.files.shipped import shipped_folder
from tests.cli.calls import written
from tests.cli.two_files import FIRST, SECOND
from tests.request.requests import full, plain


def export(source: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the export of authwizard with the format of two files."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.two_files", "export", source, "--format", "two", *args],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def source(tmp_path: Path) -> str:
    """A request with secrets."""
    return written(tmp_path / "in.json", full())


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


@pytest.mark.parametrize("there", [False, True])
def test_the_folder_is_made_and_each_file_is_written_and_told(
    tmp_path: Path, source: str, there: bool
) -> None:
    folder = tmp_path / "out"
    if there:
        folder.mkdir()
        (folder / "other").write_text("mine")
    done = export(source, "-o", str(folder))
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((folder / FIRST).read_text()) == full()["AppId"]
    assert json.loads((folder / SECOND).read_text()) == full()["ResourceConfig"]
    assert names(folder) == [FIRST, SECOND, *(["other"] if there else [])]
    for name in (FIRST, SECOND):
        assert f"Wrote {folder / name}." in done.stderr
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert "ResourceName: It is left out." in done.stderr
    assert "They hold secrets, so only you may read them (mode 0600)." in done.stderr
    assert "invented-secret" not in done.stderr


def test_without_secrets_they_are_anybodys(tmp_path: Path) -> None:
    done = export(written(tmp_path / "plain.json", plain()), "-o", str(tmp_path / "out"))
    assert (done.returncode, "0600" in done.stderr) == (0, False)
    usual = tmp_path / "usual"
    usual.touch()
    assert (tmp_path / "out" / SECOND).stat().st_mode == usual.stat().st_mode


def test_redact_writes_marks_and_says_so(tmp_path: Path, source: str) -> None:
    done = export(source, "-o", str(tmp_path / "out"), "--redact")
    assert done.returncode == 0
    assert "A mark stands for each secret" in done.stderr
    assert "invented-secret" not in (tmp_path / "out" / SECOND).read_text()


@pytest.mark.parametrize("args", [(), ("-o", "-"), ("-o", "/dev/stdout")])
def test_standard_output_takes_no_several_files(source: str, args: tuple[str, ...]) -> None:
    done = export(source, *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--format two writes several files: give their folder with -o." in done.stderr


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("file", "is no folder: name one."),
        ("pipe", "is no folder: name one."),
        ("device", "is no folder: name one."),
        ("below a file", "in.json is no folder"),
        ("in no folder", "There is no folder"),
    ],
)
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_what_is_no_folder_is_refused_and_stays(
    tmp_path: Path, source: str, kind: str, said: str, force: tuple[str, ...]
) -> None:
    place = {
        "file": Path(source),
        "device": Path(os.devnull),
        "below a file": Path(source) / "out",
        "in no folder": tmp_path / "a" / "b",
    }.get(kind, tmp_path / "pipe")
    if kind == "pipe":
        os.mkfifo(place)
    before = Path(source).read_bytes()
    done = export(source, "-o", str(place), *force)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert Path(source).read_bytes() == before
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_one_file_that_is_there_keeps_all_from_being_written(tmp_path: Path, source: str, name: str) -> None:
    folder = tmp_path / "out"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("mine")
    done = export(source, "-o", str(folder))
    assert done.returncode == 2
    assert f"{folder / name} is there already. Give --force to replace it, or another name." in done.stderr
    assert names(folder) == [name]
    assert (folder / name).read_text() == "mine"
    assert export(source, "-o", str(folder), "--force").returncode == 0
    assert json.loads((folder / SECOND).read_text()) == full()["ResourceConfig"]


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to a device", "file in the way"])
def test_one_file_that_cannot_be_written_keeps_all_from_being_written(
    tmp_path: Path, source: str, kind: str
) -> None:
    folder = tmp_path / "out"
    place = folder / SECOND
    place.parent.mkdir(parents=True)
    if kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "link to a device":
        place.symlink_to(os.devnull)
    else:
        place.parent.rmdir()
        place.parent.write_text("mine")
    before = names(folder)
    done = export(source, "-o", str(folder), "--force")
    assert done.returncode == 2
    assert str(place.parent) in done.stderr
    assert names(folder) == before


def test_what_the_format_cannot_hold_makes_no_folder(tmp_path: Path) -> None:
    source = written(tmp_path / "in.json", plain() | {"AppId": "d0"})
    done = export(source, "-o", str(tmp_path / "out"))
    assert (done.returncode, (tmp_path / "out").exists()) == (1, False)
    assert "Two files cannot hold this app." in done.stderr


def test_the_help_lists_it(source: str) -> None:
    assert "two               two files; FILE is their folder" in export(source, "--help").stdout


def test_a_text_that_no_file_can_hold_leaves_all_unwritten(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_out(tmp_path / "out", {"a": "a", "b": "\ud800"}, private=False, overwrite=False)
    assert list(tmp_path.iterdir()) == []


def test_a_preset_that_ships_is_refused_in_its_folder_too() -> None:
    (obstacle,) = obstacles_in(shipped_folder(), ["phone-sms.toml", "new.toml"])
    assert obstacle.kind == "refused"
    assert "ships with authwizard and is read-only" in obstacle.message


def test_a_folder_and_what_is_missing_below_it_are_no_obstacle(tmp_path: Path) -> None:
    assert obstacle_to(tmp_path, is_folder=True) is None
    assert obstacles_in(tmp_path / "new", ["a", "b/c"]) == ()


def test_what_is_written_already_is_said_where_the_next_file_fails(tmp_path: Path, source: str) -> None:
    folder = tmp_path / "out"
    (folder / Path(SECOND).parent).mkdir(parents=True)
    (folder / SECOND).symlink_to("/proc/nope")
    done = export(source, "-o", str(folder), "--force")
    assert done.returncode == 2
    assert f"{folder / SECOND} cannot be written" in done.stderr
    assert f"{folder / FIRST} is written already." in done.stderr
