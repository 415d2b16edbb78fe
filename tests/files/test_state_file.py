"""State files: who holds one, and what is left of it."""

import fcntl
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from authwizard.files.state_file import StateFile, files_left, state_files


def held(folder: Path) -> StateFile:
    """Return a new file that is held, with something in it."""
    file = StateFile.new(folder)
    file.hold()
    file.write({"format": 1, "value": "x"})
    return file


def test_the_folder_the_file_and_the_lock_are_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "below" / "state"
    file = held(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} == {file.path.name, f"{file.path.stem}.lock"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_one_that_is_held_is_not_left_and_can_be_held_by_nobody_else(tmp_path: Path) -> None:
    file, same = held(tmp_path), StateFile(next(tmp_path.glob("*.json")))
    file.hold()
    assert same.is_held
    assert (len(state_files(tmp_path)), files_left(tmp_path)) == (1, [])
    with pytest.raises(BlockingIOError):
        same.hold()
    file.release()
    assert [left.path for left in files_left(tmp_path)] == [file.path]
    same.hold()
    assert file.is_held


def test_two_that_look_at_the_same_time_do_not_take_each_other_for_the_holder(tmp_path: Path) -> None:
    file = held(tmp_path)
    file.release()
    with file.path.with_suffix(".lock").open() as another:
        fcntl.flock(another, fcntl.LOCK_SH)
        assert [left.path for left in files_left(tmp_path)] == [file.path]


def test_nothing_is_left_of_one_that_is_discarded_or_was_never_written(tmp_path: Path) -> None:
    held(tmp_path).discard()
    unwritten = StateFile.new(tmp_path)
    unwritten.discard()
    unwritten.hold()
    unwritten.release()
    unwritten.release()
    StateFile(held(tmp_path).path).discard()
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    file = held(tmp_path)
    assert file.read(1, lambda document: document["value"]) == "x"
    file.write({"format": 1, "value": "y"})
    assert file.read(1, lambda document: document["value"]) == "y"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "null",
        json.dumps({"format": 2, "value": "x"}),
        json.dumps({"format": 1}),
        "[" * 100_000,
        json.dumps({"format": 1, "value": "x", "deep": json.loads("[" * 100 + "]" * 100)}),
        "\x00",
    ],
)
def test_a_damaged_one_is_nothing_and_is_there(tmp_path: Path, content: str) -> None:
    file = StateFile(tmp_path / "a.json")
    file.path.write_text(content)

    def parse(document: dict[str, Any]) -> Any:
        return document["value"]

    assert file.read(1, parse) is None
    assert file.is_there


def test_one_that_is_gone_is_nothing_and_not_there(tmp_path: Path) -> None:
    file = StateFile(tmp_path / "a.json")
    assert (file.read(1, lambda document: document), file.is_there, file.is_held) == (None, False, False)


def test_a_folder_that_is_not_there_or_is_none_has_no_files(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name in ("nowhere", "file"):
        assert state_files(tmp_path / name) == files_left(tmp_path / name) == []
    with pytest.raises(OSError, match=r"directory|exists"):
        StateFile.new(tmp_path / "file").hold()
