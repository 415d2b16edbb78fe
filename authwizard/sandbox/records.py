"""What reached the sandbox, kept for those who compare bodies byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

WRITES = frozenset({"create", "update", "delete"})


@dataclass(frozen=True)
class RecordedRequest:
    """One request as it came in.

    A body may hold client secrets and the headers hold a signature, so neither is in the repr.
    """

    operation: str
    """The sandbox's name of the operation, such as `create`, or `unknown`."""
    method: str
    path: str
    """The path as it was sent: percent-encoded, with the query string."""
    body: bytes = field(repr=False)
    """The raw bytes; empty where a fault closed the connection before the body was read."""
    headers: Mapping[str, str] = field(repr=False)
    """The headers; their names are compared without regard to case."""
