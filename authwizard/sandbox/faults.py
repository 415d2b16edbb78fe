"""Failures on demand: which operation fails, how, and how many times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from authwizard.sandbox.errors import ServiceError
from authwizard.sandbox.model import OPERATIONS
from authwizard.sandbox.records import WRITES

ALL: Final = "all"

_HTTP: Final[dict[str, tuple[int, str, str]]] = {
    "400": (400, "BadRequestException", "The request is not formed properly."),
    "403": (403, "AccessDeniedException", ""),
    "expired": (403, "ExpiredTokenException", "The security token included in the request is expired"),
    "404": (404, "NotFoundException", "The resource was not found."),
    "429": (429, "TooManyRequestsException", "Rate exceeded"),
    "500": (500, "InternalFailure", "The service failed for an unknown reason."),
    "502": (502, "BadGatewayException", "Bad gateway"),
    "503": (503, "ServiceUnavailableException", "The service is unavailable."),
    "504": (504, "GatewayTimeoutException", "Endpoint request timed out"),
}
_JOB_KINDS: Final = ("job-failed", "job-stuck")
_APPLIED_KINDS: Final = ("applied-504", "applied-reset", "applied-hang", "late-504", "late-reset")

KINDS: Final[tuple[str, ...]] = (
    *_HTTP,
    "hang",
    "reset",
    "reset-before",
    "garbage",
    "error",
    *_JOB_KINDS,
    *_APPLIED_KINDS,
)
"""How a request can fail.

* `400` to `504`: that HTTP status with the service's error for it. `expired`: 403, expired credentials.
* `hang`: the body is read, no answer ever comes. `reset`: the connection is reset after the body.
  `reset-before`: it is reset before the body is read.
* `garbage`: 200 with a body that is neither JSON nor XML.
* `error`: 200 with the member Error set; nothing is changed.
* `job-failed`, `job-stuck`: the request is accepted; its job fails, or does not end (it fails after an hour).
* `applied-504`, `applied-reset`, `applied-hang`: the request is accepted and its job starts, then the answer
  is lost. `late-504`, `late-reset`: the answer is lost, and the job starts LATE_SECONDS after that.
"""

LATE_SECONDS: Final = 15.0
"""How long after its answer was lost a late request is carried out."""

_ONLY_FOR: Final[dict[str, frozenset[str]]] = {
    "error": WRITES | {"get", "get-job"},
    **dict.fromkeys(_JOB_KINDS + _APPLIED_KINDS, WRITES),
}

ERROR_TEXT: Final = "The sandbox was asked to answer with Error."


@dataclass(frozen=True)
class Fault:
    """A failure to be staged.

    Raises:
        ValueError: There is no such operation or kind, they do not go together, or the count is below 1.
    """

    operation: str
    """A name of `OPERATIONS`, or `all`."""
    kind: str
    """One of `KINDS`."""
    count: int | None = None
    """How many requests fail; None for every one."""

    def __post_init__(self) -> None:
        if self.operation != ALL and self.operation not in OPERATIONS:
            raise ValueError(f"A fault's operation is one of {', '.join((*OPERATIONS, ALL))}.")
        if self.kind not in KINDS:
            raise ValueError(f"A fault's kind is one of {', '.join(KINDS)}.")
        if self.operation != ALL and not self.concerns(self.operation):
            names = ", ".join(name for name in OPERATIONS if name in _ONLY_FOR[self.kind])
            raise ValueError(f"The fault {self.kind} is only for {names}.")
        if self.count is not None and self.count < 1:
            raise ValueError("A fault's count is a whole number of at least 1.")

    @classmethod
    def parse(cls, text: str) -> Fault:
        """Read `OPERATION=KIND[:COUNT]`, such as `create=504:1`.

        Raises:
            ValueError: The text is no fault; the message says what it can be.
        """
        operation, equals, rest = text.partition("=")
        kind, colon, count = rest.partition(":")
        if not equals:
            raise ValueError("A fault is OPERATION=KIND or OPERATION=KIND:COUNT, such as create=504:1.")
        if colon and not (count.isascii() and count.isdigit()):
            raise ValueError("A fault's count is a whole number of at least 1.")
        return cls(operation, kind, int(count) if colon else None)

    def __str__(self) -> str:
        return f"{self.operation}={self.kind}" + ("" if self.count is None else f":{self.count}")

    def concerns(self, operation: str) -> bool:
        """Say whether a request for `operation` can fail this way."""
        return self.operation in (ALL, operation) and operation in _ONLY_FOR.get(self.kind, OPERATIONS)


class FaultPlan:
    """The faults that are still to come, in the order in which they were given."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._left: list[tuple[Fault, int | None]] = []
        self.add(*faults)

    def add(self, *faults: Fault) -> None:
        """Put faults behind those that are there."""
        self._left += [(fault, fault.count) for fault in faults]

    def clear(self) -> None:
        """Let every request succeed from now on."""
        self._left = []

    def take(self, operation: str) -> str | None:
        """Return the kind of failure for the next request of an operation, or None, and count it."""
        for place, (fault, left) in enumerate(self._left):
            if fault.concerns(operation):
                if left == 1:
                    del self._left[place]
                elif left is not None:
                    self._left[place] = (fault, left - 1)
                return fault.kind
        return None


def refusal(kind: str, operation: str, caller: str) -> ServiceError | None:
    """Return the service's refusal for a kind of failure, or None for a kind that is no HTTP error.

    Args:
        kind: One of `KINDS`.
        operation: A name of `OPERATIONS`; the message about missing rights names the action.
        caller: The caller's ARN.
    """
    if kind not in _HTTP:
        return None
    status, code, message = _HTTP[kind]
    action = ":".join(OPERATIONS[operation])
    return ServiceError(status, code, message or f"User: {caller} is not authorized to perform: {action}")
