"""Rows for secrets: typed and masked, or a reference; a typed one is never seen again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from authwizard.files.autosave import list_autosaves
from authwizard.files.formats.preset_file import preset_text
from authwizard.files.source import load
from authwizard.request.secrets import EnvRef, FileRef, Typed
from authwizard.request.tree import MemberPath, pool
from authwizard.session import Session
from authwizard.session.keeper import resumed
from authwizard.tui.rows.secret import SecretRow
from authwizard.tui.widgets.segments import Segments
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


def prose_of(hand: Hand, path: MemberPath) -> str:
    """Return the text of a row, wherever its lines were broken."""
    return hand.row_text(path).replace("▌ ", "")


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
        await hand.choose_source(FACEBOOK, "Environment variable")
        assert hand.focused_path == FACEBOOK
        await hand.paste("FB_SECRET")
        assert hand.draft.secrets[FACEBOOK] == EnvRef("FB_SECRET")
        assert "FB_SECRET" in hand.row_text(FACEBOOK)
        await hand.press("ctrl+r")
        assert "App secret environment variable FB_SECRET" in " ".join(hand.listed("#summary"))


async def test_a_reference_to_a_file_means_it_from_where_the_wizard_runs() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(GOOGLE, "File")
        await hand.paste("secrets/google.txt")
        secret = hand.draft.secrets[GOOGLE]
        assert secret == FileRef("secrets/google.txt")
        assert isinstance(secret, FileRef)
        assert secret.base == str(Path.cwd())
        assert "secrets/google.txt" in hand.row_text(GOOGLE)


async def test_a_typed_secret_is_masked_everywhere() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        await hand.choose_source(FACEBOOK, "Typed")
        await hand.paste(SECRET)
        assert hand.draft.secrets[FACEBOOK] == Typed(SECRET)
        assert "•" * len(SECRET) in hand.row_text(FACEBOOK)
        assert SECRET not in await show_everything(hand)
        assert SECRET not in repr(hand.draft)
        assert SECRET not in hand.toasts()


async def test_a_typed_secret_never_comes_back_into_the_input() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        await hand.choose_source(FACEBOOK, "Typed")
        await hand.paste(SECRET)
        await hand.go("password")
        await hand.go("social")
        assert input_of(hand, FACEBOOK).value == ""
        assert "a secret is set; type to replace it" in hand.row_text(FACEBOOK)
        assert "[Typed]" in hand.row_text(FACEBOOK)
        assert hand.draft.secrets[FACEBOOK] == Typed(SECRET)
        await hand.focus(FACEBOOK)
        await hand.press("tab", "tab")
        assert hand.draft.secrets[FACEBOOK] == Typed(SECRET)


async def test_a_secret_from_a_file_is_never_in_an_input() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        for path in (FACEBOOK, GOOGLE, KEY):
            await hand.focus(path)
            assert input_of(hand, path).value == ""
            assert "a secret is set" in hand.row_text(path)
        assert "invented-secret" not in await show_everything(hand)
        assert not hand.session.is_dirty


async def test_each_source_keeps_what_was_given_for_it_while_the_wizard_runs() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        assert FACEBOOK not in hand.draft.secrets
        await hand.paste("FB_SECRET")
        await hand.choose_source(FACEBOOK, "File")
        assert FACEBOOK not in hand.draft.secrets
        assert input_of(hand, FACEBOOK).value == ""
        await hand.paste("fb.txt")
        await hand.choose_source(FACEBOOK, "Typed")
        assert hand.draft.secrets[FACEBOOK] == Typed("invented-secret")
        assert input_of(hand, FACEBOOK).value == ""
        await hand.paste(SECRET)
        await hand.go("password")
        await hand.choose_source(FACEBOOK, "Environment variable")
        assert hand.draft.secrets[FACEBOOK] == EnvRef("FB_SECRET")
        assert input_of(hand, FACEBOOK).value == "FB_SECRET"
        assert not input_of(hand, FACEBOOK).password
        await hand.choose_source(FACEBOOK, "File")
        assert hand.draft.secrets[FACEBOOK] == FileRef("fb.txt")
        await hand.choose_source(FACEBOOK, "Typed")
        assert hand.draft.secrets[FACEBOOK] == Typed(SECRET)
        assert "a secret is set; type to replace it" in hand.row_text(FACEBOOK)
        assert SECRET not in await show_everything(hand)


async def test_a_switch_is_taken_back_alone() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        await hand.paste("FB_SECRET")
        await hand.choose_source(FACEBOOK, "File")
        await hand.press("ctrl+z")
        assert hand.draft.secrets[FACEBOOK] == EnvRef("FB_SECRET")
        assert "[Environment variable]" in hand.row_text(FACEBOOK)
        assert "FB_SECRET" in hand.row_text(FACEBOOK)


async def test_a_switch_is_not_scolded_before_the_field_is_left() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        assert "Give the App secret" not in hand.row_text(FACEBOOK)
        await hand.press("shift+tab", "right", "tab")
        assert "Give the App secret" not in hand.row_text(FACEBOOK)
        await hand.press("tab")
        assert hand.focused_path != FACEBOOK
        assert "! Give the App secret" in hand.row_text(FACEBOOK)


async def test_the_source_is_chosen_by_arrows_space_numbers_and_the_mouse() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        row = hand.row(FACEBOOK)
        row.query_one(Segments).focus()
        await hand.settle()
        for key, label in (
            ("left", "File"), ("left", "Environment variable"), ("left", "Environment variable"),
            ("right", "File"), ("3", "Typed"), ("right", "Typed"), ("space", "Environment variable"),
            ("space", "File"), ("9", "File"), ("1", "Environment variable"),
        ):  # fmt: skip
            await hand.press(key)
            assert f"[{label}]" in hand.row_text(FACEBOOK)
            assert isinstance(hand.app.screen.focused, Segments)
        await hand.click("Typed", "#form")
        assert "[Typed]" in hand.row_text(FACEBOOK)
        await hand.click("Environment", "#form")
        assert "[Environment variable]" in hand.row_text(FACEBOOK)
        row.query_one(Segments).focus()
        await hand.press("enter")
        assert hand.app.screen.focused is input_of(hand, FACEBOOK)


async def test_a_variable_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FB_SECRET", SECRET)
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        assert "It is read on export or submit." in hand.row_text(FACEBOOK)
        await hand.paste("NOT_FB_SECRET")
        await hand.until(
            lambda: "! not set in this shell. Leave (the draft is kept), set it" in prose_of(hand, FACEBOOK)
        )
        input_of(hand, FACEBOOK).value = ""
        await hand.paste("FB_SECRE")
        await hand.until(lambda: "▸ Tab or → completes it: FB_SECRET" in hand.row_text(FACEBOOK))
        assert hand.draft.secrets[FACEBOOK] == EnvRef("FB_SECRE")
        await hand.press("tab")
        assert hand.draft.secrets[FACEBOOK] == EnvRef("FB_SECRET")
        await hand.until(lambda: "● set in this shell" in hand.row_text(FACEBOOK))
        assert SECRET not in hand.text()


async def test_a_file_is_looked_at_and_completed_from_the_folder_of_the_preset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preset = tmp_path / "preset.toml"
    preset.write_text(preset_text(draft_of(full()), title="", description="", with_target=True))
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "AuthKey.p8").write_text(PEM)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    async with wizard(Session.of(load(str(preset))), "social") as hand:
        await hand.choose_source(KEY, "File")
        assert "A relative path is taken from" in prose_of(hand, KEY)
        assert "e.g. AuthKey_XXXXXXXXXX.p8" in prose_of(hand, KEY)
        for typed in ("ke", "Au"):
            await hand.press(*typed)
            await hand.until(lambda: "▸ Tab or → completes it: " in prose_of(hand, KEY))
            await hand.press("tab")
        assert input_of(hand, KEY).value == "keys/AuthKey.p8"
        secret = hand.draft.secrets[KEY]
        assert isinstance(secret, FileRef)
        assert (secret.path, secret.base) == ("keys/AuthKey.p8", str(tmp_path))
        await hand.until(lambda: "● found, a P-256 key" in prose_of(hand, KEY))
        await hand.press("x")
        await hand.until(lambda: "! no such file. Put it at" in prose_of(hand, KEY))
        (tmp_path / "keys" / "AuthKey.p8x").write_text("planted")
        await hand.press("shift+tab")
        await hand.until(lambda: "! found, but it will not do. This is not the key" in prose_of(hand, KEY))
        assert "planted" not in hand.text()


@pytest.mark.parametrize("form", [KEY_TEXT, PEM.replace("\r\n", "\\n"), f'"{KEY_TEXT}"'])
async def test_a_key_of_one_line_is_taken_as_typed_and_never_seen(form: str) -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(KEY, "Environment variable")
        await hand.paste(form)
        assert hand.draft.secrets[KEY] == Typed(KEY_TEXT)
        assert "[Typed]" in hand.row_text(KEY)
        assert KEY_TEXT[:20] not in await show_everything(hand)


GOOGLE_SECRET = "GOCSPX-Zz9abcdefghij"
HEX = "d41d8cd98f00b204e9800998ecf8427e"
AMAZON_SECRET = "amzn1.oa2-cs.v1.d41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e980"


@pytest.mark.parametrize("source", ["Environment variable", "File"])
@pytest.mark.parametrize("secret", [GOOGLE_SECRET, HEX, AMAZON_SECRET])
async def test_a_secret_that_is_pasted_for_the_place_of_one_is_taken_as_typed(
    secret: str, source: str
) -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(GOOGLE, source)
        await hand.paste(f"{secret}\n")
        assert hand.draft.secrets[GOOGLE] == Typed(secret)
        assert "[Typed]" in hand.row_text(GOOGLE)
        assert input_of(hand, GOOGLE).password
        assert "it was taken as typed, and is never saved." in prose_of(hand, GOOGLE)
        assert hand.wizard.keeper.save_now(hand.session) == ""
        assert secret not in hand.wizard.keeper.autosave.path.read_text()
        assert secret not in hand.text() + await show_everything(hand) + hand.toasts()


@pytest.mark.parametrize(
    "name",
    ["FB_SECRET_2", "google_oauth2_client_secret", f"${HEX}", "facebooksecretofmyapp", "HEX_D41d8cd98f"],
)
async def test_a_name_that_is_pasted_stays_one(name: str) -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        await hand.paste(name)
        assert hand.draft.secrets[FACEBOOK] == EnvRef(name.removeprefix("$"))


async def test_a_variable_that_is_set_is_one_whatever_it_looks_like(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HEX, SECRET)
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        await hand.paste(HEX)
        assert hand.draft.secrets[FACEBOOK] == EnvRef(HEX)


async def test_what_is_typed_and_no_name_stays_in_the_row_alone() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(GOOGLE, "Environment variable")
        await hand.press(*"our.var")
        assert GOOGLE not in hand.draft.secrets
        assert input_of(hand, GOOGLE).value == "our.var"
        assert "! no name of a variable. It has letters, digits and underscores." in prose_of(hand, GOOGLE)
        await hand.press("tab")
        assert "! Give the Client secret" in hand.row_text(GOOGLE)
        assert "our.var" not in hand.text("#side-pane") + repr(hand.session.draft) + hand.toasts()
        await hand.go("review")
        assert "our.var" not in await show_everything(hand)


async def test_what_is_pasted_to_a_name_becomes_part_of_it() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        await hand.press(*"FB_")
        await hand.paste("2_SECRET")
        assert hand.draft.secrets[FACEBOOK] == EnvRef("FB_2_SECRET")
        await hand.paste("-planted")
        assert hand.draft.secrets[FACEBOOK] == Typed("-planted")


async def test_a_file_that_is_pasted_for_a_variable_is_taken_as_one(tmp_path: Path) -> None:
    file = tmp_path / "my key.p8"
    file.write_text(PEM)
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(KEY, "Environment variable")
        await hand.paste(file.as_uri())
        assert hand.draft.secrets[KEY] == FileRef(str(file))
        assert "[File]" in hand.row_text(KEY)
        await hand.until(lambda: "● found, a P-256 key" in prose_of(hand, KEY))


async def test_what_was_said_of_a_paste_goes_with_it() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(GOOGLE, "Environment variable")
        await hand.paste("planted\nsecret")
        assert "2 lines were pasted and put on one." in hand.row_text(GOOGLE)
        await hand.choose_source(GOOGLE, "File")
        assert "were pasted" not in hand.row_text(GOOGLE)


CLIENT_FILE = (
    '{"web":{"client_id":"42-mine.apps.googleusercontent.com","project_id":"p",'
    f'"client_secret":"{GOOGLE_SECRET}","redirect_uris":["https://a.example.com/"]}}}}'
)
GOOGLE_ID = (*SOCIAL, "Google", "ClientId")


@pytest.mark.parametrize("text", [CLIENT_FILE, CLIENT_FILE.replace(",", ",\n")], ids=["one line", "lines"])
@pytest.mark.parametrize("path", [GOOGLE_ID, GOOGLE], ids=["ID", "secret"])
async def test_the_client_file_of_google_gives_id_and_secret(path: MemberPath, text: str) -> None:
    async with wizard(draft_of(full()), "social") as hand:
        before = hand.draft
        if path == GOOGLE:
            await hand.choose_source(GOOGLE, "Typed")
        else:
            await hand.focus(path)
        await hand.paste(text)
        assert hand.answer(GOOGLE_ID) == "42-mine.apps.googleusercontent.com"
        assert hand.draft.secrets[GOOGLE] == Typed(GOOGLE_SECRET)
        assert "[Typed]" in hand.row_text(GOOGLE)
        assert "Client ID and Client secret of Google were taken from the client file." in hand.toasts()
        assert GOOGLE_SECRET not in hand.text() + await show_everything(hand) + hand.toasts()
        await hand.press("ctrl+z")
        assert hand.draft == before


async def test_of_a_client_file_that_is_typed_or_cut_nothing_becomes_the_id() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        before = hand.answer(GOOGLE_ID)
        await hand.focus(GOOGLE_ID)
        await hand.paste(CLIENT_FILE[: CLIENT_FILE.index("Zz9")])
        assert "GOCSPX" not in str(hand.draft.tree)
        assert hand.answer(GOOGLE_ID) in (before, "42-mine.apps.googleusercontent.com")


async def test_a_lost_secret_is_asked_for_where_it_was() -> None:
    session = Session(draft_of(full()).with_secret(GOOGLE, Typed(SECRET)))
    async with wizard(session, "social") as hand:
        keeper = hand.wizard.keeper
        assert keeper.save_now(hand.session) == ""
        keeper.release()
        (saved,) = list_autosaves()
        again = resumed(keeper, saved)
    async with wizard(again, "social") as hand:
        assert "[Typed]" in hand.row_text(GOOGLE)
        await hand.press("f3")
        await hand.enter("#problems", "Google: Client secret")
        assert hand.app.screen.focused is input_of(hand, GOOGLE)
        await hand.paste(SECRET)
        assert hand.draft.secrets[GOOGLE] == Typed(SECRET)


async def test_a_source_that_was_chosen_stays_while_nothing_is_given() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(GOOGLE, "File")
        await hand.go("password")
        await hand.go("social")
        assert "[File]" in hand.row_text(GOOGLE)


async def test_what_is_seen_hangs_under_its_text() -> None:
    async with wizard(draft_of(full()), "social", (80, 24)) as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        await hand.paste("NOT_FB_SECRET")
        await hand.until(lambda: "! not set in this shell" in hand.text())
        lines = hand.lines()
        (at,) = [at for at, line in enumerate(lines) if "! not set" in line]
        start = lines[at].index("not set")
        assert lines[at + 1][start - 2 : start].strip() == ""
        assert lines[at + 1][start].strip() != ""


async def test_the_placeholders_are_those_of_the_provider() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        for path, example in ((FACEBOOK, "FACEBOOK_APP_SECRET"), (GOOGLE, "GOOGLE_CLIENT_SECRET")):
            await hand.choose_source(path, "Environment variable")
            assert f"e.g. {example}" in hand.row_text(path)


async def test_choosing_the_same_source_again_loses_nothing() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Typed")
        assert hand.draft.secrets[FACEBOOK] == Typed("invented-secret")


async def test_clearing_a_secret_takes_it_out_and_the_step_says_that_it_is_missing() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        await hand.paste("FB_SECRET")
        input_of(hand, FACEBOOK).value = ""
        await hand.settle()
        assert FACEBOOK not in hand.draft.secrets
        await hand.press("tab")
        assert "! Give the App secret" in hand.row_text(FACEBOOK)


async def test_a_key_of_many_lines_is_pasted_into_any_source_and_only_its_text_counts() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(KEY, "Environment variable")
        await hand.paste(PEM)
        assert hand.draft.secrets[KEY] == Typed(KEY_TEXT)
        assert input_of(hand, KEY).password
        assert "[Typed]" in hand.row_text(KEY)
        assert "A P-256 key was pasted." in hand.row_text(KEY)
        assert KEY_TEXT not in await show_everything(hand)


async def test_a_client_secret_that_is_pasted_with_its_line_break_loses_only_that() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(GOOGLE, "Environment variable")
        await hand.choose_source(GOOGLE, "Typed")
        await hand.paste(f"{SECRET}\n")
        assert hand.draft.secrets[GOOGLE] == Typed(SECRET)


async def test_a_secret_that_is_typed_for_a_name_is_seen_no_more_once_the_row_is_left() -> None:
    secret = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        await hand.press("ctrl+a", "backspace", *secret, "tab")
        await hand.until(lambda: secret not in hand.text())
        assert hand.draft.secrets[FACEBOOK] == Typed(secret)
        assert "it was taken as typed" in prose_of(hand, FACEBOOK)
        assert secret not in await show_everything(hand)


async def test_what_is_typed_or_pasted_beside_the_choice_of_the_source_goes_into_the_input() -> None:
    async with wizard(draft_of(full()), "social") as hand:
        await hand.choose_source(FACEBOOK, "Environment variable")
        row = hand.row(FACEBOOK)
        row.query_one(Segments).focus()
        await hand.press(*"OUR_VAR")
        assert hand.draft.secrets[FACEBOOK] == EnvRef("OUR_VAR")
        row.query_one(Segments).focus()
        await hand.settle()
        await hand.paste("OTHER_VAR")
        assert hand.draft.secrets[FACEBOOK] == EnvRef("OTHER_VAR")


async def test_review_looks_again_at_a_file_that_has_come_meanwhile(tmp_path: Path) -> None:
    draft = draft_of(full()).with_secret(FACEBOOK, FileRef("fb", str(tmp_path)))
    async with wizard(draft, "review") as hand:
        await hand.until(lambda: "Facebook, App secret" in hand.prose("#summary"))
        await hand.until(lambda: "unusable here" in hand.prose("#verdict"))
        (tmp_path / "fb").write_text("invented", encoding="utf-8")
        await hand.go("social")
        await hand.go("review")
        await hand.until(lambda: "unusable here" not in hand.prose("#verdict"))
