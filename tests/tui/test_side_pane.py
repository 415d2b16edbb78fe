"""The side pane: JSON as it changes, Problems with a jump, Help that follows the focus."""

from __future__ import annotations

import json

from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.tree import config, pool, put
from tests.request.requests import full, plain
from tests.tui.driving import SMALL, Hand, draft_of, wizard

APP_ID = ("AppId",)
ENVIRONMENT = ("BackendEnvironmentName",)
RESOURCES = config("AuthResources")
SIGN_IN = pool("OAuth", "RedirectSignInURIs")
SIGN_OUT = pool("OAuth", "RedirectSignOutURIs")
METHOD = pool("SignInMethod")


def marked_json(hand: Hand) -> list[str]:
    """Return the lines of the JSON that are marked for the focused field."""
    return [line[1:].strip() for line in hand.lines("#json") if line.startswith("▌")]


async def test_the_json_changes_with_every_key_and_keeps_the_api_s_order() -> None:
    async with wizard(Draft.new("create")) as hand:
        assert "AppId" not in hand.text("#json")
        hand.input(APP_ID).focus()
        await hand.press("d")
        assert '"AppId": "d",' in hand.text("#json")
        await hand.press("7")
        assert '"AppId": "d7",' in hand.text("#json")
        hand.input(ENVIRONMENT).value = 'a"b\\é'
        await hand.settle()
        assert r'"BackendEnvironmentName": "a\"b\\\u00' in hand.text("#json")
        assert hand.text("#json").index("AppId") < hand.text("#json").index("ResourceConfig")


async def test_the_json_marks_the_lines_of_the_focused_field() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await hand.focus(SIGN_IN)
        assert marked_json(hand) == [
            '"RedirectSignInURIs": [',
            '"https://app.example.com/",',
            '"myapp://home/"',
            "],",
        ]
        await hand.focus(pool("OAuth", "DomainPrefix"))
        assert marked_json(hand) == ['"DomainPrefix": "myapp-login",']


async def test_marked_lines_out_of_sight_are_brought_into_view() -> None:
    async with wizard(draft_of(full()), "messages", (130, 30)) as hand:
        await hand.focus(pool("VerificationMessage", "DeliveryMethod"))
        assert marked_json(hand) == ['"DeliveryMethod": "EMAIL",']


async def test_problems_lists_all_with_their_steps_and_enter_goes_there() -> None:
    tree = put(plain(), METHOD, "MAIL")
    async with wizard(draft_of(tree)) as hand:
        await hand.press("f3")
        assert hand.focused_id == "problems"
        (listed,) = [line for line in hand.listed("#problems") if line.startswith("! 4 Sign-in:")]
        assert "[bad-enum]" in listed
        await hand.enter("#problems", "! 4 Sign-in:")
        assert hand.wizard.step.id == "sign-in"
        assert hand.focused_path == METHOD


async def test_a_problem_of_one_address_goes_to_that_address() -> None:
    tree = put(full(), SIGN_OUT, ["https://app.example.com/", "http://app.example.com/"])
    async with wizard(draft_of(tree)) as hand:
        await hand.press("f3")
        await hand.enter("#problems", "[signout-uri-scheme]")
        assert hand.focused_path == SIGN_OUT
        focused = hand.app.screen.focused
        assert getattr(focused, "highlighted", None) == 1


async def test_problems_says_when_there_are_none_left_of_a_kind_in_its_tab() -> None:
    async with wizard(draft_of(plain() | {"AppId": "X"})) as hand:
        assert "Problems !1" in hand.text("#tab-line")
        hand.input(APP_ID).value = "d1"
        await hand.settle()
        assert "!" not in hand.text("#tab-line")


async def test_help_explains_the_focused_field_and_follows_the_focus() -> None:
    async with wizard(draft_of(plain()), "sign-in") as hand:
        await hand.press("f1")
        await hand.focus(METHOD)
        # The pane breaks a long path anywhere.
        shown = hand.prose("#help").replace(" ", "")
        assert "IntheAPI:ResourceConfig.UserPoolConfigs.SignInMethod" in shown
        assert "EMAIL_AND_PHONE_NUMBER" in shown
        await hand.focus(pool("UserPoolName"))
        assert "UserPoolName" in hand.prose("#help").replace(" ", "")
        assert "Example: " in hand.prose("#help")
        await hand.go("social")
        assert "Sign-in with accounts that people have already." in hand.prose("#help")


async def test_the_tabs_open_by_a_click() -> None:
    async with wizard(draft_of(plain())) as hand:
        await hand.click("Problems", "#tab-line")
        assert "[Problems" in hand.text("#tab-line")
        assert hand.wizard.query_one("#problems").display
        await hand.click("Help", "#tab-line")
        assert "[Help]" in hand.text("#tab-line")
        await hand.click("JSON", "#tab-line")
        assert "[JSON]" in hand.text("#tab-line")
        assert '"AppId": "d1a2b3c4d5"' in hand.text("#side-pane")


