"""Every failure of a call: its name, what it means, what to do, and whether the request may have been carried out.

Errors of the service are told apart by their code and HTTP status, never by botocore's class: where the service
uses the names of its REST page, botocore knows no class for them. botocore's own errors have no code.
"""

from __future__ import annotations

import errno
import re
import shlex
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from authwizard.errors import AuthwizardError
from authwizard.terminal_text import visible

from .bounds import TooLongError
from .remedies import REMEDIES

Effect = Literal["none", "unknown"]
"""What a request that failed may have done."""

# Codes, most of them from https://docs.aws.amazon.com/general/latest/gr/CommonErrors.html
_CODES: Final[dict[str, str]] = {
    **dict.fromkeys(("AccessDenied", "UnauthorizedOperation", "OptInRequired"), "access-denied"),
    **dict.fromkeys(("ExpiredToken", "TokenRefreshRequired"), "expired-credentials"),
    **dict.fromkeys(("RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture"), "clock-skew"),
    **dict.fromkeys(
        (
            "InvalidClientTokenId",
            "UnrecognizedClient",
            "InvalidAccessKeyId",
            "AuthFailure",
            "IncompleteSignature",
            "InvalidSignature",
            "SignatureDoesNotMatch",
        ),
        "bad-credentials",
    ),
    **dict.fromkeys(("MissingAuthenticationToken", "MissingAuthentication"), "unsigned"),
    **dict.fromkeys(
        ("TooManyRequests", "LimitExceeded", "Throttling", "Throttled", "RequestLimitExceeded"),
        "too-many-requests",
    ),
    "BadRequest": "bad-request",
    "Validation": "bad-request",
    "NotFound": "not-found",
}
"""The service's codes without `Exception`, and the failure that each is."""

_STATUSES: Final = {
    400: "bad-request",
    401: "bad-credentials",
    403: "access-denied",
    404: "not-found",
    429: "too-many-requests",
}
"""The HTTP statuses that are enough where nobody knows the code."""

_BOTOCORE: Final = {
    "NoCredentialsError": "no-credentials",
    "NoAuthTokenError": "no-credentials",
    "PartialCredentialsError": "partial-credentials",
    "CredentialRetrievalError": "credentials-unavailable",
    "MetadataRetrievalError": "credentials-unavailable",
    "RefreshWithMFAUnsupportedError": "credentials-unavailable",
    "SSOError": "expired-sso",
    "TokenRetrievalError": "expired-sso",
    "LoginError": "expired-login",
    "MissingDependencyException": "missing-dependency",
    "ProfileNotFound": "unknown-profile",
    "NoRegionError": "no-region",
    "InvalidRegionError": "bad-region",
    "ConnectTimeoutError": "connect-timeout",
    "ProxyConnectionError": "proxy",
    "InvalidProxiesConfigError": "proxy",
    "ReadTimeoutError": "read-timeout",
    "ConnectionClosedError": "connection-dropped",
    "ResponseStreamingError": "connection-dropped",
    "IncompleteReadError": "connection-dropped",
}
"""botocore's errors that say by their class what happened; a subclass counts as its base."""

_NOT_SENT: Final = frozenset(
    {
        "ca-bundle",
        "connect-timeout",
        "connection-refused",
        "no-route",
        "no-such-host",
        "proxy",
        "region-unsupported",
        "tls",
    }
)
"""Failures of making the connection: the request was handed to it, and did not leave this machine."""
_HANDSHAKE: Final = frozenset(
    {"CERTIFICATE_VERIFY_FAILED", "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL"}
)
"""What Python's TLS says of a connection that carried no request yet."""
_ROUTE: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN})


_THERE_ALREADY: Final = re.compile(r"\bauth (already exists|already)|already has auth\b", re.IGNORECASE)
"""What the service says of a create where an auth resource is there."""


class CallError(AuthwizardError):
    """Why a call did not succeed. Nothing in it holds a secret or what a terminal would obey.

    Attributes:
        name: Which failure it is: a key of `REMEDIES`.
        effect: "unknown" where the request may have been carried out, "none" where it was not.
        exit_status: The status that a command ends with.
    """

    exit_status: Final = 3

    def __init__(self, name: str, message: str, fix: str, *, effect: Effect = "none") -> None:
        super().__init__(message, fix)
        self.name = name
        self.effect = effect


@dataclass(frozen=True)
class Call:
    """What was called and how, for the words of a failure."""

    service: str = ""
    operation: str = ""
    profile: str = "default"
    region: str = ""
    host: str = ""
    uses_sso: bool = False
    knows_region: bool = True
    shown: Callable[[str], str] = visible
    """Makes a text of the service one that may be shown."""


def explained(error: Exception, call: Call | None = None, *, sent: bool = False) -> CallError:
    """Return the failure that an exception of boto3 stands for. It keeps no reference to the exception.

    Args:
        error: The exception.
        call: What was called.
        sent: Whether the request was handed over to be sent. Then only a refusal (4xx) and a connection that was not
            made leave no doubt that it had no effect.
    """
    call = call or Call()
    response = getattr(error, "response", None)
    if isinstance(response, dict) and "Error" in response:
        return _of_the_service(response, call)
    name = _name_of(error, sent)
    if name == "no-such-host" and not call.knows_region:
        name = "region-unsupported"
    return failure(name, call, effect="unknown" if sent and name not in _NOT_SENT else "none")


