"""The autosave: one file per running wizard in the state folder, so that a crash loses a second at most."""

from __future__ import annotations

import fcntl
import json
import os
import secrets as random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from authwizard.request.draft import Draft, Parked
from authwizard.request.paths import Path as MemberPath
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed, is_secret_name, reference_table

from .atomic import write_atomically
from .reading import MOST_BYTES, read_limited
from .trees import refuse_depth

_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Autosaved:
    """Work that a wizard left behind.

    Attributes:
        path: Its file.
        draft: The draft, without the secrets that were typed.
        saved_at: When it was saved, in UTC.
        origin: What the wizard had opened, as the wizard wrote it.
        lost: The secrets that were typed and must be entered again.
    """

    path: Path
    draft: Draft
    saved_at: datetime
    origin: str
    lost: tuple[MemberPath, ...]


def autosave_folder() -> Path:
    """Return where the autosaved drafts are; it may not be there yet."""
    from platformdirs import user_state_path

    return user_state_path("authwizard") / "autosave"


class Autosave:
    """The autosave of one running wizard. Nothing is written before the first save.

    A lock beside the file tells others that its wizard runs. The system frees it whichever way the wizard
    ends.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Prepare to save in `folder`, the platform's state folder by default."""
        self.path = (folder or autosave_folder()) / f"{random.token_hex(8)}.json"
        self._lock: int | None = None

    def save(self, draft: Draft, origin: str) -> None:
        """Write the draft, without the secrets that were typed.

        Raises:
            OSError: It cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._lock is None:
            self._lock = _take_lock(self.path)
        write_atomically(self.path, json.dumps(_as_json(draft, origin)), private=True)

    def discard(self) -> None:
        """Remove what was saved: the work is safe elsewhere, or nobody wants it."""
        self.path.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Leave what was saved to the next wizard, as the end of the process does."""
        if self._lock is not None:
            if not self.path.exists():
                _lock_path(self.path).unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    def claim(self, autosaved: Autosaved) -> bool:
        """Go on in an older wizard's file, so that it is not offered again.

        Returns:
            Whether it could be had; False where another wizard was faster.
        """
        lock = _take_lock(autosaved.path)
        if lock is None:
            return False
        if not autosaved.path.exists():
            _lock_path(autosaved.path).unlink(missing_ok=True)
            os.close(lock)
            return False
        self.discard()
        self.path, self._lock = autosaved.path, lock
        return True


def list_autosaves(folder: Path | None = None) -> list[Autosaved]:
    """Return the work that wizards left behind, newest first, without that of wizards that still run.

    Files that cannot be read are left out; `damaged_autosaves` names them.
    """
    found = [autosaved for _, autosaved in _scan(folder) if autosaved]
    return sorted(found, key=lambda autosaved: autosaved.saved_at, reverse=True)


def damaged_autosaves(folder: Path | None = None) -> list[Path]:
    """Return the files of the autosave that cannot be read."""
    return [path for path, autosaved in _scan(folder) if autosaved is None]


def _scan(folder: Path | None) -> list[tuple[Path, Autosaved | None]]:
    folder = folder or autosave_folder()
    with suppress(OSError):
        return [(path, _read(path)) for path in sorted(folder.glob("*.json")) if not _is_running(path)]
    return []


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")


def _take_lock(path: Path) -> int | None:
    """Take the lock of an autosaved file; None where its wizard runs."""
    while True:
        lock = os.open(_lock_path(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        # Whoever had it may have removed the file between the two calls: then it locks nobody out.
        with suppress(FileNotFoundError):
            if os.fstat(lock).st_ino == _lock_path(path).stat().st_ino:
                os.ftruncate(lock, 0)
                os.write(lock, f"{os.getpid()}\n".encode())
                return lock
        os.close(lock)


def _is_running(path: Path) -> bool:
    try:
        lock = os.open(_lock_path(path), os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def _as_json(draft: Draft, origin: str) -> dict[str, Any]:
    everywhere = [draft.secrets, *(answer.secrets for answer in draft.parked.values())]
    lost = [path for secrets in everywhere for path, secret in secrets.items() if isinstance(secret, Typed)]
    parked = [
        {"path": path, "value": answer.value, "secrets": _references(answer.secrets)}
        for path, answer in draft.parked.items()
    ]
    return {
        "format": _FORMAT,
        "saved_at": datetime.now(UTC).isoformat(),
        "origin": origin,
        "operation": draft.operation,
        "tree": draft.tree,
        "secrets": _references(draft.secrets),
        "lost": lost,
        "parked": parked,
        # A pulled state may hold secrets where the service gives them out.
        "baseline": None if draft.baseline is None else Draft.from_tree("create", draft.baseline).tree,
    }


def _references(secrets: Mapping[MemberPath, Secret]) -> list[dict[str, Any]]:
    return [
        {"path": path, "base": getattr(secret, "base", ""), **reference_table(secret)}
        for path, secret in secrets.items()
        if not isinstance(secret, Typed)
    ]


def _read(path: Path) -> Autosaved | None:
    """Read an autosaved file; None where it is damaged."""
    try:
        saved = json.loads(read_limited(path, MOST_BYTES))
        refuse_depth(saved)
        if saved["format"] != _FORMAT:
            return None
        lost = tuple(map(_path, saved["lost"]))
        return Autosaved(path, _draft(saved), _moment(saved), _text(saved["origin"]), lost)
    except Exception:  # whatever is in one file, it must not keep the wizard from starting
        return None


def _moment(saved: dict[str, Any]) -> datetime:
    moment = datetime.fromisoformat(saved["saved_at"])
    moment.astimezone()  # a time that has none here is a damaged file
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _draft(saved: dict[str, Any]) -> Draft:
    if saved["operation"] not in ("create", "update") or not isinstance(saved["tree"], dict):
        raise ValueError("not a draft")
    answers = saved["parked"]
    parked = {_path(item["path"]): Parked(item["value"], _secrets(item["secrets"])) for item in answers}
    baseline = saved["baseline"]
    if baseline is not None and not isinstance(baseline, dict):
        raise ValueError("not a baseline")
    # from_tree takes out a secret that somebody wrote into the file by hand.
    draft = Draft.from_tree(saved["operation"], saved["tree"])
    secrets = {**draft.secrets, **_secrets(saved["secrets"])}
    return Draft(draft.operation, draft.tree, MappingProxyType(secrets), MappingProxyType(parked), baseline)


def _secrets(saved: list[dict[str, Any]]) -> Mapping[MemberPath, Secret]:
    found: dict[MemberPath, Secret] = {}
    for item in saved:
        path = _path(item["path"])
        if path and is_secret_name(str(path[-1])):
            name = _text(item["file"] if "file" in item else item["env"])
            found[path] = FileRef(name, _text(item["base"])) if "file" in item else EnvRef(name)
    return MappingProxyType(found)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _path(parts: list[Any]) -> MemberPath:
    if not all(isinstance(part, str | int) for part in parts):
        raise TypeError("not a path")
    return tuple(parts)
