"""What leads out of the review: a file, a preset, another step, and leaving."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from authwizard.files.autosave import list_autosaves
from authwizard.files.formats.table import Format, Writing, writable
from authwizard.files.presets import find_preset, user_folder
from authwizard.files.source import load
from authwizard.request.draft import Draft
from authwizard.request.edit import set_value
from authwizard.request.places import MINIMUM_LENGTH
from authwizard.session.keeper import KEPT
from authwizard.session.outlet import usual_path
from tests.plain.answering import Talk, talk
from tests.request.requests import full, plain

CREATE = Draft.from_tree("create", plain())
FULL = Draft.from_tree("create", full())
EXPORT, SUBMIT, PRESET, STEP, REVIEW, PROBLEMS, LEAVE = "1234567"
AS_NAMED = ""
"""Enter at the question for the format: the path's suffix says it."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def review(*answers: str, start: Draft = CREATE) -> Talk:
    """Go to the review and answer there."""
    return talk(">10", *answers, start=start)


def test_enter_takes_the_proposed_file_and_the_command_is_said_in_one_line(here: Path) -> None:
    done = review(EXPORT, AS_NAMED, "", LEAVE)
    assert done.status == 0
    assert json.loads((here / "create-backend-auth.json").read_text()) == plain()
    command = "aws amplifybackend create-backend-auth --cli-input-json file://create-backend-auth.json"
    assert command in done.text.splitlines()


def test_a_file_that_is_there_is_replaced_only_after_a_yes(here: Path) -> None:
    (here / "a.json").write_text("old")
    done = review(EXPORT, AS_NAMED, "a.json", "", LEAVE)
    assert "a.json is there already. Replace it?" in done.prose
    assert (here / "a.json").read_text() == "old"
    assert done.status == 2
    assert review(EXPORT, AS_NAMED, "a.json", "yes", LEAVE).status == 0
    assert json.loads((here / "a.json").read_text()) == plain()


def test_a_folder_is_made_only_after_a_yes(here: Path) -> None:
    assert review(EXPORT, AS_NAMED, "new/a.json", "no", LEAVE).status == 2
    assert not (here / "new").exists()
    review(EXPORT, AS_NAMED, "new/a.json", "", LEAVE)
    assert json.loads((here / "new" / "a.json").read_text()) == plain()


def test_where_nothing_can_be_written_it_says_why(here: Path) -> None:
    done = review(EXPORT, AS_NAMED, ".", LEAVE)
    assert "Nothing was written. . is a folder: name a file in it." in done.prose
    assert done.status == 2


def test_the_suffix_says_what_is_written_and_what_it_does_not_hold(here: Path) -> None:
    done = review(EXPORT, AS_NAMED, "a.toml", start=FULL)
    assert "The suffix says what is written: Preset." in done.prose
    assert "is left out: a preset holds no secret" in done.prose
    assert load("./a.toml").draft.tree["AppId"] == FULL.tree["AppId"]


def test_a_file_with_secrets_is_its_owners_alone(here: Path) -> None:
    done = review(EXPORT, AS_NAMED, "a.json", LEAVE, start=FULL)
    assert "It holds secrets, so only you may read it." in done.prose
    assert stat.S_IMODE((here / "a.json").stat().st_mode) == 0o600


def test_errors_keep_it_from_being_written_or_sent(here: Path) -> None:
    draft = set_value(FULL, MINIMUM_LENGTH, 5).draft
    done = review(EXPORT, SUBMIT, LEAVE, start=draft)
    assert "Nothing can be written. 1 error. Step 8, Password policy, Minimum length:" in done.prose
    assert "Nothing was sent." in done.prose
    assert "Errors keep it from being written or sent." in done.prose
    assert done.status == 1
    assert list(here.iterdir()) == []


def test_the_review_is_in_the_words_of_the_form() -> None:
    done = review(start=FULL)
    for said in (
        "Sign-in method: E-mail",
        "Guest access: no: only signed-in users get AWS credentials",
        "Required characters: Digit",
        "Google, Client secret: typed, and not shown",
        "Scopes: openid, email",
    ):
        assert said in done.prose
    assert "REQUIRE_DIGIT" not in done.text
    assert "UnauthenticatedLogin" not in done.text


