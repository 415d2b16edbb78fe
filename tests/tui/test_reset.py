"""In an update of a known state, a row says what the backend has, and gives it back."""

from __future__ import annotations

from dataclasses import replace

from authwizard.request.draft import Draft
from authwizard.request.tree import ABSENT, pool
from tests.request.requests import full
from tests.tui.driving import SMALL, Hand, draft_of, wizard

MODE = pool("Mfa", "MFAMode")
PREFIX = pool("OAuth", "DomainPrefix")
SIGN_IN = pool("OAuth", "RedirectSignInURIs")
POLICY = pool("PasswordPolicy")
LENGTH = pool("PasswordPolicy", "MinimumLength")


def known() -> Draft:
    """Return the update of a backend whose state is known."""
    return replace(draft_of(full("update"), "update"), baseline=full())


def was_line(hand: Hand) -> str:
    """Return the line that says what the backend has."""
    (line,) = [line for line in hand.lines("#form") if "≠ was" in line]
    return " ".join(line.strip(" ▌▏▐▇▆▅▄▃▂▁█").split())


async def test_reset_stands_beside_what_the_backend_has_in_the_words_of_the_form() -> None:
    async with wizard(known(), "oauth", SMALL) as hand:
        before = hand.answer(PREFIX)
        await hand.fill(PREFIX, "other-login")
        assert was_line(hand) == f"≠ was {before} Reset"
        await hand.click("Reset", "#form")
        assert hand.answer(PREFIX) == before
        assert hand.input(PREFIX).value == before
        assert "≠" not in hand.text("#form")
        assert hand.focused_path == PREFIX


async def test_a_choice_is_named_by_its_label() -> None:
    async with wizard(known(), "mfa") as hand:
        await hand.focus(MODE)
        before = hand.answer(MODE)
        await hand.press("3")
        assert hand.answer(MODE) != before
        assert was_line(hand) == f"≠ was {hand.row(MODE).field.choices[before].label} Reset"
        await hand.click("Reset", "#form")
        assert hand.answer(MODE) == before
        await hand.press("3")
        assert "≠ was" in hand.text("#form")


async def test_a_list_is_named_by_its_entries_and_a_number_by_itself() -> None:
    async with wizard(known(), "oauth") as hand:
        await hand.focus(SIGN_IN)
        before = hand.answer(SIGN_IN)
        await hand.paste("https://a.example.com/\nhttps://b.example.com/")
        assert was_line(hand).startswith(f"≠ was {before[0]}")
        await hand.go("password")
        await hand.fill(LENGTH, "20")
        assert was_line(hand) == "≠ was 12 Reset"
        await hand.fill(LENGTH, "")
        assert hand.answer(LENGTH) is ABSENT
        assert was_line(hand) == "≠ was 12 Reset"


async def test_a_block_says_whether_it_was_set() -> None:
    async with wizard(known(), "password") as hand:
        await hand.focus(POLICY)
        await hand.press("space")
        assert hand.answer(POLICY) is ABSENT
        assert was_line(hand) == "≠ was set Reset"
        await hand.click("Reset", "#form")
        assert hand.answer(LENGTH) == 12
        assert "≠" not in hand.text("#form")
