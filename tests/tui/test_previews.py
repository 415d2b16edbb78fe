"""The Preview pane: what users will meet, step by step, opened by its key over a small screen and beside a wide one."""

from __future__ import annotations

import pytest

from authwizard.request.places import CONSTRAINTS, MINIMUM_LENGTH, USER_POOL_NAME
from authwizard.request.tree import put
from tests.request.requests import full, plain
from tests.tui.driving import ROOMY, SMALL, draft_of, wizard

SHOWN = {
    "target": ["What will be made", "User pool my_users-dev", "Identity provider Facebook"],
    "auth-resources": ["Identity pool my_identities__dev"],
    "identity-pool": ["A role for signed-in users, none for guests"],
    "sign-in": ["Create your account", "can never be changed"],
    "mfa": ["1. E-mail", "Who has set it up", "Your code is 123456", "1 segment: 19 of 160 in GSM-7"],
    "oauth": ["https://myapp-login-dev.auth.", "https://app.example.com/"],
    "social": ["Continue with Google", "/oauth2/idpresponse", "Sign in with Apple"],
    "password": ["A password must have", "12 to 256 characters", "a digit, 0 to 9", "For example"],
    "messages": ["Subject: Your code", "Your code is 123456"],
}
"""What the preview of each step tells of the whole request."""


@pytest.mark.parametrize("size", [SMALL, ROOMY])
async def test_each_step_has_its_preview(size: tuple[int, int]) -> None:
    async with wizard(draft_of(full()), size=size) as hand:
        for id, told in SHOWN.items():
            await hand.go(id)
            await hand.press("f4")
            for part in told:
                assert part in hand.prose("#preview").replace("┃ ", ""), id
            await hand.press("escape")


async def test_the_preview_follows_the_answers() -> None:
    async with wizard(draft_of(plain()), "sign-in") as hand:
        await hand.press("f4")
        await hand.go("target")
        assert "User pool" in hand.text("#preview")
        await hand.fill(USER_POOL_NAME, "their_users")
        await hand.go("target")
        assert "User pool their_users-dev" in hand.text("#preview")


async def test_a_password_can_be_tried_and_each_rule_is_judged_with_each_key() -> None:
    tree = put(full(), CONSTRAINTS, ["REQUIRE_DIGIT", "REQUIRE_SYMBOL"])
    async with wizard(draft_of(put(tree, MINIMUM_LENGTH, 6)), "password", SMALL) as hand:
        await hand.press("f4")
        assert hand.focused_id == "try-password"
        assert "✓" not in hand.text("#preview")
        await hand.press(*"abcde7")
        assert "✓ 6 to 256 characters ✓ a digit, 0 to 9 ! a symbol, such as ! or -" in hand.prose("#preview")
        assert hand.text("#preview").count("6 to 256 characters") == 1
        await hand.press("-")
        assert "✓ a symbol, such as ! or -" in hand.prose("#preview")
        assert "abcde7-" not in repr(hand.draft)


async def test_help_is_about_the_field_that_has_the_focus_when_it_is_opened() -> None:
    async with wizard(draft_of(plain()), size=SMALL) as hand:
        for path in (("AppId",), ("ResourceName",)):
            await hand.focus(path)
            await hand.press("f1")
            assert f"In the API: {path[0]}" in hand.prose("#help")
            await hand.press("escape")
