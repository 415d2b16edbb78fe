"""A server whose answers to a write are unclear: each of them may stand for a request that was carried out."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from authwizard.aws.bounds import MOST_BYTES
from tests.aws.calls import TARGET

_PLACE: Final = {"appId": TARGET.app_id, "backendEnvironmentName": TARGET.environment}
_CALLER: Final = (
    b'<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>'
    b"<Arn>arn:aws:iam::000000000000:user/practice</Arn><UserId>P</UserId><Account>000000000000</Account>"
    b"</GetCallerIdentityResult></GetCallerIdentityResponse>"
)

Answer = Callable[[socket.socket, threading.Event], None]
"""Answers a request on its connection; the event says that the server is about to end."""


def _http(
    status: int, body: bytes = b"", headers: str = "Content-Type: application/json", length: int = -1
) -> bytes:
    size = len(body) if length < 0 else length
    return f"HTTP/1.1 {status} X\r\n{headers}\r\nContent-Length: {size}\r\n\r\n".encode() + body


def _sending(data: bytes) -> Answer:
    return lambda connection, _: connection.sendall(data)


def _json(value: object, status: int = 200) -> Answer:
    return _sending(_http(status, json.dumps(value).encode()))


def _reset(connection: socket.socket, _: threading.Event) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _dripping(begin: bytes) -> Answer:
    def drip(connection: socket.socket, end: threading.Event) -> None:
        connection.sendall(begin)
        while not end.wait(0.05):
            connection.sendall(b" ")

    return drip


def _endless(connection: socket.socket, end: threading.Event) -> None:
    connection.sendall(_http(200, length=10 * MOST_BYTES))
    while not end.is_set():
        connection.sendall(b" " * 65536)


def _silent(_: socket.socket, end: threading.Event) -> None:
    end.wait(20)


_PENDING: Final = "There is already a pending job for the requested appId d1a2b3c4d5"
UNCLEAR: Final[dict[str, Answer]] = {
    "200 without a body": _sending(_http(200)),
    "200 of HTML": _sending(_http(200, b"<html>login</html>", "Content-Type: text/html")),
    "200 of cut JSON": _sending(_http(200, b'{"appId": "d1a2b3c4d5", "jobId": "4')),
    "200 cut by the connection": _sending(_http(200, b'{"appId": "d1a', length=900)),
    "200 of a list": _json([]),
    "200 of null": _json(None),
    "200 of a text": _json("accepted"),
    "200 of a number": _json(3),
    "200 of nothing": _json({}),
    "200 nested 100,000 deep": _sending(_http(200, b"[" * 100_000 + b"]" * 100_000)),
    "200 of an object nested 100,000 deep": _sending(_http(200, b'{"a":' * 100_000)),
    "200 that is no UTF-8": _sending(_http(200, b'{"appId": "\xff\xfe"}')),
    "200 with a null app": _json({"appId": None}),
    "200 without a job": _json(_PLACE),
    "200 with another app's job": _json({**_PLACE, "appId": "dother", "jobId": "j-1", "status": "COMPLETED"}),
    "200 with another environment's job": _json(
        {**_PLACE, "backendEnvironmentName": "prod", "jobId": "j-1", "status": "COMPLETED"}
    ),
    "200 with a path for a job's ID": _json({**_PLACE, "jobId": "../../x", "status": "COMPLETED"}),
    "200 with a number for a job's ID": _json({**_PLACE, "jobId": 12, "status": "COMPLETED"}),
    "200 with an escape in a job's ID": _json({**_PLACE, "jobId": "\x1b[31mj", "status": "COMPLETED"}),
    "201 without a body": _sending(_http(201)),
    "202 without a body": _sending(_http(202)),
    "204": _sending(_http(204)),
    "301": _sending(_http(301, b"", "Location: https://127.0.0.1:9/")),
    "302 to a login page": _sending(_http(302, b"<html>", "Location: https://127.0.0.1:9/login")),
    "408": _json({"message": "slow"}, 408),
    "500": _json({"message": "failed"}, 500),
    "500 without a body": _sending(_http(500)),
    "500 that speaks of a pending job": _json({"message": _PENDING}, 500),
    "502 of HTML": _sending(_http(502, b"<html>Bad gateway</html>", "Content-Type: text/html")),
    "503 nested 100,000 deep": _sending(_http(503, b"[" * 100_000)),
    "504": _json({"message": "Endpoint request timed out"}, 504),
    "504 that speaks of a pending job": _json({"message": _PENDING}, 504),
    "a status that is none": _sending(b"HTTP/1.1 999 ?\r\nContent-Length: 2\r\n\r\n{}"),
    "no HTTP": _sending(b"\x00\x01\x02 what?\r\n\r\n"),
    "broken chunks": _sending(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}"),
    "a reset connection": _reset,
    "a closed connection": _sending(b""),
    "silence": _silent,
    "a body that drips": _dripping(_http(200, length=1_000_000)),
    "a header that drips": _dripping(b"HTTP/1.1 200 OK\r\nX-Slow:"),
    "a body without end": _endless,
}
"""What may come back for a create, and leaves open whether it was carried out."""
NEVER_ENDING: Final = {"silence", "a body that drips", "a header that drips"}
"""Those of them that only a time-out ends: the others come as late as a busy machine lets them."""


class UnclearServer:
    """Answers creates unclearly; of what it has it says that there is nothing."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.writes = 0
        self.reads: list[str] = []
        self._end = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        """End every connection."""
        self._end.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(10)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            first = _read_request(connection)
            path = first.split(" ")[1] if " " in first else ""
            if path == f"/backend/{TARGET.app_id}/auth":
                self.writes += 1
                self.answer(connection, self._end)
            elif path == "/":
                connection.sendall(_http(200, _CALLER, "Content-Type: text/xml\r\nConnection: close"))
            elif path:
                self.reads.append(path)
                error = "x-amzn-ErrorType: NotFoundException\r\nConnection: close"
                connection.sendall(_http(404, b'{"message": "There is none."}', error))


def _read_request(connection: socket.socket) -> str:
    """Read one request whole and return its first line."""
    with connection.makefile("rb") as file:
        first = file.readline().decode("latin-1")
        length = 0
        while line := file.readline().strip():
            name, _, value = line.decode("latin-1").partition(":")
            if name.lower() == "content-length":
                length = int(value)
        file.read(length)
    return first


@contextmanager
def unclear_server(answer: Answer) -> Iterator[UnclearServer]:
    """Run a server that answers every create with `answer`."""
    server = UnclearServer(answer)
    try:
        yield server
    finally:
        server.close()
