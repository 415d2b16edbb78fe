"""The keys of the wizard, each with a second way, and the command palette."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.command import CommandList, CommandPalette
from textual.widgets import Input

from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.steps import REVIEW, STEPS, TARGET_STEP
from authwizard.request.tree import pool
from authwizard.tui.app import WizardApp
from authwizard.tui.keymap import APP, START, WIZARD, Command, key_name
from tests.request.requests import full, plain
from tests.tui.driving import Hand, draft_of, running, wizard

README = Path(__file__).parents[2] / "README.md"


def table(commands: Sequence[Command]) -> str:
    """Return the table of commands and their keys as the README has it."""
    rows = ["| Key | Also | What it does |", "|---|---|---|"]
    for command in commands:
        if command.keys:
            first, *others = map(key_name, command.keys)
            rows.append(" ".join(["|", first, "|", *others, "|", command.help, "|"]))
    return "\n".join(rows)


@pytest.mark.parametrize("commands", [WIZARD, START])
def test_the_readme_has_a_table_of_the_keys(commands: tuple[Command, ...]) -> None:
    assert table([*commands, *APP]) in README.read_text(encoding="utf-8")


def test_the_readme_names_no_key_that_there_is_not() -> None:
    named = set(re.findall(r"`(Ctrl\+\w|F\d+)`", README.read_text(encoding="utf-8")))
    assert named
    assert named <= {key_name(key) for command in (*WIZARD, *APP) for key in command.keys}


@pytest.mark.parametrize("commands", [WIZARD, START])
def test_no_key_and_no_command_is_there_twice_on_a_screen(commands: tuple[Command, ...]) -> None:
    keys = [key for command in (*commands, *APP) for key in command.keys]
    assert len(keys) == len(set(keys))
    ids = [command.id for command in (*commands, *APP)]
    assert len(ids) == len(set(ids))


def test_a_key_means_one_thing_on_all_screens() -> None:
    meant: dict[str, set[str]] = {}
    for command in (*WIZARD, *START, *APP):
        for key in command.keys:
            meant.setdefault(key, set()).add(command.label)
    assert {key: labels for key, labels in meant.items() if len(labels) > 1} == {}


async def test_each_key_that_the_line_tells_does_what_it_says_also_where_nothing_has_the_focus() -> None:
    async with running(WizardApp()) as hand:
        line = "⏎ Start  / Filter  ^f Open file  F1 Help  ^p Commands  ^q Quit"
        assert hand.text("#keys") == line
        hand.app.screen.set_focus(None)
        await hand.press("enter")
        assert hand.wizard.step is TARGET_STEP


async def test_the_panel_of_keys_names_both_keys_of_a_command_as_they_are_named_elsewhere() -> None:
    async with wizard(draft_of(plain())) as hand:
        hand.app.action_show_help_panel()
        await hand.settle()
        shown = hand.prose("KeyPanel")
        assert "^n F8 Next" in shown
        assert "^l F9 Copy command" in shown
        assert "F1 Help" in shown


async def choose_command(hand: Hand, query: str) -> None:
    """Look for a command in the palette and take the first that is found."""
    await hand.press("ctrl+p")
    palette = hand.app.screen
    assert isinstance(palette, CommandPalette)
    palette.query_one(Input).value = query
    await hand.until(lambda: palette.query_one("CommandList").display)
    await palette.workers.wait_for_complete()
    await hand.settle()
    await hand.press("enter")
    if hand.app.screen is palette:
        await hand.press("enter")
    await hand.until(lambda: hand.app.screen is not palette)
    await hand.settle()


@pytest.mark.parametrize(("forward", "back"), [("ctrl+n", "ctrl+o"), ("f8", "f7")])
async def test_next_and_back_turn_the_steps_and_stop_at_the_ends(forward: str, back: str) -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.press(back)
        assert hand.wizard.step is TARGET_STEP
        await hand.press(forward, forward)
        assert hand.wizard.step is STEPS[3]  # there is no identity pool to ask about
        await hand.press(back)
        assert hand.wizard.step is STEPS[1]
        await hand.go("review")
        await hand.press(forward)
        assert hand.wizard.step is REVIEW


async def test_the_buttons_turn_the_steps_too() -> None:
    async with wizard(draft_of(plain())) as hand:
        assert hand.wizard.query_one("#back").disabled
        await hand.click("Next", "#turn")
        assert hand.wizard.step is STEPS[1]
        await hand.click("Back", "#turn")
        assert hand.wizard.step is TARGET_STEP


@pytest.mark.parametrize("key", ["ctrl+g", "f5"])
async def test_export_goes_to_the_path_of_the_file(key: str) -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.press(key)
        assert hand.wizard.step is REVIEW
        assert hand.focused_id == "export-path"


@pytest.mark.parametrize("key", ["ctrl+s", "f6"])
async def test_save_asks_how_to_save_the_preset(key: str) -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.press(key)
        assert "Save as preset" in hand.text()
        assert hand.focused_id == "name"
        await hand.press("escape")
        assert "With the target" not in hand.text()


async def test_review_and_the_copy_of_the_command_have_keys() -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.press("ctrl+r")
        assert hand.wizard.step is REVIEW
        await hand.go("mfa")
        await hand.press("ctrl+l")
        assert hand.wizard.step is REVIEW
        command = "aws amplifybackend create-backend-auth --cli-input-json file://create-backend-auth.json"
        assert hand.app.clipboard == command
        assert "The command was sent to the clipboard." in hand.toasts()


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (40, "^n Next  ^p Commands  ^q Quit"),
        (60, "^n Next  ^g Export  F3 Problems  ^p Commands  ^q Quit"),
        (80, "^n Next  ^o Back  ^g Export  F1 Help  F3 Problems  ^p Commands  ^q Quit"),
        (
            120,
            "^n Next  ^o Back  ^g Export  ^s Preset  F1 Help  F2 JSON  F3 Problems  F4 Preview  ^p Commands  ^q Quit",
        ),
    ],
)
async def test_the_line_of_keys_drops_what_matters_least_where_there_is_little_room(
    columns: int, line: str
) -> None:
    async with wizard(draft_of(plain()), "sign-in", (columns, 24)) as hand:
        hand.wizard.set_focus(None)
        await hand.settle()
        assert hand.lines("#keys") == [line]


async def test_the_line_of_keys_tells_what_they_do_in_the_place() -> None:
    async with wizard(draft_of(full()), size=(120, 40)) as hand:
        assert hand.text("#keys").startswith("Space choose  ⏎ choose, next  ^n Next")
        await hand.press("tab")
        assert hand.text("#keys").startswith("⏎ next  ^n Next")
        await hand.go("sign-in")
        await hand.focus(pool("RequiredSignUpAttributes"))
        assert hand.text("#keys").startswith("Space toggle  ⏎ next")
        await hand.wizard.go_to_path((*pool("OAuth", "RedirectSignInURIs"), 0))
        await hand.settle()
        assert hand.text("#keys").startswith("⏎ change  Del remove")


async def test_the_line_of_keys_takes_clicks() -> None:
    async with wizard(draft_of(plain()), size=(120, 24)) as hand:
        await hand.click("^n Next", "#keys")
        assert hand.wizard.step is STEPS[1]
        await hand.click("Back", "#keys")
        assert hand.wizard.step is TARGET_STEP
        await hand.click("F2", "#keys")
        assert '"AppId"' in hand.text()
        await hand.click("F3", "#keys")
        assert "[Problems" in hand.text()
        await hand.click("Export", "#keys")
        assert hand.focused_id == "export-path"
        await hand.click("^s", "#keys")
        assert "Save as preset" in hand.text()
        await hand.click("Cancel")
        await hand.click("Quit", "#keys")
        assert hand.app.return_code == 0


@pytest.mark.parametrize(
    ("query", "step", "path"),
    [
        ("go to 8 password policy", "password", None),
        ("go to oauth sign-out redirect", "oauth", pool("OAuth", "RedirectSignOutURIs")),
        ("go to google client id", "social", pool("OAuth", "SocialProviderSettings", "Google", "ClientId")),
    ],
)
async def test_the_palette_goes_to_steps_and_fields(
    query: str, step: str, path: tuple[str, ...] | None
) -> None:
    async with wizard(draft_of(full())) as hand:
        await choose_command(hand, query)
        assert hand.wizard.step.id == step
        if path is not None:
            assert hand.focused_path == path


async def test_the_palette_says_when_a_field_is_not_asked_for_now() -> None:
    async with wizard(draft_of(plain())) as hand:
        await choose_command(hand, "go to minimum length")
        assert hand.wizard.step.id == "password"
        assert "Minimum length is not asked for now" in hand.toasts()


async def listed_commands(hand: Hand) -> list[str]:
    """Return the names in the palette before anything is typed."""
    await hand.press("ctrl+p")
    palette = hand.app.screen
    await hand.until(lambda: palette.query_one(CommandList).option_count > 1)
    await palette.workers.wait_for_complete()
    await hand.settle()
    return [str(option.prompt).split("\n")[0] for option in palette.query_one(CommandList).options]


async def test_the_palette_has_actions_then_steps_and_fields_then_themes() -> None:
    async with wizard(Draft.new("create")) as hand:
        names = await listed_commands(hand)
        assert len(names) == len(set(names))
        actions = [command.title for command in (*WIZARD, *APP) if command.title]
        assert names[: len(actions)] == actions
        assert {"Suspend", "Back to the start screen", "Take back"} <= set(actions)
        places = names[len(actions) : names.index("Theme: authwizard-dark")]
        assert places[: len(STEPS)] == [
            f"Go to: {number} {step.title}" for number, step in enumerate(STEPS, 1)
        ]
        assert len(places) == len(STEPS) + sum(field.kind != "structure" for field in FIELDS.values())
        assert all(name.startswith("Theme: ") for name in names[len(actions) + len(places) :])


async def test_the_palette_tells_the_keys_and_the_start_screen_has_its_own() -> None:
    async with running(WizardApp()) as hand:
        names = await listed_commands(hand)
        assert names[:4] == ["Filter the list", "Open a file", "Discard the draft or preset", "Take back"]
        assert "Open a file by its path (Ctrl+F)" in hand.prose()


async def test_what_has_the_words_comes_before_what_only_has_the_letters() -> None:
    async with wizard(draft_of(full())) as hand:
        await choose_command(hand, "services id")
        assert hand.focused_path == pool("OAuth", "SocialProviderSettings", "SignInWithApple", "ClientId")


async def test_a_theme_is_remembered_for_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    async with wizard(draft_of(plain())) as hand:
        assert hand.app.theme == "authwizard-dark"
        await choose_command(hand, "theme: authwizard-light")
        assert hand.app.theme == "authwizard-light"
    async with running(WizardApp()) as hand:
        assert hand.app.theme == "authwizard-light"
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", "xterm")
    async with running(WizardApp()) as hand:
        assert hand.app.theme == "ansi-dark", "sixteen colours cannot tell ours apart"


async def test_f1_at_the_start_shows_the_keys_and_closes_them_as_does_escape() -> None:
    async with running(WizardApp()) as hand:
        for closing in ("f1", "escape"):
            await hand.press("f1")
            assert hand.app.screen.query("HelpPanel")
            await hand.press(closing)
            assert not hand.app.screen.query("HelpPanel")


async def test_the_palette_s_other_commands_work() -> None:
    async with wizard(draft_of(plain())) as hand:
        await choose_command(hand, "Review")
        assert hand.wizard.step is REVIEW
        await choose_command(hand, "Show the problems")
        assert "[Problems" in hand.text("#tab-line")


async def test_a_keymap_changes_what_the_line_of_keys_says() -> None:
    async with wizard(draft_of(full())) as hand:
        assert "^n Next" in hand.text("#keys")
        hand.app.set_keymap({"next": "ctrl+x"})
        await hand.press("tab")
        assert "^x Next" in hand.text("#keys")
        await hand.press("ctrl+x")
        assert hand.wizard.step.id == "auth-resources"
