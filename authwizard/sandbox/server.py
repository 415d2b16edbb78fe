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
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from aiohttp import web

from authwizard.sandbox import model
from authwizard.sandbox.answers import caller_identity, refused, respond
from authwizard.sandbox.descriptions import CALLER
from authwizard.sandbox.errors import SandboxError, ServiceError, StateLockedError
from authwizard.sandbox.faults import FaultPlan, refusal
from authwizard.sandbox.records import RecordedRequest
from authwizard.sandbox.service import Service
from authwizard.sandbox.state import Store

HOST: Final = "127.0.0.1"
BODY_LIMIT: Final = 10 * 1024 * 1024  # bytes, as API Gateway's


@dataclass(frozen=True)
class Options:
    """How a sandbox is run.

    `record` is given every request, `log` every line about one. `patience` is how many seconds a client may take for
    each of these: to send a request's header, its body, and to take the answer.
    """

    port: int = 0
    state: Path | None = None
    job_seconds: float = 3.0
    plan: FaultPlan = field(default_factory=FaultPlan)
    clock: Callable[[], float] = time.time
    patience: float = 10.0
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
        StateUnreadableError: The state file is not one of the sandbox's.
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
        keepalive_timeout=options.patience,
        lingering_time=options.patience,
        logger=_silent_logger(),
        shutdown_timeout=0.2,
    )
    await runner.setup()
    try:
        loop = asyncio.get_running_loop()
        listening = await loop.create_server(partial(handler.accept, runner), HOST, options.port)
        try:
            yield f"http://{HOST}:{listening.sockets[0].getsockname()[1]}"
        finally:
            await _close(listening)
    finally:
        await runner.cleanup()


async def _close(listening: asyncio.Server) -> None:
    """Listen no more, and lose no connection that was just accepted.

    A server that is closed lets go of such a connection without closing its socket
    (https://github.com/python/cpython/issues/109564).
    """
    with suppress(NotImplementedError):  # Windows' event loop accepts in another way.
        asyncio.get_running_loop().remove_reader(listening.sockets[0].fileno())
    # One turn makes the connection's transport, the next gives it to aiohttp, whose clean-up then ends it.
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    listening.close()


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
        self._silent: set[web.RequestHandler] = set()
        """The connections over which no request has come yet."""

    def accept(self, runner: web.AppRunner) -> web.RequestHandler:
        """Return aiohttp's protocol for a new connection, which ends unless a request arrives in time."""
        assert runner.server is not None
        protocol = runner.server()
        self._silent.add(protocol)
        asyncio.get_running_loop().call_later(self._options.patience, self._end_silent, protocol)
        return protocol

    def _end_silent(self, protocol: web.RequestHandler) -> None:
        if protocol in self._silent:
            self._silent.remove(protocol)
            if protocol.transport is not None:
                protocol.transport.abort()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, or stage the failure that was asked for."""
        self._silent.discard(request.protocol)
        try:
            response = await self._respond(request)
            # A connection that was kept could end just when the client sends its next request, which would be lost.
            response.force_close()
            await self._deliver(request, response)
        except TimeoutError:
            return self._cut(request, "timed out")
        return response

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        found = model.route(request.method, _path(request))
        if _is_from_a_page(request):
            message = "The sandbox answers only to programs on this machine."
            error = ServiceError(403, "AccessDeniedException", message)
            return await self._refuse(request, found[0] if found else "unknown", error)
        if found is None:
            error = ServiceError(
                404, "UnknownOperationException", "The sandbox does not have this operation."
            )
            return await self._refuse(request, "unknown", error)
        return await self._perform_or_fail(request, _Call(*found, self._options.plan.take(found[0])))

    async def _perform_or_fail(self, request: web.Request, call: _Call) -> web.StreamResponse:
        if call.fault == "reset-before":
            self._record(request, call.operation, b"")
            return self._cut(request)
        body = await self._read(request)
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

    async def _refuse(self, request: web.Request, operation: str, error: ServiceError) -> web.Response:
        self._record(request, operation, await self._read(request))
        self._log(request, str(error.status))
        return refused(error, query_protocol=operation == "caller-identity")

    async def _read(self, request: web.Request) -> bytes:
        async with asyncio.timeout(self._options.patience):
            return await request.read()

    async def _deliver(self, request: web.Request, response: web.StreamResponse) -> None:
        """Send an answer and wait until the system has taken all of it."""
        if request.transport is None or request.transport.is_closing():
            return
        request.transport.set_write_buffer_limits(0)
        # A client that is gone has no use for it.
        with suppress(ConnectionError):
            async with asyncio.timeout(self._options.patience):
                await response.prepare(request)
                await response.write_eof()

    def _answer(self, request: web.Request, call: _Call, body: bytes) -> web.Response:
        query_protocol = call.operation == "caller-identity"
        try:
            if call.fault and (error := refusal(call.fault, call.operation, CALLER)):
                raise error
            answer = caller_identity(body) if query_protocol else self._perform(request, call, body)
            if call.fault in ("applied-504", "late-504") and (
                error := refusal("504", call.operation, CALLER)
            ):
                raise error
            return answer
        except ServiceError as error:
            return refused(error, query_protocol)
        except StateLockedError as error:
            return refused(ServiceError(500, "InternalFailure", str(error)), query_protocol)
        except (SandboxError, OSError):
            message = "The sandbox cannot read or write its state file."
            return refused(ServiceError(500, "InternalFailure", message), query_protocol)

    def _perform(self, request: web.Request, call: _Call, body: bytes) -> web.Response:
        members = model.read_request(call.operation, call.uri, dict(request.query), body)
        answer = self._service.perform(call.operation, members, _region(request), call.fault)
        return respond(200, json.dumps(model.write_answer(call.operation, answer)), "application/json")

    async def _hang(self, request: web.Request) -> web.StreamResponse:
        """Never answer. The client's going, or the sandbox's end, cancels this handler."""
        self._log(request, "no answer")
        await asyncio.Event().wait()
        return _reset(request)

    def _cut(self, request: web.Request, outcome: str = "reset") -> web.StreamResponse:
        self._log(request, outcome)
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


def _is_from_a_page(request: web.Request) -> bool:
    """Tell whether a web page sent this: it sends Origin, comes from elsewhere, or calls this machine by another name.

    Another port of this machine is the same site to a browser, and yet not the same origin.
    """
    host = request.headers.get("Host", "").rpartition(":")[0]
    return (
        "Origin" in request.headers
        or request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
        or host not in (HOST, "localhost")
    )


def _reset(request: web.Request) -> web.StreamResponse:
    """Reset the connection. The response returned is never sent."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        # Closing with a linger time of 0 sends RST in place of FIN.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()
