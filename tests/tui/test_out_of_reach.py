"""Secrets whose references lead nowhere on this machine: told before an export fails for them."""

from __future__ import annotations

import pytest

from authwizard.request.draft import Draft
from authwizard.request.secrets import EnvRef
from authwizard.request.tree import pool
from tests.request.requests import full
from tests.tui.driving import Hand, draft_of, wizard

GOOGLE = pool("OAuth", "SocialProviderSettings", "Google")
SECRET = (*GOOGLE, "ClientSecret")
NAME = "AUTHWIZARD_TEST_SECRET"


def draft() -> Draft:
    """Return a good draft whose one reference is to an environment variable."""
    return draft_of(full()).with_secret(SECRET, EnvRef(NAME))


async def seen(hand: Hand) -> None:
    """Wait until the references were looked at."""
    await hand.until(lambda: not hand.session.sights.missing(hand.session.outgoing))


async def test_review_says_that_a_secret_is_missing_here_and_the_problems_say_where() -> None:
    async with wizard(draft(), "review") as hand:
        await seen(hand)
        assert "▲ 1 secret is unusable here" in hand.text("#verdict")
        await hand.press("f3")
        assert any("Google: Client secret" in line for line in hand.listed("#problems"))


async def test_a_provider_is_not_complete_whose_secret_is_missing_here() -> None:
    async with wizard(draft(), "social") as hand:
        await seen(hand)
        assert hand.row_text(GOOGLE).endswith("▲ secret unusable here")
        assert hand.row_text((*GOOGLE[:-1], "Facebook")).endswith("✓ complete")


async def test_a_secret_that_is_there_is_nothing_to_speak_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "a-secret")
    async with wizard(draft(), "review") as hand:
        await seen(hand)
        assert "✓ Ready to export" in hand.text("#verdict")
