"""From a problem to its region: the member's own value, an unknown one's name, or the structure that lacks it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given

from authwizard.files.formats.yaml_text import parse_yaml
from authwizard.files.loaded import Loaded
from authwizard.files.places.locate import located
from authwizard.files.source import load
from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.places import MINIMUM_LENGTH, USER_POOL_NAME
from authwizard.request.tree import MemberPath, leaves, pool
from tests.files.strategies import valid_requests
from tests.files.writing import READ_BACK, render
from tests.request.requests import full

DATA: Final = Path(__file__).parent.parent / "data"


def read(text: str, path: Path) -> Loaded:
    path.write_text(text, encoding="utf-8", newline="")
    return load(str(path))


def shown(loaded: Loaded, path: MemberPath, rule: str = "bad-enum") -> str:
    """Return what stands where a problem of a member is reported."""
    [(_, region)] = located([Problem.of(rule, path)], loaded)
    assert region is not None
    assert loaded.document is not None
    lines = loaded.document.text.split("\n")[region.line - 1 : region.end_line]
    lines[-1] = lines[-1][: region.end_column - 1]
    lines[0] = lines[0][region.column - 1 :]
    return "\n".join(lines)


def value_of(written: str, format: str) -> Any:
    """Return what a piece of a file means."""
    if format == "preset":
        return tomllib.loads(f"value = {written}")["value"]
    return parse_yaml(written).tree if format == "yaml" else json.loads(written)


@given(valid_requests("create"))
@pytest.mark.parametrize("format", ["json", "yaml", "preset", "rest"])
def test_each_member_stands_where_it_is_reported(
    format: str, tmp_path_factory: pytest.TempPathFactory, tree: Any
) -> None:
    draft = Draft.from_tree("create", tree)
    suffix = {"yaml": ".yaml", "preset": ".toml"}.get(format, ".json")
    path = tmp_path_factory.getbasetemp() / f"request{suffix}"
    loaded = read(render(draft, format, redact=True), path)
    for member, value in leaves(loaded.draft.tree):
        if format == "rest" and member == ("AppId",):
            continue  # it is a part of the call's path
        assert value_of(shown(loaded, member), format) == value


@pytest.mark.parametrize("format", READ_BACK)
def test_in_every_format_the_region_is_of_the_member(format: str, tmp_path: Path) -> None:
    suffix = {"yaml": ".yaml", "preset": ".toml"}.get(format, ".json")
    loaded = read(
        render(Draft.from_tree("create", full()), format, redact=True), tmp_path / f"request{suffix}"
    )
    assert shown(loaded, USER_POOL_NAME).strip("\"'") == "my_users"
    assert shown(loaded, MINIMUM_LENGTH) == "12"
    assert "https://app.example.com/" in shown(
        loaded,
        pool(
            "OAuth",
            "RedirectSignInURIs",
        ),
    )


@pytest.mark.parametrize(
    ("text", "suffix", "path", "rule", "expected"),
    [
        ('{"AppId": "d1", "Apid": 2}', ".json", ("Apid",), "unknown-member", '"Apid"'),
        (
            '{"AppId": "d1",\n "ResourceConfig": {"Service": 1}}',
            ".json",
            pool("Mfa", "MFAMode"),
            "bad-enum",
            '{"Service": 1}',
        ),
        ("AppId: d1\nResourceConfig:\n  Service: X # here\n", ".yaml", pool("Mfa"), "bad-enum", "Service: X"),
        (
            "[request]\nAppId = 1\n[request.ResourceConfig]\nService = 2",
            ".toml",
            pool("Mfa"),
            "bad-enum",
            "[request.ResourceConfig]",
        ),
        ('format = 1\n[request]\nResourceName = "a"', ".toml", ("AppId",), "app-required", "[request]"),
        ('format = 1\noperation = "x"\n[request]\nAppId = 1', ".toml", ("operation",), "bad-enum", '"x"'),
        (
            '{"resourceConfig": {"service": 7}, "appId": "d1"}',
            ".json",
            ("ResourceConfig", "Service"),
            "bad-enum",
            "7",
        ),
        (
            '{"UserPoolConfigs": {"UserPoolName": ""}, "Service": "COGNITO", "AuthResources": 9}',
            ".json",
            USER_POOL_NAME,
            "bad-enum",
            '""',
        ),
    ],
)
def test_what_is_unknown_missing_or_elsewhere(
    text: str, suffix: str, path: MemberPath, rule: str, expected: str, tmp_path: Path
) -> None:
    assert shown(read(text, tmp_path / f"request{suffix}"), path, rule) == expected


def test_in_a_record_of_amplify_the_region_is_of_what_the_member_was_made_of() -> None:
    loaded = load(str(DATA / "11-amplify-cli-mock-all-social-mfa-on.cli-inputs.json"))
    tree = json.loads(
        (DATA / "11-amplify-cli-mock-all-social-mfa-on.cli-inputs.json").read_text(encoding="utf-8")
    )
    config = tree.get("cognitoConfig", tree)
    assert json.loads(shown(loaded, USER_POOL_NAME)) == config["userPoolName"]
    assert json.loads(shown(loaded, MINIMUM_LENGTH)) == config["passwordPolicyMinLength"]
    # What Amplify keeps as JSON in a text stands where the text does.
    assert json.loads(shown(loaded, pool("OAuth", "OAuthScopes"))) == config["oAuthMetadata"]
    # What is missing is reported of the structure that lacks it.
    assert json.loads(shown(loaded, ("AppId",))) == tree