async def test_on_a_small_screen_the_pane_opens_over_the_form_and_the_same_key_closes_it() -> None:
    async with wizard(draft_of(plain()), size=SMALL) as hand:
        hand.input(ENVIRONMENT).focus()
        await hand.settle()
        assert '"AppId"' not in hand.text()
        await hand.press("f2")
        assert '"AppId": "d1a2b3c4d5"' in hand.text()
        assert "App ID" not in hand.text()
        await hand.press("f2")
        assert "App ID" in hand.text()
        assert hand.focused_path == ENVIRONMENT
        await hand.press("f1")
        assert "In the API: BackendEnvironmentName" in hand.prose()
        await hand.click("JSON", "#tab-line")
        assert '"AppId": "d1a2b3c4d5"' in hand.text()
        await hand.press("escape")
        assert hand.focused_path == ENVIRONMENT


async def test_a_key_for_another_step_closes_the_pane_of_a_small_screen() -> None:
    async with wizard(draft_of(plain()), size=SMALL) as hand:
        await hand.press("f2", "ctrl+n")
        assert "A user pool holds your users." in hand.text()


async def test_a_very_long_value_is_cut_in_the_json_and_its_length_is_told() -> None:
    async with wizard(draft_of(plain() | {"ResourceName": "n" * 50_000})) as hand:
        view = hand.wizard.query_one("#json")
        view.scroll_to(x=view.max_scroll_x, animate=False)
        await hand.settle()
        assert "(50,000 characters)" in hand.text("#json")


async def test_the_json_folds_what_other_steps_ask_for() -> None:
    async with wizard(draft_of(full()), "mfa") as hand:
        assert '"MFAMode": ' in hand.text("#json")
        assert '"OAuth": { … },' in hand.text("#json")
        assert "DomainPrefix" not in hand.text("#json")
        await hand.go("oauth")
        assert '"Mfa": { … },' in hand.text("#json")
        assert '"DomainPrefix": ' in hand.text("#json")
        await hand.go("review")
        assert "{ … }" not in hand.text("#json")


async def test_the_json_is_copied_whole_and_without_a_secret() -> None:
    tree = full()
    google = tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]["Google"]
    google["ClientSecret"] = "hush-hush-hush"
    async with wizard(draft_of(tree), "mfa") as hand:
        await hand.press("f2", "y")
        copied = json.loads(hand.app.clipboard)
        assert copied["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["DomainPrefix"] == "myapp-login"
        assert "hush" not in hand.app.clipboard


async def test_the_same_key_hides_the_pane_and_esc_leaves_it_as_it_was() -> None:
    async with wizard(draft_of(full()), "mfa") as hand:
        await hand.press("f2", "escape")
        assert '"Mfa": ' in hand.text("#json")
        await hand.press("f2", "f2")
        assert not hand.shows_pane
        assert hand.focused_path == pool("Mfa")
        await hand.press("f3", "escape")
        assert not hand.shows_pane
        await hand.press("f3")
        assert hand.shows_pane


async def test_help_names_the_rules_of_a_field_and_links_their_source() -> None:
    async with wizard(draft_of(full()), "sign-in") as hand:
        await hand.focus(pool("UserPoolName"))
        await hand.press("f1")
        assert "Amplify CLI's code supported-services.ts" in hand.prose("#help")
        await hand.go("identity-pool")
        await hand.focus(config("IdentityPoolConfigs", "UnauthenticatedLogin"))
        await hand.choose(config("IdentityPoolConfigs", "UnauthenticatedLogin"), "Yes")
        assert "Cognito Developer Guide iam-roles" in hand.prose("#help")
        strips = hand.app.screen._compositor.render_strips()
        links = {segment.style.link for strip in strips for segment in strip if segment.style}
        guide = "https://docs.aws.amazon.com/cognito/latest/developerguide"
        assert f"{guide}/iam-roles.html" in links


async def test_the_lines_of_a_problem_hang_under_its_text() -> None:
    async with wizard(draft_of(put(full(), SIGN_OUT, ["http://app.example.com/"])), size=SMALL) as hand:
        await hand.press("f3", "end", "enter")  # more lines than there is room for: it scrolls
        lines = [line.rstrip(" █▁▂▃▄▅▆▇") for line in hand.lines("#problems")]
        told = [line for line in lines if line and not line.lstrip().startswith(("WARNINGS", "NOTES"))]
        assert len(told) > 4
        assert all(line.startswith((" ▲ ", " ! ", " i ", "   ")) and line[3] != " " for line in told), told


async def test_notes_that_are_unfolded_at_the_bottom_come_into_sight_and_say_which_are_not_among_them() -> (
    None
):
    async with wizard(draft_of(full()), size=SMALL) as hand:
        await hand.press("f3", "end")
        assert "NOTES" in hand.lines("#problems")[-1]
        await hand.press("enter")
        assert "NOTES 4 ▾" in hand.prose("#problems")
        assert "at the choices themselves." in hand.lines("#problems")[-1]
        found = check(draft_of(full()))
        listed = len([line for line in hand.listed("#problems") if line.startswith("i ")])
        told = found.count("note") - listed
        assert told > 0
        assert hand.listed("#problems")[-1].strip() == f"{told} more notes stand at the choices themselves."
