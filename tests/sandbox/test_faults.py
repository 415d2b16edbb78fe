"""Failures on demand, as the real boto3 meets them."""

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import ClientError, HTTPClientError
from botocore.parsers import ResponseParserError

from authwizard.sandbox import KINDS, OPERATIONS, Fault, Sandbox
from tests.sandbox.calls import APP, SMALL, TARGET, Clock, client

ENVIRONMENT = {"AppId": APP, "BackendEnvironmentName": "dev"}
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "create": ("create_backend_auth", {**TARGET, "ResourceConfig": SMALL}),
    "update": (
        "update_backend_auth",
        {**TARGET, "ResourceConfig": SMALL | {"UserPoolConfigs": {}}},
    ),
    "get": ("get_backend_auth", TARGET),
    "delete": ("delete_backend_auth", TARGET),
    "get-backend": ("get_backend", ENVIRONMENT),
    "get-job": ("get_backend_job", {**ENVIRONMENT, "JobId": "invented"}),
    "list-jobs": ("list_backend_jobs", ENVIRONMENT),
    "list-apps": ("list_apps", {}),
    "get-app": ("get_app", {"appId": APP}),
    "list-environments": ("list_backend_environments", {"appId": APP}),
    "caller-identity": ("get_caller_identity", {}),
}
WRITES = ("create", "update", "delete")

HTTP_KINDS = {
    "400": (400, "BadRequestException"),
    "403": (403, "AccessDeniedException"),
    "expired": (403, "ExpiredTokenException"),
    "404": (404, "NotFoundException"),
    "429": (429, "TooManyRequestsException"),
    "500": (500, "InternalFailure"),
    "502": (502, "BadGatewayException"),
    "503": (503, "ServiceUnavailableException"),
    "504": (504, "GatewayTimeoutException"),
}


def call(sandbox: Sandbox, operation: str, **settings: Any) -> Any:
    name, request = CALLS[operation]
    return getattr(client(sandbox, OPERATIONS[operation][0], **settings), name)(**request)


def failing(*faults: str, log: Callable[[str], None] | None = None) -> Sandbox:
    return Sandbox(faults=[Fault.parse(fault) for fault in faults], job_seconds=0, log=log)


