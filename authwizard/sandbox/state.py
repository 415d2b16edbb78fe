"""What the sandbox remembers: apps, environments, their auth resources, and jobs.

A job's status follows from the time since its start, so nothing runs in the background, and a job goes on
while no sandbox does. What a request changes becomes visible when its job is completed.
"""

from __future__ import annotations

import fcntl
import json
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from authwizard.sandbox.errors import StateLockedError, StateUnreadableError

Outcome = Literal["COMPLETED", "FAILED"]

LOCK_SECONDS: Final = 10.0
"""How long another process may hold the state file. A change takes milliseconds; a stopped process takes for ever."""

_LOCK_STEP: Final = 0.005


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Auth(_Record):
    """An auth resource; `config` is its ResourceConfig under the API's member names, without secrets."""

    resource_name: str
    config: dict[str, Any]


class Environment(_Record):
    """A backend environment and its auth resource, if it has one."""

    name: str
    created: float
    auth: Auth | None = None


class App(_Record):
    """An Amplify app."""

    app_id: str
    name: str
    created: float
    environments: list[Environment]


class Job(_Record):
    """A job, with the auth resource that stands when it is completed (None: it is removed)."""

    job_id: str
    app_id: str
    environment: str
    operation: str
    started: float
    """Seconds since the epoch, as all times here."""
    seconds: float
    outcome: Outcome
    auth: Auth | None
    settled: bool = False

    def status(self, now: float) -> str:
        """Return PENDING for the first third, then RUNNING, then the outcome."""
        elapsed = now - self.started
        if elapsed >= self.seconds:
            return self.outcome
        return "PENDING" if elapsed < self.seconds / 3 else "RUNNING"

    def is_running(self, now: float) -> bool:
        """Say whether the job has not ended."""
        return self.status(now) != self.outcome


class State(_Record):
    """All that the sandbox remembers."""

    format: Literal[1] = 1
    apps: list[App]
    jobs: list[Job]
    """In the order of their start."""

    @classmethod
    def new(cls, now: float) -> State:
        """Return the state of a sandbox that nobody has used: one app with two empty environments."""
        environments = [Environment(name=name, created=now) for name in ("dev", "staging")]
        app = App(app_id="d1practice0001", name="practice", created=now, environments=environments)
        return cls(apps=[app], jobs=[])

    def app(self, app_id: str) -> App | None:
        """Find an app."""
        return next((app for app in self.apps if app.app_id == app_id), None)

    def environment(self, app_id: str, name: str) -> Environment | None:
        """Find an app's environment."""
        app = self.app(app_id)
        return next((found for found in app.environments if found.name == name), None) if app else None

    def add_environment(self, app_id: str, name: str, now: float) -> Environment:
        """Find an app's environment; make the environment, and the app, where there is none."""
        if found := self.environment(app_id, name):
            return found
        app = self.app(app_id)
        if app is None:
            app = App(app_id=app_id, name=app_id, created=now, environments=[])
            self.apps.append(app)
        app.environments.append(Environment(name=name, created=now))
        return app.environments[-1]

    def settle(self, now: float) -> None:
        """Let every job that has come to its end take effect."""
        for job in self.jobs:
            if not job.settled and not job.is_running(now):
                job.settled = True
                if job.outcome == "COMPLETED":
                    self.add_environment(job.app_id, job.environment, now).auth = job.auth


class Store:
    """Where the state is kept between two requests.

    The file is read for each request, and changed under a lock: several sandboxes may share one, and see and keep
    each other's changes.

    Args:
        path: A JSON file; None keeps the state in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._memory: bytes | None = None

    def load(self, now: float) -> State:
        """Return the state as it is at `now`; a new one where nothing was stored.

        Raises:
            StateUnreadableError: The file cannot be read or holds something else.
        """
        text = self._memory if self._path is None else _read(self._path)
        if text is None:
            return State.new(now)
        try:
            state = State.model_validate(json.loads(text))
        except (ValidationError, ValueError, RecursionError):
            # The cause would quote the file's content.
            message = f"Not a state of the sandbox: {self._path}. Move it away to start anew."
            raise StateUnreadableError(message) from None
        state.settle(now)
        return state

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other sandboxes from changing the state between `load` and `save`.

        Raises:
            StateLockedError: Another process has it, and does not let go of it.
            OSError: The lock file cannot be made.
        """
        if self._path is None:
            yield
            return
        lock = _lock(_target(self._path))
        try:
            yield
        finally:
            os.close(lock)

    def save(self, state: State) -> None:
        """Keep a state; a file is replaced whole and is readable by its owner only.

        Raises:
            OSError: The file cannot be written.
        """
        text = json.dumps(state.model_dump(), indent=1).encode()
        if self._path is None:
            self._memory = text
        else:
            _replace(_target(self._path), text)


def _target(path: Path) -> Path:
    """Return the file itself: by whatever links it is reached, it has one lock, and the links stay."""
    return Path(os.path.realpath(path))


def _read(path: Path) -> bytes | None:
    """Return a regular file's bytes; None where there is no file."""
    try:
        # Without O_NONBLOCK, opening a pipe waits for its writer.
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            if stat.S_ISREG(os.fstat(file).st_mode):
                with os.fdopen(file, "rb", closefd=False) as reader:
                    return reader.read()
        finally:
            os.close(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StateUnreadableError(f"The state file cannot be read: {path}: {error.strerror}.") from None
    raise StateUnreadableError(f"The state file cannot be read: {path}: It is not a regular file.")


def _lock(path: Path) -> int:
    """Lock a file, and return the descriptor whose closing ends that.

    What is locked is a file beside it, which stays: the state's own is replaced, and so is another one each time.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    lock = os.open(path.with_name(f".{path.name}.lock"), flags, 0o600)
    try:
        deadline = time.monotonic() + LOCK_SECONDS
        while not _take(lock):
            if time.monotonic() > deadline:
                holder = os.pread(lock, 20, 0).decode(errors="replace").strip()
                raise StateLockedError(f"Process {holder} keeps the sandbox's state file locked.")
            time.sleep(_LOCK_STEP)
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
    except BaseException:
        os.close(lock)
        raise
    return lock


def _take(lock: int) -> bool:
    """Try to take a lock, and return whether it could be had."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
