"""Export from Review: what blocks it, what it asks, and what it writes."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from textual.widgets import Input

from authwizard.files.presets import shipped_folder
from authwizard.files.source import load
from authwizard.request.secrets import EnvRef
from authwizard.request.tree import format_path, get, pool
from tests.cli.calls import call
from tests.request.requests import full, plain
from tests.tui.driving import Hand, draft_of, wizard

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
    facebook = pool("OAuth", "SocialProviderSettings", "Facebook", "ClientSecret")
    draft = draft_of(full()).with_secret(GOOGLE, EnvRef("OUR_GOOGLE_SECRET"))
    async with wizard(draft) as hand:
        await hand.fill(APP_ID, "d2")
        draft = hand.draft
        await hand.go("review")
        hand.app.screen.query_one("#export-path", Input).value = str(path)
        await hand.settle()
        hand.app.screen.query_one("#plan").scroll_visible(animate=False)
        await hand.settle()
        said = f"{format_path(facebook)}: It is left out: a preset holds no secret"
        assert said.replace(" ", "") in "".join(hand.text("#plan").split())
        assert not path.exists()
        await export_to(hand, path)
        await hand.until(path.exists)
        await hand.settle()
        assert said.replace(" ", "") in told(hand)
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
