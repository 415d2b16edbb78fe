"""What the sandbox refuses, sent byte for byte: no client stands between."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.sandbox import Fault, Sandbox
from tests.sandbox.calls import APP, CLIENT_SECRET, message, raw

CREATE = f"/backend/{APP}/auth"
UPDATE = f"/backend/{APP}/auth/dev"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(job_seconds=0) as running:
        yield running


def body(**changes: Any) -> dict[str, Any]:
    """Return a create's wire body with members of userPoolConfigs changed."""
    pool = {
        "requiredSignUpAttributes": ["EMAIL"],
        "signInMethod": "EMAIL",
        "userPoolName": "pool",
    } | changes
    config = {"authResources": "USER_POOL_ONLY", "service": "COGNITO", "userPoolConfigs": pool}
    return {"backendEnvironmentName": "dev", "resourceName": "auth", "resourceConfig": config}


def refused(sandbox: Sandbox, content: object, path: str = CREATE) -> str:
    """Send a body that must be refused and return the message."""
    status, headers, answer = raw(sandbox, path, json.dumps(content).encode())
    assert (status, headers["x-amzn-ErrorType"]) == (400, "BadRequestException")
    assert headers["Content-Type"].startswith("application/json")
    return message(answer)


def oauth(**changes: Any) -> dict[str, Any]:
    return {
        "oAuthGrantType": "CODE",
        "oAuthScopes": ["OPENID"],
        "redirectSignInURIs": [],
        "redirectSignOutURIs": [],
        **changes,
    }


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"signInMethod": "NAME"}, "ResourceConfig.UserPoolConfigs.SignInMethod"),
        (
            {"requiredSignUpAttributes": ["EMAIL", "PHONE"]},
            "ResourceConfig.UserPoolConfigs.RequiredSignUpAttributes[1]",
        ),
        ({"mfa": {"MFAMode": "MAYBE"}}, "Mfa.MFAMode, must be one of: ON, OFF, OPTIONAL"),
        ({"mfa": {"mfaMode": "ON"}}, 'Unknown member in ResourceConfig.UserPoolConfigs.Mfa: "mfaMode"'),
        ({"UserPoolName": "pool"}, 'Unknown member in ResourceConfig.UserPoolConfigs: "UserPoolName"'),
        ({"passwordPolicy": {}}, 'PasswordPolicy: "MinimumLength"'),
        ({"passwordPolicy": {"minimumLength": "8"}}, "UserPoolConfigs.PasswordPolicy.MinimumLength"),
        ({"passwordPolicy": {"minimumLength": True}}, "UserPoolConfigs.PasswordPolicy.MinimumLength"),
        ({"userPoolName": None}, "ResourceConfig.UserPoolConfigs.UserPoolName"),
        ({"oAuth": oauth(socialProviderSettings={"Google": {"ClientId": "x"}})}, "client_id, client_secret"),
        ({"oAuth": []}, "ResourceConfig.UserPoolConfigs.OAuth"),
    ],
)
def test_a_body_that_the_model_does_not_allow_is_refused_by_name(
    sandbox: Sandbox, change: dict[str, Any], named: str
) -> None:
    assert named in refused(sandbox, body(**change))


def test_all_that_is_wrong_is_said_at_once(sandbox: Sandbox) -> None:
    said = refused(sandbox, {"resourceConfig": {"service": "S3"}, "more": 1})
    for name in ("backendEnvironmentName", "ResourceName", "AuthResources", "UserPoolConfigs"):
        assert re.search(name, said, re.IGNORECASE)
    assert '"more"' in said
    assert "ResourceConfig.Service, must be one of: COGNITO" in said


def test_an_update_takes_no_create_only_member(sandbox: Sandbox) -> None:
    content = body()
    del content["backendEnvironmentName"]
    said = refused(sandbox, content, UPDATE)
    for name in ("userPoolName", "signInMethod", "requiredSignUpAttributes"):
        assert f'"{name}"' in said


