"""The HTTP server: it takes requests apart, stages faults, and words answers as the services do.

It listens on 127.0.0.1 only. A log line holds the method, the path and the status, never a body or a header.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import socket
import struct
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from aiohttp import web

from authwizard.sandbox import model
from authwizard.sandbox.errors import SandboxError, ServiceError, StateLocked
from authwizard.sandbox.faults import FaultPlan, refusal
from authwizard.sandbox.records import RecordedRequest
from authwizard.sandbox.service import ACCOUNT, CALLER, Service
from authwizard.sandbox.state import Store

HOST: Final = "127.0.0.1"
BODY_LIMIT: Final = 10 * 1024 * 1024  # bytes, as API Gateway's
STS_NAMESPACE: Final = "https://sts.amazonaws.com/doc/2011-06-15/"


@dataclass(frozen=True)
class Options:
    """How a sandbox is run.

    `record` is given every request, `log` every line about one.
    """

    port: int = 0
    state: Path | None = None
    job_seconds: float = 3.0
    plan: FaultPlan = field(default_factory=FaultPlan)
    clock: Callable[[], float] = time.time
    record: Callable[[RecordedRequest], None] | None = None
    log: Callable[[str], None] | None = None


@dataclass(frozen=True)
class _Call:
    """A request whose operation is known, and the failure staged for it."""

    operation: str
    uri: dict[str, str]
    fault: str | None


@asynccontextmanager
async def running(options: Options) -> AsyncIterator[str]:
    """Run a sandbox as long as the context lasts, and give its endpoint URL.

    Raises:
        StateUnreadable: The state file is not one of the sandbox's.
        OSError: The port is taken.
    """
    handler = _Handler(options)
    application = web.Application(client_max_size=BODY_LIMIT)
    application.router.add_route("*", "/{path:.*}", handler.handle)
    runner = web.AppRunner(
        application,
        access_log=None,
        auto_decompress=False,
        handler_cancellation=True,
        logger=_silent_logger(),
        shutdown_timeout=0.2,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, options.port).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _silent_logger() -> logging.Logger:
    """Return a logger that drops all: aiohttp would quote broken requests on the terminal."""
    logger = logging.getLogger("authwizard.sandbox.aiohttp")
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return logger


class _Handler:
    def __init__(self, options: Options) -> None:
        self._options = options
        model.routes()  # Loaded now: the first request shall not run into a short read time-out.
        store = Store(options.state)
        store.load(options.clock())
        self._service = Service(store, options.clock, options.job_seconds)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, or stage the failure that was asked for."""
        found = model.route(request.method, _path(request))
        if found is None:
            return await self._refuse_unknown(request)
        call = _Call(*found, self._options.plan.take(found[0]))
        if call.fault == "reset-before":
            self._record(request, call.operation, b"")
            return self._cut(request)
        body = await request.read()
        self._record(request, call.operation, body)
        match call.fault:
            case "reset":
                return self._cut(request)
            case "hang":
                return await self._hang(request)
            case "garbage":
                self._log(request, "200")
                return web.Response(body=b"<html>not what you asked for", content_type="text/html")
        response = self._answer(request, call, body)
        accepted = response.status == 200
        match call.fault:
            case "applied-reset" | "late-reset" if accepted:
                return self._cut(request)
            case "applied-hang" if accepted:
                return await self._hang(request)
        self._log(request, str(response.status))
        return response

    async def _refuse_unknown(self, request: web.Request) -> web.StreamResponse:
        self._record(request, "unknown", await request.read())
        self._log(request, "404")
        message = "The sandbox does not have this operation."
        return _refused(ServiceError(404, "UnknownOperationException", message), query_protocol=False)

    def _answer(self, request: web.Request, call: _Call, body: bytes) -> web.Response:
        query_protocol = call.operation == "caller-identity"
        try:
            _refuse_browser(request)
            if call.fault and (error := refusal(call.fault, call.operation, CALLER)):
                raise error
            answer = _caller_identity(body) if query_protocol else self._perform(request, call, body)
            if call.fault in ("applied-504", "late-504") and (
                error := refusal("504", call.operation, CALLER)
            ):
                raise error
            return answer
        except ServiceError as error:
            return _refused(error, query_protocol)
        except StateLocked as error:
            return _refused(ServiceError(500, "InternalFailure", str(error)), query_protocol)
        except (SandboxError, OSError):
            message = "The sandbox cannot read or write its state file."
            return _refused(ServiceError(500, "InternalFailure", message), query_protocol)

    def _perform(self, request: web.Request, call: _Call, body: bytes) -> web.Response:
        members = model.read_request(call.operation, call.uri, dict(request.query), body)
        answer = self._service.perform(call.operation, members, _region(request), call.fault)
        return _response(200, json.dumps(model.write_answer(call.operation, answer)), "application/json")

    async def _hang(self, request: web.Request) -> web.StreamResponse:
        """Never answer. The client's going, or the sandbox's end, cancels this handler."""
        self._log(request, "no answer")
        await asyncio.Event().wait()
        return _reset(request)

    def _cut(self, request: web.Request) -> web.StreamResponse:
        self._log(request, "reset")
        return _reset(request)

    def _record(self, request: web.Request, operation: str, body: bytes) -> None:
        if self._options.record:
            headers = request.headers.copy()
            self._options.record(RecordedRequest(operation, request.method, request.raw_path, body, headers))

    def _log(self, request: web.Request, outcome: str) -> None:
        if self._options.log:
            self._options.log(f"{_printable(request.method)} {_printable(_path(request))} {outcome}")


