"""The presets: those that ship and the user's own, found by name."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from authwizard.errors import AuthwizardError
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, Field
from authwizard.request.operation import Operation
from authwizard.request.places import SERVICE
from authwizard.request.steps import STEPS, step_of
from authwizard.request.tree import ABSENT
from authwizard.request.words import nearest
from authwizard.terminal_text import PATH_SHOWN, quoted

from .atomic import write_atomically
from .destination import kind_of
from .formats.preset_file import preset_text, read_preset
from .reading import decode, read_source
from .shipped import refuse_shipped, shipped_folder
from .unreadable import UnreadableError, defect
from .unwritable import UnwritableError

__all__ = [
    "FOUND_SUFFIX",
    "PresetInfo",
    "PresetNameError",
    "UnknownPresetError",
    "UnwritableError",
    "check_name",
    "delete_preset",
    "find_preset",
    "in_natural_order",
    "list_presets",
    "name_of",
    "preset_text",
    "save_preset",
    "shipped_folder",
    "user_folder",
    "user_folder_trouble",
]

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_SUFFIX: Final = ".toml"
FOUND_SUFFIX: Final = f".authwizard{_SUFFIX}"
"""The suffix of presets outside the folders of presets, by which they are found among other files."""
_NUMBERS: Final = re.compile("([0-9]{1,18})")
_BAD_FILE_NAME: Final = "A preset cannot have this name. Rename the file, or open it by its path."


class UnknownPresetError(AuthwizardError):
    """There is no preset of that name; `near` is the nearest one, or "", `trouble` why one may have been missed."""

    def __init__(self, name: str, near: str = "", trouble: str = "") -> None:
        hint = f" Did you mean {near}?" if near else ""
        super().__init__(f"There is no preset {quoted(name)}.{hint}{f' {trouble}' if trouble else ''}")
        self.name = name
        self.near = near


class PresetNameError(AuthwizardError, ValueError):
    """A name that a preset cannot have; the message says why."""


@dataclass(frozen=True, slots=True)
class PresetInfo:
    """A preset as a list shows it.

    Attributes:
        name: Its name, which is its file's name without the suffix.
        title: Its title; its name where it has none.
        description: Its description.
        operation: "create" or "update".
        path: Its file.
        shipped: Whether it ships, and so is read-only.
        sets: The titles of the steps that it answers something of.
        error: Why it cannot be read; "" where it can.
    """

    name: str
    title: str
    description: str
    operation: Operation
    path: Path
    shipped: bool
    sets: tuple[str, ...] = ()
    error: str = ""


def name_of(path: Path) -> str:
    """Return the name of a preset's file without its suffix, `.authwizard.toml` or `.toml`."""
    return path.name.removesuffix(FOUND_SUFFIX) if path.name.endswith(FOUND_SUFFIX) else path.stem


def user_folder() -> Path:
    """Return where the user's own presets are; it may not be there yet."""
    from platformdirs import user_config_path

    return user_config_path("authwizard") / "presets"


def user_folder_trouble() -> str:
    """Say why the user's own presets cannot be looked up; "" where they can, or where there is no folder yet."""
    folder = user_folder()
    there = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
    try:
        kind = kind_of(there)
        why = "is a link to what is not there" if kind == "nothing" else "is a file and no folder"
        if kind == "folder":
            why = ""
            next(folder.iterdir(), None)
    except FileNotFoundError:
        why = ""
    except OSError as error:
        why = f"cannot be read: {error.strerror}"
    return why and f"Your presets cannot be looked up: {quoted(str(there), PATH_SHOWN)} {why}."


def list_presets() -> list[PresetInfo]:
    """Return the presets that ship, then the user's own, each by name. A bad file never raises.

    Where the user's folder cannot be read, `user_folder_trouble` says why.
    """
    return [
        *(_info(path, shipped=True) for path in _files(shipped_folder())),
        *(_info(path, shipped=False) for path in _files(user_folder())),
    ]


def in_natural_order(presets: Iterable[PresetInfo]) -> list[PresetInfo]:
    """Return presets by their titles, in which numbers count as numbers: "Web 2" comes before "Web 10"."""
    return sorted(presets, key=lambda info: (_natural(info.title), info.name))


