"""Where files may go: to a place on the disk, or through a device, a pipe or a descriptor that is already open."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from .atomic import write_atomically
from .shipped import refuse_shipped

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


def typed_path(text: str) -> Path:
    """Return the path that a user typed, ~ expanded; a ~ of nobody stands for itself."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


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


@dataclass(frozen=True)
class Obstacle:
    """What keeps files from being written to a place.

    Attributes:
        kind: "exists" where a file is there that may be replaced, "no folder" where its folder may be made;
            "refused" where only another place helps.
        path: The file that is there, or the folder that is not.
        message: What is in the way, as a sentence.
    """

    kind: Literal["exists", "no folder", "refused"]
    path: Path
    message: str


def obstacle_to(place: Path, *, is_folder: bool = False, streams: bool = False) -> Obstacle | None:
    """Say what keeps a format's files from being written to a place; None where nothing does.

    Args:
        place: The file, or the folder of a format of several files.
        is_folder: Whether it is the folder.
        streams: Whether a device, a pipe or an open descriptor may take the file.
    """
    try:
        kind = kind_of(place)
        refuse_shipped(place)
    except OSError as error:
        why = error.strerror or "the system refuses"
        return Obstacle("refused", place, f"{place} cannot be written: {why}.")
    if kind == "nothing":
        return _missing_folder(place)
    if is_folder:
        return None if kind == "folder" else Obstacle("refused", place, f"{place} is no folder: name one.")
    if kind == "folder":
        return Obstacle("refused", place, f"{place} is a folder: name a file in it.")
    if kind == "file":
        return Obstacle("exists", place, f"{place} is there already.")
    if kind == "stream" and streams:
        return None
    what = "is neither a file nor a pipe" if streams else "is no file"
    return Obstacle("refused", place, f"{place} {what}, and is not replaced: name a file.")


def obstacles_in(folder: Path, names: Iterable[str]) -> tuple[Obstacle, ...]:
    """Return what keeps files from being written into a folder; what has to be made below it is no obstacle."""
    found = [obstacle_to(folder / name) for name in names]
    return tuple(obstacle for obstacle in found if obstacle and obstacle.kind != "no folder")


def _missing_folder(place: Path) -> Obstacle | None:
    folder = Path(os.path.realpath(place)).parent if place.is_symlink() else place.parent
    if folder.is_dir():
        return None
    there = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    if there.is_dir():
        return Obstacle("no folder", folder, f"There is no folder {folder}.")
    return Obstacle("refused", place, f"{there} is no folder: name another path.")


def write_out(
    place: Path,
    files: Mapping[str, str],
    *,
    private: bool,
    overwrite: bool,
    told: Callable[[Path], None] = lambda path: None,
) -> None:
    """Write the files of a format, each whole or not at all; a single one also through a stream that is there.

    Args:
        place: The file, or the folder of several files; folders that are missing below it are made.
        files: The whole content of each file by its path below `place`; "" is `place` itself.
        private: Whether they hold secrets: a file is then for its owner alone, and a terminal is refused.
        overwrite: Whether files that are there already may be replaced.
        told: Is told each file that is written, so that it is known where a later one fails.

    Raises:
        FileExistsError: A file is there and may not be replaced.
        OSError: A file cannot be written; what it would have replaced is untouched.
        UnicodeEncodeError: A text has a lone surrogate; nothing was written.
    """
    for text in files.values():
        text.encode("utf-8")  # before the first file is touched
    for name, text in files.items():
        path = place / name
        if name:
            path.parent.mkdir(parents=True, exist_ok=True)
        if kind_of(path) == "stream":
            _write_stream(path, text, private=private)
        else:
            write_atomically(path, text, private=private, overwrite=overwrite)
        told(path)


def _write_stream(path: Path, text: str, *, private: bool) -> None:
    left = memoryview(text.encode("utf-8"))
    descriptor = _open_stream(path)
    try:
        if private and os.isatty(descriptor):
            raise OSError(errno.EPERM, "It is a terminal, which would show the secrets", str(path))
        while left:
            left = left[os.write(descriptor, left) :]
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