def test_a_preset_is_saved_without_the_target_unless_it_is_asked_for() -> None:
    done = review(PRESET, "Not A Name", "ours", "Our sign-in", "for us", "", LEAVE, "no")
    assert "1 to 63 lower-case letters" in done.prose
    found = find_preset("ours")
    assert (found.title, found.description) == ("Our sign-in", "for us")
    assert "AppId" not in load("ours").draft.tree
    review(PRESET, "ours", "", "", "yes", "yes")
    assert load("ours").draft.tree["AppId"] == "d1a2b3c4d5"


def test_a_preset_that_is_there_is_kept_without_a_yes() -> None:
    review(PRESET, "ours", "First", "", "")
    assert review(PRESET, "ours", "Second", "", "", "", LEAVE).status == 1
    assert find_preset("ours").title == "First"


def test_a_preset_can_go_elsewhere_and_holds_no_typed_secret(here: Path) -> None:
    done = review(PRESET, "here.txt/", "./mine.toml", "", "", "yes", start=FULL)
    assert "A preset holds no typed secrets, so these are left out: App secret of Facebook" in done.prose
    assert "invented-secret" not in (here / "mine.toml").read_text()
    assert not user_folder().exists()


def test_a_preset_without_a_suffix_gets_the_one_by_which_it_is_found(here: Path) -> None:
    done = review(PRESET, "?", "./mine", "", "", "")
    assert "one without a suffix gets .authwizard.toml" in done.prose
    assert load("./mine.authwizard.toml").title == "mine"
    assert [path.name for path in here.iterdir()] == ["mine.authwizard.toml"]


def test_a_step_is_changed_and_the_review_is_there_again() -> None:
    done = review(STEP, "x", "1", "", "d9", ">10")
    assert "9 Messages" in done.prose
    assert done.text.count("Step 10 of 10: Review.") == 2
    assert "App ID: d9" in done.prose


def test_back_leads_to_the_last_question() -> None:
    done = review("<", "yes", "1", "", "")
    assert done.prompts[2].startswith("Set the verification message?")
    assert "Delivery method: E-mail" in done.prose


@pytest.mark.parametrize("sign", ["?", "!", "=", ">", "-"])
def test_a_sign_is_no_path(sign: str, here: Path) -> None:
    done = review(EXPORT, AS_NAMED, sign, "<", "<", LEAVE)
    assert list(here.iterdir()) == []
    assert done.prompts[3] == done.prompts[4]
    assert done.status == 0


def test_a_question_about_a_path_is_explained(here: Path) -> None:
    done = review(EXPORT, AS_NAMED, "?", "!", "a.json", LEAVE)
    assert "The suffix of the name says how: " in done.prose
    assert [path.name for path in here.iterdir()] == ["a.json"]


def test_back_leads_to_the_question_before_of_a_preset() -> None:
    done = review(PRESET, "other", "<", "ours", "Ours", "", "?", "<", "for us", "")
    assert find_preset("ours").description == "for us"
    assert "Type yes or no, or < to go back. Enter alone is no." in done.prose


def test_back_leads_out_of_a_question_on_the_way() -> None:
    done = review(EXPORT, "<", PRESET, "<", SUBMIT, "<", STEP, "<", LEAVE)
    assert done.status == 0
    assert done.text.count("What now?") == 5


def test_leaving_keeps_what_is_in_no_file_and_asks_only_where_something_would_be_lost() -> None:
    silent = review(LEAVE)
    assert silent.status == 0
    assert KEPT not in silent.prose
    changed = talk("", "d2", ">10", LEAVE, start=CREATE)
    assert changed.status == 0
    assert changed.text.splitlines()[-1] == KEPT
    (kept,) = list_autosaves()
    assert kept.draft.tree["AppId"] == "d2"


def test_a_typed_secret_is_named_before_it_is_lost() -> None:
    stayed = talk("", "d2", ">10", LEAVE, "", LEAVE, "yes", start=FULL)
    assert "Typed secrets are never kept. When you continue, enter again: " in stayed.prose
    assert "Client secret of Google" in stayed.prose
    assert stayed.text.count("What now?") == 2, "Enter alone stays"
    assert stayed.status == 0
    assert len(list_autosaves()) == 1


