"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC

_PART: Final = re.compile(r"\.authwizard-[0-9a-f]{16}\.part")
"""The names of files that are being written: a dot hides them, and nobody else has such names."""

_NO_HARD_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What `os.link` answers on a file system that has no hard links."""


def write_atomically(path: Path, text: str | bytes, *, private: bool = False, overwrite: bool = True) -> None:
    """Write a text file so that at every moment its path holds the old text or the new one, whole.

    A symbolic link stays, and what it points at is replaced. A file that is replaced keeps its mode, unless
    the new one is private. What a writer that was killed left half written in the folder is removed.

    Args:
        path: Where to write; its folder must be there.
        text: The whole content; a text is written as UTF-8.
        private: Whether only its owner may read it: the file has mode 0600 from its first byte.
        overwrite: Whether a file that is there already may be replaced.

    Raises:
        FileExistsError: The file is there and may not be replaced.
        OSError: It cannot be written; what was there is untouched. Only a regular file is ever replaced: a
            folder, a device, a pipe or a socket is refused.
        UnicodeEncodeError: The text has a lone surrogate; nothing was touched.
    """
    data = text.encode("utf-8") if isinstance(text, str) else text
    try:
        target = Path(os.path.realpath(path))
        found = _mode_of(target)
    except ValueError as error:
        raise OSError(errno.EINVAL, "No file can have this name", str(path)) from error
    if found is not None and not overwrite:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    _remove_left_over(target.parent)
    mode = 0o600 if private else found
    temporary, descriptor = _new_part(target.parent, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _fill(file, data, mode)
            # The lock of the part, which tells others that it is not left over, is held until it has its name.
            if overwrite:
                temporary.replace(target)
            else:
                _place(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _mode_of(target: Path) -> int | None:
    """Return the mode of a file that is there; None for a new one, which gets what the umask leaves."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(found.st_mode):
        # Replacing /dev/null or a pipe would destroy it.
        raise OSError(errno.EINVAL, "Not a regular file", str(target))
    return stat.S_IMODE(found.st_mode)


def _new_part(folder: Path, mode: int) -> tuple[Path, int]:
    """Make the file to write into, locked as long as it is open, and return it with its descriptor."""
    while True:
        # The name is short, so that a long name of the target leaves room.
        part = folder / f".authwizard-{os.urandom(8).hex()}.part"
        descriptor = os.open(part, _NEW, mode)
        try:
            with suppress(OSError):  # a file system without locks: then nobody gets one to remove the file
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            # Between the two calls somebody may have taken it for one that was left over.
            if os.fstat(descriptor).st_nlink:
                return part, descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _remove_left_over(folder: Path) -> None:
    """Remove what writers that were killed left: they may hold secrets. A file whose writer lives is locked."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _PART.fullmatch(entry.name):
                with suppress(OSError):
                    _remove_unlocked(folder / entry.name)


def _remove_unlocked(part: Path) -> None:
    descriptor = os.open(part, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid():
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
    finally:
        os.close(descriptor)


def _fill(file: BinaryIO, data: bytes, mode: int | None) -> None:
    """Write the content and make it last; without a mode the file keeps what the umask left."""
    file.write(data)
    file.flush()
    if mode is not None:
        os.fchmod(file.fileno(), mode)
    os.fsync(file.fileno())


def _place(temporary: Path, target: Path) -> None:
    """Give the finished file its name, if nobody has taken it meanwhile."""
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # Take the name first, then fill it: nobody else's file can be hit.
        os.close(os.open(target, _NEW, 0o600))
        temporary.replace(target)
    else:
        temporary.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name last; a folder that cannot be synced does not undo what is written."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
