"""Blocks as sections: how far each is filled in, and out of sight what needs no attention."""

from __future__ import annotations

from authwizard.request.tree import pool
from tests.request.requests import full, plain
from tests.tui.driving import SMALL, Hand, draft_of, wizard

PROVIDERS = pool("OAuth", "SocialProviderSettings")
GOOGLE = (*PROVIDERS, "Google")
MFA = pool("Mfa")
OAUTH = pool("OAuth")
MODE = pool("Mfa", "MFAMode")


def in_sight(hand: Hand, provider: str) -> bool:
    """Tell whether a provider's fields are to be seen when one scrolls there."""
    row = hand.row((*PROVIDERS, provider, "ClientId"))
    return all(node.display for node in row.ancestors_with_self)


async def test_a_block_says_how_far_it_is_filled_in() -> None:
    async with wizard(draft_of(plain()), "mfa") as hand:
        assert "complete" not in hand.row_text(MFA)
        await hand.press("space")
        assert hand.row_text(MFA).endswith("1 missing")
        await hand.press("tab", "tab")
        assert hand.row_text(MFA).endswith("! 1 missing")
        await hand.choose(MODE, "Off")
        assert hand.row_text(MFA).endswith("✓ complete")


async def test_a_block_marks_as_many_as_the_step_list() -> None:
    async with wizard(draft_of(plain()), "oauth") as hand:
        await hand.press("space")
        assert hand.row_text(OAUTH).endswith(" 4 missing")
        assert "! " not in hand.row_text(OAUTH)
        await hand.fill((*OAUTH, "DomainPrefix"), "UPPER")
        await hand.press("tab")
        assert hand.row_text(OAUTH).endswith("! 1 wrong")
        assert "6 OAuth !1" in hand.prose("#step-list")
        await hand.press("ctrl+n", "ctrl+o")
        assert hand.row_text(OAUTH).count("! 4 missing, 1 wrong")
        assert "6 OAuth !5" in hand.prose("#step-list")


async def test_what_is_wrong_is_counted_apart_from_what_is_missing() -> None:
    tree = full()
    tree["ResourceConfig"]["UserPoolConfigs"]["Mfa"]["MFAMode"] = "SOMETIMES"
    async with wizard(draft_of(tree), "mfa") as hand:
        assert hand.row_text(MFA).endswith("! 1 wrong")


async def test_a_complete_provider_is_one_line_until_the_user_comes_to_it() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        assert hand.focused_path == (*PROVIDERS, "Facebook")
        assert in_sight(hand, "Facebook")
        assert not in_sight(hand, "Google")
        await hand.press("enter", "enter", "enter", "enter")
        assert hand.focused_path == GOOGLE
        assert in_sight(hand, "Google")
        assert not in_sight(hand, "Facebook")
        await hand.press("shift+tab")
        assert hand.focused_path == (*PROVIDERS, "Facebook", "ClientSecret")
        assert in_sight(hand, "Facebook")


async def test_a_provider_in_which_something_is_wrong_stays_in_sight() -> None:
    tree = full()
    del tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]["Google"]["ClientId"]
    async with wizard(draft_of(tree), "social") as hand:
        assert in_sight(hand, "Google")


async def test_a_problem_s_field_comes_into_sight_when_one_goes_there() -> None:
    async with wizard(draft_of(full()), "target") as hand:
        await hand.focus((*GOOGLE, "ClientId"))
        assert "apps.googleusercontent.com" in hand.text("#form")


async def test_a_press_reaches_what_it_was_aimed_at_though_another_block_is_left_by_it() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.click("[✓] Sign in with Google", "#form")
        assert "[ ] Sign in with Google" in hand.text("#form")
        assert not in_sight(hand, "Facebook")


async def test_the_heading_stays_and_names_the_block_that_is_scrolled_through() -> None:
    async with wizard(draft_of(full()), "oauth", SMALL) as hand:
        await hand.focus(pool("OAuth", "OAuthScopes"))
        first = hand.lines("#form")[0]
        assert first.split("›")[0].strip() == "OAuth"
        assert "hosted sign-in page" in first


async def test_the_cursor_stays_where_it_is_while_an_answer_changes_what_is_asked() -> None:
    async with wizard(draft_of(full()), "mfa") as hand:
        await hand.focus(pool("Mfa", "Settings", "MfaTypes"))
        await hand.press("down", "space", "space", "space")
        assert hand.marked(pool("Mfa", "Settings", "MfaTypes")) == ["TOTP"]


async def test_a_mistake_in_the_last_field_is_in_sight_when_one_goes_on() -> None:
    async with wizard(draft_of(full()), "oauth", SMALL) as hand:
        scopes = pool("OAuth", "OAuthScopes")
        await hand.focus(scopes)
        await hand.choose(scopes, "openid")
        await hand.press("enter")
        await hand.pilot.pause()
        assert hand.focused_id == "next"
        assert "▲" in hand.text("#form") or "!" in hand.text("#form")