def jobs(sandbox: Sandbox) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client(sandbox).list_backend_jobs(**ENVIRONMENT)["Jobs"]
    return found


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("kind", HTTP_KINDS)
def test_an_http_error_has_the_services_status_and_code(operation: str, kind: str) -> None:
    with failing(f"{operation}={kind}") as sandbox, pytest.raises(ClientError) as caught:
        call(sandbox, operation)
    response = caught.value.response
    status, code = HTTP_KINDS[kind]
    if operation == "caller-identity":
        code = code.removesuffix("Exception")
    assert (response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]) == (status, code)
    assert response["Error"]["Message"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_denied_access_names_the_missing_action(operation: str) -> None:
    with failing("all=403") as sandbox, pytest.raises(ClientError) as caught:
        call(sandbox, operation)
    assert caught.value.response["Error"]["Message"].endswith(":".join(OPERATIONS[operation]))


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("kind", ["reset", "reset-before"])
def test_a_reset_connection_gives_no_answer(operation: str, kind: str) -> None:
    with failing(f"{operation}={kind}") as sandbox:
        with pytest.raises(HTTPClientError):
            call(sandbox, operation)
        (request,) = sandbox.requests
        assert request.operation == operation


@pytest.mark.parametrize("operation", WRITES)
def test_a_reset_before_the_body_leaves_the_body_unread(operation: str) -> None:
    with failing(f"{operation}=reset-before:1", f"{operation}=reset:1") as sandbox:
        for _ in range(2):
            with pytest.raises(HTTPClientError):
                call(sandbox, operation)
        assert [bool(request.body) for request in sandbox.writes] == [False, True]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_hanging_request_is_read_and_never_answered(operation: str) -> None:
    log = Queue[str]()
    with ThreadPoolExecutor() as pool, failing(f"{operation}=hang", log=log.put) as sandbox:
        hanging = pool.submit(call, sandbox, operation)
        assert log.get(timeout=60).endswith("no answer")
        (request,) = sandbox.requests
        assert bool(request.body) == (request.method == "POST")
        sandbox.stop()
        with pytest.raises(HTTPClientError):
            hanging.result()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_garbage_cannot_be_parsed(operation: str) -> None:
    with failing(f"{operation}=garbage") as sandbox, pytest.raises((ResponseParserError, KeyError)):
        call(sandbox, operation)["a member"]


@pytest.mark.parametrize("operation", [*WRITES, "get", "get-job"])
def test_an_answer_can_carry_an_error_and_then_nothing_was_changed(operation: str) -> None:
    with failing(f"{operation}=error") as sandbox:
        answer = call(sandbox, operation)
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
        assert answer["Error"]
        assert "ResourceConfig" not in answer
        assert jobs(sandbox) == []


def test_a_failed_job_says_why_and_changes_nothing() -> None:
    with failing("create=job-failed") as sandbox:
        answer = call(sandbox, "create")
        assert "Error" not in answer
        (job,) = jobs(sandbox)
        assert (job["JobId"], job["Status"]) == (answer["JobId"], "FAILED")
        assert job["Error"]
        with pytest.raises(ClientError, match="NotFoundException"):
            call(sandbox, "get")


def test_a_stuck_job_never_ends_within_reason() -> None:
    clock = Clock()
    with Sandbox(faults=[Fault.parse("create=job-stuck")], job_seconds=0, clock=clock) as sandbox:
        call(sandbox, "create")
        clock.now += 3500
        assert jobs(sandbox)[0]["Status"] == "RUNNING"
        with pytest.raises(ClientError, match="pending job"):
            call(sandbox, "create")
        clock.now += 100
        assert jobs(sandbox)[0]["Status"] == "FAILED"


@pytest.mark.parametrize(
    ("kind", "error"),
    [("applied-504", ClientError), ("applied-reset", HTTPClientError), ("applied-hang", HTTPClientError)],
)
def test_an_applied_request_loses_its_answer_but_not_its_job(kind: str, error: type[Exception]) -> None:
    log = Queue[str]()
    lost = [f"{operation}={kind}:1" for operation in WRITES]
    with ThreadPoolExecutor() as pool, failing(*lost, log=log.put) as sandbox:
        calls = []
        for operation in WRITES:
            calls.append(pool.submit(call, sandbox, operation))
            log.get(timeout=60)
        assert [job["Operation"] for job in jobs(sandbox)] == [
            "DeleteBackendAuth",
            "UpdateBackendAuth",
            "CreateBackendAuth",
        ]
        assert len(sandbox.writes) == 3
        sandbox.stop()
        for answered in calls:
            with pytest.raises(error):
                answered.result()


@pytest.mark.parametrize("kind", ["applied-504", "applied-reset", "applied-hang"])
def test_a_refused_request_keeps_its_refusal_when_the_answer_was_to_be_lost(kind: str) -> None:
    with failing(f"update={kind}") as sandbox, pytest.raises(ClientError, match="NotFoundException"):
        call(sandbox, "update")


def test_faults_are_counted_and_come_in_their_order() -> None:
    with failing("list-apps=500:2", "all=429:1") as sandbox:
        seen = []
        for _ in range(4):
            try:
                seen.append(call(sandbox, "list-apps")["ResponseMetadata"]["HTTPStatusCode"])
            except ClientError as error:
                seen.append(error.response["ResponseMetadata"]["HTTPStatusCode"])
        assert seen == [500, 500, 429, 200]


def test_a_fault_of_one_operation_leaves_the_others_alone() -> None:
    with failing("get=500") as sandbox:
        assert call(sandbox, "create")["Status"] == "PENDING"


def test_a_kind_for_writes_given_to_all_leaves_reads_alone() -> None:
    with failing("all=job-failed") as sandbox:
        assert call(sandbox, "list-apps")["apps"]
        call(sandbox, "create")
        assert jobs(sandbox)[0]["Status"] == "FAILED"


def test_faults_can_be_added_and_cleared_while_the_sandbox_runs() -> None:
    with failing() as sandbox:
        sandbox.faults.add(Fault.parse("list-apps=500"))
        with pytest.raises(ClientError):
            call(sandbox, "list-apps")
        sandbox.faults.clear()
        assert call(sandbox, "list-apps")["apps"]


def test_a_hanging_request_does_not_keep_the_sandbox_from_stopping() -> None:
    log: Queue[str] = Queue()
    sandbox = Sandbox(faults=[Fault.parse("list-apps=hang")], log=log.put)
    sandbox.start()
    address = urlsplit(sandbox.endpoint_url)
    with socket.create_connection((address.hostname, address.port), timeout=60) as connection:
        connection.sendall(f"GET /apps HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
        assert log.get(timeout=60) == "GET /apps no answer"
        sandbox.stop()
        assert connection.recv(1) == b""


@pytest.mark.parametrize("text", ["create=504:1", "all=reset", "caller-identity=expired:12"])
def test_a_fault_is_written_as_it_is_read(text: str) -> None:
    assert str(Fault.parse(text)) == text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_asked_of_a_create(kind: str) -> None:
    assert Fault.parse(f"create={kind}:2") == Fault("create", kind, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("create", "OPERATION=KIND"),
        ("", "OPERATION=KIND"),
        ("make=504", "caller-identity, all"),
        ("create=teapot", "reset-before"),
        ("create=504:", "whole number"),
        ("create=504:0", "at least 1"),
        ("create=504:-1", "whole number"),
        ("create=504:x", "whole number"),
        ("get=job-failed", "only for create, update, delete"),
        ("list-apps=error", "only for create, update, get, delete, get-job"),
    ],
)
def test_a_text_that_is_no_fault_is_refused_with_what_it_can_be(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Fault.parse(text)
