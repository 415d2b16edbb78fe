"""Blocks that are on or off, what an update does not have, and the deprecated ForgotPassword."""

from __future__ import annotations

from textual import events

from authwizard.request.draft import Draft
from authwizard.request.secrets import EnvRef
from authwizard.request.tree import ABSENT, config, pool
from tests.request.requests import full, plain
from tests.tui.driving import draft_of, wizard

IDENTITY_POOL = config("IdentityPoolConfigs")
IDENTITY_NAME = config("IdentityPoolConfigs", "IdentityPoolName")
GUESTS = config("IdentityPoolConfigs", "UnauthenticatedLogin")
RESOURCES = config("AuthResources")
METHOD = pool("SignInMethod")
POOL_NAME = pool("UserPoolName")
MFA = pool("Mfa")
MODE = pool("Mfa", "MFAMode")
FACTORS = pool("Mfa", "Settings", "MfaTypes")
MFA_SMS = pool("Mfa", "Settings", "SmsMessage")
GOOGLE = pool("OAuth", "SocialProviderSettings", "Google")
MESSAGE = pool("VerificationMessage")
FORGOT = pool("ForgotPassword")


def create_only() -> Draft:
    """Return a good create, without the deprecated member."""
    tree = full()
    del tree["ResourceConfig"]["UserPoolConfigs"]["ForgotPassword"]
    return draft_of(tree)


async def test_a_block_is_absent_until_it_is_turned_on_and_then_asks_its_questions() -> None:
    async with wizard(draft_of(plain()), "mfa") as hand:
        assert hand.answer(MFA) is ABSENT
        assert not hand.asks(MODE)
        await hand.press("space")
        assert hand.answer(MFA) == {}
        assert hand.asks(MODE)
        assert "[✓] Set multi-factor authentication" in hand.text("#form")
        assert hand.focused_path == MFA


async def test_a_block_that_is_turned_off_and_on_again_has_its_answers_back() -> None:
    async with wizard(create_only(), "mfa") as hand:
        before = hand.answer(MFA)
        await hand.click("Set multi-factor authentication", "#form")
        assert hand.answer(MFA) is ABSENT
        assert "Multi-factor authentication was set aside." in hand.toasts()
        assert not hand.asks(MODE)
        await hand.click("Set multi-factor authentication", "#form")
        assert hand.answer(MFA) == before
        assert "Multi-factor authentication is back as it was." in hand.toasts()
        assert hand.marked(MODE) == ["Optional"]


async def test_a_provider_that_is_off_and_on_again_has_its_secret_back() -> None:
    tree = full()
    google = tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]["Google"]
    google["ClientSecret"] = {"env": "GOOGLE_SECRET"}
    async with wizard(draft_of(tree), "social") as hand:
        await hand.click("[✓] Sign in with Google", "#form")
        assert (*GOOGLE, "ClientSecret") not in hand.draft.secrets
        await hand.click("[ ] Sign in with Google", "#form")
        assert hand.draft.secrets[*GOOGLE, "ClientSecret"] == EnvRef("GOOGLE_SECRET")
        assert hand.answer((*GOOGLE, "ClientId")) == "1.apps.googleusercontent.com"


async def test_mfa_off_sets_its_settings_aside_and_another_mode_brings_them_back() -> None:
    async with wizard(create_only(), "mfa") as hand:
        await hand.choose(MODE, "Off")
        assert hand.answer(MFA) == {"MFAMode": "OFF"}
        assert not hand.asks(FACTORS)
        await hand.choose(MODE, "On")
        assert hand.answer(FACTORS) == ["TOTP", "SMS"]
        assert hand.asks(MFA_SMS)
        await hand.choose(FACTORS, "SMS")
        assert hand.asks(MFA_SMS)  # it holds a text


async def test_a_question_that_an_answer_calls_for_appears_with_it() -> None:
    async with wizard(draft_of(plain()), "mfa") as hand:
        await hand.press("space")
        await hand.choose(MODE, "Optional")
        assert hand.asks(FACTORS)
        assert not hand.asks(MFA_SMS)
        await hand.choose(FACTORS, "SMS")
        assert hand.asks(MFA_SMS)
        assert hand.focused_path == FACTORS


