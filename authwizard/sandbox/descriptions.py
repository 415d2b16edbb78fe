"""How apps, environments and jobs are described in answers, and lists of them in pages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from authwizard.sandbox.errors import bad_request
from authwizard.sandbox.model import Members
from authwizard.sandbox.state import App, Environment, Job

ACCOUNT: Final = "000000000000"
CALLER: Final = f"arn:aws:iam::{ACCOUNT}:user/practice"

JOBS_PER_PAGE: Final = 25
APPS_PER_PAGE: Final = 100


def job_members(job: Job, now: float) -> Members:
    """Describe a job as it is at `now`."""
    status = job.status(now)
    return {
        "AppId": job.app_id,
        "BackendEnvironmentName": job.environment,
        "CreateTime": _text_time(job.started),
        "JobId": job.job_id,
        "Operation": job.operation,
        "Status": status,
        "UpdateTime": _text_time(max(job.started, min(now, job.started + job.seconds))),
    } | ({"Error": "The sandbox was asked to let this job fail."} if status == "FAILED" else {})


def _text_time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def app_members(app: App, region: str) -> Members:
    """Describe an app of a region."""
    return {
        "appId": app.app_id,
        "appArn": _app_arn(app, region),
        "name": app.name,
        "description": "An app of the sandbox",
        "repository": "",
        "platform": "WEB",
        "createTime": app.created,
        "updateTime": app.created,
        "environmentVariables": {},
        "defaultDomain": f"{app.app_id}.amplifyapp.com",
        "enableBranchAutoBuild": False,
        "enableBasicAuth": False,
    }


def _app_arn(app: App, region: str) -> str:
    return f"arn:aws:amplify:{region}:{ACCOUNT}:apps/{app.app_id}"


def environment_members(app: App, environment: Environment, region: str) -> Members:
    """Describe a backend environment of an app."""
    return {
        "backendEnvironmentArn": f"{_app_arn(app, region)}/backendenvironments/{environment.name}",
        "environmentName": environment.name,
        "stackName": f"amplify-{app.name}-{environment.name}",
        "createTime": environment.created,
        "updateTime": environment.created,
    }


def page(
    items: list[Members], size: int | None, token: str | None, most: int
) -> tuple[list[Members], str | None]:
    """Return one page of a list, and the token of the next one: the place where it starts.

    Args:
        items: The whole list.
        size: How many items the caller wants at most; None for as many as there may be.
        token: What the page before it gave; None for the first page.
        most: The most items of a page.

    Raises:
        ServiceError: The token is none that was given out.
    """
    if token is not None and not (token.isascii() and token.isdigit() and len(token) < 10):
        raise bad_request("The next token is not one that was given out.")
    start = int(token or 0)
    end = start + min(size or most, most)
    return items[start:end], str(end) if end < len(items) else None
