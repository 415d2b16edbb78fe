"""What an account has: apps and environments, to be picked from."""

from __future__ import annotations

from itertools import islice
from typing import Final, NamedTuple

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
