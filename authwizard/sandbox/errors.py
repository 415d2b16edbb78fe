"""What can go wrong: ServiceError answers one request; SandboxError says that the sandbox cannot work."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from authwizard.errors import AuthwizardError


class ServiceError(Exception):
    """A refusal, as the service words it.

    Args:
        status: The HTTP status.
        code: The error's name, such as `NotFoundException`.
        message: The text for the caller. It quotes no value of the request.
        members: Further members of the error's shape under their wire names, such as `resourceType`.
    """

    def __init__(
        self, status: int, code: str, message: str, members: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.members = members


class SandboxError(AuthwizardError):
    """The sandbox cannot do its work."""


class SandboxMissingError(SandboxError):
    """The sandbox's HTTP library is not installed."""


class StateUnreadableError(SandboxError):
    """The state file cannot be read, or holds something else than a state of the sandbox."""


class StateLockedError(SandboxError):
    """Another process has held the state file for too long."""


def bad_request(message: str) -> ServiceError:
    """Return the answer to a request that the service model does not allow."""
    return ServiceError(400, "BadRequestException", message)


def not_found(message: str, resource_type: str) -> ServiceError:
    """Return the answer to a request for something that does not exist."""
    return ServiceError(404, "NotFoundException", message, {"resourceType": resource_type})
