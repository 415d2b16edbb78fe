"""botocore's debug log, redacted.

botocore logs bodies, signatures and tokens in clear. So nothing of a record passes that is not known to be harmless:
the log is made of what is listed here, and of every other record only its place in the source is shown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TextIO
from urllib.parse import urlsplit

from authwizard.terminal_text import visible

_LOGGERS: Final = ("botocore", "boto3", "urllib3")
_CHATTER: Final = ("botocore.hooks", "botocore.loaders")
"""Loggers with hundreds of records per call that say nothing of it."""
REDACTED: Final = "(redacted)"

_HARMLESS_HEADERS: Final = frozenset(
    {
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "connection",
        "content-length",
        "content-type",
        "date",
        "retry-after",
        "user-agent",
        "x-amz-date",
        "x-amzn-errortype",
        "x-amzn-requestid",
    }
)
"""Headers whose values are shown; of all others only the name."""

_HARMLESS_MESSAGES: Final = frozenset(
    {
        "Calculating signature using v4 auth.",
        "Credentials need to be refreshed.",
        "Credentials were found in cache, but they are expired.",
        "Found credentials in environment variables.",
        "Looking for credentials via: %s",
        "Max attempts of %s reached.",
        "No retry needed.",
        "Not retrying request.",
        "Registering retry handlers for service: %s",
        "Response received to retry, sleeping for %s seconds",
        "Retry needed but retry quota reached, not retrying request.",
        "Retry needed, retrying request after delay of: %s",
        "Setting %s timeout as %s",
        "Starting new HTTP connection (%d): %s:%s",
        "Starting new HTTPS connection (%d): %s:%s",
    }
)
"""Messages of botocore and urllib3 whose arguments are numbers, and names of services, hosts and providers."""


class RedactingFormatter(logging.Formatter):
    """Writes a record without anything that is not known to be harmless. Tracebacks become the error's class."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record."""
        when = self.formatTime(record)
        text = visible(_describe(record))
        return f"{when} {record.name} {record.levelname} {text}{_error(record)}"


def _error(record: logging.LogRecord) -> str:
    kind = record.exc_info[0] if record.exc_info else None
    return f" [{kind.__name__}]" if kind else ""


def _describe(record: logging.LogRecord) -> str:
    message = str(record.msg)
    # logging takes a single mapping for the arguments themselves.
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    describe = _DESCRIBED.get(message)
    try:
        if describe:
            return describe(args)
        if message in _HARMLESS_MESSAGES:
            return message % args
    except Exception:  # a newer botocore passes other arguments
        return _place(record)
    return _place(record)


def _place(record: logging.LogRecord) -> str:
    return f"{record.funcName}:{record.lineno} {REDACTED}"


def _request(args: tuple[Any, ...]) -> str:
    model, request = args
    body = request.get("body") or b""
    size = len(body) if isinstance(body, bytes | str) else "?"
    url = _url(str(request.get("url", "")))
    headers = _headers(request.get("headers"))
    return f"{model.name}: {request.get('method')} {url} {headers}, body of {size} bytes {REDACTED}"


def _sent(args: tuple[Any, ...]) -> str:
    (request,) = args
    return f"Sending {request.method} {_url(str(request.url))} {_headers(request.headers)}"


def _answer(args: tuple[Any, ...]) -> str:
    return f"Response headers: {_headers(args[0] if args else None)}"


def _answered(args: tuple[Any, ...]) -> str:
    method, status, size = args[3], args[6], args[7]
    return f"{args[0]}://{args[1]}:{args[2]} {method} answered {status}, {size} bytes"


def _url(url: str) -> str:
    """Return a URL without user, password and query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"


def _headers(headers: Any) -> str:
    if not isinstance(headers, Mapping) and not hasattr(headers, "items"):
        return f"headers {REDACTED}"
    return ", ".join(
        f"{_text(name)}: {_header(_text(name), _text(value))}" for name, value in headers.items()
    )


def _header(name: str, value: str) -> str:
    return value if name.lower() in _HARMLESS_HEADERS else REDACTED


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


_DESCRIBED: Final[Mapping[str, Callable[[tuple[Any, ...]], str]]] = {
    "Making request for %s with params: %s": _request,
    "Sending http request: %s": _sent,
    "Response headers: %r": _answer,
    '%s://%s:%s "%s %s %s" %s %s': _answered,
}
"""Messages of which a part is shown."""


@contextmanager
def debug_log(stream: TextIO) -> Iterator[None]:
    """Write botocore's debug log, redacted, to a stream as long as the context lasts.

    No other handler gets these records meanwhile: the root logger's might write them as they are.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(RedactingFormatter())
    handler.addFilter(lambda record: record.name not in _CHATTER)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    kept = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
    try:
        yield
    finally:
        for logger, (level, propagate) in zip(loggers, kept, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate
