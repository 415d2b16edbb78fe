"""A file in which one process keeps its state for the next one, and the lock beside it.

The lock tells others that the process still runs. The system frees it whichever way the process ends, so a file whose
lock nobody holds was left behind.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from platformdirs import user_state_path

from .atomic import write_atomically
from .limits import refuse_depth
from .reading import MOST_BYTES, read_limited

Parsed = TypeVar("Parsed")


def state_path(name: str) -> Path:
    """Return where a file or folder of the platform's state folder is; it may not be there yet."""
    return user_state_path("authwizard") / name


class StateFile:
    """One state file: JSON that only its owner may read.

    Attributes:
        path: Where it is. Its lock has the suffix `.lock`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    @classmethod
    def new(cls, folder: Path) -> Self:
        """Return a file with a name that no other has. Nothing is written before it is held."""
        return cls(folder / f"{os.urandom(8).hex()}.json")

    @property
    def is_held(self) -> bool:
        """Whether somebody holds the lock, in this process or another."""
        try:
            lock = os.open(self._lock_path, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            # Shared, so that two who look at the same time do not take each other for the one that holds it.
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(lock)
        return False

    @property
    def is_there(self) -> bool:
        """Whether it is there, or a link of its name that leads nowhere."""
        return os.path.lexists(self.path)

    def hold(self) -> None:
        """Take the lock, if it is not held here already; the folder is made where there is none.

        Raises:
            BlockingIOError: Somebody else holds it.
            OSError: The folder or the lock's file cannot be made.
        """
        if self._lock is None:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock = _locked(self._lock_path)

    def write(self, document: dict[str, Any]) -> None:
        """Write a JSON document in place of what is there.

        Raises:
            OSError: It cannot be written; what was there is untouched.
        """
        write_atomically(self.path, json.dumps(document), private=True)

    def read(self, format: int, parse: Callable[[dict[str, Any]], Parsed]) -> Parsed | None:
        """Return what is made of the document; None where it is damaged, gone or of another format.

        Args:
            format: What the document's member `format` must be.
            parse: Makes something of the document, and raises whatever it likes where it cannot.
        """
        try:
            document = json.loads(read_limited(self.path, MOST_BYTES))
            refuse_depth(document)
            return parse(document) if document["format"] == format else None
        except Exception:  # whatever is in one file, it must keep nobody from starting or sending
            return None

    def discard(self) -> None:
        """Remove the file and its lock."""
        self.path.unlink(missing_ok=True)
        self._lock_path.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Leave the file to the next process, as the end of this one does."""
        if self._lock is None:
            return
        if not self.path.exists():  # no lock stays of a file that was never written
            self._lock_path.unlink(missing_ok=True)
        os.close(self._lock)
        self._lock = None

    @property
    def _lock_path(self) -> Path:
        return self.path.with_suffix(".lock")


def _locked(path: Path) -> int:
    """Lock a file, and return the descriptor whose closing ends that."""
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever had it may have removed the file between the two calls: then it locks nobody out.
            with suppress(FileNotFoundError):
                if os.fstat(lock).st_ino == path.stat().st_ino:
                    return lock
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)


def files_left(folder: Path) -> list[StateFile]:
    """Return the state files of a folder whose process has ended; nothing where the folder cannot be read."""
    return [file for file in state_files(folder) if not file.is_held]


def state_files(folder: Path) -> list[StateFile]:
    """Return all state files of a folder, by name; nothing where the folder cannot be read."""
    with suppress(OSError):
        return [StateFile(path) for path in sorted(folder.glob("*.json"))]
    return []


def moment(text: str) -> datetime:
    """Return a time that a state file holds; one without a zone is in UTC.

    Raises:
        ValueError: It is none.
        OverflowError: It is none in this machine's zone.
    """
    found = datetime.fromisoformat(text)
    found.astimezone()
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def text(value: Any) -> str:
    """Return a text that a state file holds.

    Raises:
        TypeError: It is none.
    """
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
