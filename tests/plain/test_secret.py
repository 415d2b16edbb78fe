"""Secrets: by reference, or typed and then shown nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.files.autosave import autosave_folder
from authwizard.files.formats.preset_file import preset_text
from authwizard.files.source import load
from authwizard.request.draft import Draft
from authwizard.request.secrets import EnvRef, FileRef, Typed
from authwizard.request.tree import MemberPath, put
from tests.plain.answering import Talk, talk
from tests.plain.form import CHARACTERS
from tests.request.requests import KEY, SECRETS, full

GOOGLE: MemberPath = SECRETS[1]
APPLE: MemberPath = SECRETS[3]
_TO_GOOGLE = (">7", "", "", "", "", "")
_TO_APPLE = (*_TO_GOOGLE, "", "", "", "", "", "", "", "")
WITHOUT = Draft.from_tree("create", full()).with_secret(GOOGLE, None).with_secret(APPLE, None)


def google(*answers: str) -> Talk:
    """Answer the question about Google's secret."""
    return talk(*_TO_GOOGLE, *answers, start=WITHOUT)


def apple(*answers: str) -> Talk:
    """Answer the question about Apple's key."""
    return talk(*_TO_APPLE, *answers, start=WITHOUT)


def secret_of(done: Talk, path: MemberPath) -> object:
    assert done.draft is not None
    return done.draft.secrets.get(path)


def test_where_it_stands_is_asked_first() -> None:
    done = google()
    assert done.prompts[-1] == "Google, Client secret, number"
    assert "1 Environment variable" in done.text
    assert secret_of(google("hunter2-typed-too-early"), GOOGLE) is None


def test_a_variable_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    done = google("1", "GOOGLE_SECRET")
    assert secret_of(done, GOOGLE) == EnvRef("GOOGLE_SECRET")
    assert "Warning: GOOGLE_SECRET: not set in this shell. Leave (the draft is kept), set it" in done.prose
    assert done.prompts[-2] == "Name of the variable, such as GOOGLE_CLIENT_SECRET"
    monkeypatch.setenv("GOOGLE_SECRET", "planted-secret")
    done = google("1", "$GOOGLE_SECRET", "<")
    assert secret_of(done, GOOGLE) == EnvRef("GOOGLE_SECRET")
    assert "GOOGLE_SECRET: set in this shell." in done.prose
    assert "planted-secret" not in done.text
    assert done.prompts[-1].startswith("Login with Amazon") or "now environment variable" in done.prompts[-1]


def test_a_file_is_looked_at_from_the_folder_of_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = apple("2", "key.p8")
    assert secret_of(done, APPLE) == FileRef("key.p8")
    assert f'Warning: key.p8: no such file. Put it at "{tmp_path / "key.p8"}".' in done.prose
    assert f"A relative path is taken from {tmp_path}." in done.prose
    assert "Path of the file, such as AuthKey_XXXXXXXXXX.p8" in done.prompts
    (tmp_path / "key.p8").write_text("no key")
    assert (
        "Warning: key.p8: found, but it will not do. This is not the key of a .p8"
        in apple("2", "key.p8").prose
    )
    (tmp_path / "key.p8").write_text(f"-----BEGIN PRIVATE KEY-----\n{KEY}\n-----END PRIVATE KEY-----\n")
    assert "key.p8: found, a P-256 key." in apple("2", "'key.p8'").prose


def test_a_relative_path_in_a_preset_is_taken_from_its_folder(tmp_path: Path) -> None:
    preset = tmp_path / "preset.toml"
    preset.write_text(preset_text(WITHOUT, title="", description="", with_target=True))
    (tmp_path / "secret.txt").write_text("planted-secret")
    done = talk(*_TO_GOOGLE, "2", "secret.txt", start=load(str(preset)))
    secret = secret_of(done, GOOGLE)
    assert isinstance(secret, FileRef)
    assert (secret.path, secret.base) == ("secret.txt", str(tmp_path))
    assert "secret.txt: found." in done.prose
    assert "planted-secret" not in done.text


def test_a_key_is_taken_from_the_lines_of_its_file() -> None:
    lines = ("-----BEGIN PRIVATE KEY-----", KEY[:64], KEY[64:], "-----END PRIVATE KEY-----")
    done = apple("3", *lines, "yes")
    assert secret_of(done, APPLE) == Typed(KEY)
    assert done.prompts[-1] != "Sign in with Apple, Private key, number"
    assert secret_of(apple("3", *lines[1:3], ""), APPLE) == Typed(KEY)
    assert KEY[:20] not in done.text


@given(st.text(CHARACTERS, min_size=6, max_size=20).filter(lambda text: text.strip()))
def test_what_is_typed_is_taken_as_it_is_and_neither_shown_nor_kept(secret: str) -> None:
    secret = f"planted{secret}"
    done = google("3", secret, "<", "?", "!", ">10", "6", "1", "")
    assert secret_of(done, GOOGLE) == Typed(secret)
    assert secret not in done.text
    assert "planted" not in done.text
    assert "Google, Client secret: typed, and not shown" in done.prose
    assert all("planted" not in file.read_text() for file in autosave_folder().glob("*.json"))


def test_nothing_typed_and_back_ask_again_for_where_it_stands() -> None:
    done = google("3", "", "1", "<", "2", "", "")
    assert secret_of(done, GOOGLE) is None
    assert done.prompts.count("Google, Client secret, number") == 4


def test_one_that_is_there_can_be_left_out_or_kept() -> None:
    draft = Draft.from_tree("create", put(full(), GOOGLE, "planted-secret"))
    kept = talk(*_TO_GOOGLE, "", start=draft)
    assert kept.prompts[-2] == "Google, Client secret, number, now typed, and not shown"
    assert secret_of(kept, GOOGLE) == Typed("planted-secret")
    assert secret_of(talk(*_TO_GOOGLE, "-", start=draft), GOOGLE) is None
    assert "planted-secret" not in kept.text


@pytest.mark.parametrize("secret", ["GOCSPX-Zz9abcdefghij", "d41d8cd98f00b204e9800998ecf8427e"])
@pytest.mark.parametrize("source", ["1", "2"])
def test_a_secret_that_is_given_for_its_place_is_taken_as_typed(secret: str, source: str) -> None:
    done = google(source, secret, "<", ">10", "6", "1", "")
    assert secret_of(done, GOOGLE) == Typed(secret)
    assert "it was taken as typed, and is never saved." in done.prose
    assert secret not in done.text
    assert all(secret not in file.read_text() for file in autosave_folder().glob("*.json"))


def test_the_client_file_of_google_gives_id_and_secret() -> None:
    file = '{"web":{"client_id":"42-mine.apps.googleusercontent.com","client_secret":"GOCSPX-planted"}}'
    for done in (google("1", file), google("3", file), talk(*_TO_GOOGLE[:-1], file, start=WITHOUT)):
        assert secret_of(done, GOOGLE) == Typed("GOCSPX-planted")
        assert done.draft is not None
        assert done.draft.get((*GOOGLE[:-1], "ClientId")) == "42-mine.apps.googleusercontent.com"
        assert "Client ID and Client secret of Google were taken from the client file." in done.prose
        assert "planted" not in done.text
