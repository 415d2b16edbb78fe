"""What an account has: apps, environments and their auth resources, to be picked from."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any, Final, NamedTuple

from .backend import Backend

MOST: Final = 1000
"""The most apps or environments that are listed."""


class App(NamedTuple):
    """An Amplify app: its ID and its name, as the service writes it."""

    app_id: str
    name: str


def apps(backend: Backend) -> list[App]:
    """Return the Amplify apps of the account and region, by name.

    Raises:
        CallError: They could not be listed; the IDs can still be typed.
    """
    found = islice(backend.pages("amplify", "ListApps", "apps"), MOST)
    listed = [App(str(app["appId"]), str(app.get("name", ""))) for app in found if app.get("appId")]
    return sorted(listed, key=lambda app: (app.name.casefold(), app.app_id))


def environments(backend: Backend, app_id: str) -> list[str]:
    """Return the names of an app's backend environments.

    Raises:
        CallError: They could not be listed; a name can still be typed.
    """
    pages = backend.pages("amplify", "ListBackendEnvironments", "backendEnvironments", appId=app_id)
    return sorted(str(item["environmentName"]) for item in islice(pages, MOST) if item.get("environmentName"))


def auth_resources(backend: Backend, app_id: str, environment: str) -> list[str]:
    """Return the names of an environment's auth resources, as its own description (GetBackend) has them.

    AmplifyMetaConfig is the Amplify CLI's amplify-meta.json as a text: by category, by resource. One that cannot be
    read names none.

    Raises:
        CallError: The description could not be fetched; a name can still be typed.
    """
    answer = backend.read("GetBackend", AppId=app_id, BackendEnvironmentName=environment)
    try:
        meta: Any = json.loads(answer.get("AmplifyMetaConfig") or "{}")
    except (ValueError, TypeError, RecursionError):
        return []
    resources = meta.get("auth") if isinstance(meta, dict) else None
    if not isinstance(resources, dict):
        return []
    # Beside it there may be the groups of a user pool, which are no auth resource of this API.
    names = [
        name
        for name, about in resources.items()
        if isinstance(about, dict) and about.get("service") == "Cognito"
    ]
    return sorted(names)[:MOST]
