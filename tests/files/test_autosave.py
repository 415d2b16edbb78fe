"""The autosave: a crash loses a second at most, and never gives a secret away."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from authwizard.files.autosave import (
    Autosave,
    Marks,
    autosave_folder,
    damaged_autosaves,
    list_autosaves,
    open_autosaves,
)
from authwizard.request.draft import Draft, Parked
from authwizard.request.edit import turn_off
from authwizard.request.secrets import EnvRef, FileRef, Typed
from authwizard.request.tree import pool
from tests.request.requests import full

from .strategies import drafts, exact

GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")
FACEBOOK = pool("OAuth", "SocialProviderSettings", "Facebook", "ClientSecret")
APPLE = pool("OAuth", "SocialProviderSettings", "SignInWithApple", "PrivateKey")
DRAFT = Draft("update", {"ResourceName": "é", "Wrong": [1, 8.0, None, "\ud800"]})


def saved(draft: Draft = DRAFT, origin: str = "new") -> Autosave:
    """Leave a draft behind, as a wizard that has ended does."""
    autosave = Autosave()
    autosave.save(draft, origin)
    autosave.release()
    return autosave


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "state" / "authwizard" / "autosave"


def test_the_folder_is_the_platforms_state_folder_and_made_by_the_first_save(folder: Path) -> None:
    assert autosave_folder() == folder
    autosave = Autosave()
    assert list_autosaves() == []
    assert not folder.exists()
    autosave.save(DRAFT, "new")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@given(drafts())
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    autosave = saved(draft, "a preset\x1b")
    (found,) = [found for found in list_autosaves() if found.path == autosave.path]
    assert found.draft.operation == draft.operation
    assert exact(found.draft.tree) == exact(draft.tree)
    assert dict(found.draft.secrets) == dict(draft.secrets)
    assert (found.origin, found.lost) == ("a preset\x1b", ())
    assert timedelta(0) <= datetime.now(UTC) - found.saved_at < timedelta(minutes=1)
    autosave.discard()


def test_parked_answers_baseline_and_the_folders_of_files_come_back() -> None:
    draft = Draft(
        "update",
        {},
        {APPLE: FileRef("key.p8", "presets")},
        {pool("Mfa"): Parked({"MFAMode": "ON"}), pool("OAuth"): Parked({}, {GOOGLE: EnvRef("NAME")})},
        {"AppId": "d1"},
        "/presets",
    )
    saved(draft)
    (found,) = list_autosaves()
    assert found.draft == draft
    (reference,) = found.draft.secrets.values()
    assert isinstance(reference, FileRef)
    assert reference.base == "presets"
    assert found.draft.folder == "/presets"


def test_typed_secrets_are_not_written_and_are_named(folder: Path) -> None:
    draft = Draft.from_tree("create", full()).with_secret(GOOGLE, EnvRef("NAME"))
    parked = turn_off(draft, pool("OAuth")).draft
    baseline = full() | {"AppId": "d2"}
    for each in (draft, parked, Draft("update", {}, baseline=baseline)):
        saved(each)
        (found,) = list_autosaves()
        text = found.path.read_text()
        assert "invented-secret" not in text
        assert "TUlHVEFn" not in text
        assert ("NAME" in text) == (each.baseline is None)
        found.path.unlink()
        lost = {APPLE, FACEBOOK, pool("OAuth", "SocialProviderSettings", "LoginWithAmazon", "ClientSecret")}
        assert set(found.lost) == (lost if each.baseline is None else set())
    assert {path.suffix for path in folder.iterdir()} == {".lock"}


def test_a_secret_that_somebody_wrote_into_the_file_is_taken_out_of_the_tree() -> None:
    path = saved().path
    content = json.loads(path.read_text())
    content["tree"] = full()
    path.write_text(json.dumps(content))
    (found,) = list_autosaves()
    assert found.draft.secrets[GOOGLE] == Typed("invented-secret")
    assert "invented" not in repr(found)


def test_the_newest_comes_first() -> None:
    for number in range(3):
        saved(DRAFT, str(number))
    assert [found.origin for found in list_autosaves()] == ["2", "1", "0"]


def test_what_was_discarded_is_gone_and_can_be_saved_again(folder: Path) -> None:
    autosave = Autosave()
    autosave.discard()
    autosave.save(DRAFT, "new")
    autosave.discard()
    assert list(folder.iterdir()) == []
    autosave.save(DRAFT, "again")
    autosave.release()
    assert [found.origin for found in list_autosaves()] == ["again"]


def test_the_work_of_a_running_wizard_is_not_offered() -> None:
    autosave = Autosave()
    autosave.save(DRAFT, "new")
    assert list_autosaves() == []
    assert damaged_autosaves() == []
    autosave.release()
    assert len(list_autosaves()) == 1


def test_the_work_of_a_running_wizard_is_known_to_be_open() -> None:
    autosave = Autosave()
    autosave.save(DRAFT, "new")
    saved(DRAFT, "left")
    (found,) = open_autosaves()
    assert (found.path, found.is_open, found.draft) == (autosave.path, True, DRAFT)
    assert [left.is_open for left in list_autosaves()] == [False]
    autosave.release()
    assert open_autosaves() == []


MARKS = Marks(
    "mfa", APPLE, frozenset({"target", "mfa"}), frozenset({"target"}), frozenset({("AppId",), GOOGLE})
)


def test_the_marks_come_back() -> None:
    autosave = Autosave()
    autosave.save(DRAFT, "new", MARKS)
    autosave.release()
    (found,) = list_autosaves()
    assert found.marks == MARKS


@pytest.mark.parametrize(
    "change",
    [
        lambda content: {name: content[name] for name in content if name != "marks"},
        lambda content: content | {"marks": None},
        lambda content: content | {"marks": {}},
        lambda content: content | {"marks": {**content["marks"], "step": 5}},
        lambda content: content | {"marks": {**content["marks"], "left": [5]}},
        lambda content: content | {"marks": {**content["marks"], "seen": [[]]}},
    ],
)
def test_a_file_without_marks_or_with_damaged_ones_is_read_without_them(change: Any) -> None:
    autosave = Autosave()
    autosave.save(DRAFT, "new", MARKS)
    autosave.release()
    autosave.path.write_text(json.dumps(change(json.loads(autosave.path.read_text()))))
    (found,) = list_autosaves()
    assert (found.draft, found.marks) == (DRAFT, Marks())


def test_a_claimed_draft_is_offered_to_nobody_else(folder: Path) -> None:
    saved()
    (found,) = list_autosaves()
    first, second = Autosave(), Autosave()
    second.save(DRAFT, "second")
    assert first.claim(found)
    assert first.path == found.path
    assert not second.claim(found)
    assert second.path != found.path
    assert list_autosaves() == []
    first.save(DRAFT.with_value(("ResourceName",), "b"), "claimed")
    first.release()
    (again,) = list_autosaves()
    assert (again.path, again.origin, again.draft.tree["ResourceName"]) == (found.path, "claimed", "b")
    second.discard()
    assert {path.stem for path in folder.iterdir()} == {found.path.stem}


def test_claiming_gives_up_what_was_saved_before_and_what_is_gone_cannot_be_claimed(folder: Path) -> None:
    saved()
    (found,) = list_autosaves()
    autosave = Autosave()
    autosave.save(DRAFT, "mine")
    mine = autosave.path
    assert autosave.claim(found)
    assert not mine.exists()
    autosave.discard()
    other = Autosave()
    assert not other.claim(found)
    assert list(folder.iterdir()) == []


WIZARD = """
import sys, time
from authwizard.files.autosave import Autosave
from authwizard.request.draft import Draft
autosave = Autosave()
autosave.save(Draft("create", {"ResourceName": "mine"}), "killed")
print(autosave.path, flush=True)
sys.stdin.read()
"""


@contextmanager
def running_wizard() -> Iterator[tuple[subprocess.Popen[str], Path]]:
    with subprocess.Popen(
        [sys.executable, "-c", WIZARD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as wizard:
        assert wizard.stdout
        yield wizard, Path(wizard.stdout.readline().strip())


def test_a_wizard_that_is_killed_leaves_its_draft_and_frees_its_lock() -> None:
    with running_wizard() as (wizard, path):
        assert list_autosaves() == []
        wizard.send_signal(signal.SIGKILL)
        wizard.wait()
        (found,) = list_autosaves()
        assert (found.path, found.origin) == (path, "killed")
        assert Autosave().claim(found)


def test_two_wizards_of_one_user_do_not_meet() -> None:
    with running_wizard() as (first, first_path), running_wizard() as (second, second_path):
        assert first_path != second_path
        first.kill()
        first.wait()
        assert [found.path for found in list_autosaves()] == [first_path]
        second.kill()
        second.wait()
        assert {found.path for found in list_autosaves()} == {first_path, second_path}


@pytest.mark.parametrize(
    "change",
    [
        lambda content: None,
        lambda content: [],
        lambda content: content | {"format": 2},
        lambda content: content | {"operation": "destroy"},
        lambda content: content | {"tree": []},
        lambda content: content | {"saved_at": "yesterday"},
        lambda content: content | {"saved_at": 5},
        lambda content: content | {"parked": [{"path": 5}]},
        lambda content: content | {"parked": {"a": 1}},
        lambda content: content | {"secrets": [{"path": list(GOOGLE), "env": 5}]},
        lambda content: content | {"secrets": 5},
        lambda content: content | {"lost": [[{}]]},
        lambda content: content | {"baseline": []},
        lambda content: {name: content[name] for name in content if name != "tree"},
    ],
)
def test_a_damaged_file_is_left_out_and_named(folder: Path, change: Any) -> None:
    damaged, good = saved().path, saved().path
    damaged.write_text(json.dumps(change(json.loads(damaged.read_text()))))
    assert [found.path for found in list_autosaves()] == [good]
    assert damaged_autosaves() == [damaged]
    assert damaged.exists()


def test_files_that_are_none_do_not_hang(folder: Path) -> None:
    good = saved().path
    (folder / "a.json").write_bytes(b"\x00\xff" * 50)
    (folder / "b.json").write_text('{"format": 1')
    (folder / "c.json").mkdir()
    os.mkfifo(folder / "d.json")
    (folder / "e.json").symlink_to("nowhere")
    assert [found.path for found in list_autosaves()] == [good]
    assert [path.name for path in damaged_autosaves()] == ["a.json", "b.json", "c.json", "d.json", "e.json"]


def test_a_folder_that_cannot_be_used_is_an_error_for_the_caller(home: Path) -> None:
    (home / "state").write_text("a file")
    assert list_autosaves() == []
    with pytest.raises(OSError, match=r"directory|exists"):
        Autosave().save(DRAFT, "new")
