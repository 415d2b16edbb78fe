"""The examples of each rule: requests that break it, near misses that do not, and why it matters.

They stand in examples.toml, whose head explains its form. `authwizard rules ID` shows them, and the tests run
every one of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from ..operation import Operation
from ..tree import CONFIG, POOL, MemberPath, Tree, get, merge, put

_ROOTS: Final[Mapping[str, MemberPath]] = {"top": (), "config": CONFIG, "pool": POOL}
"""The parts of a request that a patch speaks of, outermost first."""

_CREATE: Final[Tree] = {
    "AppId": "d1a2b3c4d5",
    "BackendEnvironmentName": "dev",
    "ResourceName": "myauth",
    "ResourceConfig": {
        "AuthResources": "USER_POOL_ONLY",
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "UserPoolName": "my_users",
            "SignInMethod": "EMAIL",
            "RequiredSignUpAttributes": ["EMAIL"],
        },
    },
}
_BASES: Final[Mapping[Operation, Tree]] = {"create": _CREATE, "update": put(_CREATE, POOL, {})}
"""The small requests that the examples are patches on."""


@dataclass(frozen=True, slots=True)
class Example:
    """One request.

    Attributes:
        operation: "create" or "update".
        tree: The whole request.
        patch: What the example sets, under the request's own names, to be shown: marks such as
            `@repeat:141:x` and `@absent` stand as they are written.
        baseline: What the backend has now, where the example says so.
    """

    operation: Operation
    tree: Tree
    patch: Tree
    baseline: Tree | None


@dataclass(frozen=True, slots=True)
class Examples:
    """Why a rule matters, requests that break it, and near misses that do not."""

    why: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


@cache
def examples(rule_id: str) -> Examples:
    """Return the examples of a rule; one that no check of a request reports has only its `why`.

    Raises:
        LookupError: examples.toml has no table of that id.
    """
    table = _tables().get(rule_id)
    if table is None:
        raise LookupError(f"examples.toml has no table [{rule_id}]")
    operation = table.get("operation", "create")
    bad, good = (
        tuple(_example(entry, operation) for entry in table.get(kind, ())) for kind in ("bad", "good")
    )
    return Examples(table["why"], bad, good)


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "examples.toml").read_text(encoding="utf-8"))


def _example(entry: Mapping[str, Any], usual: Operation) -> Example:
    operation: Operation = entry.get("operation", usual)
    shown: Tree = {}
    for root, path in _ROOTS.items():
        if root in entry:
            shown = put(shown, path, merge(get(shown, path, {}), _nulls(entry[root])))
    baseline = _patched(_CREATE, entry["baseline"]) if "baseline" in entry else None
    return Example(operation, _patched(_BASES[operation], entry), shown, baseline)


def _patched(tree: Tree, entry: Mapping[str, Any]) -> Tree:
    """Return a copy of a request with an entry's patches merged in, and their marks carried out."""
    tree = deepcopy(tree)
    for root, path in _ROOTS.items():
        if root in entry:
            tree = put(tree, path, _applied(get(tree, path), entry[root]))
    return tree


def _applied(below: Any, patch: Any) -> Any:
    """Return a patch over what was there, with its marks carried out."""
    if isinstance(patch, dict):
        members = dict(below) if isinstance(below, dict) else {}
        for name, value in patch.items():
            if value == "@absent":
                members.pop(name, None)
            else:
                members[name] = _applied(members.get(name), value)
        return members
    if isinstance(patch, list):
        return [_applied(None, item) for item in patch]
    return _value(patch)


def _value(patch: Any) -> Any:
    """Return what a mark stands for; anything else is itself."""
    if patch == "@null":
        return None
    if isinstance(patch, str) and patch.startswith(("@repeat:", "@list:")):
        kind, count, text = patch.split(":", 2)
        return text * int(count) if kind == "@repeat" else [f"{text}{index}/" for index in range(int(count))]
    return patch


def _nulls(patch: Any) -> Any:
    """Return a patch as it is shown: with null for its mark, and every other mark as it is written."""
    if isinstance(patch, dict):
        return {name: _nulls(value) for name, value in patch.items()}
    if isinstance(patch, list):
        return [_nulls(item) for item in patch]
    return None if patch == "@null" else patch
