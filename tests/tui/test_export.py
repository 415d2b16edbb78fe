"""Export from Review: what blocks it, what it asks, and what it writes."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from textual.widgets import Input

from authwizard.files.formats import table
from authwizard.files.formats.table import FORMATS, Format, Loss, Writing, writable
from authwizard.files.presets import shipped_folder
from authwizard.files.source import load
from authwizard.request.secrets import EnvRef
from authwizard.request.tree import get, pool
from authwizard.session.outlet import usual_path
from tests.cli.calls import call
from tests.request.requests import full, plain
from tests.tui.driving import SMALL, Hand, draft_of, wizard

APP_ID = ("AppId",)
GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")


async def export_to(hand: Hand, path: str | Path) -> None:
    await hand.press("ctrl+g")
    hand.app.screen.query_one("#export-path", Input).value = str(path)
    await hand.settle()
    await hand.press("enter")
    await hand.settle()


def told(hand: Hand) -> str:
    """Return what came of the export, without the breaks of its lines."""
    return "".join(hand.text("#outcome").split()) if hand.app.screen is hand.wizard else ""


async def test_a_good_request_is_written_and_is_no_unsaved_work_any_more(tmp_path: Path) -> None:
    path = tmp_path / "request.json"
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await export_to(hand, path)
        await hand.until(path.exists)
        await hand.settle()
        assert json.loads(path.read_bytes()) == plain() | {"AppId": "d2"}
        assert f"✓Writtento{path}." in told(hand)
        assert not hand.session.is_dirty


async def test_errors_block_it_and_the_focus_goes_to_them(tmp_path: Path) -> None:
    path = tmp_path / "request.json"
    async with wizard(draft_of(plain() | {"AppId": "X"})) as hand:
        await export_to(hand, path)
        assert "1 error blocks the export." in hand.toasts()
        assert hand.focused_id == "problems"
        assert not path.exists()
        await hand.press("enter")
        assert hand.focused_path == APP_ID


async def test_a_file_that_is_there_is_replaced_only_after_a_question(tmp_path: Path) -> None:
    path = tmp_path / "request.json"
    path.write_text("ours", encoding="ascii")
    async with wizard(draft_of(plain())) as hand:
        await export_to(hand, path)
        assert "Replace the file?" in hand.text()
        await hand.press("enter")
        assert path.read_text(encoding="ascii") == "ours"
        assert "Thefilethatistherewaskept." in told(hand)
        await export_to(hand, path)
        await hand.click("Replace", ".buttons")
        await hand.until(lambda: "✓Written" in told(hand))
        assert json.loads(path.read_bytes()) == plain()


async def test_a_folder_is_made_only_after_a_question(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "request.json"
    async with wizard(draft_of(plain())) as hand:
        await export_to(hand, path)
        assert "Make the folder?" in hand.text()
        await hand.press("escape")
        assert not (tmp_path / "a").exists()
        assert "Thefolderdoesnotexist." in told(hand)
        await export_to(hand, path)
        await hand.click("Make the folder", ".buttons")
        await hand.until(lambda: "✓Written" in told(hand))
        assert json.loads(path.read_bytes()) == plain()


async def test_a_secret_is_written_for_the_user_alone_and_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "request.json"
    async with wizard(draft_of(full())) as hand:
        await export_to(hand, path)
        await hand.until(lambda: "✓Written" in told(hand))
        assert "mode0600,soonlyyoumayreadit" in told(hand)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert json.loads(path.read_bytes()) == full()
        assert "invented-secret" not in hand.text()


async def test_an_unset_variable_is_told_by_its_name_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "request.json"
    async with wizard(draft_of(full()).with_secret(GOOGLE, EnvRef("OUR_GOOGLE_SECRET"))) as hand:
        await export_to(hand, path)
        assert "Nothingwaswritten." in told(hand)
        assert 'Theenvironmentvariable"OUR_GOOGLE_SECRET"isnotset.' in told(hand)
        assert not path.exists()
        monkeypatch.setenv("OUR_GOOGLE_SECRET", "invented-secret-of-the-environment")
        await export_to(hand, path)
        await hand.until(path.exists)
        assert get(json.loads(path.read_bytes()), GOOGLE) == "invented-secret-of-the-environment"
        assert "invented-secret" not in hand.text()
        assert hand.draft.secrets[GOOGLE] == EnvRef("OUR_GOOGLE_SECRET")


async def test_a_resolved_secret_is_judged_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "request.json"
    key = pool("OAuth", "SocialProviderSettings", "SignInWithApple", "PrivateKey")
    monkeypatch.setenv("OUR_KEY", "AuthKey_invented.p8")
    async with wizard(draft_of(full()).with_secret(key, EnvRef("OUR_KEY"))) as hand:
        await export_to(hand, path)
        assert "Nothingwaswritten." in told(hand)
        assert "AuthKey_invented" not in hand.text()
        assert not path.exists()


async def test_a_folder_or_an_empty_path_is_refused(tmp_path: Path) -> None:
    async with wizard(draft_of(plain())) as hand:
        await export_to(hand, tmp_path)
        assert "isafolder:nameafileinit." in told(hand)
        await export_to(hand, " ")
        assert "Givethefileapath." in told(hand)


async def test_what_is_no_file_is_refused_without_a_question(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(os.devnull)
    async with wizard(draft_of(full())) as hand:
        for path in (pipe, link):
            await export_to(hand, path)
            assert "isnofile,andisnotreplaced" in told(hand)
        await export_to(hand, shipped_folder() / "phone-sms.toml")
        assert "isread-only" in told(hand)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert link.is_char_device()


async def test_a_folder_that_cannot_be_made_is_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    async with wizard(draft_of(plain())) as hand:
        await export_to(hand, tmp_path / "file" / "below" / "request.json")
        assert "fileisnofolder:nameanotherpath." in told(hand)


async def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    for name in ("n" * 300, "a\0b"):
        async with wizard(draft_of(plain())) as hand:
            await export_to(hand, tmp_path / name)
            assert "cannotbewritten" in told(hand)


async def test_the_home_of_a_user_whom_nobody_knows_breaks_nothing() -> None:
    async with wizard(draft_of(plain())) as hand:
        await export_to(hand, "~nobody-of-this-name/request.json")
        # It is refused, or taken for a folder that is not there.
        await hand.press("escape")
        assert hand.app.return_code is None
        assert told(hand)


async def test_a_yaml_name_writes_yaml_and_the_command_says_so(tmp_path: Path) -> None:
    path = tmp_path / "request.yaml"
    async with wizard(draft_of(plain())) as hand:
        await export_to(hand, path)
        await hand.until(path.exists)
        assert YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")) == plain()
        assert "--cli-input-yaml" in hand.text("#command")


async def test_a_toml_name_writes_a_preset_without_secrets_and_says_so_before_and_after(
    tmp_path: Path,
) -> None:
    path = tmp_path / "shop.toml"
    draft = draft_of(full()).with_secret(GOOGLE, EnvRef("OUR_GOOGLE_SECRET"))
    async with wizard(draft) as hand:
        await hand.fill(APP_ID, "d2")
        draft = hand.draft
        await hand.go("review")
        hand.app.screen.query_one("#export-path", Input).value = str(path)
        await hand.settle()
        hand.app.screen.query_one("#plan").scroll_visible(animate=False)
        await hand.settle()
        said = "App secret of Facebook: It is left out: a preset holds no secret"
        assert said.replace(" ", "") in "".join(hand.text("#plan").split())
        assert not path.exists()
        await export_to(hand, path)
        await hand.until(path.exists)
        await hand.settle()
        assert said.replace(" ", "") in "".join(hand.text("#plan").split())
        assert "authwizard submit" in hand.text("#command")
        assert "invented-secret" not in hand.text()
        assert hand.session.is_dirty  # the typed secrets are in no file
    preset = load(str(path))
    assert (preset.format, preset.draft.secrets) == ("preset", {GOOGLE: EnvRef("OUR_GOOGLE_SECRET")})
    assert preset.draft.tree == draft.tree
    assert "invented-secret" not in path.read_text(encoding="utf-8")


async def test_a_preset_with_references_alone_is_no_unsaved_work(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await export_to(hand, path)
        await hand.until(path.exists)
        await hand.settle()
        assert not hand.session.is_dirty
        assert load(str(path)).draft.tree["AppId"] == "d2"


@pytest.mark.parametrize(
    ("name", "format"), [("a.txt", "json"), ("a", "json"), ("a.yml", "yaml"), ("a.toml", "preset")]
)
async def test_the_suffix_tells_the_format_as_with_the_command(
    tmp_path: Path, name: str, format: str
) -> None:
    async with wizard(draft_of(plain())) as hand:
        await export_to(hand, tmp_path / name)
        await hand.until((tmp_path / name).exists)
    by_command = tmp_path / f"by-command-{name}"
    source = tmp_path / "source.json"
    source.write_text(json.dumps(plain()), encoding="ascii")
    assert call("export", str(source), "-o", str(by_command)).exit_code == 0
    assert (tmp_path / name).read_bytes() == by_command.read_bytes()
    assert load(str(tmp_path / name)).format == format


async def test_the_command_is_quoted_for_the_shell_and_names_the_expanded_path(home: Path) -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.go("review")
        field = hand.app.screen.query_one("#export-path", Input)
        field.value = "~/our files/it's.json"
        await hand.settle()
        await hand.press("ctrl+l")
        place = f"{home}/our files/it'\"'\"'s.json"
        expected = f"aws amplifybackend create-backend-auth --cli-input-json 'file://{place}'"
        assert hand.app.clipboard == expected
        assert expected.replace(" ", "") in "".join(hand.text("#command").split())


async def test_a_dollar_in_the_name_is_warned_of_since_the_aws_cli_would_expand_it() -> None:
    async with wizard(draft_of(plain()), "review") as hand:
        hand.app.screen.query_one("#export-path", Input).value = "$HOME.json"
        await hand.settle()
        assert "The AWS CLI takes $" in hand.prose("#command")


async def test_the_path_of_the_last_export_is_proposed_again(tmp_path: Path) -> None:
    path = tmp_path / "request.json"
    async with wizard(draft_of(plain())) as hand:
        await export_to(hand, path)
        await hand.until(path.exists)
        await hand.go("target")
        await hand.press("ctrl+g")
        assert hand.app.screen.query_one("#export-path", Input).value == str(path)


async def test_what_came_of_an_export_goes_when_the_path_changes(tmp_path: Path) -> None:
    async with wizard(draft_of(plain())) as hand:
        await export_to(hand, tmp_path)
        assert told(hand)
        hand.app.screen.query_one("#export-path", Input).value = "x.json"
        await hand.settle()
        assert not told(hand)


async def choose_format(hand: Hand, nth: int) -> None:
    """Go to the format of the export and choose the nth."""
    await hand.press("ctrl+g", "shift+tab")
    if hand.focused_id == "plain-names":
        await hand.press("shift+tab")
    assert hand.focused_id == "format"
    await hand.press(str(nth))


def is_empty(folder: Path) -> bool:
    """Whether nothing was written into a folder."""
    return not list(folder.iterdir())


def number_of(name: str) -> int:
    """Return the number of a format in the list."""
    return [format.name for format in writable()].index(name) + 1


def proposed(hand: Hand) -> str:
    """Return the path in the field."""
    return hand.app.screen.query_one("#export-path", Input).value


@pytest.mark.parametrize("format", writable(), ids=lambda format: str(format.name))
async def test_each_format_is_written_where_it_is_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: Format
) -> None:
    monkeypatch.chdir(tmp_path)
    async with wizard(draft_of(plain()), "review", SMALL) as hand:
        await choose_format(hand, number_of(format.name))
        assert format.title in hand.text("#format")
        assert hand.text("#file-label").strip() == ("Folder" if format.is_folder else "File")
        await hand.press("ctrl+g", "enter")
        await hand.until(lambda: "✓Writtento" in told(hand))
    files = format.files(draft_of(plain()), Writing(folder=tmp_path))
    place = tmp_path / usual_path(format, "create")
    assert {name: (place / name).read_text() for name in files} == files


async def test_a_path_that_was_typed_is_kept_where_another_format_is_chosen() -> None:
    async with wizard(draft_of(plain()), "review") as hand:
        await choose_format(hand, number_of("yaml"))
        assert proposed(hand) == "create-backend-auth.yaml"
        await choose_format(hand, number_of("gen2"))
        assert proposed(hand) == "."
        hand.app.screen.query_one("#export-path", Input).value = "our/app"
        await hand.settle()
        await choose_format(hand, number_of("terraform"))
        assert proposed(hand) == "our/app"


async def test_the_row_shows_what_the_suffix_decides_until_a_format_is_chosen_that_has_none() -> None:
    async with wizard(draft_of(plain()), "review") as hand:
        field = hand.app.screen.query_one("#export-path", Input)
        for path, shown in (("a.yml", "YAML"), ("a.toml", "Preset"), ("a.txt", "JSON")):
            field.value = path
            await hand.settle()
            assert shown in hand.text("#format")
        await choose_format(hand, number_of("cloudformation"))
        field.value = "template.yml"
        await hand.settle()
        assert "CloudFormation" in hand.text("#format")
        await choose_format(hand, number_of("json"))
        field.value = "a.yaml"
        await hand.settle()
        assert "YAML" in hand.text("#format"), "the later answer counts"


async def test_all_formats_are_listed_with_what_they_are_for_and_taken_by_key_and_mouse() -> None:
    async with wizard(draft_of(plain()), "review", SMALL) as hand:
        await hand.press("ctrl+g", "shift+tab", "space")
        for format in writable():
            assert any(format.title in line for line in hand.listed("#formats"))
        await hand.enter("#formats", "Terraform")
        assert "Terraform" in hand.text("#format")
        assert hand.focused_id == "format"
        await hand.press("space", "enter")
        assert "Terraform" in hand.text("#format")
        await hand.click("▾", "#format")
        await hand.click("YAML for", "#formats")
        assert "YAML" in hand.text("#format")
        await hand.click("‹", "#format")
        assert "JSON" in hand.text("#format")
        await hand.click("›", "#format")
        assert "YAML" in hand.text("#format")
        await hand.press("space", "escape")
        assert "YAML" in hand.text("#format")


async def test_enter_leads_from_the_format_by_the_names_to_the_path() -> None:
    async with wizard(draft_of(plain()), "review", SMALL) as hand:
        await choose_format(hand, number_of("json"))
        assert not hand.wizard.query_one("#plain-names").display
        await hand.press("enter")
        assert hand.focused_id == "export-path"
        await choose_format(hand, number_of("gen2"))
        await hand.press("enter")
        assert hand.focused_id == "plain-names"
        await hand.press("space", "enter")
        assert hand.focused_id == "export-path"
        assert hand.session.outlet.plain_names
        assert "[✓] Names without the environment (no “-dev”)" in hand.text("#plain-names")


async def test_what_was_chosen_is_there_again_after_another_step() -> None:
    async with wizard(draft_of(plain()), "review") as hand:
        await choose_format(hand, number_of("gen2"))
        await hand.press("enter", "space")
        hand.app.screen.query_one("#export-path", Input).value = "our-app"
        await hand.settle()
        await hand.go("target")
        await hand.press("ctrl+g")
        assert proposed(hand) == "our-app"
        assert "Amplify Gen 2" in hand.text("#format")
        assert "[✓]" in hand.text("#plain-names")


async def test_what_a_format_does_not_hold_is_said_by_kinds_before_and_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    losses = (
        Loss("todo", "", "Do that."),
        Loss("lost", "AppId", "Not in it."),
        Loss("lost", "", "Nor is [b]this."),
    )
    other = replace(FORMATS["gen2"], lost=lambda draft, writing: losses)
    monkeypatch.setattr(table, "FORMATS", dict(FORMATS) | {"gen2": other})
    monkeypatch.setattr("authwizard.session.outlet.FORMATS", table.FORMATS)
    async with wizard(draft_of(plain()), "review") as hand:
        await choose_format(hand, number_of("gen2"))
        before = "Not carried over • App ID: Not in it. • Nor is [b]this."
        assert f"{before} Left to you • Do that." in hand.prose("#plan")
        await hand.press("ctrl+g", "enter")
        await hand.until(lambda: "✓Writtento" in told(hand))
        assert "Left to you • Do that." in hand.prose("#outcome")
        assert before in hand.prose("#plan")
        assert "Do that." not in hand.prose("#plan")
        assert "Left to you:\n  Do that." in hand.session.exported


def several(monkeypatch: pytest.MonkeyPatch, files: dict[str, str], **changed: Any) -> None:
    """Let Gen 2 be these files."""
    other = replace(FORMATS["gen2"], write=lambda draft, writing: files, **changed)
    monkeypatch.setattr(table, "FORMATS", dict(FORMATS) | {"gen2": other})
    monkeypatch.setattr("authwizard.session.outlet.FORMATS", table.FORMATS)


async def test_of_a_folder_it_says_what_is_there_and_asks_once_before_it_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    several(monkeypatch, {"a/one.ts": "1\n", "a/two.ts": "2\n", "three.ts": "3\n"})
    (tmp_path / "a").mkdir()
    for name in ("a/one.ts", "three.ts"):
        (tmp_path / name).write_text("ours", encoding="ascii")
    async with wizard(draft_of(plain()), "review") as hand:
        await choose_format(hand, number_of("gen2"))
        shown = "• a/one.ts is there already • a/two.ts • three.ts is there already"
        assert f"Writes 3 files: {shown}" in hand.prose("#plan")
        await hand.press("ctrl+g", "enter")
        assert "Replace 2 files?" in hand.text()
        await hand.press("enter")
        assert "Thefilesthataretherewerekept." in told(hand)
        assert not (tmp_path / "a" / "two.ts").exists()
        await hand.press("enter")
        await hand.click("Replace", ".buttons")
        await hand.until(lambda: "✓Writtentoa/one.ts." in told(hand))
        assert "✓Writtentoa/two.ts.✓Writtentothree.ts." in told(hand)
        assert [(tmp_path / name).read_text() for name in ("a/one.ts", "a/two.ts", "three.ts")] == [
            "1\n",
            "2\n",
            "3\n",
        ]


async def test_a_folder_that_cannot_be_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("", encoding="ascii")
    async with wizard(draft_of(plain()), "review") as hand:
        await choose_format(hand, number_of("gen2"))
        for path, said in (("file", "fileisnofolder:nameone."), (" ", "Givethefolderapath.")):
            hand.app.screen.query_one("#export-path", Input).value = path
            await hand.press("ctrl+g", "enter")
            assert said in told(hand)


async def test_what_cannot_be_read_again_holds_no_answers(tmp_path: Path) -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.fill(APP_ID, "d2")
        await choose_format(hand, number_of("terraform"))
        await export_to(hand, tmp_path / "infra")
        await hand.until(lambda: "✓Writtento" in told(hand))
        assert hand.session.is_dirty
        assert "exported" in hand.text("#header")


async def test_an_update_whose_whole_is_not_known_is_refused_before_and_by_the_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = {
        "AuthResources": "USER_POOL_ONLY",
        "Service": "COGNITO",
        "UserPoolConfigs": {"PasswordPolicy": {"MinimumLength": 12}},
    }
    tree = plain() | {"ResourceConfig": config}
    async with wizard(draft_of(tree, "update"), "review") as hand:
        await choose_format(hand, number_of("gen2"))
        reason = "An update says only what changes, and this needs all of it."
        assert f"! Not written: {reason}" in hand.prose("#plan")
        await hand.press("f4")
        assert f"Not written ! {reason}" in hand.prose("#preview")
        await hand.press("ctrl+g", "enter")
        assert f"Nothing was written. {reason}" in hand.prose("#outcome")
        assert is_empty(tmp_path)


async def test_the_preview_shows_what_is_lost_and_then_each_file_to_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lost = (Loss("lost", "AppId", "It is not in the files."),)
    several(
        monkeypatch,
        lost=lambda draft, writing: lost,
        files={"a.ts": "[b]x[/b]\n  \x1b[31my\n", "long.ts": "z" * 100_000},
    )
    async with wizard(draft_of(plain()), "review") as hand:
        await choose_format(hand, number_of("gen2"))
        (tmp_path / "a.ts").write_text("ours", encoding="ascii")
        await hand.press("f4")
        shown = hand.prose("#preview")
        assert "Not carried over • App ID: It is not in the files. a.ts It is there already." in shown
        assert r"[b]x[/b] \u001b[31my" in shown
        await hand.press("end")
        await hand.until(lambda: "z… (100,000 characters)" in hand.prose("#preview"))


async def test_the_preview_has_marks_for_secrets_and_follows_the_format() -> None:
    async with wizard(draft_of(full()), "review") as hand:
        await hand.press("f4")
        await hand.press("pagedown")
        assert "invented-secret" not in hand.text("#preview")
        await choose_format(hand, number_of("yaml"))
        assert "Marks stand here for the secrets" in hand.prose("#preview")
        assert 'AppId: "d1a2b3c4d5"' in hand.text("#preview")
        assert "invented-secret" not in hand.text()


async def test_the_preview_of_errors_says_that_they_keep_it_from_being_written() -> None:
    async with wizard(draft_of(plain() | {"AppId": "X"}), "review") as hand:
        await hand.press("f4")
        assert "! Errors keep it from being written." in hand.prose("#preview")


async def test_errors_block_no_format_that_has_no_place_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with wizard(draft_of(plain() | {"AppId": "X"}), "review") as hand:
        assert "1 error blocks the export" in hand.prose("#verdict")
        await choose_format(hand, number_of("terraform"))
        assert "Ready to export 1 error blocks a submit alone" in hand.prose("#verdict")
        await hand.press("ctrl+g", "enter")
        await hand.until(lambda: Path("terraform/main.tf").is_file())


async def test_the_command_is_offered_only_where_the_format_has_one() -> None:
    async with wizard(draft_of(plain()), "review") as hand:
        assert "Copy command" in hand.text("#send")
        await choose_format(hand, number_of("amplify-headless"))
        assert "amplify add auth --headless <" in hand.text("#command")
        await choose_format(hand, number_of("rest"))
        assert "Copy command" not in hand.text("#send")
        await hand.press("ctrl+l")
        assert "There is no command" in hand.toasts()
        assert hand.app.clipboard == ""


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_what_is_chosen_and_the_ways_out_are_in_sight_on_a_small_screen(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tuple(Loss("added", "", f"This is the {nth}th thing that is otherwise.") for nth in range(40))
    several(monkeypatch, {"one": "1"}, lost=lambda draft, writing: many)
    async with wizard(draft_of(full()), "review", size) as hand:
        await choose_format(hand, number_of("gen2"))
        for shown in (
            "Format ‹ Amplify Gen 2",
            "[ ] Names",
            "Folder",
            "Export",
            "Submit…",
            "Save as preset…",
        ):
            assert shown in hand.text("#send")
        assert "1 Target" in hand.text("#summary")
        while hand.focused_id != "told":
            await hand.press("tab")
        await hand.press("end")
        await hand.until(lambda: "the 39th thing" in hand.prose("#told"))


async def test_review_shows_what_will_be_sent_section_by_section() -> None:
    async with wizard(draft_of(full()), "review") as hand:
        shown = hand.text("#summary")
        for heading in (
            "1 Target",
            "2 Auth resources",
            "5 MFA",
            "9 Messages",
        ):
            assert heading in shown
        assert "Client secret" in shown
        assert "invented-secret" not in shown


async def test_without_a_path_there_is_no_command() -> None:
    async with wizard(draft_of(plain()), "review") as hand:
        assert "create-backend-auth.json" in hand.text("#command")
        hand.app.screen.query_one("#export-path", Input).value = ""
        await hand.settle()
        assert hand.text("#command").strip() == ""
        await hand.press("enter")
        assert "Give the file a path." in hand.text("#outcome")
        await hand.press("ctrl+l")
        assert hand.app.clipboard == ""


async def test_the_verdict_says_that_a_format_cannot_hold_the_draft() -> None:
    async with wizard(draft_of(plain("update"), "update"), "review") as hand:
        await choose_format(hand, number_of("gen2"))
        assert "! Cannot be written: Amplify Gen 2" in hand.prose("#verdict")
        assert "An update says only what changes" in hand.prose("#plan")
    async with wizard(draft_of(plain() | {"BackendEnvironmentName": "Dev!"}), "review") as hand:
        await choose_format(hand, number_of("terraform"))
        assert "! Cannot be written: Terraform" in hand.prose("#verdict")
