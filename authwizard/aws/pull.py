"""What a backend has now, as a draft for an update."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.paths import ABSENT, CONFIG, POOL, Path, Tree, drop, get, put
from authwizard.request.secrets import Secret, Typed

from .backend import Backend
from .changes import Pulled, updatable
from .failures import Failure
from .target import Target

_SERVICE: Final[Path] = (*CONFIG, "Service")


@dataclass(frozen=True)
class PulledState:
    """What was pulled.

    Attributes:
        draft: An update that holds what an update can hold of the state; its baseline is the whole state, without
            secrets.
        left_out: The members that only a creation can set: the baseline alone has them.
        unknown: Members that this version does not know; nothing holds them.
        answer: The service's answer. It may hold secrets.
    """

    draft: Draft
    left_out: tuple[Path, ...]
    unknown: tuple[Path, ...]
    answer: dict[str, Any]

    @property
    def as_create(self) -> Draft:
        """The whole state as the input of a create, to compare or to make a copy of the backend."""
        return Draft("create", self.draft.baseline or {}, self.draft.secrets)

    @property
    def reason(self) -> str:
        """Why it is an update, as the end of a sentence."""
        return "it was pulled from a backend"


def pull(backend: Backend, target: Target) -> PulledState:
    """Fetch what a backend has now (GetBackendAuth).

    Raises:
        Failure: It could not be fetched; `not-found` where the backend has no such resource.
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
    whole: Tree = {**target.members, "ResourceConfig": _spelled(config)}
    # An answer of empty parts must still make a request.
    whole = put(whole, POOL, get(whole, POOL, {}))
    whole = put(whole, _SERVICE, get(whole, _SERVICE, "COGNITO"))
    unknown = tuple(_unknown(whole, ()))
    for path in unknown:
        whole = drop(whole, path)
    state = Draft.from_tree("create", whole)
    secrets: Mapping[Path, Secret] = MappingProxyType(
        {path: Pulled(secret.value) for path, secret in state.secrets.items() if isinstance(secret, Typed)}
    )
    left_out = tuple(
        path
        for path, field in FIELDS.items()
        if "update" not in field.only and get(state.tree, path) is not ABSENT
    )
    draft = Draft("update", updatable(state.tree), secrets, baseline=state.tree)
    return PulledState(draft, left_out, unknown, answer)


def current_state(backend: Backend, target: Target) -> Tree | None:
    """Return what a backend has, in the shape of a create without secrets; None where it has nothing.

    Raises:
        Failure: It could not be fetched, for another reason than that it is not there.
    """
    try:
        return pull(backend, target).draft.baseline
    except Failure as failure:
        if failure.name != "not-found":
            raise
    return None


def _spelled(value: Any) -> Any:
    """Return a tree in which whole numbers are written as such: botocore reads each number as a float."""
    if isinstance(value, dict):
        return {name: _spelled(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_spelled(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _unknown(tree: Any, path: Path) -> list[Path]:
    """Return the members that no structure of ours has, the outermost alone."""
    if not isinstance(tree, dict):
        return []
    found: list[Path] = []
    for name, value in tree.items():
        here = (*path, name)
        if here not in FIELDS:
            found.append(here)
        elif FIELDS[here].kind == "structure":
            found += _unknown(value, here)
    return found
