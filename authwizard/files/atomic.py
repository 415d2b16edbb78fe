"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC

_NO_HARD_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What `os.link` answers on a file system that has no hard links."""


def write_atomically(path: Path, text: str, *, private: bool = False, overwrite: bool = True) -> None:
    """Write a text file so that at every moment its path holds the old text or the new one, whole.

    A symbolic link stays, and what it points at is replaced. A file that is replaced keeps its mode, unless
    the new one is private.

    Args:
        path: Where to write; its folder must be there.
        text: The whole content, written as UTF-8.
        private: Whether only its owner may read it: the file has mode 0600 from its first byte.
        overwrite: Whether a file that is there already may be replaced.

    Raises:
        FileExistsError: The file is there and may not be replaced.
        OSError: It cannot be written; what was there is untouched. A device or pipe is refused.
        UnicodeEncodeError: The text has a lone surrogate; nothing was touched.
    """
    data = text.encode("utf-8")
    target = Path(os.path.realpath(path))
    mode = 0o600 if private else _mode_of(target)
    if not overwrite and os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    # The name is short, so that a long name of the target leaves room, and a dot hides it.
    temporary = target.parent / f".{secrets.token_hex(8)}.part"
    try:
        _write_new(temporary, data, mode)
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


def _write_new(path: Path, data: bytes, mode: int | None) -> None:
    descriptor = os.open(path, _NEW, 0o666 if mode is None else 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if mode is not None:
            os.fchmod(descriptor, mode)
        os.fsync(descriptor)


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
