"""The table of formats: what holds for each of them, and what AWS CLI, Amplify CLI and the service itself read."""

import json
import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from authwizard.files import formats
from authwizard.files.formats.table import FORMATS, Writing, by_suffix
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.secrets import EnvRef, Typed
from authwizard.request.tree import Tree, pool
from tests.request.requests import full, plain

from ..strategies import drafts, exact, read, valid_requests
from ..writing import BACK_WHOLE, READ_BACK, WRITABLE, losses, render

GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")
WITH_SECRETS = [name for name in WRITABLE if FORMATS[name].holds_secrets]
PAGE = Path(__file__).parents[3] / "docs" / "formats.md"


def test_each_format_is_one_module_and_one_line_of_the_table() -> None:
    folder = Path(formats.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if " = Format(" in path.read_text(encoding="utf-8")}
    assert modules == {name.replace("-", "_") for name in FORMATS}
    assert all(name == format.name for name, format in FORMATS.items())
    assert all(format.write or format.read for format in FORMATS.values())


def test_a_suffix_belongs_to_one_format_and_none_to_a_folder() -> None:
    suffixes = [suffix for format in FORMATS.values() for suffix in format.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)
    assert not any(format.suffixes for format in FORMATS.values() if format.is_folder)


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.json", "json"),
        ("a.yaml", "yaml"),
        ("a.YML", "yaml"),
        ("a.toml", "preset"),
        ("a.yaml.txt", "json"),
        ("a", "json"),
        (".toml", "json"),
    ],
)
def test_the_suffix_chooses_the_format_and_json_is_the_rest(name: str, format: str) -> None:
    assert by_suffix(Path(name)).name == format
    assert by_suffix(None).name == "json"


def test_the_page_has_the_table() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (.*) \| (.*) \| (.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert rows == [
        (
            format.name,
            ", ".join(f"`{suffix}`" for suffix in format.suffixes),
            " and ".join(
                word for word, able in (("read", format.read), ("written", format.write)) if able is not None
            ),
            format.help[0].upper() + format.help[1:],
        )
        for format in FORMATS.values()
    ]


@pytest.mark.parametrize("name", READ_BACK)
def test_what_is_written_is_read_back_as_the_same_format(name: str) -> None:
    assert read(render(Draft.from_tree("create", plain()), name)).format == name


def test_what_is_only_read_is_not_written() -> None:
    with pytest.raises(TypeError):
        FORMATS["amplify-inputs"].files(Draft.from_tree("create", plain()), Writing())


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


@pytest.mark.parametrize("format", WRITABLE)
def test_what_holds_no_secret_is_not_private_and_marks_are_reported(format: str) -> None:
    draft = Draft.from_tree("create", full())
    for redact in (False, True):
        private = FORMATS[format].is_private(draft, Writing(redact))
        text = render(draft, format, redact=redact)
        assert private == ("invented-secret" in text) == (format in WITH_SECRETS and not redact)
        if redact and format in WITH_SECRETS and format in READ_BACK:
            assert "placeholder" in {problem.rule for problem in check(read(text, "create").draft).errors}


@pytest.mark.parametrize("format", WRITABLE)
def test_a_reference_is_kept_or_has_to_be_resolved(format: str) -> None:
    draft = Draft("create", {}, {GOOGLE: EnvRef("NAME")})
    if format in WITH_SECRETS:
        with pytest.raises(ValueError, match="not resolved"):
            render(draft, format)
    elif format == "preset":
        assert "NAME" in render(draft, format)
        assert losses(draft, format) == ()
    else:
        whole = Draft.from_tree("create", full()).with_secret(GOOGLE, EnvRef("NAME"))
        assert "invented" not in render(whole, format)


@pytest.mark.parametrize("format", WRITABLE)
def test_a_typed_secret_is_written_or_told_of(format: str) -> None:
    draft = Draft.from_tree("create", full()).with_secret(GOOGLE, Typed("invented-secret"))
    names = ("ClientSecret", "GOOGLE_CLIENT_SECRET", "google_client_secret")
    told = [text for text in losses(draft, format) if any(name in text for name in names)]
    assert bool(told) == (format not in WITH_SECRETS)


@pytest.mark.parametrize("format", WRITABLE)
def test_without_secrets_an_export_is_anybodys(format: str) -> None:
    assert not FORMATS[format].is_private(Draft.from_tree("create", plain()), Writing())


@pytest.mark.parametrize("format", WRITABLE)
def test_every_file_ends_with_one_newline_and_is_ascii(format: str) -> None:
    for text in FORMATS[format].files(Draft.from_tree("create", plain()), Writing()).values():
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert text.isascii()


@pytest.mark.parametrize("format", WRITABLE)
@pytest.mark.parametrize("operation", ["create", "update"])
def test_the_command_that_sends_a_file_is_one_word_of_the_shell_for_its_path(
    format: str, operation: str
) -> None:
    command = FORMATS[format].command
    if command is not None:
        draft = Draft.from_tree("create", plain())
        if operation == "update":
            draft = replace(Draft.from_tree("update", plain("update")), baseline=plain())
        line = command(draft, "our files/it's")
        assert """our files/it'"'"'s'""" in line
        assert operation in line or format == "preset" or "add auth" in line or FORMATS[format].puts_names


@pytest.mark.parametrize("name", ["shop", "-o", "~/shop.toml"])
def test_the_file_of_a_preset_is_not_taken_for_anything_else(name: str) -> None:
    command = FORMATS["preset"].command
    assert command is not None
    assert shlex.split(command(Draft.from_tree("create", plain()), name))[-1] == f"./{name}"


@given(valid_requests("create"))
def test_a_valid_create_survives_every_format(tree: Tree) -> None:
    draft = Draft.from_tree("create", tree)
    assert check(draft).errors == ()
    for format in BACK_WHOLE:
        loaded = read(render(draft, format))
        assert loaded.draft.operation == "create"
        assert exact(loaded.draft.body("real")) == exact(tree)
        assert loaded.problems == ()


@given(valid_requests("update"))
def test_a_valid_update_survives_every_format(tree: Tree) -> None:
    draft = Draft.from_tree("update", tree)
    assert check(draft).errors == ()
    for format in BACK_WHOLE:
        loaded = read(render(draft, format))
        assert loaded.draft.operation == "update"
        assert exact(loaded.draft.body("real")) == exact(tree)


def test_amplify_headless_is_one_line() -> None:
    text = render(Draft.from_tree("create", full()), "amplify-headless")
    assert text.count("\n") == 1
    assert json.loads(text)["version"] == 2
