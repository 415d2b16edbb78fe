"""What each operation does to the state.

Where AWS documents no behaviour, the sandbox takes the Amplify CLI's, as the rules named here infer it. An
update replaces each block that it holds and keeps the others (`pw-overwrite`, `oauth-update-full`). An empty
OAuth block removes OAuth (`oauth-empty-update`). USER_POOL_ONLY drops the identity pool (`idpool-removal`).
An environment has one auth resource: a second create is refused. An app or environment that a create names is
made where there is none.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import Any, Final

from authwizard.sandbox.descriptions import (
    APPS_PER_PAGE,
    JOBS_PER_PAGE,
    app_members,
    environment_members,
    job_members,
    page,
)
from authwizard.sandbox.errors import ServiceError, bad_request, not_found
from authwizard.sandbox.faults import ERROR_TEXT, LATE_SECONDS
from authwizard.sandbox.model import OPERATIONS, SECRET_MEMBERS, Members
from authwizard.sandbox.records import WRITES
from authwizard.sandbox.state import App, Auth, Job, State, Store

STUCK_SECONDS: Final = 3600.0
"""How long a job lasts that was asked not to end: longer than anybody waits, yet no state stays locked."""


class Service:
    """Carries out operations.

    Args:
        store: Where the state is kept.
        clock: Returns seconds since the epoch.
        job_seconds: How long a job takes.
    """

    def __init__(self, store: Store, clock: Callable[[], float], job_seconds: float) -> None:
        self._store = store
        self._clock = clock
        self._job_seconds = job_seconds
        self._late: list[tuple[float, str, Members]] = []
        """Requests whose answer was lost before they were carried out: when they will be, and what they are."""
        self._operations: dict[str, Callable[[Members, str | None], Members]] = {
            "create": self._create,
            "update": self._update,
            "delete": self._delete,
            "get": self._get,
            "get-backend": self._get_backend,
            "get-job": self._get_job,
            "list-jobs": self._list_jobs,
        }
        self._pickers: dict[str, Callable[[Members, str], Members]] = {
            "list-apps": self._list_apps,
            "get-app": self._get_app,
            "list-environments": self._list_environments,
        }

    def perform(self, operation: str, members: Members, region: str, fault: str | None = None) -> Members:
        """Carry out a REST-JSON operation and return the answer's members.

        Args:
            operation: A REST-JSON operation of `OPERATIONS`.
            members: The request, as `read_request` returns it.
            region: The AWS region that the caller signed for; ARNs hold it.
            fault: `error`, `job-failed`, `job-stuck` or one of the late ones; any other is not the service's to stage.

        Raises:
            ServiceError: The request is refused.
            SandboxError: The state cannot be read, or changed now.
            OSError: The state cannot be written.
        """
        self._catch_up()
        if fault is not None and fault.startswith("late-"):
            self._late.append((self._clock() + LATE_SECONDS, operation, members))
            return {name: members[name] for name in ("AppId", "BackendEnvironmentName")}
        if fault == "error":
            echoed = ("AppId", "BackendEnvironmentName", "JobId")
            return {name: value for name, value in members.items() if name in echoed} | {"Error": ERROR_TEXT}
        if operation in self._pickers:
            return self._pickers[operation](members, region)
        return self._carry_out(operation, members, fault)

    def _carry_out(self, operation: str, members: Members, fault: str | None) -> Members:
        with self._store.exclusive() if operation in WRITES else nullcontext():
            return self._operations[operation](members, fault)

    def _catch_up(self) -> None:
        """Carry out the late requests whose time has come. What is refused then is refused unseen."""
        due = [item for item in self._late if item[0] <= self._clock()]
        self._late = [item for item in self._late if item not in due]
        for _, operation, members in due:
            with suppress(ServiceError):
                self._carry_out(operation, members, None)

    def _load(self) -> tuple[State, float]:
        now = self._clock()
        return self._store.load(now), now

    def _create(self, members: Members, fault: str | None) -> Members:
        state, now = self._load()
        _refuse_while_pending(state, members, now)
        environment = state.add_environment(members["AppId"], members["BackendEnvironmentName"], now)
        if environment.auth:
            raise bad_request("This backend environment has auth already. Update it, or delete it first.")
        name = members["ResourceName"]
        auth = Auth(resource_name=name, config=_created(members["ResourceConfig"], name))
        return self._start_job("create", state, members, auth, fault)

    def _update(self, members: Members, fault: str | None) -> Members:
        state, now = self._load()
        _refuse_while_pending(state, members, now)
        stored = _existing(state, members)
        config = _updated(stored.config, members["ResourceConfig"], stored.resource_name)
        auth = Auth(resource_name=stored.resource_name, config=config)
        return self._start_job("update", state, members, auth, fault)

    def _delete(self, members: Members, fault: str | None) -> Members:
        state, now = self._load()
        _refuse_while_pending(state, members, now)
        _existing(state, members)
        return self._start_job("delete", state, members, None, fault)

    def _start_job(
        self, operation: str, state: State, members: Members, auth: Auth | None, fault: str | None
    ) -> Members:
        job = Job(
            job_id=str(uuid.uuid4()),
            app_id=members["AppId"],
            environment=members["BackendEnvironmentName"],
            operation=OPERATIONS[operation][1],
            started=self._clock(),
            seconds=STUCK_SECONDS if fault == "job-stuck" else self._job_seconds,
            outcome="FAILED" if fault in ("job-failed", "job-stuck") else "COMPLETED",
            auth=auth,
        )
        state.jobs.append(job)
        self._store.save(state)
        return {
            "AppId": job.app_id,
            "BackendEnvironmentName": job.environment,
            "JobId": job.job_id,
            "Operation": job.operation,
            # Even a job that takes no time was pending when it was accepted.
            "Status": "PENDING",
        }

    def _get(self, members: Members, _fault: str | None) -> Members:
        state, _ = self._load()
        return {**members, "ResourceConfig": _existing(state, members).config}

    def _get_backend(self, members: Members, _fault: str | None) -> Members:
        state, _ = self._load()
        app = state.app(members["AppId"])
        environment = state.environment(members["AppId"], members.get("BackendEnvironmentName", ""))
        if app is None or environment is None:
            raise not_found("There is no such backend environment.", "Backend")
        auth = {environment.auth.resource_name: {"service": "Cognito"}} if environment.auth else {}
        return {
            **members,
            "AppName": app.name,
            "AmplifyMetaConfig": json.dumps({"auth": auth}),
            "BackendEnvironmentList": [item.name for item in app.environments],
        }

    def _get_job(self, members: Members, _fault: str | None) -> Members:
        state, now = self._load()
        for job in _jobs_of(state, members):
            if job.job_id == members["JobId"]:
                return job_members(job, now)
        raise not_found("There is no job with this ID in this backend environment.", "Job")

    def _list_jobs(self, members: Members, _fault: str | None) -> Members:
        state, now = self._load()
        wanted = {name: members[name] for name in ("JobId", "Operation", "Status") if name in members}
        jobs = [job_members(job, now) for job in reversed(_jobs_of(state, members))]
        found = [job for job in jobs if wanted.items() <= job.items()]
        items, token = page(found, members.get("MaxResults"), members.get("NextToken"), JOBS_PER_PAGE)
        return {"Jobs": items, "NextToken": token}

    def _list_apps(self, members: Members, region: str) -> Members:
        state, _ = self._load()
        apps = [app_members(app, region) for app in state.apps]
        items, token = page(apps, members.get("maxResults"), members.get("nextToken"), APPS_PER_PAGE)
        return {"apps": items, "nextToken": token}

    def _get_app(self, members: Members, region: str) -> Members:
        return {"app": app_members(self._app(members), region)}

    def _list_environments(self, members: Members, region: str) -> Members:
        app = self._app(members)
        wanted = members.get("environmentName")
        chosen = [item for item in app.environments if wanted in (None, item.name)]
        found = [environment_members(app, item, region) for item in chosen]
        items, token = page(found, members.get("maxResults"), members.get("nextToken"), APPS_PER_PAGE)
        return {"backendEnvironments": items, "nextToken": token}

    def _app(self, members: Members) -> App:
        state, _ = self._load()
        app = state.app(members["appId"])
        if app is None:
            raise not_found("There is no app with this ID.", "App")
        return app


def _jobs_of(state: State, members: Members) -> list[Job]:
    place = (members["AppId"], members["BackendEnvironmentName"])
    return [job for job in state.jobs if (job.app_id, job.environment) == place]


def _refuse_while_pending(state: State, members: Members, now: float) -> None:
    if any(job.is_running(now) for job in _jobs_of(state, members)):
        # As the service words it: the rule `pending-job`.
        raise ServiceError(
            400,
            "ValidationException",
            f"There is already a pending job for the requested appId {members['AppId']} "
            f"and backendEnvironmentName {members['BackendEnvironmentName']}",
        )


def _existing(state: State, members: Members) -> Auth:
    environment = state.environment(members["AppId"], members["BackendEnvironmentName"])
    auth = environment.auth if environment else None
    if auth is None or auth.resource_name != members["ResourceName"]:
        raise not_found("This backend environment has no auth resource with this name.", "BackendAuth")
    return auth


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_secrets(item) for name, item in value.items() if name not in SECRET_MEMBERS}
    return value


def _created(given: Members, resource_name: str) -> Members:
    return _with_identity_pool(_without_secrets(given), {}, resource_name)


def _updated(stored: Members, given: Members, resource_name: str) -> Members:
    given = _without_secrets(given)
    pool = {**stored["UserPoolConfigs"], **given["UserPoolConfigs"]}
    if pool.get("OAuth") == {}:
        del pool["OAuth"]
    return _with_identity_pool(
        {**given, "UserPoolConfigs": pool}, stored.get("IdentityPoolConfigs", {}), resource_name
    )


def _with_identity_pool(config: Members, stored: Members, resource_name: str) -> Members:
    """Return the config with the identity pool that it asks for; what it leaves out comes from `stored`."""
    config = dict(config)
    given = config.pop("IdentityPoolConfigs", {})
    if config["AuthResources"] == "IDENTITY_POOL_AND_USER_POOL":
        default = {"IdentityPoolName": f"{resource_name}_identitypool", "UnauthenticatedLogin": False}
        config["IdentityPoolConfigs"] = {**default, **stored, **given}
    return config
