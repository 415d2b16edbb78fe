"""The state file of a submit: what the next start needs to say what became of one that was interrupted.

It is written before the request is sent and removed when the outcome is known. It holds no part of the request but
the target. A lock beside it tells others that its process still runs; the system frees the lock whichever way the
process ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self

from authwizard.files.state_file import StateFile, files_left, moment, state_files, state_path, text
from authwizard.request.operation import Operation
from authwizard.request.target import Target
from authwizard.terminal_text import visible

from .connection import Connection

_FORMAT: Final = 1

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
        draft: The `fingerprint` of its draft, to know it again among those that were kept; empty where it is not known.
    """

    operation: Operation
    target: Target
    begun: datetime
    region: str
    connection: Connection
    before: Before = Before()
    job_id: str = ""
    has_secrets: bool = True
    draft: str = ""

    def is_for(self, target: Target, region: str, connection: Connection) -> bool:
        """Whether it was for an environment, whatever the resource: two requests to one change each other's outcome."""
        here = self.connection
        same_place = (here.practice and connection.practice) or here.endpoint_url == connection.endpoint_url
        return same_place and self.target[:2] == target[:2] and self.region == region

    @property
    def accepted(self) -> str:
        """What was sent, and which job it became; no word of how that went."""
        return f"{self._begun} was accepted as the job {visible(self.job_id)}."

    @property
    def sentence(self) -> str:
        """What is known without asking AWS."""
        if self.job_id:
            return f"{self._begun} was accepted as the job {visible(self.job_id)}, and its end was not seen."
        return f"{self._begun} has had no clear answer."

    @property
    def _begun(self) -> str:
        when = self.begun.astimezone().strftime("%Y-%m-%d %H:%M")
        where = "in Practice" if self.connection.practice else f"in {self.region}"
        return f"The {self.operation} of {visible(str(self.target))} {where}, sent on {when},"


class Record:
    """The state file of one submit, written by the process that sends it."""

    def __init__(self, file: StateFile, attempt: Attempt) -> None:
        self._file = file
        self.attempt = attempt

    @classmethod
    def begin(cls, attempt: Attempt, folder: Path | None = None) -> Self:
        """Write the state file.

        Raises:
            OSError: It cannot be written.
        """
        file = StateFile.new(folder or pending_folder())
        file.hold()
        try:
            file.write(_as_json(attempt))
        except BaseException:
            file.discard()
            raise
        return cls(file, attempt)

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._file.path

    def note_before(self, before: Before) -> None:
        """Keep what the backend had before the request."""
        self._change(replace(self.attempt, before=before))

    def note_job(self, job_id: str) -> None:
        """Keep the job's ID."""
        self._change(replace(self.attempt, job_id=job_id))

    def discard(self) -> None:
        """Remove the file: the outcome is known, or nothing was sent."""
        self._file.discard()

    def release(self) -> None:
        """Leave the file to the next start, as the end of the process does."""
        self._file.release()

    def _change(self, attempt: Attempt) -> None:
        self.attempt = attempt
        _rewrite(self._file, attempt)


def _rewrite(file: StateFile, attempt: Attempt) -> None:
    # Where it cannot be written, the file still says that something was sent, which is what counts.
    with suppress(OSError):
        file.write(_as_json(attempt))


@dataclass(frozen=True)
class Unfinished:
    """A submit that was interrupted, and whose outcome nobody has seen."""

    path: Path
    attempt: Attempt

    def discard(self) -> None:
        """Forget it: its fate is known, or the user says so."""
        StateFile(self.path).discard()

    def note_job(self, job_id: str) -> None:
        """Keep the ID of its job, which was found later."""
        self._change(replace(self.attempt, job_id=job_id))

    def note_other(self, job_id: str) -> None:
        """Keep that a later request to its environment was accepted: neither job nor change speak for this one."""
        jobs = self.attempt.before.jobs
        before = Before(None if jobs is None else (*jobs, job_id), SUPERSEDED)
        self._change(replace(self.attempt, before=before))

    def _change(self, attempt: Attempt) -> None:
        _rewrite(StateFile(self.path), attempt)


def pending_folder() -> Path:
    """Return where the state files are; it may not be there yet."""
    return state_path("submits")


def unfinished(folder: Path | None = None) -> list[Unfinished]:
    """Return the submits that were interrupted, oldest first, without those that run in another process.

    Files that cannot be read are left out; `damaged_attempts` names them.
    """
    files = files_left(folder or pending_folder())
    read = [(file.path, _read(file)) for file in files]
    found = [Unfinished(path, attempt) for path, attempt in read if attempt]
    return sorted(found, key=lambda item: item.attempt.begun)


def damaged_attempts(folder: Path | None = None) -> list[Path]:
    """Return the state files that cannot be read: each stands for a submit of which nobody knows the fate."""
    files = files_left(folder or pending_folder())
    return [file.path for file in files if _read(file) is None and file.is_there]


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
    running = [
        _read(file) for file in state_files(record.path.parent) if file.path != record.path and file.is_held
    ]
    return any(other and other.is_for(own.target, own.region, own.connection) for other in running)


def _as_json(attempt: Attempt) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        **asdict(attempt),
        "target": [*attempt.target],
        "begun": attempt.begun.isoformat(),
    }


def _read(file: StateFile) -> Attempt | None:
    """Read a state file; None where it is damaged or of another version."""
    return file.read(_FORMAT, _attempt)


def _attempt(saved: Mapping[str, Any]) -> Attempt:
    if saved["operation"] not in ("create", "update"):
        raise ValueError("not an attempt")
    jobs = saved["before"]["jobs"]
    return Attempt(
        saved["operation"],
        Target(*_texts(saved["target"])),
        moment(saved["begun"]),
        text(saved["region"]),
        _connection(saved["connection"]),
        Before(None if jobs is None else _texts(jobs), text(saved["before"]["state"])),
        text(saved["job_id"]),
        bool(saved.get("has_secrets", True)),
        text(saved.get("draft", "")),
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
    return tuple(map(text, value))
