"""Bounds on an answer: how long a call may take as a whole, and how much of its answer is read.

botocore's read time-out is about each read from the socket, so a server that sends a byte now and then is waited for
without end; and an answer of any size is kept in memory. Neither has an option.
"""

from __future__ import annotations

import queue
import threading
from typing import Any, Final

MOST_BYTES: Final = 10 * 1024 * 1024
"""The longest answer that is read, in bytes: no answer of these services comes near it."""

_CHUNK: Final = 64 * 1024


class BoundedSession:
    """Stands in for botocore's HTTP session of a client, and bounds what it does.

    It tells whether a request was handed over: before that, nothing can have been carried out.
    """

    def __init__(self, session: Any, seconds: float | None) -> None:
        """Wrap a `botocore.httpsession.URLLib3Session`; `seconds` bound a call as a whole, None leaves it open."""
        self._session = session
        self._seconds = seconds
        self.handed_over = False
        """Whether a request has been handed to the session since this was set to False."""

    def send(self, request: Any) -> Any:
        """Send a request as botocore does, and return its `AWSResponse` with the answer read.

        Raises:
            botocore.exceptions.HTTPClientError: As botocore's own session; a ReadTimeoutError after the whole time.
        """
        from botocore.exceptions import ReadTimeoutError

        self.handed_over = True
        done: queue.SimpleQueue[tuple[Any, BaseException | None]] = queue.SimpleQueue()
        # A thread that still reads when its time is over ends with the program, or when the server goes away.
        threading.Thread(target=self._receive, args=(request, done), name="call", daemon=True).start()
        try:
            response, error = done.get(timeout=self._seconds)
        except queue.Empty:
            raise ReadTimeoutError(endpoint_url=request.url) from None
        if error is not None:
            raise error
        return response

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _receive(self, request: Any, done: queue.SimpleQueue[tuple[Any, BaseException | None]]) -> None:
        try:
            request.stream_output = True  # the answer is read here, not by the session
            response = self._session.send(request)
            response._content = _read(response)
        except BaseException as error:  # whatever it is, it is the caller's
            done.put((None, error))
        else:
            done.put((response, None))


def _read(response: Any) -> bytes:
    """Read an answer as far as its bound.

    Raises:
        botocore.exceptions.HTTPClientError: It is longer, or the connection broke.
    """
    from botocore.exceptions import ConnectionClosedError, HTTPClientError, ReadTimeoutError
    from urllib3.exceptions import HTTPError
    from urllib3.exceptions import ReadTimeoutError as SlowRead

    chunks, length = [], 0
    try:
        for chunk in response.raw.stream(_CHUNK):
            chunks.append(chunk)
            length += len(chunk)
            if length > MOST_BYTES:
                response.raw.close()
                raise HTTPClientError(error=TooLongError())
    except SlowRead as error:
        raise ReadTimeoutError(endpoint_url=response.url, error=error) from None
    except HTTPError as error:
        raise ConnectionClosedError(endpoint_url=response.url, error=error) from None
    return b"".join(chunks)


class TooLongError(Exception):
    """An answer is longer than it may be."""