async def test_the_user_pool_alone_leaves_nothing_to_ask_of_the_identity_pool_and_sets_it_aside() -> None:
    async with wizard(create_only(), "auth-resources") as hand:
        await hand.choose(RESOURCES, "User pool only")
        assert hand.answer(IDENTITY_POOL) is ABSENT
        await hand.press("ctrl+n")
        assert hand.wizard.step.id == "sign-in"
        assert "3 Identity pool not needed" in hand.text("#header")
        await hand.go("identity-pool")
        assert "– Not needed now." in hand.prose("#form")
        assert not hand.asks(IDENTITY_POOL)
        await hand.press("ctrl+o")
        await hand.choose(RESOURCES, "User pool and identity pool")
        assert hand.answer(IDENTITY_NAME) == "my_identities"


async def test_social_sign_in_waits_for_oauth_and_says_so() -> None:
    async with wizard(draft_of(plain()), "social") as hand:
        assert "turn on OAuth in the step before" in hand.prose("#form")
        await hand.press("ctrl+o")
        await hand.press("space", "ctrl+n")
        assert hand.asks(GOOGLE)


async def test_an_update_does_not_ask_what_only_a_creation_has_and_says_so() -> None:
    async with wizard(draft_of(full("update"), "update"), "sign-in") as hand:
        assert not hand.wizard.query("Row")
        assert "Fixed in an update. Pool name, sign-in method" in hand.prose("#form")
        await hand.go("identity-pool")
        assert not hand.asks(IDENTITY_NAME)
        assert hand.asks(GUESTS)
        assert "Fixed in an update. The name of an identity pool is fixed" in hand.prose("#form")
        assert "authwizard · update-backend-auth" in hand.text("#header")


async def test_switching_to_an_update_sets_aside_what_it_lacks_and_back_restores_it() -> None:
    async with wizard(create_only()) as hand:
        before = hand.draft.tree
        await hand.click("Update ", "#form")
        assert hand.session.draft.operation == "update"
        assert hand.focused_id == "operation"
        for path in (METHOD, POOL_NAME, IDENTITY_NAME):
            assert hand.answer(path) is ABSENT
        assert "Sign-in method was set aside." in hand.toasts()
        assert "update-backend-auth" in hand.text("#header")
        await hand.press("up", "enter")
        assert "create-backend-auth" in hand.text("#header")
        assert hand.draft.tree == before
        assert not hand.draft.parked


async def test_forgot_password_is_not_offered_where_no_file_has_it() -> None:
    async with wizard(create_only(), "messages") as hand:
        assert not hand.asks(FORGOT)
        assert "deprecated" not in hand.text("#form")


async def test_forgot_password_of_a_file_is_moved_over_in_one_action() -> None:
    tree = full()
    message = tree["ResourceConfig"]["UserPoolConfigs"].pop("VerificationMessage")
    async with wizard(draft_of(tree), "messages") as hand:
        assert hand.asks(FORGOT)
        assert "deprecated" in hand.text("#form")
        await hand.click("Move it to Verification message", "#form")
        assert hand.answer(FORGOT) is ABSENT
        assert hand.answer(MESSAGE) == message
        assert not hand.asks(FORGOT)
        assert "Forgot password (deprecated) was moved to Verification message." in hand.toasts()
        assert hand.asks((*MESSAGE, "DeliveryMethod"))


async def test_the_move_keeps_what_the_new_message_has() -> None:
    tree = full()
    tree["ResourceConfig"]["UserPoolConfigs"]["VerificationMessage"] = {"DeliveryMethod": "SMS"}
    async with wizard(draft_of(tree), "messages") as hand:
        await hand.click("Move it to Verification message", "#form")
        assert hand.answer((*MESSAGE, "DeliveryMethod")) == "SMS"
        assert hand.answer((*MESSAGE, "EmailSettings", "EmailSubject")) == "Your code"
        assert "was kept" in hand.toasts()


async def test_enter_chooses_and_goes_on_to_what_the_answer_asks_for() -> None:
    async with wizard(draft_of(plain()), "mfa") as hand:
        await hand.press("space", "enter")
        assert hand.focused_path == MODE
        await hand.press("down", "enter")
        assert hand.marked(MODE) == ["Optional"]
        assert hand.focused_path == FACTORS
        await hand.press("space", "enter")
        assert hand.marked(FACTORS) == ["TOTP"]
        assert hand.focused_id == "next"


async def test_all_of_that_typed_at_once_comes_to_the_same() -> None:
    async with wizard(draft_of(plain()), "mfa") as hand:
        for key in ("space", "enter", "down", "enter", "space", "enter"):
            hand.app.post_message(events.Key(key, None))
        await hand.settle()
        assert (hand.marked(MODE), hand.marked(FACTORS)) == (["Optional"], ["TOTP"])
        assert hand.focused_id == "next"