def _path(request: web.Request) -> str:
    return request.raw_path.partition("?")[0]


def _printable(text: str) -> str:
    return "".join(char if "!" <= char <= "~" else f"\\u{ord(char):04x}" for char in text)


def _region(request: web.Request) -> str:
    """Return the region of the signature's credential scope; the signature itself is not looked at."""
    found = re.search(r"Credential=[^/,\s]*/\d{8}/([a-z0-9-]+)/", request.headers.get("Authorization", ""))
    return found[1] if found else "us-east-1"


def _refuse_browser(request: web.Request) -> None:
    """Refuse what a web page sends here: it sends Origin, or calls this machine by another name."""
    host = request.headers.get("Host", "").rpartition(":")[0]
    if "Origin" in request.headers or host not in (HOST, "localhost"):
        message = "The sandbox answers only to programs on this machine."
        raise ServiceError(403, "AccessDeniedException", message)


def _reset(request: web.Request) -> web.StreamResponse:
    """Reset the connection. The response returned is never sent."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        # Closing with a linger time of 0 sends RST in place of FIN.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()


def _response(status: int, text: str, content_type: str) -> web.Response:
    headers = {"x-amzn-RequestId": str(uuid.uuid4())}
    return web.Response(status=status, text=text, content_type=content_type, headers=headers)


def _refused(error: ServiceError, query_protocol: bool) -> web.Response:
    if query_protocol:
        return _refused_in_xml(error)
    text = json.dumps({"message": error.message, **error.members})
    response = _response(error.status, text, "application/json")
    response.headers["x-amzn-ErrorType"] = error.code
    return response


def _refused_in_xml(error: ServiceError) -> web.Response:
    code = error.code.removesuffix("Exception")  # STS says AccessDenied and ExpiredToken
    side = "Sender" if error.status < 500 else "Receiver"
    text = (
        f'<ErrorResponse xmlns="{STS_NAMESPACE}"><Error><Type>{side}</Type><Code>{code}</Code>'
        f"<Message>{escape(error.message)}</Message></Error></ErrorResponse>"
    )
    return _response(error.status, text, "text/xml")


def _caller_identity(body: bytes) -> web.Response:
    if parse_qs(body.decode(errors="replace")).get("Action") != ["GetCallerIdentity"]:
        raise ServiceError(400, "InvalidAction", "The sandbox does not have this operation.")
    text = (
        f'<GetCallerIdentityResponse xmlns="{STS_NAMESPACE}"><GetCallerIdentityResult>'
        f"<Arn>{CALLER}</Arn><UserId>PRACTICE</UserId><Account>{ACCOUNT}</Account>"
        "</GetCallerIdentityResult></GetCallerIdentityResponse>"
    )
    return _response(200, text, "text/xml")
