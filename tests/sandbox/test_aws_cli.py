"""The real AWS CLI, pointed at the sandbox with --endpoint-url."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from authwizard.sandbox import Fault, Sandbox
from tests.sandbox.calls import APP, FULL, SMALL, TARGET

AWS = Path(sys.executable).with_name("aws")
ENVIRONMENT = ["--app-id", APP, "--backend-environment-name", "dev"]
RESOURCE = [*ENVIRONMENT, "--resource-name", "practiceauth"]


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented-key-id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented-secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")


def run(sandbox: Sandbox, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(AWS), "--endpoint-url", sandbox.endpoint_url, "--output", "json", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=dict(os.environ), timeout=60
    )


def aws(sandbox: Sandbox, *arguments: str) -> Any:
    done = run(sandbox, *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def request_file(directory: Path, config: dict[str, Any]) -> str:
    file = directory / "request.json"
    file.write_text(json.dumps(TARGET | {"ResourceConfig": config}))
    return f"file://{file}"


def test_the_aws_cli_goes_the_whole_way(tmp_path: Path) -> None:
    with Sandbox(job_seconds=0) as sandbox:
        source = request_file(tmp_path, FULL)
        created = aws(sandbox, "amplifybackend", "create-backend-auth", "--cli-input-json", source)
        assert created["Status"] == "PENDING"

        job = aws(sandbox, "amplifybackend", "get-backend-job", *ENVIRONMENT, "--job-id", created["JobId"])
        assert job["Status"] == "COMPLETED"

        got = aws(sandbox, "amplifybackend", "get-backend-auth", *RESOURCE)
        assert got["ResourceConfig"]["UserPoolConfigs"]["Mfa"] == FULL["UserPoolConfigs"]["Mfa"]

        change = SMALL | {"UserPoolConfigs": {"PasswordPolicy": {"MinimumLength": 12.0}}}
        source = request_file(tmp_path, change)
        aws(sandbox, "amplifybackend", "update-backend-auth", "--cli-input-json", source)
        got = aws(sandbox, "amplifybackend", "get-backend-auth", *RESOURCE)
        assert got["ResourceConfig"]["UserPoolConfigs"]["PasswordPolicy"] == {"MinimumLength": 12.0}

        aws(sandbox, "amplifybackend", "delete-backend-auth", *RESOURCE)
        listed = aws(sandbox, "amplifybackend", "list-backend-jobs", *ENVIRONMENT)
        assert [item["Operation"] for item in listed["Jobs"]] == [
            "DeleteBackendAuth",
            "UpdateBackendAuth",
            "CreateBackendAuth",
        ]
        gone = run(sandbox, "amplifybackend", "get-backend-auth", *RESOURCE)
        assert gone.returncode != 0
        assert "NotFoundException" in gone.stderr


def test_the_aws_cli_finds_apps_environments_and_the_caller() -> None:
    with Sandbox() as sandbox:
        (app,) = aws(sandbox, "amplify", "list-apps")["apps"]
        assert app["appId"] == APP
        found = aws(sandbox, "amplify", "list-backend-environments", "--app-id", APP)
        assert [item["environmentName"] for item in found["backendEnvironments"]] == ["dev", "staging"]
        assert aws(sandbox, "sts", "get-caller-identity")["Account"] == "000000000000"


def test_a_wrong_enum_that_the_aws_cli_lets_through_is_refused(tmp_path: Path) -> None:
    with Sandbox() as sandbox:
        source = request_file(tmp_path, SMALL | {"AuthResources": "USER_POOL"})
        done = run(sandbox, "amplifybackend", "create-backend-auth", "--cli-input-json", source)
    assert done.returncode != 0
    assert "BadRequestException" in done.stderr
    assert "IDENTITY_POOL_AND_USER_POOL" in done.stderr


def test_the_aws_cli_sends_a_create_again_after_a_504_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = request_file(tmp_path, SMALL)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    with Sandbox(faults=[Fault.parse("create=504")]) as sandbox:
        done = run(sandbox, "amplifybackend", "create-backend-auth", "--cli-input-json", source)
        assert "GatewayTimeoutException" in done.stderr
        first, second = sandbox.writes
        assert first.body == second.body
