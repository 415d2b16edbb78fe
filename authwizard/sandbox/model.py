"""The wire and the members: requests and answers as botocore's service models describe them.

No path, wire name, required member or enum is written down here: all of it is read from the models that boto3
and the AWS CLI use. botocore is imported when the first request needs it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NoReturn
from urllib.parse import unquote

from authwizard.sandbox.errors import bad_request

if TYPE_CHECKING:
    from botocore.model import OperationModel, Shape

Members = dict[str, Any]

OPERATIONS: Final[Mapping[str, tuple[str, str]]] = {
    "create": ("amplifybackend", "CreateBackendAuth"),
    "update": ("amplifybackend", "UpdateBackendAuth"),
    "get": ("amplifybackend", "GetBackendAuth"),
    "get-backend": ("amplifybackend", "GetBackend"),
    "delete": ("amplifybackend", "DeleteBackendAuth"),
    "get-job": ("amplifybackend", "GetBackendJob"),
    "list-jobs": ("amplifybackend", "ListBackendJobs"),
    "list-apps": ("amplify", "ListApps"),
    "get-app": ("amplify", "GetApp"),
    "list-environments": ("amplify", "ListBackendEnvironments"),
    "caller-identity": ("sts", "GetCallerIdentity"),
}
"""The sandbox's name of each operation, with the service's and the API's."""

SECRET_MEMBERS: Final = frozenset({"ClientSecret", "PrivateKey"})


@cache
def operation_model(operation: str) -> OperationModel:
    """Return botocore's model of an operation of `OPERATIONS`."""
    from botocore.loaders import Loader
    from botocore.model import ServiceModel

    service, name = OPERATIONS[operation]
    return ServiceModel(Loader().load_service_model(service, "service-2"), service).operation_model(name)


@cache
def routes() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return each operation with its HTTP method and its path as a pattern."""
    found = []
    for operation in OPERATIONS:
        http = operation_model(operation).http
        # The requestUri is a plain path with labels in braces: nothing in it is special in a pattern.
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]*)", http["requestUri"])
        found.append((operation, http["method"], re.compile(pattern)))
    return tuple(found)


def route(method: str, path: str) -> tuple[str, dict[str, str]] | None:
    """Find the operation that a request is for, by method and path.

    Args:
        method: The HTTP method.
        path: The path as it was sent, percent-encoded, without the query string.

    Returns:
        The operation and the decoded values of the path under their wire names, or None for no operation.
    """
    for operation, wanted, pattern in routes():
        if method == wanted and (found := pattern.fullmatch(path)):
            return operation, {name: unquote(value) for name, value in found.groupdict().items()}
    return None


def read_request(operation: str, uri: Mapping[str, str], query: Mapping[str, str], body: bytes) -> Members:
    """Turn a REST-JSON request into the operation's members.

    Args:
        operation: A REST-JSON operation of `OPERATIONS`.
        uri: The values of the path, by wire name.
        query: The values of the query string, by wire name.
        body: The raw body; ignored where the operation has no member in it.

    Raises:
        ServiceError: 400 where the request is not what the model allows: unknown or missing members, types,
            ranges, enums, or a body that is not JSON. The message quotes no value.
    """
    shape: Any = operation_model(operation).input_shape
    places = {"uri": uri, "querystring": query}
    problems: list[str] = []
    members: Members = {}
    in_body: dict[str, Shape] = {}
    for name, member in shape.members.items():
        place = member.serialization.get("location")
        wire = _wire_name(name, member)
        if place is None:
            in_body[name] = member
        elif wire in places[place]:
            members[name] = _from_text(member, places[place][wire])
    try:
        if in_body:
            members |= _read_structure(in_body, _parse(body), "", problems)
        problems += _judge(members, shape)
    except RecursionError:
        raise bad_request("The body is nested too deeply.") from None
    if problems:
        raise bad_request("\n".join(problems))
    return members


def write_answer(operation: str, members: Members) -> Any:
    """Turn an operation's members into the JSON tree of the answer, under the wire names."""
    return _write(operation_model(operation).output_shape, members)


def _wire_name(name: str, member: Shape) -> str:
    return str(member.serialization.get("name", name))


def _from_text(shape: Shape, text: str) -> Any:
    if shape.type_name == "integer" and re.fullmatch(r"-?[0-9]{1,9}", text):
        return int(text)
    return text


def _parse(body: bytes) -> dict[str, Any]:
    def refuse(_constant: str) -> NoReturn:
        raise ValueError

    try:
        tree = json.loads(body.decode(), parse_constant=refuse)
        # A lone surrogate or 1e999 can be parsed, and could then be neither stored nor answered.
        json.dumps(tree, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        raise bad_request("The body is not JSON.") from None
    if not isinstance(tree, dict):
        raise bad_request("The body is not a JSON object.")
    return tree


def _read(shape: Any, value: Any, where: str, problems: list[str]) -> Any:
    """Return `value` under the members' names; a value of another type stays as it is, for `_judge`."""
    if shape.type_name == "structure" and isinstance(value, dict):
        return _read_structure(shape.members, value, where, problems)
    if shape.type_name == "list" and isinstance(value, list):
        return [_read(shape.member, item, f"{where}[{index}]", problems) for index, item in enumerate(value)]
    if isinstance(value, str) and getattr(shape, "enum", None) and value not in shape.enum:
        problems.append(f"Value not allowed for {where}, must be one of: {', '.join(shape.enum)}")
    if isinstance(value, bool) and shape.type_name in ("double", "integer"):
        # botocore takes Python's True for 1; on the wire a boolean is no number.
        problems.append(f"Invalid type for parameter {where}: a boolean is not a number")
    return value


def _read_structure(
    shapes: Mapping[str, Shape], tree: dict[str, Any], where: str, problems: list[str]
) -> Members:
    by_wire = {_wire_name(name, member): name for name, member in shapes.items()}
    members: Members = {}
    for wire, value in tree.items():
        if wire in by_wire:
            name = by_wire[wire]
            members[name] = _read(shapes[name], value, f"{where}.{name}" if where else name, problems)
        else:
            known = ", ".join(by_wire)
            problems.append(f'Unknown member in {where or "the body"}: "{wire}", must be one of: {known}')
    return members


def _judge(members: Members, shape: Shape) -> list[str]:
    from botocore.validate import ParamValidator

    report: Any = ParamValidator().validate(_blank(members), shape)
    return str(report.generate_report()).splitlines()


def _blank(value: Any) -> Any:
    """Return a copy of the same types without the values: botocore's messages quote them.

    An empty text stays empty and a number keeps its sign, since the models set minimums of 0 and 1.
    """
    if isinstance(value, str):
        return value and "..."
    if isinstance(value, dict):
        return {name: _blank(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_blank(item) for item in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return type(value)(max(-1, min(1, value)))
    return value


_WRITERS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "structure": lambda shape, value: {
        _wire_name(name, member): _write(member, value[name])
        for name, member in shape.members.items()
        if value.get(name) is not None
    },
    "list": lambda shape, value: [_write(shape.member, item) for item in value],
}


def _write(shape: Any, value: Any) -> Any:
    writer = _WRITERS.get(shape.type_name)
    return writer(shape, value) if writer else value
