"""The wizard speaks in the words of its form: titles and labels, and never the names of the API."""

import re

import pytest

from authwizard.request.places import (
    CONSTRAINTS,
    GUEST_ACCESS,
    IDENTITY_POOL,
    MFA,
    MFA_MODE,
    MFA_TYPES,
    MINIMUM_LENGTH,
    SIGN_IN_URIS,
    SOCIAL,
    VERIFICATION_MESSAGE,
)
from authwizard.request.tree import ABSENT, MemberPath, config, drop, pool, put
from tests.request.requests import full, plain

from .driving import SMALL, Hand, draft_of, wizard

FACEBOOK: MemberPath = (*SOCIAL, "Facebook")
IDENTITY_NAME = config("IdentityPoolConfigs", "IdentityPoolName")


def said(hand: Hand, part: str) -> str:
    """Return what a part of the screen says, without bars and breaks of lines."""
    return " ".join(re.sub("[▌▏┃│]", " ", hand.text(part)).split())


async def test_what_is_missing_is_told_under_its_field_and_by_itself() -> None:
    tree = put(full(), IDENTITY_POOL, {})
    async with wizard(draft_of(tree), "identity-pool") as hand:
        await hand.press("ctrl+n", "ctrl+o")

        assert "! Give the identity pool's name." in hand.row_text(IDENTITY_NAME)
        assert "! Choose No or Yes." in hand.row_text(GUEST_ACCESS)
        assert "UnauthenticatedLogin" not in hand.text("#form")


async def test_the_list_of_problems_names_the_address_itself() -> None:
    tree = put(full(), SIGN_IN_URIS, ["https://app.example.com/", "http://app.example.com/"])
    async with wizard(draft_of(tree), "oauth") as hand:
        await hand.press("f3")

        assert "6 OAuth: Sign-in redirect URIs: http://app.example.com/" in said(hand, "#problems")
        assert "RedirectSignInURIs" not in hand.text("#problems")


async def test_a_field_says_when_it_is_required() -> None:
    async with wizard(draft_of(put(full(), MFA_MODE, "ON")), "mfa") as hand:
        assert "required unless MFA is Off" in hand.row_text(MFA_TYPES)
        assert "Once MFA is in use, it cannot be switched off." in hand.row_text(MFA_MODE)


async def test_a_provider_is_spoken_of_in_its_own_words_and_says_what_to_register_there() -> None:
    tree = put(full(), FACEBOOK, {})
    async with wizard(draft_of(tree), "social") as hand:
        assert "App ID" in hand.row_text((*FACEBOOK, "ClientId"))
        assert "App secret" in hand.row_text((*FACEBOOK, "ClientSecret"))
        address = "https://myapp-login-dev.auth.<region>.amazoncognito.com/oauth2/idpresponse"
        told = f"Register there, under Valid OAuth Redirect URIs: {address} <region> is your backend's region"
        assert told.replace(" ", "") in said(hand, "#form").replace(" ", "")


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (SMALL, ["https://myapp-login-dev.auth.<region>.amazoncognito.com/oauth2/", "idpresponse"]),
        ((60, 24), ["https://", "myapp-login-dev.auth.<region>.amazoncognito.com/"]),
    ],
)
async def test_the_address_to_register_has_lines_of_its_own_that_end_where_its_parts_do(
    size: tuple[int, int], told: list[str]
) -> None:
    async with wizard(draft_of(put(full(), FACEBOOK, {})), "social", size) as hand:
        lines = [line.strip(" │▌┃▏█▁▂▃▄▅▆▇") for line in hand.lines("#form")]
        first = lines.index("Register there, under Valid OAuth Redirect URIs:") + 1
        assert lines[first : first + 2] == told


async def test_the_help_of_a_switch_explains_its_block() -> None:
    async with wizard(draft_of(plain()), "mfa") as hand:
        await hand.press("f1")

        help = said(hand, "#help")
        assert "MFA mode" in help
        assert "Second factors" in help
        assert "Off: no second factor" in help


async def test_step_one_says_that_gen_1_ends() -> None:
    async with wizard(draft_of({}), "target") as hand:
        assert "Amplify Gen 1, which ends on 1 May 2027" in said(hand, "#form")


async def test_the_identity_pool_is_asked_about_without_a_switch_once_it_is_chosen() -> None:
    async with wizard(draft_of(plain()), "auth-resources") as hand:
        await hand.press("down", "enter", "ctrl+n")

        assert hand.answer(IDENTITY_POOL) == {}
        assert hand.asks(IDENTITY_NAME)
        assert not hand.asks(IDENTITY_POOL)
        await hand.press("ctrl+o", "up", "enter")
        assert hand.answer(IDENTITY_POOL) is ABSENT


async def test_what_the_default_is_stands_beside_the_switch() -> None:
    tree = drop(full(), pool("PasswordPolicy"))
    async with wizard(draft_of(tree), "password") as hand:
        assert "off: Amplify's default, 8 characters of any kind" in said(hand, "#form")
    async with wizard(draft_of(drop(full(), MFA)), "mfa") as hand:
        assert "off: no second factor" in said(hand, "#form")


async def test_a_weak_policy_says_what_is_weak() -> None:
    weak = put(put(full(), MINIMUM_LENGTH, 12), CONSTRAINTS, ["REQUIRE_LOWERCASE", "REQUIRE_DIGIT"])
    async with wizard(draft_of(weak), "password") as hand:
        told = (
            "▲ Weak: these kinds of character are not required: Upper-case letter, Symbol. Require all four."
        )
        assert told in hand.row_text(CONSTRAINTS)
        assert "8 characters" not in hand.prose("#form")
        await hand.fill(MINIMUM_LENGTH, "7")
        assert "▲ Weak: passwords may be shorter than 8 characters." in hand.row_text(MINIMUM_LENGTH)


async def test_the_warning_at_a_switch_that_is_off_calls_it_by_its_name_and_repeats_nothing() -> None:
    async with wizard(draft_of(plain()), "messages") as hand:
        await hand.press("ctrl+n", "ctrl+o")
        told = hand.row_text(VERIFICATION_MESSAGE)
        assert "[ ] Set the verification message off: no codes are sent" in told
        assert "Turn the verification message on" in told
        assert told.count("verified") == 1
