"""A preset keeps what is good, reports what is not, and drops nothing in silence."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.files.formats.preset_file import preset_text
from authwizard.files.source import Loaded, load
from authwizard.files.unwritable import UnwritableError
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.secrets import EnvRef, FileRef, Typed
from authwizard.request.tree import pool, put

from ..strategies import AMBIGUOUS, TEXTS, drafts, exact, read

GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")
APPLE = pool("OAuth", "SocialProviderSettings", "SignInWithApple", "PrivateKey")
SOCIAL = "request.ResourceConfig.UserPoolConfigs.OAuth.SocialProviderSettings"


def written(draft: Draft, title: str = "A title", description: str = "") -> str:
    return preset_text(draft, title=title, description=description, with_target=True)


def found(loaded: Loaded) -> list[tuple[str, str, str]]:
    return [(problem.rule, problem.severity, problem.place) for problem in loaded.problems]


def test_a_preset_is_readable_text() -> None:
    draft = Draft(
        "create",
        {
            "ResourceName": "myauth",
            "ResourceConfig": {
                "Service": "COGNITO",
                "UserPoolConfigs": {
                    "SignInMethod": "EMAIL",
                    "RequiredSignUpAttributes": ["EMAIL"],
                    "OAuth": {
                        "SocialProviderSettings": {"Google": {"ClientId": "1.apps.googleusercontent.com"}}
                    },
                },
            },
        },
        {GOOGLE: EnvRef("GOOGLE_CLIENT_SECRET")},
    )
    assert written(draft, "Social sign-in", "With Google.\nNothing else.") == (
        'format = 1\ntitle = "Social sign-in"\ndescription = """\nWith Google.\nNothing else."""\n'
        'operation = "create"\n\n[request]\nResourceName = "myauth"\n\n'
        '[request.ResourceConfig]\nService = "COGNITO"\n\n'
        '[request.ResourceConfig.UserPoolConfigs]\nSignInMethod = "EMAIL"\n'
        'RequiredSignUpAttributes = [\n    "EMAIL",\n]\n\n'
        f'[{SOCIAL}.Google]\nClientId = "1.apps.googleusercontent.com"\n\n'
        f'[{SOCIAL}.Google.ClientSecret]\nenv = "GOOGLE_CLIENT_SECRET"\n'
    )


@settings(max_examples=300)
@given(drafts(), TEXTS, TEXTS)
def test_every_draft_comes_back_as_it_was(draft: Draft, title: str, description: str) -> None:
    text = written(draft, title, description)
    loaded = read(text)
    assert loaded.format == "preset"
    assert (loaded.title, loaded.description) == (title, description)
    assert loaded.draft.operation == draft.operation
    assert exact(loaded.draft.tree) == exact(draft.tree)
    assert dict(loaded.draft.secrets) == dict(draft.secrets)
    assert loaded.problems == ()
    assert not loaded.reformats
    assert written(loaded.draft, title, description) == text


@given(drafts(), st.data())
def test_an_edit_changes_only_the_value_that_was_edited(draft: Draft, data: st.DataObject) -> None:
    loaded = read(written(draft)).draft
    value = data.draw(TEXTS)
    edited = written(loaded.with_value(("ResourceName",), value))
    before, after = tomllib.loads(written(draft)), tomllib.loads(edited)
    assert after == put(before, ("request", "ResourceName"), value)
    tables = [line for line in written(draft).splitlines() if line.startswith("[")]
    others = [line for line in tables if not line.lstrip("[").startswith("request.ResourceName")]
    assert "[" in value or [line for line in edited.splitlines() if line in others] == others


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    tree = {"ResourceName": text, text: [text, {text: text}]}
    assert read(written(Draft("update", tree), text, text)).draft.tree == tree


def test_the_order_of_the_tables_stays_as_it_was_loaded() -> None:
    text = (
        'format = 1\ntitle = "A"\ndescription = ""\noperation = "update"\n\n'
        '[request]\nResourceName = "a"\nAppId = "d1"\n\n'
        "[request.ResourceConfig.UserPoolConfigs.PasswordPolicy]\nMinimumLength = 12\n\n"
        '[request.ResourceConfig.UserPoolConfigs.Mfa]\nMFAMode = "OFF"\n'
    )
    loaded = read(text)
    assert written(loaded.draft, "A") == text
    assert not loaded.reformats


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "# a comment\n" + text,
        lambda text: text.replace('"d1"', "'d1'"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("MinimumLength = 12", "MinimumLength = 12 # why"),
        lambda text: "\ufeff" + text,
    ],
)
def test_what_saving_would_lose_of_the_layout_is_told(change: Any) -> None:
    text = written(Draft("update", {"AppId": "d1", "MinimumLength": 12}))
    assert not read(text).reformats
    loaded = read(change(text))
    assert loaded.reformats
    assert loaded.draft.tree == {"AppId": "d1", "MinimumLength": 12}


def test_inline_table_and_sub_table_mean_the_same() -> None:
    inline = f'operation = "create"\n[{SOCIAL}.Google]\nClientId = "1"\nClientSecret = {{ env = "NAME" }}\n'
    below = inline.replace("ClientSecret = { env", f"[{SOCIAL}.Google.ClientSecret]\nenv").replace(" }", "")
    assert read(inline).draft == read(below).draft
    assert read(inline).draft.secrets[GOOGLE] == EnvRef("NAME")


def test_a_file_reference_is_relative_to_the_preset(tmp_path: Path) -> None:
    path = tmp_path / "social.toml"
    path.write_text(f'operation = "create"\n[{SOCIAL}.SignInWithApple]\nPrivateKey = {{ file = "key.p8" }}\n')
    assert load(str(path)).draft.secrets[APPLE] == FileRef("key.p8")
    reference = load(str(path)).draft.secrets[APPLE]
    assert isinstance(reference, FileRef)
    assert reference.base == str(tmp_path)


def test_a_literal_secret_is_used_reported_and_not_saved() -> None:
    loaded = read(
        f'operation = "create"\n[{SOCIAL}.Google]\nClientId = "1"\nClientSecret = "invented-secret"\n'
    )
    assert loaded.draft.secrets[GOOGLE] == Typed("invented-secret")
    assert found(loaded) == [("secret-exposure", "warning", ".".join(map(str, GOOGLE)))]
    assert "invented-secret" not in repr(loaded)
    assert "invented-secret" not in written(loaded.draft)
    assert loaded.reformats


@pytest.mark.parametrize(
    "value", ["5", "[]", "{}", "{ env = 5 }", '{ env = "" }', '{ env = "A", file = "B" }', '{ url = "A" }']
)
def test_what_is_neither_a_text_nor_a_reference_is_reported(value: str) -> None:
    loaded = read(f'operation = "create"\n[{SOCIAL}.Google]\nClientSecret = {value}\n')
    assert found(loaded) == [("type-mismatch", "error", ".".join(map(str, GOOGLE)))]


def test_wrong_types_in_the_envelope_are_reported_and_the_rest_is_kept() -> None:
    loaded = read(
        'format = "one"\ntitle = 5\ndescription = ["a"]\noperation = "destroy"\nauthor = "me"\n'
        'decription = "x"\n'
        '[request]\nAppId = "d1"\n[tool]\nx = 1\n'
    )
    assert found(loaded) == [
        ("unknown-member", "error", "author"),
        ("unknown-member", "error", "decription"),
        ("unknown-member", "error", "tool"),
        ("type-mismatch", "error", "title"),
        ("type-mismatch", "error", "description"),
        ("bad-enum", "error", "format"),
        ("bad-enum", "error", "operation"),
    ]
    assert loaded.problems[1].fix == "Did you mean description?"
    assert (loaded.title, loaded.description) == ("5", "")
    assert loaded.draft.operation == "update"
    assert loaded.draft.tree == {"AppId": "d1"}


@pytest.mark.parametrize("value", ["[]", "5", '"text"', "2024-01-01", "[[1]]"])
def test_a_request_that_is_no_table_is_an_empty_one(value: str) -> None:
    loaded = read(f"title = 'A'\nrequest = {value}\n")
    assert found(loaded) == [("type-mismatch", "error", "request")]
    assert loaded.draft.tree == {}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2024-01-01", "2024-01-01"),
        ("2024-01-01T10:00:00Z", "2024-01-01T10:00:00+00:00"),
        ("2024-01-01 10:00:00", "2024-01-01T10:00:00"),
        ("10:00:00", "10:00:00"),
        ("nan", "nan"),
        ("-inf", "-inf"),
    ],
)
def test_what_only_toml_has_becomes_a_text_and_is_reported(value: str, text: str) -> None:
    loaded = read(f"operation = 'update'\n[request]\nAppId = 'd1'\nNames = [{{ ResourceName = {value} }}]\n")
    assert loaded.draft.tree == {"AppId": "d1", "Names": [{"ResourceName": text}]}
    assert found(loaded) == [("type-mismatch", "error", "Names[0].ResourceName")]


def test_integers_stay_integers() -> None:
    loaded = read(
        "operation = 'update'\n[request]\na = 8\nb = 8.0\nc = 0x1F\nd = 1_000\ne = 99999999999999999999\n"
    )
    assert exact(loaded.draft.tree) == exact(
        {"a": 8, "b": 8.0, "c": 31, "d": 1000, "e": 99999999999999999999}
    )


def test_a_preset_that_states_its_operation_is_believed() -> None:
    loaded = read('operation = "update"\n[request]\nResourceName = "a"\n', "create")
    assert loaded.draft.operation == "update"
    assert loaded.reason == "the preset says so"
    assert loaded.notes == (
        "The preset states its operation, update; the one that you asked for was not used.",
    )


def test_a_preset_without_an_operation_takes_the_one_asked_for_or_is_guessed() -> None:
    text = '[request.ResourceConfig.UserPoolConfigs]\nUserPoolName = "a"\n'
    assert read(text, "update").draft.operation == "update"
    assert read(text).draft.operation == "create"


def test_the_target_is_written_only_if_asked_for() -> None:
    tree = {"AppId": "d1", "BackendEnvironmentName": "dev", "ResourceName": "a", "ResourceConfig": {}}
    text = preset_text(Draft("update", tree), title="A", description="", with_target=False)
    assert tomllib.loads(text)["request"] == {"ResourceConfig": {}}


def test_null_and_half_characters_cannot_be_written_and_are_named() -> None:
    with pytest.raises(UnwritableError, match=r"A\[1\]\.B is null"):
        written(Draft("update", {"A": [1, {"B": None}]}))
    with pytest.raises(UnwritableError, match="surrogate"):
        written(Draft("update", {"A": "\ud800"}))
    with pytest.raises(UnwritableError, match="surrogate"):
        written(Draft("update", {}), title="\ud800")


def test_a_hostile_preset_opens_and_is_judged() -> None:
    nasty = "\\u001b]52;c;aGk=\\u0007 [@click=app.quit]x[/] \\u202e \\u009b31m"
    text = (
        f'title = "{nasty}"\ndescription = "{"x" * 1_000_000}"\noperation = "create"\n'
        f'[request]\nAppId = "{nasty}"\n"{nasty}" = "{nasty}"\nResourceName = 5\n'
        '[request.ResourceConfig]\nAuthResources = []\nService = { a = 1 }\nUserPoolConfigs = "text"\n'
        f'IdentityPoolConfigs = ["{"x" * 1_000_000}"]\n'
    )
    loaded = read(text)
    report = check(loaded.draft)
    assert loaded.draft.tree["AppId"].startswith("\x1b]52")
    assert len(loaded.description) == 1_000_000
    assert report.errors
    assert read(written(loaded.draft, loaded.title, loaded.description)).draft.tree == loaded.draft.tree
