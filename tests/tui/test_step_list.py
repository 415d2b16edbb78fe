"""The list of steps: its marks, and the way to any step."""

from __future__ import annotations

from authwizard.request.draft import Draft
from authwizard.request.steps import STEPS
from tests.request.requests import full, plain
from tests.tui.driving import SMALL, draft_of, wizard


async def test_a_wide_screen_lists_every_step_with_a_mark_and_here() -> None:
    async with wizard(Draft.new("create")) as hand:
        lines = [line.split(maxsplit=1) for line in hand.lines("#step-list") if line.strip()]
        assert len(lines) == len(STEPS)
        assert lines[0][0] == "▌●"
        assert {line[0] for line in lines[1:]} == {"·", "–"}
        for step, line in zip(STEPS, hand.lines("#step-list")[1:], strict=False):
            assert step.title in line


async def test_marks_say_done_wrong_here_unseen_and_not_needed_without_colour() -> None:
    tree = plain() | {"AppId": "X"}
    async with wizard(draft_of(tree)) as hand:
        await hand.press("ctrl+n", "ctrl+n", "ctrl+n")  # over the third, which has nothing to ask
        marks = [line[:2] for line in hand.lines("#step-list")[1:11]]
        assert marks == [" !", " ✓", " –", " ✓", "▌●", " ·", " –", " ·", " ·", " ·"]


async def test_a_step_with_errors_that_is_here_has_both_marks() -> None:
    async with wizard(draft_of(plain() | {"AppId": "X"})) as hand:
        line = hand.lines("#step-list")[1]
        assert line.startswith("▌!  1 Target")
        assert line.endswith(" !1")


async def test_a_click_on_a_step_goes_there() -> None:
    async with wizard(draft_of(full())) as hand:
        await hand.click("8 Password policy", "#step-list")
        assert hand.wizard.step.id == "password"
        await hand.click("2 Auth resources", "#step-list")
        assert hand.wizard.step.id == "auth-resources"


async def test_keys_choose_a_step_and_leaving_the_list_puts_the_cursor_back() -> None:
    async with wizard(draft_of(full())) as hand:
        await hand.press("ctrl+t")
        assert hand.focused_id == "step-list"
        await hand.press("down", "down", "up", "down", "enter")
        assert hand.wizard.step.id == "identity-pool"
        assert hand.focused_id != "step-list"
        await hand.press("ctrl+t", "down")
        await hand.press("tab", "ctrl+t", "enter")
        assert hand.wizard.step.id == "identity-pool"


async def test_a_small_screen_has_them_on_one_line_that_takes_clicks_and_keys() -> None:
    async with wizard(draft_of(full()), size=SMALL) as hand:
        (line,) = hand.lines("#step-list")
        assert line.partition("‹")[0].rstrip() == " [1] · · · · · · · · ·   1/10 Target"
        await hand.pilot.click("#step-list", offset=(line.index("]") + 2 + 2 * 3, 0))
        await hand.settle()
        (line,) = hand.lines("#step-list")
        assert line.partition("‹")[0].rstrip() == " ✓ · · · [5] · · · · ·   5/10 MFA  ▲2"
        await hand.press("ctrl+t", "right", "right")
        assert " 7/10 Social providers" in hand.text("#step-list")
        await hand.press("enter")
        assert hand.wizard.step.id == "social"


async def test_another_width_lays_out_anew_and_keeps_step_and_focus() -> None:
    async with wizard(draft_of(full()), "password") as hand:
        before = hand.focused_path
        await hand.pilot.resize_terminal(*SMALL)
        await hand.settle()
        assert hand.text("#step-list").startswith(" ✓ · · · · · · [8] · ·   8/10 Password policy")
        await hand.pilot.resize_terminal(120, 40)
        await hand.settle()
        assert "8 Password policy" in hand.text("#step-list")
        assert hand.focused_path == before
        assert '"AppId"' in hand.text("#side-pane")


async def test_a_step_with_warnings_is_not_ticked_on_one_line() -> None:
    async with wizard(draft_of(full()), "mfa", SMALL) as hand:
        await hand.press("ctrl+n")
        (line,) = hand.lines("#step-list")
        assert line.startswith(" ✓ · · · ▲ [6] · · · ·   6/10 OAuth")
        await hand.press("ctrl+n")
        (line,) = hand.lines("#step-list")
        assert line.startswith(" ✓ · · · ▲ ✓ [7] ")