def failure(
    name: str,
    call: Call,
    *,
    effect: Effect = "none",
    status: int | None = None,
    said: str = "",
) -> CallError:
    """Make a failure of its name; `said` is what the service said of it."""
    what, fix = REMEDIES[name]
    words = {
        "action": f"{call.service}:{call.operation}",
        "host": visible(call.host) or "the endpoint",
        "operation": call.operation or "the request",
        "profile": visible(call.profile),
        "profile_word": visible(shlex.quote(call.profile)),
        "region": visible(call.region),
        "status": status or "",
    }
    message = what.format_map(words)
    if said:
        message += f" The service says: {said}{'' if said.endswith(('.', '!', '?')) else '.'}"
    if name == "expired-credentials" and call.uses_sso:
        fix = REMEDIES["expired-sso"][1]
    return CallError(name, message, fix.format_map(words), effect=effect)


def _of_the_service(response: dict[str, Any], call: Call) -> CallError:
    """Read an error answer by its code and status."""
    error = response.get("Error") or {}
    code, text = call.shown(str(error.get("Code") or "")), error.get("Message") or ""
    status = (response.get("ResponseMetadata") or {}).get("HTTPStatusCode")
    status = status if isinstance(status, int) else None
    said = text if isinstance(text, str) else ""
    name = _service_name(code, status, said)
    is_refusal = status is not None and 400 <= status < 500 and name != "service-error"
    effect: Effect = "none" if is_refusal else "unknown"
    named = "" if code in ("", str(status)) else f" ({code})"
    sentence = call.shown(said).rstrip(".") if named else call.shown(said)
    shown = f"{sentence}{named}" if said else named.strip(" ()")
    denied = re.search(r"not authorized to perform:? ([a-z0-9-]+):([A-Za-z]+)", said)
    if denied and name == "access-denied":
        call = Call(denied[1], denied[2], call.profile, call.region, call.host)
    return failure(name, call, effect=effect, status=status, said=shown)


def _service_name(code: str, status: int | None, said: str) -> str:
    plain = code.removesuffix("Exception")
    if _THERE_ALREADY.search(said) and 400 <= (status or 0) < 500:
        return "auth-already"
    if "pending job" in said.lower() and (status or 0) < 500:
        return "pending-job"
    if plain in ("SignatureDoesNotMatch", "InvalidSignature") and re.search(
        r"signature (has )?expired|not yet current|skew", said, re.IGNORECASE
    ):
        return "clock-skew"
    # 408 says only that somebody's patience was over.
    if (status or 0) >= 500 or status == 408 or plain in ("GatewayTimeout", "InternalService"):
        return "service-error"
    if status is None or status < 400:
        return "not-json"  # a redirection, or a status that no answer of this service has
    return _CODES.get(plain) or _STATUSES.get(status, "refused")


def _name_of(error: Exception, sent: bool) -> str:
    """Tell what one of botocore's own errors, or an error of reading an answer, is about."""
    kinds = [kind.__name__ for kind in type(error).__mro__]
    if "SSLError" in kinds:
        return _tls_name(error)
    if "EndpointConnectionError" in kinds:
        return _connection_name(error)
    for kind in kinds:
        if kind in _BOTOCORE:
            return _BOTOCORE[kind]
    if type(error) is RuntimeError and not sent:
        return "expired-credentials"  # botocore's, where refreshed credentials are expired still
    if any(isinstance(cause, TooLongError) for cause in _causes(error)):
        return "not-json"
    if "HTTPClientError" in kinds:
        is_bundle = any("TLS CA certificate bundle" in str(cause) for cause in _causes(error))
        return "ca-bundle" if is_bundle else "connection-dropped"
    # What is no error of botocore's own arose while an answer was read.
    return "aws-config" if "BotoCoreError" in kinds else "not-json"


def _connection_name(error: Exception) -> str:
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return "no-such-host"
        if isinstance(cause, OSError) and cause.errno == errno.ECONNREFUSED:
            return "connection-refused"
        if isinstance(cause, OSError) and cause.errno in _ROUTE:
            return "no-route"
    return "no-route"


def _tls_name(error: Exception) -> str:
    causes = list(_causes(error))
    reasons = {getattr(cause, "reason", None) for cause in causes if isinstance(cause, ssl.SSLError)}
    if "NO_CERTIFICATE_OR_CRL_FOUND" in reasons or any(
        isinstance(cause, FileNotFoundError) for cause in causes
    ):
        return "ca-bundle"
    if reasons & _HANDSHAKE or any(isinstance(cause, ssl.CertificateError) for cause in causes):
        return "tls"
    return "tls-broken"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came from: Python's chain, and what botocore and urllib3 put into it."""
    waiting: list[Any] = [error]
    seen: list[BaseException] = []
    while waiting:
        cause = waiting.pop()
        if not isinstance(cause, BaseException) or any(cause is old for old in seen):
            continue
        seen.append(cause)
        yield cause
        kwargs = getattr(cause, "kwargs", None)
        named = kwargs.get("error") if isinstance(kwargs, dict) else None
        waiting += [named, cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]
