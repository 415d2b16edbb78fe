"""The two operations, create and update: their names in the API and in the AWS CLI."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Operation = Literal["create", "update"]

CREATE: Final[tuple[Operation, ...]] = ("create",)
UPDATE: Final[tuple[Operation, ...]] = ("update",)
BOTH: Final[tuple[Operation, ...]] = ("create", "update")


class ApiCall(NamedTuple):
    """How an operation is called: its name in the API, and that of its command in the AWS CLI."""

    name: str
    command: str


OPERATIONS: Final[Mapping[Operation, ApiCall]] = MappingProxyType(
    {
        "create": ApiCall("CreateBackendAuth", "create-backend-auth"),
        "update": ApiCall("UpdateBackendAuth", "update-backend-auth"),
    }
)
