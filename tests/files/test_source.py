"""A source is told by its content, read without hanging, and refused in a sentence."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.files.formats.json import json_text
from authwizard.files.presets import shipped_folder
from authwizard.files.source import UnreadableError, load
from authwizard.files.unwritable import UnwritableError
from authwizard.request.check import check
from authwizard.request.tree import pool
from tests.request.requests import full, plain

from .strategies import LEAVES, read, trees
from .writing import losses, render

PRESET = 'format = 1\ntitle = "A"\noperation = "update"\n\n[request]\nAppId = "d1"\n'


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ('{"AppId": "d1"}', "json"),
        ("\n  {}", "json"),
        ("AppId: d1\n", "yaml"),
        ("# AppId = d1\n---\nAppId: d1\n", "yaml"),
        ('"AppId": d1\n', "yaml"),
        ("ResourceConfig:\n  Service: COGNITO\n", "yaml"),
        ("? AppId\n: a=b\n", "yaml"),
        (PRESET, "preset"),
        ("# AppId: d1\n\ntitle='A'\n", "preset"),
        ("[request]\nAppId = 'd1'\n", "preset"),
        ("request.AppId = 'd1'\n", "preset"),
        ("[request.ResourceConfig] # config\n", "preset"),
        ('{"resourceName": "a", "resourceConfig": {}}', "rest"),
        ('{"method": "POST", "path": "/backend/d1/auth", "body": {}}', "rest"),
        ("resourceConfig:\n  service: COGNITO\n", "rest"),
        ('{"version": 2, "serviceConfiguration": {}}', "amplify-headless"),
        ('{"version": 2, "serviceModification": {}}', "amplify-headless"),
        ('{"version": "1", "cognitoConfig": {}}', "amplify-inputs"),
        ('{"authSelections": "userPoolOnly"}', "amplify-inputs"),
        ("cognitoConfig: {}\n", "amplify-inputs"),
    ],
)
@pytest.mark.parametrize(
    "name", ["-", "request", "request.json", "request.toml", "request.txt", "request.yaml"]
)
def test_the_content_tells_the_format(tmp_path: Path, text: str, format: str, name: str) -> None:
    suffix = Path(name).suffix
    if (format == "preset" and suffix == ".yaml") or (format not in ("json", "preset") and suffix == ".toml"):
        return  # the suffix names another language than the one it is written in
    if name == "-":
        found = read(text).format
    else:
        (tmp_path / name).write_text(text)
        found = load(str(tmp_path / name)).format
    assert found == ("yaml" if format == "json" and suffix == ".yaml" else format)


def test_names_of_the_api_beside_names_of_the_wire_are_no_rest_body() -> None:
    loaded = read('{"AppId": "d1", "resourceName": "a", "ResourceConfig": {}}')
    assert loaded.format == "json"
    assert "unknown-member" in {problem.rule for problem in check(loaded.draft).problems}


def test_a_path_has_a_slash_or_a_suffix_and_all_else_is_a_presets_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "request").write_text('{"AppId": "d1"}')
    (tmp_path / "request.json").write_text('{"AppId": "d2"}')
    assert load("./request").draft.tree == {"AppId": "d1"}
    assert load("request.json").draft.tree == {"AppId": "d2"}
    with pytest.raises(UnreadableError, match='no preset "request"') as caught:
        load("request")
    assert "./request" in caught.value.fix


def test_a_tilde_is_the_home_folder(home: Path) -> None:
    (home / "request.json").write_text('{"AppId": "d1"}')
    loaded = load("~/request.json")
    assert loaded.path == home / "request.json"


def test_the_operation_is_the_one_asked_for_or_guessed_with_a_reason() -> None:
    assert read(json_text(plain())).draft.operation == "create"
    assert read(json_text(plain())).reason == "it sets SignInMethod, which only a creation can set"
    assert read('{"AppId": "d1"}').draft.operation == "update"
    assert read('{"AppId": "d1"}', "create").draft.operation == "create"
    assert read(json_text(plain()), "update").reason == "you asked for it"


def test_secrets_are_never_in_the_tree() -> None:
    loaded = read(json_text(full()))
    assert "invented-secret" not in repr(loaded)
    assert "invented-secret" not in json_text(loaded.draft.tree)
    assert len(loaded.draft.secrets) == 4
    assert render(loaded.draft, "json") == json_text(loaded.draft.body("real"))


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: None, "no file"),
        (Path.mkdir, "not a regular file"),
        (os.mkfifo, "not a regular file"),
        (lambda path: path.symlink_to(path), "cannot be read"),
        (lambda path: path.symlink_to("/dev/zero"), "not a regular file"),
        (lambda path: path.write_bytes(b" " * 10_000_001), "10,000,000"),
    ],
)
def test_what_is_no_readable_file_is_refused_at_once(tmp_path: Path, make: Any, what: str) -> None:
    path = tmp_path / "request\x1b.json"
    make(path)
    with pytest.raises(UnreadableError) as caught:
        load(str(path))
    assert what in caught.value.message
    assert "\x1b" not in caught.value.message


def test_impossible_paths_are_refused() -> None:
    for name in ("a\x00.json", "x" * 5000 + ".json", "~nobody-of-that-name/a.json"):
        with pytest.raises(UnreadableError):
            load(name)


def test_standard_input_is_limited_too() -> None:
    with pytest.raises(UnreadableError, match="10,000,000"):
        read(b" " * 10_000_001)


def test_ten_megabytes_are_still_read() -> None:
    text = '{"AppId": "' + "x" * 9_999_980 + '"}'
    assert len(read(text).draft.tree["AppId"]) == 9_999_980


def test_a_pipe_that_the_shell_makes_is_read(tmp_path: Path) -> None:
    program = "import sys; from authwizard.files.source import load; print(load(sys.argv[1]).draft.tree)"
    command = f"{sys.executable} -c '{program}' <(sleep 0.2; echo '{{\"AppId\": \"d1\"}}')"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "{'AppId': 'd1'}\n"


@pytest.mark.parametrize("suffix", ["", ".json", ".yaml", ".toml"])
@settings(max_examples=100)
@given(data=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    with suppress(UnreadableError):
        check(load(str(path)).draft)


_SHAPES = st.sampled_from(
    [
        ["serviceConfiguration", "userPoolConfiguration", "identityPoolConfiguration"],
        ["serviceModification", "userPoolModification", "identityPoolModification"],
        ["cognitoConfig"],
        ["authSelections"],
        ["resourceConfig", "userPoolConfigs", "oAuth", "socialProviderSettings", "Google"],
        ["body", "method", "path"],
        ["request", "ResourceConfig", "UserPoolConfigs"],
    ]
)
_FOREIGN = st.sampled_from(
    [
        "mfa", "mode", "mfaTypes", "smsMessage", "oAuth", "oAuthScopes",
        "socialProviderConfigurations", "provider", "autoVerifiedAttributes", "passwordRecovery",
        "passwordPolicy", "minimumLength", "includeIdentityPool", "version", "type",
        "usernameAttributes", "requiredAttributes", "mfaConfiguration", "hostedUI", "oAuthMetadata",
        "hostedUIProviderCreds", "authProvidersUserPool", "AllowedOAuthFlows", "AllowedOAuthScopes",
        "passwordPolicyMinLength", "passwordPolicyCharacters", "path", "method", "body",
        "userPoolConfiguration", "identityPoolConfiguration", "userPoolModification",
        "clientSecret", "client_secret", "ProviderName",
    ]
)  # fmt: skip
_VALUES = st.sampled_from(
    [
        "[]", "{}", '{"AllowedOAuthFlows": 1}', '[{"ProviderName": "Google", "client_id": 5}]', "[1]",
        "EMAIL", "FACEBOOK", ["FACEBOOK"], ["Google", 1], [{"provider": "GOOGLE"}, {"provider": "GOOGLE"}, 1],
        [{"provider": []}],
        [{"type": "EMAIL"}, {"type": []}], ["code", "implicit"], [[]], {"mode": []},
        "/backend/d1/auth", "POST",
    ]
)  # fmt: skip


@settings(max_examples=400)
@given(st.data())
def test_amplify_and_rest_files_with_any_values_are_read_or_refused(data: st.DataObject) -> None:
    names = data.draw(_SHAPES)
    values = st.one_of(_VALUES, LEAVES, st.none(), trees(LEAVES))
    tree: Any = data.draw(st.dictionaries(_FOREIGN, values, max_size=6))
    for name in reversed(names):
        tree = {**data.draw(st.dictionaries(_FOREIGN, values, max_size=3)), name: tree}
    try:
        loaded = read(json_text(tree))
    except UnreadableError:
        return
    check(loaded.draft)
    try:
        render(loaded.draft, "json")
        render(loaded.draft, "yaml")
        render(loaded.draft, "rest")
        render(loaded.draft, "amplify-headless")
        losses(loaded.draft, "amplify-headless")
        render(loaded.draft, "preset")
    except UnwritableError:
        # An update is not written for Amplify where that would switch off what nobody touched.
        assert "null" in render(loaded.draft, "json") or loaded.draft.operation == "update"


def test_the_secrets_of_a_rest_body_and_of_amplify_files_are_taken_out() -> None:
    secret = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")
    for text in (
        '{"resourceConfig": {"userPoolConfigs": {"oAuth": {"socialProviderSettings": {"Google": '
        '{"client_secret": "invented-secret"}}}}}}',
        '{"version": 2, "serviceConfiguration": {"userPoolConfiguration": {"oAuth": '
        '{"socialProviderConfigurations": [{"provider": "GOOGLE", "clientSecret": "invented-secret"}]}}}}',
        '{"authSelections": "userPoolOnly", "authProvidersUserPool": ["Google"], '
        '"googleAppSecretUserPool": "invented-secret"}',
    ):
        loaded = read(text)
        assert list(loaded.draft.secrets) == [secret]
        assert "invented-secret" not in repr(loaded) + repr(loaded.draft.tree)


@pytest.mark.parametrize("linked", [False, True])
def test_a_preset_that_ships_is_read_only_by_its_path_too(tmp_path: Path, linked: bool) -> None:
    path = shipped_folder() / "phone-sms.toml"
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    loaded = load(str(link if linked else path))
    assert loaded.shipped
    assert loaded.draft.folder == ""
    (tmp_path / "copy.toml").write_bytes(path.read_bytes())
    copy = load(str(tmp_path / "copy.toml"))
    assert not copy.shipped
    assert copy.draft.folder == str(tmp_path)
    assert load(str(tmp_path / "copy.toml"), operation="update").draft.folder == str(tmp_path)


@pytest.mark.parametrize(
    "head",
    [
        '{"AppId": "d1", ',
        '{"AppId": "d1", "ResourceConfig": {"UserPoolConfigs": {}, "X": 1}, ',
        '{"resourceName": "d1", ',
        '{"AppId": "d1", "Error": "", "ResourceConfig": {}, ',
        '{"version": 2, "serviceConfiguration": {}, ',
        '{"authSelections": "userPoolOnly", ',
        '{"method": "POST", "path": "/backend/d1/auth", "body": {}, ',
    ],
)
def test_more_than_ten_thousand_unknown_members_are_no_request(head: str) -> None:
    names = [f'"triggers{number}": 1' for number in range(10_001)]
    read(head + ", ".join(names[:9_999]) + "}")
    with pytest.raises(UnreadableError, match="more than 10,000 members that no request has"):
        read(head + ", ".join(names) + "}")


def test_ten_thousand_secrets_in_wrong_places_are_taken_out_at_once() -> None:
    secrets = ", ".join(['{"ClientSecret": "invented-secret"}'] * 9_999)
    loaded = read(f'{{"AppId": "d1", "X": [{secrets}, {"0, " * 20_000}0]}}')
    assert len(loaded.draft.secrets) == 9_999
    assert "invented-secret" not in json_text(loaded.draft.body("masked"))


def test_ten_thousand_providers_are_read_at_once() -> None:
    listed = ", ".join(f'{{"provider": "p{number}"}}' for number in range(9_000))
    oauth = f'{{"oAuth": {{"socialProviderConfigurations": [{listed}]}}}}'
    text = f'{{"version": 2, "serviceConfiguration": {{"userPoolConfiguration": {oauth}}}}}'
    assert len(read(text).draft.get(pool("OAuth", "SocialProviderSettings"))) == 9_000
