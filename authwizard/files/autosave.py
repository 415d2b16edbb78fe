"""The autosave: one file per running wizard in the state folder, so that a crash loses a second at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from authwizard.request.draft import Draft, Parked
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed, is_secret_name, reference_table
from authwizard.request.tree import MemberPath

from .state_file import StateFile, files_left, moment, state_files, state_path, text

_FORMAT: Final = 1
"""What was added since, `marks`, may be missing; an older version reads the file without it."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where somebody was in a draft, and what he has seen of it.

    Attributes:
        step: The id of the step that was shown last; "" where that is not known.
        member: The member whose field had the focus; () where none had it.
        seen: The ids of the steps that were visited.
        left_steps: The ids of those that were left.
        left: The members whose field was left.
    """

    step: str = ""
    member: MemberPath = ()
    seen: frozenset[str] = frozenset()
    left_steps: frozenset[str] = frozenset()
    left: frozenset[MemberPath] = frozenset()


@dataclass(frozen=True, slots=True)
class Autosaved:
    """Work that a wizard left behind.

    Attributes:
        path: Its file.
        draft: The draft, without the secrets that were typed.
        saved_at: When it was saved, in UTC.
        origin: What the wizard had opened, as the wizard wrote it.
        lost: The secrets that were typed and must be entered again.
        marks: Where the user was in it.
        is_open: Whether the wizard that writes it still runs, so that nobody else can go on with it.
    """

    path: Path
    draft: Draft
    saved_at: datetime
    origin: str
    lost: tuple[MemberPath, ...]
    marks: Marks = Marks()
    is_open: bool = False


def autosave_folder() -> Path:
    """Return where the autosaved drafts are; it may not be there yet."""
    return state_path("autosave")


class Autosave:
    """The autosave of one running wizard. Nothing is written before the first save."""

    def __init__(self, folder: Path | None = None) -> None:
        """Prepare to save in `folder`, the platform's state folder by default."""
        self._file = StateFile.new(folder or autosave_folder())

    @property
    def path(self) -> Path:
        """The file that is written."""
        return self._file.path

    def save(self, draft: Draft, origin: str, marks: Marks = Marks()) -> None:  # it is frozen
        """Write the draft, without the secrets that were typed.

        Raises:
            OSError: It cannot be written.
        """
        self._file.hold()
        self._file.write(_as_json(draft, origin, marks))

    def discard(self) -> None:
        """Remove what was saved: the work is safe elsewhere, or nobody wants it."""
        self._file.discard()

    def release(self) -> None:
        """Leave what was saved to the next wizard, as the end of the process does."""
        self._file.release()

    def claim(self, autosaved: Autosaved) -> bool:
        """Go on in an older wizard's file, so that it is not offered again.

        Returns:
            Whether it could be had; False where another wizard was faster.
        """
        claimed = StateFile(autosaved.path)
        try:
            claimed.hold()
        except BlockingIOError:
            return False
        if not claimed.path.exists():
            claimed.release()
            return False
        self.discard()
        self._file = claimed
        return True


def list_autosaves(folder: Path | None = None) -> list[Autosaved]:
    """Return the work that wizards left behind, newest first, without that of wizards that still run.

    Files that cannot be read are left out; `damaged_autosaves` names them.
    """
    return _newest_first(_read(file) for file in files_left(folder or autosave_folder()))


def open_autosaves(folder: Path | None = None) -> list[Autosaved]:
    """Return the work that wizards hold which still run, newest first."""
    held = [file for file in state_files(folder or autosave_folder()) if file.is_held]
    return _newest_first(replace(read, is_open=True) for read in map(_read, held) if read)


def _newest_first(read: Iterable[Autosaved | None]) -> list[Autosaved]:
    found = [autosaved for autosaved in read if autosaved]
    return sorted(found, key=lambda autosaved: autosaved.saved_at, reverse=True)


def damaged_autosaves(folder: Path | None = None) -> list[Path]:
    """Return the files of the autosave that cannot be read."""
    files = files_left(folder or autosave_folder())
    return [file.path for file in files if _read(file) is None and file.is_there]


def _as_json(draft: Draft, origin: str, marks: Marks) -> dict[str, Any]:
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
        "folder": draft.folder,
        "left_out": draft.left_out,
        "secrets": _references(draft.secrets),
        "lost": lost,
        "parked": parked,
        # A pulled state may hold secrets where the service gives them out.
        "baseline": None if draft.baseline is None else Draft.from_tree("create", draft.baseline).tree,
        "marks": {
            "step": marks.step,
            "member": marks.member,
            "seen": sorted(marks.seen),
            "left_steps": sorted(marks.left_steps),
            "left": sorted(marks.left, key=str),
        },
    }


def _references(secrets: Mapping[MemberPath, Secret]) -> list[dict[str, Any]]:
    return [
        {"path": path, "base": getattr(secret, "base", ""), **reference_table(secret)}
        for path, secret in secrets.items()
        if not isinstance(secret, Typed)
    ]


def _read(file: StateFile) -> Autosaved | None:
    """Read an autosaved file; None where it is damaged."""

    def parse(saved: dict[str, Any]) -> Autosaved:
        lost = tuple(map(_path, saved["lost"]))
        marks = _marks(saved.get("marks"))
        return Autosaved(
            file.path, _draft(saved), moment(saved["saved_at"]), text(saved["origin"]), lost, marks
        )

    return file.read(_FORMAT, parse)


def _marks(saved: Any) -> Marks:
    """Return the marks; none where they are missing or damaged, which is no reason to lose the draft."""
    try:
        return Marks(
            text(saved["step"]),
            _path(saved["member"]),
            frozenset(map(text, saved["seen"])),
            frozenset(map(text, saved["left_steps"])),
            frozenset(map(_path, saved["left"])),
        )
    except (KeyError, TypeError):
        return Marks()


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
    return Draft(
        draft.operation,
        draft.tree,
        MappingProxyType(secrets),
        MappingProxyType(parked),
        baseline,
        text(saved.get("folder", "")),
        tuple(map(text, saved.get("left_out", ()))),
    )


def _secrets(saved: list[dict[str, Any]]) -> Mapping[MemberPath, Secret]:
    found: dict[MemberPath, Secret] = {}
    for item in saved:
        path = _path(item["path"])
        if path and is_secret_name(str(path[-1])):
            name = text(item["file"] if "file" in item else item["env"])
            found[path] = FileRef(name, text(item["base"])) if "file" in item else EnvRef(name)
    return MappingProxyType(found)


def _path(parts: list[Any]) -> MemberPath:
    if not all(isinstance(part, str | int) for part in parts):
        raise TypeError("not a path")
    return tuple(parts)
