"""The operations, called by the real boto3."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from botocore.exceptions import ClientError

from authwizard.sandbox import Sandbox
from tests.sandbox.calls import APP, FULL, OAUTH, SMALL, TARGET, Clock, client

JOB_SECONDS = 3.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(job_seconds=JOB_SECONDS, clock=clock) as running:
        yield running


@pytest.fixture
def backend(sandbox: Sandbox) -> Any:
    return client(sandbox)


def place(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: answer[name] for name in ("AppId", "BackendEnvironmentName", "JobId")}


def create(backend: Any, clock: Clock, config: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = backend.create_backend_auth(**TARGET, ResourceConfig=config)
    clock.now += JOB_SECONDS
    return answer


def update(backend: Any, clock: Clock, config: dict[str, Any]) -> Any:
    """Update and return what is stored then."""
    backend.update_backend_auth(**TARGET, ResourceConfig=config)
    clock.now += JOB_SECONDS
    return backend.get_backend_auth(**TARGET)["ResourceConfig"]


def an_update(**blocks: Any) -> dict[str, Any]:
    return {"AuthResources": "USER_POOL_ONLY", "Service": "COGNITO", "UserPoolConfigs": blocks}


def refusal(call: Any, **request: Any) -> tuple[int, str, str]:
    with pytest.raises(ClientError) as caught:
        call(**request)
    response = caught.value.response
    return (
        response["ResponseMetadata"]["HTTPStatusCode"],
        response["Error"]["Code"],
        response["Error"]["Message"],
    )


def test_create_answers_that_a_job_is_pending(backend: Any) -> None:
    answer = backend.create_backend_auth(**TARGET, ResourceConfig=SMALL)
    assert answer.pop("ResponseMetadata")["HTTPStatusCode"] == 200
    assert answer.pop("JobId")
    assert answer == {
        "AppId": APP,
        "BackendEnvironmentName": "dev",
        "Operation": "CreateBackendAuth",
        "Status": "PENDING",
    }


def test_a_job_goes_from_pending_through_running_to_completed(backend: Any, clock: Clock) -> None:
    job = place(backend.create_backend_auth(**TARGET, ResourceConfig=SMALL))
    seen = []
    for _ in range(4):
        seen.append(backend.get_backend_job(**job)["Status"])
        clock.now += JOB_SECONDS / 3
    assert seen == ["PENDING", "RUNNING", "RUNNING", "COMPLETED"]


def test_what_was_created_can_be_got_when_the_job_is_completed(backend: Any, clock: Clock) -> None:
    backend.create_backend_auth(**TARGET, ResourceConfig=FULL)
    assert refusal(backend.get_backend_auth, **TARGET)[:2] == (404, "NotFoundException")
    clock.now += JOB_SECONDS
    answer = backend.get_backend_auth(**TARGET)
    del answer["ResponseMetadata"]
    expected = deepcopy(FULL)
    providers = expected["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]
    del providers["Google"]["ClientSecret"], providers["SignInWithApple"]["PrivateKey"]
    assert answer == {**TARGET, "ResourceConfig": expected}


def test_a_second_job_is_refused_while_one_is_running(backend: Any, clock: Clock) -> None:
    backend.create_backend_auth(**TARGET, ResourceConfig=SMALL)
    expected = (
        400,
        "ValidationException",
        f"There is already a pending job for the requested appId {APP} and backendEnvironmentName dev",
    )
    assert refusal(backend.create_backend_auth, **TARGET, ResourceConfig=SMALL) == expected
    assert refusal(backend.update_backend_auth, **TARGET, ResourceConfig=an_update()) == expected
    assert refusal(backend.delete_backend_auth, **TARGET) == expected
    elsewhere = TARGET | {"BackendEnvironmentName": "staging"}
    assert backend.create_backend_auth(**elsewhere, ResourceConfig=SMALL)["Status"] == "PENDING"
    clock.now += JOB_SECONDS
    assert backend.update_backend_auth(**TARGET, ResourceConfig=an_update())["Status"] == "PENDING"


def test_a_second_create_is_refused(backend: Any, clock: Clock) -> None:
    create(backend, clock, SMALL)
    status, code, message = refusal(backend.create_backend_auth, **TARGET, ResourceConfig=SMALL)
    assert (status, code) == (400, "BadRequestException")
    assert "has auth already" in message


def test_an_update_replaces_the_blocks_it_holds_and_keeps_the_others(backend: Any, clock: Clock) -> None:
    create(backend, clock, SMALL)
    stored = update(backend, clock, an_update(PasswordPolicy={"MinimumLength": 12}))
    assert stored["UserPoolConfigs"] == SMALL["UserPoolConfigs"] | {"PasswordPolicy": {"MinimumLength": 12}}


def test_an_update_replaces_oauth_whole_and_an_empty_one_removes_it(backend: Any, clock: Clock) -> None:
    create(backend, clock, FULL)
    partial = {"DomainPrefix": "other", "OAuthGrantType": OAUTH["OAuthGrantType"]}
    stored = update(backend, clock, an_update(OAuth=partial))
    assert stored["UserPoolConfigs"]["OAuth"] == partial
    stored = update(backend, clock, an_update(OAuth={}))
    assert "OAuth" not in stored["UserPoolConfigs"]
    assert stored["UserPoolConfigs"]["Mfa"] == FULL["UserPoolConfigs"]["Mfa"]


def test_an_update_keeps_the_identity_pools_name_and_user_pool_only_drops_the_pool(
    backend: Any, clock: Clock
) -> None:
    create(backend, clock, FULL)
    both = an_update() | {"AuthResources": "IDENTITY_POOL_AND_USER_POOL"}
    stored = update(backend, clock, both | {"IdentityPoolConfigs": {"UnauthenticatedLogin": False}})
    assert stored["IdentityPoolConfigs"] == {
        "IdentityPoolName": "practice_identities",
        "UnauthenticatedLogin": False,
    }
    assert "IdentityPoolConfigs" not in update(backend, clock, an_update())


def test_a_created_identity_pool_without_settings_gets_a_name_and_no_guests(
    backend: Any, clock: Clock
) -> None:
    create(backend, clock, SMALL | {"AuthResources": "IDENTITY_POOL_AND_USER_POOL"})
    stored = backend.get_backend_auth(**TARGET)["ResourceConfig"]
    assert stored["IdentityPoolConfigs"] == {
        "IdentityPoolName": "practiceauth_identitypool",
        "UnauthenticatedLogin": False,
    }


def test_a_deleted_resource_is_gone_when_the_job_is_completed(backend: Any, clock: Clock) -> None:
    create(backend, clock, SMALL)
    job = place(backend.delete_backend_auth(**TARGET))
    assert backend.get_backend_auth(**TARGET)["ResourceName"] == "practiceauth"
    clock.now += JOB_SECONDS
    assert backend.get_backend_job(**job)["Status"] == "COMPLETED"
    assert refusal(backend.get_backend_auth, **TARGET)[0] == 404


@pytest.mark.parametrize(
    "other", [{"AppId": "d2"}, {"BackendEnvironmentName": "staging"}, {"ResourceName": "other"}]
)
def test_what_does_not_exist_is_not_found(backend: Any, clock: Clock, other: dict[str, str]) -> None:
    create(backend, clock, SMALL)
    target = TARGET | other
    for found in (
        refusal(backend.get_backend_auth, **target),
        refusal(backend.update_backend_auth, **target, ResourceConfig=an_update()),
        refusal(backend.delete_backend_auth, **target),
    ):
        assert found[:2] == (404, "NotFoundException")


def test_not_found_is_the_modelled_exception_with_its_members(backend: Any) -> None:
    with pytest.raises(backend.exceptions.NotFoundException) as caught:
        backend.get_backend_job(AppId=APP, BackendEnvironmentName="dev", JobId="none")
    assert caught.value.response["ResourceType"] == "Job"
    assert caught.value.response["Message"]


def test_jobs_are_listed_newest_first_filtered_and_in_pages(backend: Any, clock: Clock) -> None:
    environment = {"AppId": APP, "BackendEnvironmentName": "dev"}
    first = create(backend, clock, SMALL)
    backend.update_backend_auth(**TARGET, ResourceConfig=an_update())

    everything = backend.list_backend_jobs(**environment)["Jobs"]
    assert [job["Operation"] for job in everything] == ["UpdateBackendAuth", "CreateBackendAuth"]
    assert everything[1]["CreateTime"] == "2023-11-14T22:13:20.000+00:00"
    assert everything[1]["UpdateTime"] == "2023-11-14T22:13:23.000+00:00"

    for choice in (
        {"JobId": first["JobId"]},
        {"Operation": "CreateBackendAuth"},
        {"Status": "COMPLETED"},
    ):
        assert backend.list_backend_jobs(**environment, **choice)["Jobs"] == everything[1:]

    page = backend.list_backend_jobs(**environment, MaxResults=1)
    assert page["Jobs"] == everything[:1]
    rest = backend.list_backend_jobs(**environment, MaxResults=1, NextToken=page["NextToken"])
    assert rest["Jobs"] == everything[1:]
    assert "NextToken" not in rest
    assert refusal(backend.list_backend_jobs, **environment, NextToken="x")[0] == 400
    assert backend.list_backend_jobs(AppId="d2", BackendEnvironmentName="dev")["Jobs"] == []


def test_a_newcomer_finds_an_app_with_environments(sandbox: Sandbox) -> None:
    amplify = client(sandbox, "amplify")
    (app,) = amplify.list_apps()["apps"]
    assert app["appId"] == APP
    assert app["appArn"] == f"arn:aws:amplify:eu-west-1:000000000000:apps/{APP}"
    assert amplify.get_app(appId=APP)["app"] == app
    found = amplify.list_backend_environments(appId=APP)["backendEnvironments"]
    assert [environment["environmentName"] for environment in found] == ["dev", "staging"]
    chosen = amplify.list_backend_environments(appId=APP, environmentName="staging")["backendEnvironments"]
    assert chosen == found[1:]
    assert refusal(amplify.get_app, appId="d2")[:2] == (404, "NotFoundException")
    assert refusal(amplify.list_backend_environments, appId="d2")[0] == 404


def test_the_pickers_page(sandbox: Sandbox, clock: Clock) -> None:
    create(client(sandbox), clock, SMALL)
    other = TARGET | {"AppId": "d2", "BackendEnvironmentName": "prod"}
    client(sandbox).create_backend_auth(**other, ResourceConfig=SMALL)
    amplify = client(sandbox, "amplify")
    pages = amplify.get_paginator("list_apps").paginate(PaginationConfig={"PageSize": 1})
    assert [[app["appId"] for app in page["apps"]] for page in pages] == [[APP], ["d2"]]
    (environment,) = amplify.list_backend_environments(appId="d2")["backendEnvironments"]
    assert environment["environmentName"] == "prod"


def test_the_caller_is_the_practice_user(sandbox: Sandbox) -> None:
    identity = client(sandbox, "sts").get_caller_identity()
    assert identity["Account"] == "000000000000"
    assert identity["Arn"] == "arn:aws:iam::000000000000:user/practice"
    assert identity["UserId"]


def test_names_in_the_path_are_decoded(backend: Any, clock: Clock, sandbox: Sandbox) -> None:
    odd = {"AppId": "d/1 ä?#", "BackendEnvironmentName": "a%2Fb+c", "ResourceName": "x/y"}
    backend.create_backend_auth(**odd, ResourceConfig=SMALL)
    clock.now += JOB_SECONDS
    assert sandbox.writes[0].path == "/backend/d%2F1%20%C3%A4%3F%23/auth"
    assert backend.get_backend_auth(**odd)["AppId"] == "d/1 ä?#"
    answer = backend.update_backend_auth(**odd, ResourceConfig=an_update())
    assert backend.get_backend_job(**place(answer))["BackendEnvironmentName"] == "a%2Fb+c"


def test_requests_are_recorded_as_they_came(backend: Any, sandbox: Sandbox, clock: Clock) -> None:
    sent: list[bytes] = []
    backend.meta.events.register("before-send", lambda request, **_: sent.append(request.body))
    create(backend, clock, FULL)
    backend.get_backend_auth(**TARGET)
    assert [request.body for request in sandbox.requests] == sent
    assert [request.operation for request in sandbox.requests] == ["create", "get"]
    (write,) = sandbox.writes
    assert (write.method, write.path) == ("POST", f"/backend/{APP}/auth")
    assert write.headers["content-type"] == "application/json"
    assert "invented" not in repr(write)
