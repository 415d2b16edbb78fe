"""Other programs' files are refused in a sentence that says what they seem to be."""

import json
from pathlib import Path
from typing import Any

import pytest

from authwizard.files.source import UnreadableError, load
from authwizard.request.check import check

from .strategies import read

TEMPLATE = {"Resources": {"Pool": {"Type": "AWS::Cognito::UserPool", "Properties": {}}}}


@pytest.mark.parametrize(
    ("tree", "what"),
    [
        ({"name": "shop", "version": "1.0.0", "dependencies": {}}, "an npm package.json"),
        ({"name": "shop", "version": "1.0.0", "scripts": {}}, "an npm package.json"),
        ({"name": "shop", "lockfileVersion": 3, "packages": {}}, "an npm package-lock.json"),
        ({"AWSTemplateFormatVersion": "2010-09-09", **TEMPLATE}, "a CloudFormation template"),
        ({"Parameters": {}, **TEMPLATE}, "a CloudFormation template"),
        ({"dev": {"awscloudformation": {"Region": "x"}}}, "the Amplify CLI's team-provider-info.json"),
        ({"aws_project_region": "x", "aws_user_pools_id": "x"}, "an app's front end"),
        ({"UserAgent": "aws-amplify-cli/2.0", "Version": "1.0", "auth": {}}, "an app's front end"),
        ({"version": "1", "auth": {"user_pool_id": "x", "aws_region": "x"}}, "amplify_outputs.json"),
        ({"providers": {"awscloudformation": {}}, "auth": {}}, "amplify-meta.json"),
        ({"auth": {"shop": {"service": "Cognito", "dependsOn": []}}}, "backend-config.json"),
        ({"compilerOptions": {}}, "a tsconfig.json"),
        ({"services": {"web": {"image": "nginx"}}}, "a Docker Compose file"),
        ({"on": "push", "jobs": {}}, "a GitHub workflow"),
        ({"openapi": "3.0.0", "paths": {}}, "an OpenAPI document"),
        ({"version": 4, "terraform_version": "1.9.0", "resources": []}, "a Terraform state"),
        ({"resource": {"aws_cognito_user_pool": {}}, "provider": {}}, "a Terraform configuration"),
        ({"UserPool": {"Id": "x"}}, "describe-user-pool"),
        ({"keys": [{"kty": "RSA"}]}, "a set of public keys"),
        ({"web": {"client_id": "x", "client_secret": "invented-secret"}}, "that Google gives out"),
        ({"AppId": "d1", "JobId": "1", "Status": "CREATED"}, "the answer of create-backend-auth"),
        ({"resourceName": "s3", "bucketName": "b", "storageAccess": "auth"}, "of a storage"),
        ({"version": 1, "serviceConfiguration": {"serviceName": "AppSync"}}, "for another category"),
        ({"SignInMethod": "EMAIL", "UserPoolName": "a"}, "the UserPoolConfigs of a request alone"),
    ],
)
def test_what_it_seems_to_be_is_said(tree: Any, what: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(json.dumps(tree))
    assert caught.value.message.startswith("This seems to be ")
    assert caught.value.message.endswith(", not an auth request.")
    assert what in caught.value.message
    assert "\n" not in caught.value.message
    assert "invented" not in caught.value.message + caught.value.fix


@pytest.mark.parametrize(
    "text",
    [
        '{"hello": "world"}',
        "hello: world\n",
        '{"a": {"AppId": "d1"}}',
        '{"version": 2}',
        '{"": 1}',
        "x" * 99 + ": 1",
    ],
)
def test_all_else_has_none_of_a_requests_members(text: str) -> None:
    with pytest.raises(UnreadableError, match="it has none of a request's members"):
        read(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[project]\nname = 'a'\n", "seems to be a pyproject.toml"),
        ("[tool.ruff]\nline-length = 110\n", "seems to be a pyproject.toml"),
        ("[package]\nname = 'a'\n", "seems to be a Cargo.toml"),
        ("hello = 'world'\n", "has none of a preset's members"),
    ],
)
def test_toml_that_is_no_preset(text: str, what: str) -> None:
    with pytest.raises(UnreadableError, match=what):
        read(text)


def test_the_script_that_an_app_imports_is_recognised(tmp_path: Path) -> None:
    file = tmp_path / "aws-exports.js"
    text = '/* eslint-disable */\n// WARNING: DO NOT EDIT.\n\nconst awsmobile = {\n    "a": 1\n};\n'
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError, match="an app's front end"):
        load(str(file))


def test_tens_of_thousands_of_foreign_names_are_refused_at_once() -> None:
    with pytest.raises(UnreadableError, match="none of a request's members"):
        read(json.dumps({f"resource{number}": number for number in range(1000, 41_000)}))


@pytest.mark.parametrize(
    "text",
    [
        '{"appID": "d1"}',
        '{"resourceconfig": {}}',
        '{"resource_name": "a", "version": 1}',
        '{"AppId": "d1", "name": "a", "version": "1", "dependencies": {}}',
        "Resourceconfig: {}\n",
        "AppId = 'd1'\n",
        "[requests]\nAppId = 'd1'\n",
    ],
)
def test_a_request_with_misspelt_or_foreign_names_is_reported_and_not_refused(text: str) -> None:
    loaded = read(text)
    found = [*loaded.problems, *check(loaded.draft).problems]
    assert "unknown-member" in {problem.rule for problem in found}


def test_an_empty_structure_is_a_request_with_everything_missing() -> None:
    assert {problem.rule for problem in check(read("{}").draft).errors} >= {"app-required"}


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ('{"AuthResources": "USER_POOL_ONLY", "UserPoolConfigs": {"SignInMethod": "EMAIL"}}', "json"),
        ("AuthResources: USER_POOL_ONLY\nUserPoolConfigs: {SignInMethod: EMAIL}\n", "yaml"),
        ('{"authResources": "USER_POOL_ONLY", "userPoolConfigs": {"signInMethod": "EMAIL"}}', "rest"),
    ],
)
def test_a_resource_config_alone_is_read(text: str, format: str) -> None:
    loaded = read(text)
    assert (loaded.format, loaded.draft.operation) == (format, "create")
    assert loaded.draft.tree == {
        "ResourceConfig": {"AuthResources": "USER_POOL_ONLY", "UserPoolConfigs": {"SignInMethod": "EMAIL"}}
    }
    assert loaded.notes[0].startswith("It is a ResourceConfig alone")
    assert {problem.rule for problem in check(loaded.draft).errors} >= {"app-required", "env-required"}


@pytest.mark.parametrize(
    "text", ["Dear diary,\n\ntoday I was happy.\n", "<html>\n</html>\n", "PK\x03\x04", "42 is all\n"]
)
@pytest.mark.parametrize("name", ["a.json", "a.txt", "a"])
def test_a_text_in_which_nothing_looks_like_a_request_is_called_none(
    tmp_path: Path, text: str, name: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError) as caught:
        load(str(tmp_path / name))
    assert caught.value.message.startswith("This looks like no request: ")
    assert caught.value.line is None


@pytest.mark.parametrize("text", ["{not json", "AppId d1\nResourceName: a\n", '[1, "a"', '\n "AppId": "d1"}'])
def test_a_request_with_a_slip_is_told_where_that_is(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"^Line [12], column "):
        load(str(tmp_path / "a.json"))
