"""Values that no form can ask for: shown to the letter, with what is wrong, and one action."""

from __future__ import annotations

from typing import Any

from authwizard.request.draft import Draft
from authwizard.request.tree import ABSENT, MemberPath, config, pool, put
from authwizard.tui.rows import StrayRow
from tests.request.requests import full, plain
from tests.tui.driving import draft_of, wizard

LENGTH = pool("PasswordPolicy", "MinimumLength")
MFA = pool("Mfa")
FACEBOOK = pool("OAuth", "SocialProviderSettings", "Facebook")


def with_value(path: MemberPath, value: Any) -> Draft:
    return draft_of(put(full(), path, value))


async def test_an_unknown_member_is_shown_with_the_nearest_name_and_set_aside() -> None:
    async with wizard(draft_of(plain() | {"AppID": "d2", "X[bold]": {"a": ["[/b]"]}})) as hand:
        shown = hand.prose("#form").replace("█ ", "")
        assert '"d2"' in shown
        assert "Did you mean AppId?" in shown
        assert "X[bold]" in shown
        assert '{"a": ["[/b]"]}' in shown
        assert len(hand.wizard.query(StrayRow)) == 2
        await hand.click("Set aside", "#form")
        assert hand.answer(("AppID",)) is ABSENT
        assert hand.answer(("AppId",)) == "d1a2b3c4d5"
        assert len(hand.wizard.query(StrayRow)) == 1
        assert "AppID was set aside." in hand.toasts()


async def test_a_value_of_the_wrong_type_is_shown_as_it_is_and_then_asked_for_anew() -> None:
    async with wizard(with_value(LENGTH, [8, {"min": True}]), "password") as hand:
        assert '[8, {"min": true}]' in hand.prose("#form")
        assert "The value must be a number, and is a list." in hand.prose("#form")
        assert not hand.asks(LENGTH)
        await hand.click("Set aside", "#form")
        assert hand.asks(LENGTH)
        assert hand.answer(LENGTH) is ABSENT
        await hand.fill(LENGTH, "12")
        assert hand.answer(LENGTH) == 12
        assert not hand.wizard.query(StrayRow)


async def test_true_where_a_number_belongs_is_no_number() -> None:
    async with wizard(with_value(LENGTH, True), "password") as hand:
        assert "true" in hand.text("#form")
        assert not hand.asks(LENGTH)


async def test_null_is_shown_as_null() -> None:
    async with wizard(with_value(pool("UserPoolName"), None), "sign-in") as hand:
        assert hand.wizard.query(StrayRow)
        assert "null" in [line.strip(" ▌█▐") for line in hand.lines("#form")]
        await hand.click("Set aside", "#form")
        assert hand.asks(pool("UserPoolName"))


async def test_a_structure_of_the_wrong_type_is_shown_and_its_members_are_not_asked_for() -> None:
    wrong: tuple[tuple[Any, str], ...] = (("yes", '"yes"'), ([], "[]"), (7, "7"))
    for value, shown in wrong:
        async with wizard(with_value(MFA, value), "mfa") as hand:
            assert shown in hand.text("#form")
            assert not hand.asks((*MFA, "MFAMode"))
            await hand.click("Set aside", "#form")
            assert hand.answer(MFA) is ABSENT
            assert hand.asks(MFA)


async def test_what_stands_above_everything_may_be_wrong_and_the_wizard_opens() -> None:
    wrong: tuple[Any, ...] = (None, [], "text", 3)
    for value in wrong:
        async with wizard(draft_of(plain() | {"ResourceConfig": value})) as hand:
            for id in ("auth-resources", "identity-pool", "sign-in", "oauth", "social", "messages", "review"):
                await hand.go(id)
            assert "! 1 error blocks the export" in hand.prose("#verdict")
            await hand.press("f3")
            assert "Auth resources: Resource configuration" in hand.listed("#problems")[1]


async def test_a_create_only_member_in_a_loaded_update_is_one_to_set_aside() -> None:
    tree = full("update")
    tree["ResourceConfig"]["UserPoolConfigs"]["SignInMethod"] = "EMAIL"
    async with wizard(draft_of(tree, "update"), "sign-in") as hand:
        assert '"EMAIL"' in hand.text("#form")
        await hand.click("Set aside", "#form")
        assert hand.answer(pool("SignInMethod")) is ABSENT


async def test_a_secret_of_the_wrong_type_shows_nothing_of_itself() -> None:
    tree = put(full(), (*FACEBOOK, "ClientSecret"), {"deep": ["invented-secret"]})
    async with wizard(draft_of(tree), "social") as hand:
        assert "invented-secret" not in hand.text()
        await hand.go("review")
        assert "invented-secret" not in hand.text()


async def test_a_jump_goes_to_the_button_of_the_stray() -> None:
    async with wizard(draft_of(put(plain(), config("Nonsense"), 1))) as hand:
        await hand.wizard.go_to_path(config("Nonsense"))
        await hand.settle()
        assert hand.wizard.step.id == "auth-resources"
        assert isinstance(hand.app.screen.focused.parent if hand.app.screen.focused else None, StrayRow)
        await hand.press("enter")
        assert hand.answer(config("Nonsense")) is ABSENT