def test_lists_of_jobs_hold_at_least_one(sandbox: Sandbox) -> None:
    assert "MaxResults" in refused(sandbox, {"maxResults": 0}, f"/backend/{APP}/job/dev")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff",
        b'{"resourceName": NaN}',
        b'{"resourceName": 1e999}',
        b'{"resourceName": "\\ud800"}',
        b"[" * 100_000,
        b'{"resourceName": ' + b"9" * 5000 + b"}",
    ],
    ids=range(11),
)
def test_a_body_that_is_no_json_object_is_refused(sandbox: Sandbox, content: bytes) -> None:
    status, headers, answer = raw(sandbox, CREATE, content)
    assert (status, headers["x-amzn-ErrorType"]) == (400, "BadRequestException")
    assert message(answer)


def test_a_body_above_the_limit_is_refused(sandbox: Sandbox) -> None:
    status, _, _ = raw(sandbox, CREATE, b" " * (10 * 1024 * 1024 + 1))
    assert status == 413


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(
    value=json_values, place=st.sampled_from(["userPoolConfigs", "userPoolName", "oAuth", "passwordPolicy"])
)
def test_any_value_anywhere_is_answered_with_200_or_400(sandbox: Sandbox, value: Any, place: str) -> None:
    content = body(**{place: value})
    if place == "userPoolConfigs":
        content["resourceConfig"]["userPoolConfigs"] = value
    content["backendEnvironmentName"] = "hypothesis"
    status, _, _ = raw(sandbox, CREATE, json.dumps(content).encode())
    assert status in (200, 400)


@pytest.mark.parametrize("wrong", [[CLIENT_SECRET], {CLIENT_SECRET[:0]: CLIENT_SECRET}, 20260101202601])
def test_a_secret_of_the_wrong_type_is_not_quoted(sandbox: Sandbox, wrong: object) -> None:
    google = {"client_id": "id", "client_secret": wrong}
    said = refused(sandbox, body(oAuth=oauth(socialProviderSettings={"Google": google})))
    assert "Google.ClientSecret" in said
    assert CLIENT_SECRET not in said
    assert "20260101202601" not in said


def test_an_unquoted_secret_stays_unquoted_where_a_block_belongs(sandbox: Sandbox) -> None:
    assert CLIENT_SECRET not in refused(sandbox, body(oAuth=oauth(socialProviderSettings=CLIENT_SECRET)))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/backend"),
        ("GET", "/"),
        ("PUT", CREATE),
        ("POST", "/backend/d1/storage"),
        ("GET", "/apps/d1/branches"),
        ("POST", f"{CREATE}/dev/details/more"),
    ],
)
def test_what_the_sandbox_does_not_have_is_an_unknown_operation(
    sandbox: Sandbox, method: str, path: str
) -> None:
    status, headers, _ = raw(sandbox, path, method=method)
    assert (status, headers["x-amzn-ErrorType"]) == (404, "UnknownOperationException")
    assert sandbox.requests[-1].operation == "unknown"


def test_sts_does_nothing_but_name_the_caller(sandbox: Sandbox) -> None:
    status, headers, answer = raw(sandbox, "/", b"Action=AssumeRole&Version=2011-06-15")
    assert status == 400
    assert headers["Content-Type"].startswith("text/xml")
    assert b"<Code>InvalidAction</Code>" in answer


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.com"},
        {"Host": "example.com"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=lambda headers: " ".join(*headers.items()),
)
@pytest.mark.parametrize("path", [CREATE, "/nothing"])
def test_a_web_page_is_refused(sandbox: Sandbox, headers: dict[str, str], path: str) -> None:
    status, answered, answer = raw(sandbox, path, json.dumps(body()).encode(), headers=headers)
    assert (status, answered["x-amzn-ErrorType"]) == (403, "AccessDeniedException")
    assert "only to programs on this machine" in message(answer)


def test_a_web_page_uses_up_no_fault() -> None:
    with Sandbox(faults=[Fault.parse("list-apps=429:1")]) as sandbox:
        for headers, expected in (({"Sec-Fetch-Site": "cross-site"}, 403), ({}, 429), ({}, 200)):
            assert raw(sandbox, "/apps", method="GET", headers=headers)[0] == expected


@pytest.mark.parametrize("site", ["none", "same-origin"])
def test_an_address_that_somebody_types_into_a_browser_is_answered(sandbox: Sandbox, site: str) -> None:
    status, _, _ = raw(sandbox, "/apps", method="GET", headers={"Sec-Fetch-Site": site})
    assert status == 200
