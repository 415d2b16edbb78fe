"""A stand-in for the AWS services on this machine, for practice and for tests.

It speaks AmplifyBackend's auth and job operations, what the pickers need of Amplify, and STS
GetCallerIdentity. It listens on 127.0.0.1 only, checks no signature and keeps no secret. Importing this
package imports neither aiohttp (the extra `sandbox`) nor botocore.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from authwizard.sandbox.errors import SandboxError, SandboxMissingError, StateUnreadableError
from authwizard.sandbox.faults import KINDS, Fault, FaultPlan
from authwizard.sandbox.model import OPERATIONS
from authwizard.sandbox.records import WRITES, RecordedRequest

if TYPE_CHECKING:
    from authwizard.sandbox.server import Options

__all__ = [
    "INSTALL_COMMAND",
    "KINDS",
    "OPERATIONS",
    "Fault",
    "RecordedRequest",
    "Sandbox",
    "SandboxError",
    "SandboxMissingError",
    "StateUnreadableError",
    "require",
    "serve",
]

INSTALL_COMMAND = "pip install 'authwizard[sandbox]'"


def require() -> None:
    """Make sure that the sandbox can run here.

    Raises:
        SandboxMissingError: aiohttp is not installed; the message says how to install it.
    """
    if find_spec("aiohttp") is None:
        raise SandboxMissingError(f"The sandbox needs aiohttp. Install it with: {INSTALL_COMMAND}")


class Sandbox:
    """A sandbox in a thread of its own, as a context manager or by `start` and `stop`.

    Args:
        port: The port on 127.0.0.1; 0 takes a free one.
        state: A JSON file that outlives the sandbox; None keeps the state in memory.
        faults: The failures to stage, in this order.
        job_seconds: How long a job takes; 0 completes it at once.
        log: Is given one line per request, from the sandbox's thread.
        clock: Returns seconds since the epoch; called from the sandbox's thread.
        patience: Seconds until a client that does not go on counts as gone.
    """

    def __init__(
        self,
        port: int = 0,
        state: Path | None = None,
        faults: Sequence[Fault] = (),
        job_seconds: float = 3.0,
        log: Callable[[str], None] | None = None,
        *,
        clock: Callable[[], float] = time.time,
        patience: float = 10.0,
    ) -> None:
        self.faults = FaultPlan(faults)
        """The failures that are still to come. They can be added and cleared while the sandbox runs."""
        self._port = port
        self._state = state
        self._job_seconds = job_seconds
        self._log = log
        self._clock = clock
        self._patience = patience
        self._requests: list[RecordedRequest] = []
        self._thread: threading.Thread | None = None
        self._stop_asked: Future[None] = Future()
        self._endpoint_url: str | None = None

    @property
    def endpoint_url(self) -> str:
        """The URL for `--endpoint-url`, such as `http://127.0.0.1:8080`.

        Raises:
            RuntimeError: The sandbox does not run.
        """
        if self._endpoint_url is None:
            raise RuntimeError("The sandbox is not running.")
        return self._endpoint_url

    @property
    def requests(self) -> list[RecordedRequest]:
        """Every request so far, in the order of arrival; a request is here before it is answered."""
        return list(self._requests)

    @property
    def writes(self) -> list[RecordedRequest]:
        """The requests that create, update or delete."""
        return [request for request in self._requests if request.operation in WRITES]

    def start(self) -> None:
        """Start the sandbox and return when it listens.

        Raises:
            SandboxMissingError: aiohttp is not installed.
            StateUnreadableError: The state file is not one of the sandbox's.
            OSError: The port is taken.
            RuntimeError: The sandbox runs already.
        """
        if self._thread is not None:
            raise RuntimeError("The sandbox is running already.")
        require()
        ready: Future[str] = Future()
        self._stop_asked = Future()
        self._thread = threading.Thread(target=self._run, args=(ready,), name="sandbox", daemon=True)
        self._thread.start()
        try:
            self._endpoint_url = ready.result()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the sandbox and return when it has closed its connections; it can be started again."""
        if self._thread is None:
            return
        self._stop_asked.set_result(None)
        self._thread.join()
        self._thread = self._endpoint_url = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self, ready: Future[str]) -> None:
        try:
            asyncio.run(self._main(ready))
        except BaseException as error:  # Whatever it is, `start` waits for it and raises it there.
            if not ready.done():
                ready.set_exception(error)

    async def _main(self, ready: Future[str]) -> None:
        from authwizard.sandbox.server import running

        async with running(self._options()) as endpoint_url:
            ready.set_result(endpoint_url)
            await asyncio.wrap_future(self._stop_asked)

    def _options(self) -> Options:
        from authwizard.sandbox.server import Options

        return Options(
            self._port,
            self._state,
            self._job_seconds,
            self.faults,
            self._clock,
            self._patience,
            record=self._requests.append,
            log=self._log,
        )


def serve(
    port: int,
    state: Path | None,
    faults: Sequence[Fault],
    job_seconds: float,
    announce: Callable[[str], None],
    log: Callable[[str], None] | None = None,
) -> None:
    """Run a sandbox in the foreground until Ctrl+C, and return then. No request is kept in memory.

    Args:
        port: The port on 127.0.0.1; 0 takes a free one.
        state: A JSON file that outlives the sandbox; None keeps the state in memory.
        faults: The failures to stage, in this order.
        job_seconds: How long a job takes.
        announce: Is given the endpoint URL when the sandbox listens.
        log: Is given one line per request.

    Raises:
        SandboxMissingError: aiohttp is not installed.
        StateUnreadableError: The state file is not one of the sandbox's.
        OSError: The port is taken.
    """
    require()

    async def main() -> None:
        from authwizard.sandbox.server import Options, running

        options = Options(port, state, job_seconds, FaultPlan(faults), log=log)
        async with running(options) as endpoint_url:
            announce(endpoint_url)
            await asyncio.Event().wait()

    with suppress(KeyboardInterrupt):
        asyncio.run(main())