def test_work_that_cannot_be_kept_is_not_left_without_a_yes(home: Path) -> None:
    (home / "state").write_text("no folder")
    done = talk("", "d2", ">10", LEAVE, "", LEAVE, "yes", start=CREATE)
    assert done.prose.count("The draft could not be kept: ") == 1
    assert "The answers are in no file. Leave without them?" in done.prose
    assert KEPT not in done.prose
    assert done.status == 0
    assert talk("", "d2", start=CREATE).status == 1


def test_answers_that_end_are_no_success_unless_it_was_written_as_it_is() -> None:
    assert review().status == 1
    assert review(EXPORT).status == 1
    assert review(EXPORT, AS_NAMED, "a.json").status == 0
    assert review(EXPORT, AS_NAMED, "b.json", STEP, "1", "", "d3").status == 1


def test_an_exported_draft_is_not_offered_again() -> None:
    talk("", "d2", ">10", EXPORT, AS_NAMED, "", LEAVE, start=CREATE)
    assert list_autosaves() == []


def test_the_choices_are_said_once_and_on_demand() -> None:
    assert review(PROBLEMS, PROBLEMS).text.count("4 Change a step") == 1
    assert review(PROBLEMS, "", "?").text.count("4 Change a step") == 3


def test_the_notes_are_told_on_demand() -> None:
    done = review(PROBLEMS, start=FULL)
    assert "notes. Step " in done.prose


def number_of(name: str) -> str:
    """Return the number of a format in the list."""
    return str([format.name for format in writable()].index(name) + 1)


@pytest.mark.parametrize("format", writable(), ids=lambda format: str(format.name))
def test_each_format_is_listed_and_written_where_it_is_proposed(here: Path, format: Format) -> None:
    names = [""] if format.puts_names else []
    done = review(EXPORT, number_of(format.name), *names, "", LEAVE)
    for each in writable():
        assert f"{each.title}: " in done.prose
    assert ("Path of the folder, " if format.is_folder else "Path of the file, ") in done.prose
    place = here / usual_path(format, "create")
    files = format.files(CREATE, Writing(folder=here))
    assert {name: (place / name).read_text() for name in files} == files
    assert done.status == 0


def test_what_a_format_does_not_hold_is_said_by_kinds_before_it_is_written(here: Path) -> None:
    done = review(EXPORT, number_of("preset"), "a.toml", LEAVE, start=FULL)
    text = done.prose
    assert "Not carried over: App secret of Facebook: It is left out" in text
    assert text.index("Not carried over: ") < text.index("Written to a.toml.")
    assert "The suffix says" not in text


def test_names_without_the_environment_are_asked_for_where_a_format_puts_names_together(here: Path) -> None:
    gen2, plain_json = number_of("gen2"), number_of("json")
    done = review(EXPORT, gen2, "<", gen2, "yes", "<", plain_json, "<", "<", LEAVE)
    assert done.prose.count("Names without the environment? Yes or no, Enter for no") == 2
    assert done.text.count("In which format?") == 4
    assert list(here.iterdir()) == []


def test_the_format_of_the_last_time_is_proposed_and_can_be_left_to_the_suffix(here: Path) -> None:
    by_suffix = str(len(writable()) + 1)
    done = review(EXPORT, number_of("yaml"), "", EXPORT, "", "b.yaml", EXPORT, by_suffix, "c.toml", LEAVE)
    assert f"Number, Enter for {number_of('yaml')}" in done.prompts
    assert {path.name for path in here.iterdir()} == {"create-backend-auth.yaml", "b.yaml", "c.toml"}
    assert "The suffix says what is written: Preset." in done.prose


def test_an_update_whose_whole_is_not_known_is_refused(here: Path) -> None:
    config = {
        "AuthResources": "USER_POOL_ONLY",
        "Service": "COGNITO",
        "UserPoolConfigs": {"PasswordPolicy": {"MinimumLength": 12}},
    }
    start = Draft.from_tree("update", plain() | {"ResourceConfig": config})
    done = review(EXPORT, number_of("terraform"), "", "", LEAVE, start=start)
    assert "Nothing was written. An update says only what changes, and this needs all of it." in done.prose
    assert done.status == 1
    assert list(here.iterdir()) == []


def test_the_answers_stay_kept_where_no_file_can_be_read_again() -> None:
    talk("", "d2", ">10", EXPORT, number_of("gen2"), "", "", LEAVE, start=CREATE)
    assert len(list_autosaves()) == 1
