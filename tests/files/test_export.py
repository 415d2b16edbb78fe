"""Exports: what AWS CLI, Amplify CLI and the service itself read."""

import json

import pytest
from hypothesis import given

from authwizard.files.export import ExportFormat, is_private, left_out, render
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.paths import Tree, pool
from authwizard.request.secrets import EnvRef, Typed
from tests.request.requests import full, plain

from .strategies import drafts, exact, read, valid_requests

GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")
FORMATS: list[ExportFormat] = ["json", "yaml", "preset", "amplify-headless", "rest"]


def test_json_is_ascii_in_the_order_of_the_api_with_two_spaces_and_a_newline() -> None:
    tree = {
        "ResourceName": "é\u2028\U0001f600",
        "ResourceConfig": {"Service": "COGNITO"},
        "AppId": "d1",
        "n": 8,
    }
    assert render(Draft("update", tree), "json") == (
        '{\n  "AppId": "d1",\n  "ResourceConfig": {\n    "Service": "COGNITO"\n  },\n'
        '  "ResourceName": "\\u00e9\\u2028\\ud83d\\ude00",\n  "n": 8\n}\n'
    )


def test_numbers_keep_their_spelling() -> None:
    path = pool("PasswordPolicy", "MinimumLength")
    for number, text in ((8, "8"), (8.0, "8.0"), (10**25, "1" + "0" * 25)):
        draft = Draft("update", {}).with_value(path, number)
        for format in ("json", "yaml"):
            assert f": {text}\n" in render(draft, format).replace('"MinimumLength"', "MinimumLength")


@pytest.mark.parametrize("operation", ["create", "update"])
@given(drafts())
def test_what_is_exported_as_json_is_read_back(operation: str, draft: Draft) -> None:
    redacted = read(render(draft, "json", redact=True), draft.operation)
    if redacted.format == "json":
        assert exact(redacted.draft.tree) == exact(draft.tree)


@pytest.mark.parametrize("format", FORMATS)
def test_a_redacted_export_holds_no_secret_and_check_says_so(format: ExportFormat) -> None:
    draft = Draft.from_tree("create", full())
    assert is_private(draft)
    text = render(draft, format, redact=True)
    assert "invented-secret" not in text
    if format != "preset":
        rules = {problem.rule for problem in check(read(text, "create").draft).errors}
        assert "placeholder" in rules


@pytest.mark.parametrize("format", ["json", "yaml", "rest", "amplify-headless"])
def test_an_unresolved_secret_is_not_exported(format: ExportFormat) -> None:
    with pytest.raises(ValueError, match="not resolved"):
        render(Draft("create", {}, {GOOGLE: EnvRef("NAME")}), format)


def test_a_preset_keeps_references_and_leaves_typed_secrets_out() -> None:
    referenced = Draft("create", {}, {GOOGLE: EnvRef("NAME")})
    assert 'env = "NAME"' in render(referenced, "preset")
    assert left_out(referenced, "preset") == ()
    typed = Draft("create", {}, {GOOGLE: Typed("invented-secret")})
    assert "invented" not in render(typed, "preset")
    (told,) = left_out(typed, "preset")
    assert told.endswith("ClientSecret was left out: a preset holds no secret, only a reference to it.")


def test_without_secrets_an_export_is_anybodys() -> None:
    assert not is_private(Draft.from_tree("create", plain()))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_with_one_newline_and_is_ascii(format: ExportFormat) -> None:
    text = render(Draft.from_tree("create", plain()), format)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text.isascii()


@given(valid_requests("create"))
def test_a_valid_create_survives_every_format(tree: Tree) -> None:
    draft = Draft.from_tree("create", tree)
    assert not check(draft).errors, check(draft).errors
    for format in ("json", "yaml", "rest"):
        loaded = read(render(draft, format))
        assert loaded.draft.operation == "create"
        assert exact(loaded.draft.body("real")) == exact(tree)
        assert loaded.problems == ()


@given(valid_requests("update"))
def test_a_valid_update_survives_every_format(tree: Tree) -> None:
    draft = Draft.from_tree("update", tree)
    assert not check(draft).errors, check(draft).errors
    for format in ("json", "yaml", "rest"):
        loaded = read(render(draft, format))
        assert loaded.draft.operation == "update"
        assert exact(loaded.draft.body("real")) == exact(tree)


def test_amplify_headless_is_one_line() -> None:
    text = render(Draft.from_tree("create", full()), "amplify-headless")
    assert text.count("\n") == 1
    assert json.loads(text)["version"] == 2
