"""The state file of a submit: what the next start needs to say what became of one that was interrupted.

It is written before the request is sent and removed when the outcome is known. It holds no part of the request but
the target. A lock beside it tells others that its process still runs; the system frees the lock whichever way the
process ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from authwizard.files.atomic import write_atomically
from authwizard.files.reading import read_limited
from authwizard.files.visible import visible
from authwizard.request.operation import Operation

from .connection import Connection
from .target import Target

_FORMAT: Final = 1
_MOST_BYTES: Final = 1_000_000


ABSENT: Final = "absent"
SUPERSEDED: Final = "superseded"


@dataclass(frozen=True)
class Before:
    """What a backend had before a request was sent.

    Attributes:
        jobs: The IDs of its jobs; None where they could not be listed.
        state: A digest of its state, ABSENT, or empty where it could not be fetched; SUPERSEDED once a later request
            to the environment was accepted, so that the state speaks for neither.
    """

    jobs: tuple[str, ...] | None = None
    state: str = ""


@dataclass(frozen=True)
class Attempt:
    """A request that was about to be sent.

    Attributes:
        operation: "create" or "update".
        target: What it was for.
        begun: When, in UTC.
        region: The region that it was sent to.
        connection: How it was sent. What it says of the profile and region may come from the environment.
        before: What the backend had.
        job_id: The job's ID, once the service has given one; empty before.
        has_secrets: Whether the request holds secrets, which the service might repeat in an error.
    """

    operation: Operation
    target: Target
    begun: datetime
    region: str
    connection: Connection
    before: Before = Before()
    job_id: str = ""
    has_secrets: bool = True

    def is_for(self, target: Target, region: str, connection: Connection) -> bool:
        """Whether it was for an environment, whatever the resource: two requests to one change each other's outcome."""
        here = self.connection
        same_place = (here.practice and connection.practice) or here.endpoint_url == connection.endpoint_url
        return same_place and self.target[:2] == target[:2] and self.region == region

    @property
    def sentence(self) -> str:
        """What is known without asking AWS."""
        when = self.begun.astimezone().strftime("%Y-%m-%d %H:%M")
        where = "in the sandbox" if self.connection.practice else f"in {self.region}"
        begun = f"The {self.operation} of {visible(str(self.target))} {where}, sent on {when},"
        if self.job_id:
            return f"{begun} was accepted as the job {visible(self.job_id)}, and its end was not seen."
        return f"{begun} has had no clear answer."


