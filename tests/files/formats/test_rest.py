"""The REST form: the same bytes as botocore sends, and back."""

import json
from typing import Any

import botocore.loaders
import pytest
from botocore.model import ServiceModel
from botocore.serialize import create_serializer
from hypothesis import given

from authwizard.files.source import UnreadableError
from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.request.tree import Tree
from tests.request.requests import full, plain

from ..strategies import exact, read, valid_requests
from ..writing import render

MODEL = ServiceModel(botocore.loaders.Loader().load_service_model("amplifybackend", "service-2"))
OPERATIONS = {"create": "CreateBackendAuth", "update": "UpdateBackendAuth"}


def sent_by_botocore(operation: Operation, tree: Tree) -> dict[str, Any]:
    model = MODEL.operation_model(OPERATIONS[operation])
    request = create_serializer("rest-json").serialize_to_request(tree, model)
    return {"method": request["method"], "path": request["url_path"], "body": json.loads(request["body"])}


def rendered(operation: Operation, tree: Tree) -> Any:
    return json.loads(render(Draft.from_tree(operation, tree), "rest"))


@pytest.mark.parametrize("operation", ["create", "update"])
def test_a_request_with_every_member_is_what_botocore_sends(operation: Operation) -> None:
    tree = full(operation)
    assert exact(rendered(operation, tree)) == exact(sent_by_botocore(operation, tree))


@given(valid_requests("create"))
def test_any_create_is_what_botocore_sends(tree: Tree) -> None:
    assert exact(rendered("create", tree)) == exact(sent_by_botocore("create", tree))


@given(valid_requests("update"))
def test_any_update_is_what_botocore_sends(tree: Tree) -> None:
    assert exact(rendered("update", tree)) == exact(sent_by_botocore("update", tree))


def test_the_path_is_percent_encoded_and_decoded() -> None:
    tree = plain("update") | {"AppId": "a/b c", "BackendEnvironmentName": "é?#~-_."}
    assert rendered("update", tree)["path"] == "/backend/a%2Fb%20c/auth/%C3%A9%3F%23~-_."
    assert read(render(Draft.from_tree("update", tree), "rest")).draft.tree == tree


def test_what_is_not_known_yet_stands_as_on_the_rest_page() -> None:
    text = render(Draft("update", {"AppId": 5}), "rest")
    assert json.loads(text)["path"] == "/backend/{appId}/auth/{backendEnvironmentName}"
    assert read(text).draft.tree == {}


def test_a_body_alone_is_read() -> None:
    create = sent_by_botocore("create", plain())["body"]
    loaded = read(json.dumps(create))
    assert (loaded.format, loaded.draft.operation) == ("rest", "create")
    assert loaded.draft.tree == {name: value for name, value in plain().items() if name != "AppId"}
    update = read(json.dumps(sent_by_botocore("update", plain("update"))["body"]))
    assert (update.format, update.draft.operation) == ("rest", "update")


def test_the_path_tells_the_operation_unless_another_is_asked_for() -> None:
    text = '{"method": "POST", "path": "/backend/d1/auth", "body": {"resourceName": "a"}}'
    assert read(text).draft.operation == "create"
    assert read(text, "update").draft.operation == "update"
    assert read(text).draft.tree == {"AppId": "d1", "ResourceName": "a"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/backend/d1/auth"),
        ("POST", "/backend/d1/auth/dev/details"),
        ("POST", "/backend/d1/storage"),
        ("POST", "backend/d1/auth"),
        ("POST", "/backend/d1/auth?x=1"),
        ("POST", 5),
        (None, "/backend/d1/auth"),
    ],
)
def test_another_call_is_refused(method: Any, path: Any) -> None:
    with pytest.raises(UnreadableError, match="another call"):
        read(json.dumps({"method": method, "path": path, "body": {"resourceName": "a"}}))


def test_a_body_in_yaml_keeps_the_problems_of_both() -> None:
    loaded = read("resourceName: 2024-01-01\nresourceConfig:\n  Service: COGNITO\n")
    assert loaded.format == "rest"
    assert [problem.rule for problem in loaded.problems] == ["type-mismatch", "unknown-member"]


def test_what_stands_beside_the_call_is_named() -> None:
    loaded = read(
        '{"method": "POST", "path": "/backend/d1/auth", "headers": {}, "body": {"resourceName": "a"}}'
    )
    assert loaded.dropped == ("headers",)
    no_body = read('{"method": "POST", "path": "/backend/d1/auth", "body": ["resourceName"]}')
    assert (no_body.dropped, no_body.draft.tree) == (("body",), {"AppId": "d1"})


def test_unknown_names_stay_and_names_of_the_cli_are_reported() -> None:
    loaded = read(
        '{"resourceName": "a", "colour": 1, "resourceConfig": {"Service": "COGNITO", "authResources": "X", '
        '"userPoolConfigs": {"mfa": {"mfaMode": "ON", "MFAMode": "OFF"}, "Mfa": {}, "oAuth": 5}}}'
    )
    assert loaded.draft.tree == {
        "ResourceName": "a",
        "colour": 1,
        "ResourceConfig": {
            "Service": "COGNITO",
            "AuthResources": "X",
            "UserPoolConfigs": {"Mfa": {"mfaMode": "ON", "MFAMode": "OFF"}, "OAuth": 5},
        },
    }
    assert [(problem.rule, problem.place, problem.fix) for problem in loaded.problems] == [
        ("unknown-member", "ResourceConfig.Service", "Write service."),
        ("unknown-member", "ResourceConfig.UserPoolConfigs.Mfa", "Write mfa."),
    ]
