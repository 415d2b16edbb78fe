"""The start: what it offers, by number, and what comes of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from authwizard.aws.attempts import pending_folder
from authwizard.files.autosave import Autosave, autosave_folder, list_autosaves
from authwizard.files.presets import list_presets, save_preset
from authwizard.request.draft import Draft
from tests.plain.answering import talk
from tests.request.requests import full, plain


def test_it_offers_what_is_new_and_every_preset() -> None:
    done = talk()
    assert done.status == 1
    assert "New: 1 New sign-in system 2 Change an existing one 3 Pull from a backend" in done.prose
    for number, preset in enumerate(list_presets(), 5):
        assert f"\n{number} {preset.title}\n" in done.text


@pytest.mark.parametrize(("number", "operation"), [("1", "create"), ("2", "update")])
def test_something_new(number: str, operation: str) -> None:
    done = talk(number)
    assert done.draft is not None
    assert done.draft.operation == operation
    assert "The draft is kept" not in done.text, "there is no work in it"


def test_every_preset_opens_and_says_what_it_is() -> None:
    for number, preset in enumerate(list_presets(), 5):
        done = talk(f"?{number}", str(number))
        assert f"It sets: {', '.join(preset.sets)}." in done.prose
        assert done.draft is not None
        assert done.draft.operation == preset.operation


def test_your_own_presets_come_before_those_that_ship() -> None:
    save_preset(
        Draft.new("create"), "ours", title="Ours", description="d", with_target=False, overwrite=False
    )
    done = talk("5")
    assert "Your presets: 5 Ours, ours Presets that ship: 6 " in done.prose
    assert done.draft == Draft.new("create")


def test_a_file_is_opened_by_its_path_and_it_says_what_it_was_taken_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "request.json").write_text(json.dumps(plain()))
    monkeypatch.chdir(tmp_path)
    done = talk("4", "request.json")
    assert "It was taken for create-backend-auth: it sets" in done.prose
    assert done.draft == Draft.from_tree("create", plain())


@pytest.mark.parametrize("name", ["nothing.json", ".", "other.json"])
def test_what_cannot_be_opened_is_refused_and_another_can_be_chosen(name: str, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"name": "x", "version": "1.0.0", "dependencies": {}}')
    done = talk("4", str(tmp_path / name), "1")
    assert done.draft == Draft.new("create")
    assert done.text.count("New sign-in system") == 1, "the list is not said again where it is the same"


def test_the_path_can_be_left_again() -> None:
    assert talk("4", "<", "2").draft == Draft.new("update")


def test_a_kept_draft_is_thrown_away_by_its_number() -> None:
    kept = Autosave()
    kept.save(Draft.from_tree("create", plain()), "here\x1b[2J")
    kept.release()
    done = talk("?1", "-1", "-2")
    assert "It came from: here\\u001b[2J" in done.prose
    assert "Only drafts, interrupted submits and your own presets can be thrown away here." in done.prose
    assert list_autosaves() == []


def test_a_draft_is_named_by_its_backend_and_its_time() -> None:
    kept = Autosave()
    kept.save(Draft.from_tree("create", plain()), "ours.toml")
    kept.release()
    assert re.search(r"1 Draft for d1a2b3c4d5 / dev, today \d\d:\d\d: ours\.toml", talk().prose)


def test_a_draft_that_is_open_elsewhere_is_said_and_not_opened() -> None:
    other = Autosave()
    other.save(Draft.from_tree("create", plain()), "ours")
    done = talk("1", "-1", "2")
    assert "open in another wizard" in done.prose
    assert "It is open in another wizard. Go on there, or close it there first." in done.prose
    assert done.draft == Draft.new("create")
    assert other.path.exists()
    other.release()


@pytest.mark.parametrize("answer", ["yes", "no", ""])
def test_a_preset_of_your_own_is_deleted_after_a_question(answer: str) -> None:
    path = save_preset(
        Draft.new("create"), "ours", title="Ours", description="", with_target=False, overwrite=False
    )
    assert "The preset Ours is deleted." in talk("-5", answer).prose
    assert path.exists() == (answer != "yes")


def test_your_own_presets_are_in_natural_order() -> None:
    for name in ("web-10", "web-2"):
        title = name.replace("-", " ")
        save_preset(
            Draft.new("create"), name, title=title, description="", with_target=False, overwrite=False
        )
    assert "5 web 2, web-2 6 web 10, web-10" in talk().prose


def test_a_draft_with_a_typed_secret_says_what_is_to_be_entered_again() -> None:
    kept = Autosave()
    kept.save(Draft.from_tree("create", full()), "here")
    kept.release()
    assert "Typed secrets are never kept. Enter again: App secret of Facebook" in talk("1").prose


def test_what_cannot_be_read_is_said() -> None:
    for folder in (autosave_folder(), pending_folder()):
        folder.mkdir(parents=True)
        (folder / "x.json").write_text("{")
    done = talk()
    assert "A submit whose fate is open cannot be read" in done.prose
    assert "A draft that was kept cannot be read" in done.prose


@pytest.mark.parametrize("line", ["0", "99", "x", "?99", "-", ""])
def test_what_is_no_number_is_refused(line: str) -> None:
    assert "Type a number from 1 to " in talk(line).text


def test_signs_alone_are_explained_at_the_start() -> None:
    asked = talk("?", "<", "!", ">8")
    assert "Type the number of what you want to begin with." in asked.prose
    assert asked.text.count("1 New sign-in system") == 2
    assert "This is the first question." in asked.prose
    assert "No problems: there are no answers yet." in asked.prose
    assert "> works at the questions of a step, and not here." in asked.prose
