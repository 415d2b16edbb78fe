"""Reading bytes from a file without hanging on it, and turning them into text."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

from authwizard.terminal_text import PATH_SHOWN, quoted

from .destination import descriptor_of
from .unreadable import UnreadableError

MOST_BYTES: Final = 10_000_000
"""The largest source that is read; a request has some kilobytes."""

_MARKS: Final = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class NotRegularError(OSError):
    """The path is a folder, a pipe or a device."""


class TooLargeError(OSError):
    """The file has more bytes than may be read."""


def read_limited(path: Path, most: int, *, pipes: bool = False) -> bytes:
    """Return the bytes of a regular file.

    Args:
        path: The file.
        most: The most bytes that it may have.
        pipes: Whether an open descriptor may be read too, whatever it is: a pipe that the shell made, such as
            `<(…)`, or /dev/stdin.

    Raises:
        NotRegularError: It is no regular file. A pipe that nobody writes to would hang.
        TooLargeError: It has more than `most` bytes.
        OSError: It cannot be read.
    """
    number = descriptor_of(path) if pipes else None
    opened = None if number is None else _stream(number)
    descriptor = _open(path) if opened is None else opened
    try:
        if opened is None and not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotRegularError(errno.EINVAL, "Not a regular file")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(most + 1)
    finally:
        os.close(descriptor)
    if len(data) > most:
        raise TooLargeError(errno.EFBIG, f"More than {most:,} bytes")
    return data


def _open(path: Path) -> int:
    """Open a file; a device is not even opened, which may set it going.

    Raises:
        NotRegularError: It is no regular file.
        OSError: It cannot be opened.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotRegularError(errno.EINVAL, "Not a regular file")
        # Without O_NONBLOCK, opening a pipe waits for its writer.
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except ValueError as error:
        raise OSError(errno.EINVAL, "The name holds a null byte") from error


def _stream(number: int) -> int | None:
    """Return a descriptor of what is open as `number`; None for a file, which is opened, to be read from its start."""
    try:
        mode = os.fstat(number).st_mode
    except OSError:  # there is no such descriptor
        return None
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else os.dup(number)


def read_source(path: Path) -> bytes:
    """Return the bytes of a source.

    Raises:
        UnreadableError: Says why it cannot be read.
    """
    name = quoted(str(path), PATH_SHOWN)
    try:
        return read_limited(path, MOST_BYTES, pipes=True)
    except FileNotFoundError:
        raise UnreadableError(f"There is no file {name}.", "Check the path.") from None
    except PermissionError:
        raise UnreadableError(f"You may not read {name}.", "Make the file readable.") from None
    except NotRegularError:
        raise UnreadableError(f"{name} is not a regular file.", "Name a file.") from None
    except TooLargeError:
        raise too_large() from None
    except OSError as error:
        raise UnreadableError(f"{name} cannot be read: {error.strerror}.", "Check the path.") from None


def too_large() -> UnreadableError:
    """Return the failure of a source that is too large to be a request."""
    return UnreadableError(
        f"It has more than {MOST_BYTES:,} bytes, so it is no request.", "Name another file."
    )


def decode(data: bytes) -> str:
    """Return the text of a source. A byte-order mark stays, as U+FEFF: not every format allows it.

    Raises:
        UnreadableError: The bytes are not UTF-8.
    """
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            raise UnreadableError(f"The text is {name}.", "Save the file as UTF-8.", 1, 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        raise UnreadableError("A byte here is not UTF-8.", "Save the file as UTF-8.", line, column) from None
