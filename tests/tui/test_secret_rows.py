"""Rows for secrets: typed and masked, or a reference; a typed one is never seen again."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from authwizard.request.secrets import EnvRef, FileRef, Typed
from authwizard.request.tree import MemberPath, pool
from authwizard.tui.rows.secret import SecretRow
from tests.request.requests import KEY as VALID_KEY
from tests.request.requests import full
from tests.tui.driving import Hand, draft_of, wizard

SOCIAL = pool("OAuth", "SocialProviderSettings")
FACEBOOK = (*SOCIAL, "Facebook", "ClientSecret")
GOOGLE = (*SOCIAL, "Google", "ClientSecret")
KEY = (*SOCIAL, "SignInWithApple", "PrivateKey")
SECRET = "invented-secret-of-the-test"
KEY_TEXT = VALID_KEY
PEM = "\r\n".join(
    ["-----BEGIN PRIVATE KEY-----", KEY_TEXT[:40], KEY_TEXT[40:], "-----END PRIVATE KEY-----", ""]
)


def input_of(hand: Hand, path: MemberPath) -> Input:
    row = hand.row(path)
    assert isinstance(row, SecretRow)
    return row.query_one(Input)


async def show_everything(hand: Hand) -> str:
    """Return all that the wizard shows of a draft: every step, and every tab of the side pane."""
    shown = []
    for key in ("f2", "f3", "f1"):
        await hand.press(key)
        shown.append(hand.text())
    for id in ("social", "review"):
        await hand.go(id)
        shown.append(hand.text())
    return "\n".join(shown)


async def test_a_reference_to_the_environment_is_shown_and_changed() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose(FACEBOOK, "Environment variable")
        assert hand.focused_path == FACEBOOK
        await hand.paste("FB_SECRET")
        assert hand.draft.secrets[FACEBOOK] == EnvRef("FB_SECRET")
        assert "FB_SECRET" in hand.row_text(FACEBOOK)
        await hand.press("ctrl+r")
        assert "Client secret: environment variable FB_SECRET" in hand.prose("#form")


async def test_a_reference_to_a_file_means_it_from_where_the_wizard_runs() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose(GOOGLE, "File")
        await hand.paste("secrets/google.txt")
        secret = hand.draft.secrets[GOOGLE]
        assert secret == FileRef("secrets/google.txt")
        assert isinstance(secret, FileRef)
        assert secret.base == str(Path.cwd())
        assert "secrets/google.txt" in hand.row_text(GOOGLE)


async def test_a_typed_secret_is_masked_everywhere() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose(FACEBOOK, "Environment variable")
        await hand.choose(FACEBOOK, "Type it here")
        await hand.paste(SECRET)
        assert hand.draft.secrets[FACEBOOK] == Typed(SECRET)
        assert "•" * len(SECRET) in hand.row_text(FACEBOOK)
        assert SECRET not in await show_everything(hand)
        assert SECRET not in repr(hand.draft)
        assert SECRET not in hand.toasts()


async def test_a_typed_secret_never_comes_back_into_the_input() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose(FACEBOOK, "Environment variable")
        await hand.choose(FACEBOOK, "Type it here")
        await hand.paste(SECRET)
        await hand.go("password")
        await hand.go("social")
        assert input_of(hand, FACEBOOK).value == ""
        assert "a secret is set; type to replace it" in hand.row_text(FACEBOOK)
        assert "(•) Type it here" in hand.row_text(FACEBOOK)
        assert hand.draft.secrets[FACEBOOK] == Typed(SECRET)
        await hand.focus(FACEBOOK)
        await hand.press("tab", "tab")
        assert hand.draft.secrets[FACEBOOK] == Typed(SECRET)


async def test_a_secret_from_a_file_is_never_in_an_input() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        for path in (FACEBOOK, GOOGLE, KEY):
            assert input_of(hand, path).value == ""
            assert "a secret is set" in hand.row_text(path)
        assert "invented-secret" not in await show_everything(hand)
        assert not hand.session.is_dirty


async def test_another_source_forgets_what_was_given_for_the_one_before() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose(FACEBOOK, "Environment variable")
        assert FACEBOOK not in hand.draft.secrets
        await hand.paste("FB_SECRET")
        await hand.choose(FACEBOOK, "File")
        assert FACEBOOK not in hand.draft.secrets
        assert input_of(hand, FACEBOOK).value == ""
        await hand.choose(FACEBOOK, "Type it here")
        await hand.paste("another-invented-secret")
        await hand.choose(FACEBOOK, "Environment variable")
        assert input_of(hand, FACEBOOK).value == ""
        assert not input_of(hand, FACEBOOK).password


async def test_choosing_the_same_source_again_loses_nothing() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose(FACEBOOK, "Type it here")
        assert hand.draft.secrets[FACEBOOK] == Typed("invented-secret")


async def test_clearing_a_secret_takes_it_out_and_the_step_says_that_it_is_missing() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose(FACEBOOK, "Environment variable")
        await hand.paste("FB_SECRET")
        input_of(hand, FACEBOOK).value = ""
        await hand.settle()
        assert FACEBOOK not in hand.draft.secrets
        assert "!" in hand.row_text(FACEBOOK)


async def test_a_key_of_many_lines_is_pasted_into_any_source_and_only_its_text_counts() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose(KEY, "Environment variable")
        await hand.paste(PEM)
        assert hand.draft.secrets[KEY] == Typed(KEY_TEXT)
        assert input_of(hand, KEY).password
        assert "(•) Type it here" in hand.row_text(KEY)
        assert "4 lines were pasted and put on one." in hand.row_text(KEY)
        assert KEY_TEXT not in await show_everything(hand)


async def test_a_client_secret_that_is_pasted_with_its_line_break_loses_only_that() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose(GOOGLE, "Environment variable")
        await hand.choose(GOOGLE, "Type it here")
        await hand.paste(f"{SECRET}\n")
        assert hand.draft.secrets[GOOGLE] == Typed(SECRET)
