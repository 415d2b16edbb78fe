"""The service's own wire form, camelCase names as on the REST page: written here, and read back.

Sources: the service's model (botocore, amplifybackend) and the REST reference's pages backend-appid-auth and
backend-appid-auth-backendenvironmentname. The app, and in an update the environment, stand in the path.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import quote, unquote

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, members
from authwizard.request.operation import Operation
from authwizard.request.target import TARGET
from authwizard.request.tree import drop
from authwizard.terminal_text import quoted

from ..carry_over import CarryOver, Part
from ..loaded import Loaded, choose_operation
from ..unreadable import UnreadableError

API_NAMES: Final = frozenset(members(()))
"""The members at the top of a request, as the API names them."""
WIRE_NAMES: Final = frozenset(field.wire for field in members(()).values())
"""The same, as the wire names them."""

_PATH: Final = re.compile(r"/backend/([^/?#]*)/auth(?:/([^/?#]*))?/?")
_IN_PATH: Final[dict[Operation, tuple[str, ...]]] = {
    "create": TARGET[:1],
    "update": TARGET[:2],
}


def to_wire(operation: Operation, body: dict[str, Any]) -> dict[str, Any]:
    """Return method, path and body of the call that a request stands for."""
    names = _IN_PATH[operation]
    values = [
        quote(body[name], safe="") if isinstance(body.get(name), str) else _mark(name) for name in names
    ]
    rest = body
    for name in names:
        rest = drop(rest, (name,))
    path = "/".join(["", "backend", values[0], "auth", *values[1:]])
    return {"method": "POST", "path": path, "body": _renamed(rest, ())}


def from_wire(tree: dict[str, Any], operation: Operation | None) -> Loaded:
    """Read a body of the wire, alone or with method and path.

    Raises:
        UnreadableError: The method or path is another call's.
    """
    problems: list[Problem] = []
    if "path" not in tree or "body" not in tree:
        request = _understood(tree, (), problems)
        chosen, reason = choose_operation(request, operation)
        return Loaded(Draft.from_tree(chosen, request), "rest", reason, problems=tuple(problems))
    root = Part(tree)
    named, in_path = _read_path(root)
    body = root.part("body")
    # A body that is no structure stays untaken, and so is named as left out.
    for name in body.members:
        body.take(name)
    request = {**in_path, **_understood(body.members, (), problems)}
    notes, dropped = CarryOver().finish(root)
    chosen, reason = (operation, "you asked for it") if operation else (named, "its path is that of the call")
    return Loaded(Draft.from_tree(chosen, request), "rest", reason, notes, dropped, tuple(problems))


def understood(tree: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Return a tree of the wire under the API's names, and a problem for each name that is not the wire's."""
    problems: list[Problem] = []
    return _understood(tree, (), problems), problems


def _mark(name: str) -> str:
    """Return what the REST page writes for a value that is not known yet."""
    return f"{{{FIELDS[name,].wire}}}"


def _read_path(root: Part) -> tuple[Operation, dict[str, Any]]:
    path = root.take("path")
    match = _PATH.fullmatch(path) if isinstance(path, str) else None
    if not match or root.take("method") != "POST":
        fix = "Give POST /backend/{appId}/auth, with /{backendEnvironmentName} for an update."
        raise UnreadableError("This is another call than CreateBackendAuth and UpdateBackendAuth.", fix, 1, 1)
    operation: Operation = "create" if match[2] is None else "update"
    given = zip(_IN_PATH[operation], match.groups(""), strict=False)
    return operation, {name: unquote(text) for name, text in given if text != _mark(name)}


def _renamed(value: Any, path: tuple[str, ...]) -> Any:
    """Return a structure with the wire's names; names that the API does not have stay."""
    if not isinstance(value, dict):
        return value
    known = members(path)
    return {
        known[name].wire if name in known else name: _renamed(item, (*path, name))
        for name, item in value.items()
    }


def _understood(value: Any, path: tuple[str, ...], problems: list[Problem]) -> Any:
    """Return a structure of the wire with the API's names; names that the wire does not have stay."""
    if not isinstance(value, dict):
        return value
    known = members(path)
    names = {field.wire: name for name, field in known.items()}
    understood: dict[str, Any] = {}
    for wire, item in value.items():
        name: str = names.get(wire) or wire
        if wire in known and wire not in names:
            what = f"The wire has no member {quoted(wire)} here; it was read as the AWS CLI's name."
            problems.append(Problem.of("unknown-member", (*path, wire), what, f"Write {known[wire].wire}."))
            if known[wire].wire in value:
                continue
        understood[name] = _understood(item, (*path, name), problems)
    return understood