class Record:
    """The state file of one submit, written by the process that sends it."""

    def __init__(self, path: Path, lock: int, attempt: Attempt) -> None:
        self.path = path
        self.attempt = attempt
        self._lock: int | None = lock

    @classmethod
    def begin(cls, attempt: Attempt, folder: Path | None = None) -> Self:
        """Write the state file.

        Raises:
            OSError: It cannot be written.
        """
        folder = folder or pending_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{secrets.token_hex(8)}.json"
        lock = os.open(_lock_path(path), os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        record = cls(path, lock, attempt)
        try:
            record._write()
        except BaseException:
            record.discard()
            raise
        return record

    def note_before(self, before: Before) -> None:
        """Keep what the backend had before the request."""
        self._change(replace(self.attempt, before=before))

    def note_job(self, job_id: str) -> None:
        """Keep the job's ID."""
        self._change(replace(self.attempt, job_id=job_id))

    def discard(self) -> None:
        """Remove the file: the outcome is known, or nothing was sent."""
        self.path.unlink(missing_ok=True)
        _lock_path(self.path).unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Leave the file to the next start, as the end of the process does."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _change(self, attempt: Attempt) -> None:
        self.attempt = attempt
        _rewrite(self.path, attempt)

    def _write(self) -> None:
        _write(self.path, self.attempt)


def _write(path: Path, attempt: Attempt) -> None:
    write_atomically(path, json.dumps(_as_json(attempt)), private=True)


def _rewrite(path: Path, attempt: Attempt) -> None:
    # Where it cannot be written, the file still says that something was sent, which is what counts.
    with suppress(OSError):
        _write(path, attempt)


@dataclass(frozen=True)
class Unfinished:
    """A submit that was interrupted, and whose outcome nobody has seen."""

    path: Path
    attempt: Attempt

    def discard(self) -> None:
        """Forget it: its fate is known, or the user says so."""
        self.path.unlink(missing_ok=True)
        _lock_path(self.path).unlink(missing_ok=True)

    def note_job(self, job_id: str) -> None:
        """Keep the ID of its job, which was found later."""
        _rewrite(self.path, replace(self.attempt, job_id=job_id))

    def note_other(self, job_id: str) -> None:
        """Keep that a later request to its environment was accepted: neither job nor change speak for this one."""
        jobs = self.attempt.before.jobs
        before = Before(None if jobs is None else (*jobs, job_id), SUPERSEDED)
        _rewrite(self.path, replace(self.attempt, before=before))


def pending_folder() -> Path:
    """Return where the state files are; it may not be there yet."""
    from platformdirs import user_state_path

    return user_state_path("authwizard") / "submits"


def unfinished(folder: Path | None = None) -> list[Unfinished]:
    """Return the submits that were interrupted, oldest first, without those that run in another process.

    Files that cannot be read are left out; `damaged_attempts` names them.
    """
    found = [item for item, runs in _scan(folder) if not runs]
    return sorted(found, key=lambda item: item.attempt.begun)


def damaged_attempts(folder: Path | None = None) -> list[Path]:
    """Return the state files that cannot be read: each stands for a submit of which nobody knows the fate."""
    return [path for path in _files(folder) if _read(path) is None and path.exists() and not _is_locked(path)]


def tell_others(attempt: Attempt, own: Path, job_id: str) -> None:
    """Keep a request's job, or its change, from being taken for that of another whose fate is still open.

    Args:
        attempt: The request whose fate is known now.
        own: Its state file.
        job_id: Its job's ID; empty where the state alone spoke for it.
    """
    for item in unfinished(own.parent):
        if item.path != own and item.attempt.is_for(attempt.target, attempt.region, attempt.connection):
            item.note_other(job_id)


def runs_already(record: Record) -> bool:
    """Whether another submit to the same environment runs now, in this process or another.

    Each submit writes its own file before it looks for others: of two that begin at once, at most one goes on.
    """
    own = record.attempt
    return any(
        runs and item.path != record.path and item.attempt.is_for(own.target, own.region, own.connection)
        for item, runs in _scan(record.path.parent)
    )


def _scan(folder: Path | None) -> list[tuple[Unfinished, bool]]:
    read = [(path, _read(path)) for path in _files(folder)]
    return [(Unfinished(path, attempt), _is_locked(path)) for path, attempt in read if attempt]


def _files(folder: Path | None) -> list[Path]:
    with suppress(OSError):
        return sorted((folder or pending_folder()).glob("*.json"))
    return []


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")


def _is_locked(path: Path) -> bool:
    try:
        lock = os.open(_lock_path(path), os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        # Shared, so that two who look at the same time do not take each other for the one that sends.
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def _as_json(attempt: Attempt) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        **asdict(attempt),
        "target": [*attempt.target],
        "begun": attempt.begun.isoformat(),
    }


def _read(path: Path) -> Attempt | None:
    """Read a state file; None where it is damaged or of another version."""
    try:
        saved = json.loads(read_limited(path, _MOST_BYTES))
        return _attempt(saved) if saved["format"] == _FORMAT else None
    except Exception:  # whatever is in one file, it must keep nobody from starting or sending
        return None


def _attempt(saved: Mapping[str, Any]) -> Attempt:
    if saved["operation"] not in ("create", "update"):
        raise ValueError("not an attempt")
    begun = datetime.fromisoformat(saved["begun"])
    begun.astimezone()  # a time that has none here is a damaged file
    jobs = saved["before"]["jobs"]
    return Attempt(
        saved["operation"],
        Target(*_texts(saved["target"])),
        begun if begun.tzinfo else begun.replace(tzinfo=UTC),
        _text(saved["region"]),
        _connection(saved["connection"]),
        Before(None if jobs is None else _texts(jobs), _text(saved["before"]["state"])),
        _text(saved["job_id"]),
        bool(saved.get("has_secrets", True)),
    )


def _connection(saved: Mapping[str, Any]) -> Connection:
    """Return the connection; each of its members has the type of its default, a time-out is a number or None."""
    connection = Connection(**saved)
    for name, value in vars(connection).items():
        default = getattr(Connection, name)
        timeout = default is None and (value is None or (type(value) in (int, float) and value >= 0))
        if type(value) is not type(default) and not timeout:
            raise TypeError("not a connection")
    return connection


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple(map(_text, value))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