def _natural(text: str) -> list[tuple[int, str]]:
    parts = _NUMBERS.split(text.casefold())
    return [(int(part), "") if at % 2 else (-1, part) for at, part in enumerate(parts)]


def find_preset(name: str) -> PresetInfo:
    """Return the preset of that name; where both have it, the one that ships.

    Raises:
        UnknownPresetError: There is none. The name is only compared, and never used as a path.
    """
    known = [(path, shipped) for folder, shipped in _folders() for path in _files(folder)]
    for path, shipped in known:
        if name_of(path) == name:
            return _info(path, shipped=shipped)
    names = [name_of(path) for path, _ in known]
    raise UnknownPresetError(name, nearest(name, names) or "", user_folder_trouble())


def check_name(name: str) -> str:
    """Say why a name cannot be that of a preset of the user's own; "" where it can."""
    if not _NAME.fullmatch(name):
        return (
            "A preset's name has 1 to 63 lower-case letters, digits and hyphens, and begins with no hyphen."
        )
    if name in {name_of(path) for path in _files(shipped_folder())}:
        return f"A preset that ships has the name {name}. Choose another one."
    return ""


def save_preset(
    draft: Draft, name: str, *, title: str, description: str, with_target: bool, overwrite: bool
) -> Path:
    """Write a preset of the user's own and return its path. Typed secrets are left out.

    Raises:
        PresetNameError: The name cannot be used.
        FileExistsError: There is one already, and it may not be replaced.
        UnwritableError: The draft holds what TOML cannot write.
        OSError: The file cannot be written, or is a link to a preset that ships.
    """
    path = _own_path(name)
    trouble = user_folder_trouble()
    if trouble:
        raise OSError(errno.ENOTDIR, trouble.removesuffix("."))
    refuse_shipped(path)
    text = preset_text(
        draft, title=title, description=description, with_target=with_target, folder=path.parent, alone=True
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text, overwrite=overwrite)
    return path


def delete_preset(name: str) -> Path:
    """Delete a preset of the user's own, also one that cannot be used, and return the path that it had.

    Raises:
        PresetNameError: It is one that ships.
        UnknownPresetError: There is none.
        OSError: It cannot be deleted: it is a folder, or the system does not allow it.
    """
    found = find_preset(name)
    if found.shipped:
        raise PresetNameError("A preset that ships cannot be deleted.")
    found.path.unlink()
    return found.path


def _own_path(name: str) -> Path:
    why = check_name(name)
    if why:
        raise PresetNameError(why)
    folder = user_folder()
    return next((path for path in _files(folder) if name_of(path) == name), folder / f"{name}{_SUFFIX}")


def _folders() -> tuple[tuple[Path, bool], ...]:
    return (shipped_folder(), True), (user_folder(), False)


def _files(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.glob(f"*{_SUFFIX}") if not path.name.startswith(".")]
        return sorted(found, key=lambda path: (_natural(name_of(path)), path.name))
    except OSError:
        return []


def _info(path: Path, *, shipped: bool) -> PresetInfo:
    name = name_of(path)
    try:
        return _read_info(path, shipped=shipped)
    except UnreadableError as error:
        why = error.message
    except Exception as error:  # nothing in one file may keep the others from being listed
        why = defect(error).message
    return PresetInfo(name, name, "", "create", path, shipped, error=why)


def _read_info(path: Path, *, shipped: bool) -> PresetInfo:
    name = name_of(path)
    loaded = read_preset(decode(read_source(path)), path.parent)
    draft = loaded.draft
    wrong = "" if _NAME.fullmatch(name) else _BAD_FILE_NAME
    return PresetInfo(
        name,
        loaded.title or name,
        loaded.description,
        draft.operation,
        path,
        shipped,
        _steps_of(draft),
        wrong,
    )


def _steps_of(draft: Draft) -> tuple[str, ...]:
    """Return the titles of the steps that a draft answers something of, in order."""
    answered = [path for path, field in FIELDS.items() if draft.get(path) is not ABSENT and _tells(field)]
    steps = {step_of(path).id for path in [*answered, *draft.secrets]}
    return tuple(step.title for step in STEPS if step.id in steps)


def _tells(field: Field) -> bool:
    """Whether a member is a choice of the user's: not Service with its one value, not a mere structure."""
    return field.path != SERVICE and (field.kind != "structure" or bool(field.block))
