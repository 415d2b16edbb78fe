"""Rows for choices: one of several, any of several, and yes or no."""

from __future__ import annotations

from typing import Any

from authwizard.request.draft import Draft
from authwizard.request.tree import ABSENT, MemberPath, config, pool, put
from tests.request.requests import full, plain
from tests.tui.driving import SMALL, draft_of, wizard

RESOURCES = config("AuthResources")
GUESTS = config("IdentityPoolConfigs", "UnauthenticatedLogin")
METHOD = pool("SignInMethod")
ATTRIBUTES = pool("RequiredSignUpAttributes")
FACTORS = pool("Mfa", "Settings", "MfaTypes")
SCOPES = pool("OAuth", "OAuthScopes")
CHARACTERS = pool("PasswordPolicy", "AdditionalConstraints")


def full_with(path: MemberPath, value: Any) -> Draft:
    return draft_of(put(full(), path, value))


async def test_one_of_several_is_chosen_by_key_and_by_click_each_with_its_explanation() -> None:
    async with wizard(Draft.new("create"), "auth-resources") as hand:
        assert hand.marked(RESOURCES) == []
        assert "○ User pool only " in hand.row_text(RESOURCES)
        await hand.focus(RESOURCES)
        await hand.press("down", "space")
        assert hand.answer(RESOURCES) == "IDENTITY_POOL_AND_USER_POOL"
        assert "● User pool and identity pool" in hand.text("#form")
        await hand.click("User pool only", "#form")
        assert hand.answer(RESOURCES) == "USER_POOL_ONLY"
        assert "○ User pool and identity pool" in hand.text("#form")


async def test_a_required_choice_cannot_be_left_out_and_an_optional_one_can() -> None:
    async with wizard(draft_of(full()), "sign-in") as hand:
        assert "Not set" not in hand.row_text(METHOD)
        assert "[ ]" in hand.row_text(ATTRIBUTES)
    async with wizard(draft_of(full("update"), "update"), "oauth") as hand:
        grant = pool("OAuth", "OAuthGrantType")
        await hand.choose(grant, "Not set")
        assert hand.answer(grant) is ABSENT
        assert hand.marked(grant) == ["Not set"]


async def test_several_keep_the_order_in_which_they_were_chosen() -> None:
    async with wizard(draft_of(plain()), "sign-in") as hand:
        await hand.choose(ATTRIBUTES, "Name")
        await hand.choose(ATTRIBUTES, "Address")
        assert hand.answer(ATTRIBUTES) == ["EMAIL", "NAME", "ADDRESS"]
        await hand.choose(ATTRIBUTES, "E-mail")
        await hand.choose(ATTRIBUTES, "E-mail")
        assert hand.answer(ATTRIBUTES) == ["NAME", "ADDRESS", "EMAIL"]


async def test_none_of_a_required_list_is_an_empty_list_and_absent_is_something_else() -> None:
    draft = Draft.new("create")
    async with wizard(draft, "sign-in") as hand:
        assert hand.marked(ATTRIBUTES) == []
        await hand.choose(ATTRIBUTES, "None")
        assert hand.answer(ATTRIBUTES) == []
        assert hand.marked(ATTRIBUTES) == ["None"]
        assert "● None" in hand.row_text(ATTRIBUTES)
        await hand.choose(ATTRIBUTES, "E-mail")
        assert hand.answer(ATTRIBUTES) == ["EMAIL"]
        assert hand.marked(ATTRIBUTES) == ["E-mail"]
        await hand.choose(ATTRIBUTES, "E-mail")
        assert hand.answer(ATTRIBUTES) == []


async def test_an_optional_list_is_left_out_by_its_last_line() -> None:
    async with wizard(draft_of(full()), "password") as hand:
        assert hand.marked(CHARACTERS) == ["Digit"]
        await hand.choose(CHARACTERS, "Not set")
        assert hand.answer(CHARACTERS) is ABSENT
        assert hand.marked(CHARACTERS) == ["Not set"]
        await hand.choose(CHARACTERS, "Symbol")
        assert hand.answer(CHARACTERS) == ["REQUIRE_SYMBOL"]


async def test_an_odd_value_of_a_choice_is_shown_and_goes_when_another_is_chosen() -> None:
    async with wizard(full_with(METHOD, "EMIAL"), "sign-in") as hand:
        assert '● "EMIAL"' in hand.row_text(METHOD)
        assert "! not one of the choices" in hand.row_text(METHOD)
        assert "Did you mean E-mail?" in hand.row_text(METHOD)
        await hand.choose(METHOD, "E-mail")
        assert hand.answer(METHOD) != "EMIAL"
        assert "Did you mean" not in hand.row_text(METHOD)


async def test_odd_values_of_a_list_can_be_taken_out_one_by_one_and_the_others_stay() -> None:
    odd: list[Any] = ["TOTP", "EMAIL", None, 7, "SMS", {"a": [1]}]
    async with wizard(full_with(FACTORS, odd), "mfa") as hand:
        shown = hand.row_text(FACTORS)
        for text in ('[✓] "EMAIL"', "[✓] null", "[✓] 7", '[✓] {"a": [1]}'):
            assert text in shown
        for label in ('"EMAIL"', "null", '{"a": [1]}'):
            await hand.choose(FACTORS, label)
        assert hand.answer(FACTORS) == ["TOTP", 7, "SMS"]
        await hand.choose(FACTORS, "7")
        assert hand.answer(FACTORS) == ["TOTP", "SMS"]


async def test_a_switch_says_what_yes_and_no_mean_and_has_no_answer_at_first() -> None:
    tree = plain()
    tree["ResourceConfig"] |= {"AuthResources": "IDENTITY_POOL_AND_USER_POOL", "IdentityPoolConfigs": {}}
    async with wizard(draft_of(tree), "identity-pool") as hand:
        assert hand.marked(GUESTS) == []
        await hand.choose(GUESTS, "No")
        assert hand.answer(GUESTS) is False
        await hand.choose(GUESTS, "Yes")
        assert hand.answer(GUESTS) is True
        assert hand.marked(GUESTS) == ["Yes"]
        assert "Not set" not in hand.row_text(GUESTS)


async def test_a_switch_of_an_update_can_be_left_out() -> None:
    async with wizard(draft_of(full("update"), "update"), "identity-pool") as hand:
        await hand.choose(GUESTS, "Not set")
        assert hand.answer(GUESTS) is ABSENT
        assert hand.answer(config("IdentityPoolConfigs")) == {}


async def test_a_value_that_occurs_twice_in_a_file_is_taken_out_whole() -> None:
    async with wizard(full_with(SCOPES, ["OPENID", "EMAIL", "OPENID"]), "oauth") as hand:
        await hand.choose(SCOPES, "openid")
        assert hand.answer(SCOPES) == ["EMAIL"]


async def test_below_a_label_too_long_its_explanation_is_in_the_column_of_the_others() -> None:
    async with wizard(draft_of(full()), "oauth", SMALL) as hand:
        await hand.focus(SCOPES)
        lines = hand.lines("#form")
        (label,) = (at for at, line in enumerate(lines) if "aws.cognito.signin.user.admin" in line)
        (other,) = (line for line in lines if "] profile" in line)
        assert "users may" not in lines[label]
        assert lines[label + 1].index("users may") == other.index("all attributes")
