"""Connections, and what the AWS configuration offers."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from authwizard.aws.account import apps, auth_resources, environments
from authwizard.aws.backend import Backend
from authwizard.aws.connection import (
    Connection,
    Profile,
    endpoint_problem,
    profiles,
    region_problem,
    regions,
)
from authwizard.aws.failures import CallError
from tests.aws.calls import TARGET, backend_of, create, sandbox


def test_profiles_come_from_both_files_with_their_regions(home: Path) -> None:
    assert profiles() == []
    (home / "aws-config").write_text(
        "[default]\nregion=eu-west-1\n[profile shop]\nregion=us-east-2\n[profile b]\n"
    )
    (home / "aws-credentials").write_text(
        "[keys]\naws_access_key_id=invented\naws_secret_access_key=invented\n"
    )
    found = profiles()
    assert Profile("shop", "us-east-2") in found
    assert [profile.name for profile in found] == ["default", "shop", "b", "keys"]


def test_the_region_is_that_of_the_profile_or_of_the_environment(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "aws-config").write_text("[profile shop]\nregion=us-east-2\n")
    assert Backend(Connection(profile="shop")).region == "us-east-2"
    assert Backend(Connection(profile="shop", region="eu-west-1")).region == "eu-west-1"
    with pytest.raises(CallError):
        Backend(Connection(profile="nobody"))
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-3")
    assert Backend(Connection()).region == "eu-west-3"


def test_the_regions_are_those_of_botocore_and_others_get_a_warning() -> None:
    assert len(regions()) == 19
    assert region_problem("us-east-1") is None
    problem = region_problem("af-south-1")
    assert problem is not None
    assert (problem.rule, problem.severity) == ("region-unsupported", "warning")
    assert "eu-west-1" in problem.fix


@pytest.mark.parametrize(
    ("url", "is_local", "is_in_clear"),
    [
        ("", False, False),
        ("http://127.0.0.1:1", True, False),
        ("http://localhost:1", True, False),
        ("http://[::1]:1", True, False),
        ("http://127.0.0.1.example.com", False, True),
        ("https://example.com", False, False),
        ("HTTP://example.com", False, True),
    ],
)
def test_which_endpoints_are_on_this_machine(url: str, is_local: bool, is_in_clear: bool) -> None:
    connection = Connection(endpoint_url=url)
    assert (connection.is_local, connection.is_in_clear) == (is_local, is_in_clear)


@pytest.mark.parametrize(
    "url", ["example.com", "ftp://example.com", "https://", "https://u:p@h", "http://h:x"]
)
def test_an_endpoint_that_is_none_is_refused_without_being_repeated(url: str) -> None:
    problem = endpoint_problem(url)
    assert problem
    assert url not in problem


def test_apps_and_environments_can_be_picked() -> None:
    with sandbox(seeded=create()) as running:
        backend = backend_of(running)
        assert [(app.app_id, app.name) for app in apps(backend)] == [
            (TARGET.app_id, TARGET.app_id),
            ("d1practice0001", "practice"),
        ]
        assert environments(backend, "d1practice0001") == ["dev", "staging"]
        with pytest.raises(CallError) as caught:
            environments(backend, "d1nothing")
    assert caught.value.name == "not-found"


def test_the_auth_resources_of_an_environment_can_be_picked() -> None:
    with sandbox(seeded=create()) as running:
        backend = backend_of(running)
        assert auth_resources(backend, TARGET.app_id, TARGET.environment) == [TARGET.resource]
        assert auth_resources(backend, "d1practice0001", "staging") == []
        with pytest.raises(CallError) as caught:
            auth_resources(backend, TARGET.app_id, "nowhere")
    assert caught.value.name == "not-found"


@pytest.mark.parametrize(
    ("meta", "names"),
    [
        ({"auth": {"b": {"service": "Cognito"}, "a": {"service": "Cognito"}}}, ["a", "b"]),
        (
            {"auth": {"userPoolGroups": {"service": "Cognito-UserPool-Groups"}, "a": {"service": "Cognito"}}},
            ["a"],
        ),
        ({"auth": {"a": "Cognito"}}, []),
        ({"auth": ["a"]}, []),
        (["auth"], []),
        ("not JSON", []),
        ("[" * 100_000, []),
        (None, []),
    ],
)
def test_a_description_that_is_none_names_no_resource(
    meta: Any, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = meta if isinstance(meta, str | None) else json.dumps(meta)
    monkeypatch.setattr(Backend, "read", lambda *_, **__: {"AppId": "d1", "AmplifyMetaConfig": text})
    assert auth_resources(Backend(Connection(region="eu-west-1")), "d1", "dev") == names


def test_apps_that_may_not_be_listed_say_which_action_is_missing() -> None:
    with sandbox(None, "list-apps=403") as running, pytest.raises(CallError) as caught:
        apps(backend_of(running))
    assert "amplify:ListApps" in caught.value.message


def test_requests_are_unsigned_where_that_is_asked_for() -> None:
    with sandbox() as running:
        connection = Connection(region="us-east-1", endpoint_url=running.endpoint_url, sign_request=False)
        assert apps(Backend(connection))
        (request,) = running.requests
    assert "Authorization" not in request.headers


def test_importing_any_module_of_aws_imports_neither_boto3_nor_textual() -> None:
    script = """
import importlib, pkgutil, sys, authwizard.aws
for module in pkgutil.iter_modules(authwizard.aws.__path__):
    importlib.import_module(f"authwizard.aws.{module.name}")
assert not {"boto3", "botocore", "textual", "aiohttp"} & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", script], check=True)
