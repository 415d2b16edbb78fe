"""Where a text may go: to a file, or through a device, a pipe or a descriptor that is already open."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import Final, Literal

from .atomic import write_atomically

Kind = Literal["nothing", "file", "folder", "stream", "other"]

_DESCRIPTOR: Final = re.compile(r"/(?:dev|proc/(?:thread-)?self)/fd/(\d{1,6})")
_MOST_LINKS: Final = 40
"""How many links Linux follows."""

_STANDARD: Final = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}


def descriptor_of(path: Path) -> int | None:
    """Return the descriptor of this process that a path names, such as 63 for `>(…)` of a shell, else None.

    A link to such a name is followed, but not the name itself: the system takes that for the file behind it.
    """
    named = Path(os.path.normpath(path.absolute()))
    for _ in range(_MOST_LINKS):
        match = _DESCRIPTOR.fullmatch(str(named))
        if match or str(named) in _STANDARD:
            return int(match[1]) if match else _STANDARD[str(named)]
        try:
            named = Path(os.path.normpath(named.parent / named.readlink()))
        except (OSError, ValueError):  # no link, or a name that no file can have
            return None
    return None


def kind_of(path: Path) -> Kind:
    """Tell what a path names. Links are followed; one to a name that is free is "nothing".

    A "stream" is written as it is, and not replaced: a device that takes characters, a pipe, an open descriptor.
    "other" is what can be neither written nor replaced: a socket or a disk.

    Raises:
        OSError: It cannot be told: no permission, links in a circle, a name that no file can have.
    """
    number = descriptor_of(path)
    try:
        mode = (path.stat() if number is None else os.fstat(number)).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    except ValueError as error:
        raise OSError(errno.EINVAL, "No file can have this name", str(path)) from error
    if stat.S_ISDIR(mode):
        return "folder"
    if number is not None or stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        return "stream"
    return "file" if stat.S_ISREG(mode) else "other"


def write_out(path: Path, text: str, *, private: bool, overwrite: bool) -> None:
    """Write a text to a file, whole or not at all, or through a stream that is there.

    Args:
        path: Where to write; a folder, socket or disk is refused.
        text: The whole content, written as UTF-8.
        private: Whether it holds secrets: a file is then for its owner alone, and a terminal is refused.
        overwrite: Whether a file that is there already may be replaced.

    Raises:
        FileExistsError: The file is there and may not be replaced.
        OSError: It cannot be written; a file that was there is untouched.
        UnicodeEncodeError: The text has a lone surrogate; nothing was written.
    """
    if kind_of(path) != "stream":
        write_atomically(path, text, private=private, overwrite=overwrite)
        return
    data = memoryview(text.encode("utf-8"))
    descriptor = _open_stream(path)
    try:
        if private and os.isatty(descriptor):
            raise OSError(errno.EPERM, "It is a terminal, which would show the secrets", str(path))
        while data:
            data = data[os.write(descriptor, data) :]
    finally:
        os.close(descriptor)


def _open_stream(path: Path) -> int:
    number = descriptor_of(path)
    if number is not None:
        return os.dup(number)
    try:
        # Without O_NONBLOCK, opening a pipe waits for a reader, maybe for ever.
        descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(errno.ENXIO, "Nobody reads from it", str(path)) from None
        raise
    os.set_blocking(descriptor, True)
    return descriptor
