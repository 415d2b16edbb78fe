"""What a backend has now, as a draft for an update."""

from __future__ import annotations

from authwizard.files.backend_answer import KnownState, known_state
from authwizard.request.target import Target
from authwizard.request.tree import Tree

from .backend import Backend
from .failures import CallError


def pull(backend: Backend, target: Target) -> KnownState:
    """Fetch what a backend has now (GetBackendAuth).

    Raises:
        CallError: It could not be fetched; `not-found` where the backend has no such resource.
    """
    answer = backend.read(
        "GetBackendAuth",
        AppId=target.app_id,
        BackendEnvironmentName=target.environment,
        ResourceName=target.resource,
    )
    config = answer.get("ResourceConfig")
    if not isinstance(config, dict):
        raise backend.failure("not-json", "GetBackendAuth")
    return known_state(target.members, config)


def current_state(backend: Backend, target: Target) -> Tree | None:
    """Return what a backend has, in the shape of a create without secrets; None where it has nothing.

    Raises:
        CallError: It could not be fetched, for another reason than that it is not there.
    """
    try:
        return pull(backend, target).draft.baseline
    except CallError as failure:
        if failure.name != "not-found":
            raise
    return None
