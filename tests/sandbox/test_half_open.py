"""Connections of clients that do not go on come to an end."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from urllib.parse import urlsplit

import pytest

from authwizard.sandbox import Sandbox
from tests.sandbox.calls import APP, SMALL, TARGET, raw

PATIENCE = 0.1
HEADER = b"POST /backend/d1/job/dev HTTP/1.1\r\nHost: 127.0.0.1:1\r\nContent-Length: 9\r\n"


@contextmanager
def connected(sandbox: Sandbox) -> Iterator[socket.socket]:
    """Connect to a sandbox, and take in little of what it sends."""
    address = urlsplit(sandbox.endpoint_url)
    with socket.socket() as connection:
        connection.settimeout(60)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect((address.hostname, address.port))
        yield connection


def wait_for_the_end(connection: socket.socket) -> bytes:
    """Read until the other side has closed or reset the connection, and return what it sent."""
    received = b""
    try:
        while part := connection.recv(65536):
            received += part
    except ConnectionResetError:
        pass
    return received


@pytest.mark.parametrize(
    "sent",
    [b"", b"POST /apps", HEADER, HEADER + b"\r\n", HEADER + b"\r\n{}", b"GET /none HTTP/1.1\r\n"],
    ids=["nothing", "half a line", "half a header", "no body", "half a body", "half an unknown one"],
)
def test_a_client_that_does_not_send_a_whole_request_is_given_up(sent: bytes) -> None:
    with Sandbox(patience=PATIENCE) as sandbox, connected(sandbox) as connection:
        connection.sendall(sent)
        assert wait_for_the_end(connection) == b""


def test_a_client_that_does_not_take_its_answer_is_given_up(tmp_path: Path) -> None:
    state, log = tmp_path / "state.json", Queue[str]()
    # More than the system takes off the sandbox's hands.
    auth = {"resource_name": TARGET["ResourceName"], "config": SMALL | {"Service": "x" * 20_000_000}}
    app = {"app_id": APP, "name": "practice", "created": 0.0}
    environment = {"name": "dev", "created": 0.0, "auth": auth}
    state.write_text(json.dumps({"format": 1, "apps": [app | {"environments": [environment]}], "jobs": []}))
    body = json.dumps({"resourceName": TARGET["ResourceName"]}).encode()
    request = f"POST /backend/{APP}/auth/dev/details HTTP/1.1\r\nHost: localhost:1\r\n"
    with Sandbox(state=state, patience=PATIENCE, log=log.put) as sandbox, connected(sandbox) as connection:
        connection.sendall(f"{request}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        lines = [log.get(timeout=60), log.get(timeout=60)]
        assert lines == [
            f"POST /backend/{APP}/auth/dev/details {outcome}" for outcome in ("200", "timed out")
        ]
        assert len(wait_for_the_end(connection)) < 20_000_000


def test_a_client_that_sends_too_much_and_stays_is_given_up() -> None:
    with Sandbox(patience=PATIENCE) as sandbox, connected(sandbox) as connection:
        connection.sendall(HEADER.replace(b"9", b"99999999") + b"\r\n" + b" " * (10 * 1024 * 1024 + 1))
        assert wait_for_the_end(connection).startswith(b"HTTP/1.1 413 ")


def test_no_connection_is_kept_after_an_answer() -> None:
    with Sandbox() as sandbox, connected(sandbox) as connection:
        connection.sendall(b"GET /apps HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n")
        assert wait_for_the_end(connection).startswith(b"HTTP/1.1 200 ")
        _, headers, _ = raw(sandbox, "/apps", method="GET")
        assert headers["Connection"] == "close"
