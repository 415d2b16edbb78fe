"""The files of a folder that hold auth requests: ours by their names, and the Amplify CLI's by their places."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from authwizard.terminal_text import PATH_SHOWN, quoted

from . import gitignore
from .gitignore import Gitignore, is_ignored
from .reading import NotRegularError, TooLargeError, read_limited
from .unreadable import UnreadableError

_OURS: Final = re.compile(r".+\.authwizard\.(?:toml|json|yaml|yml)", re.DOTALL)
"""A name has to come first: `.authwizard.toml` holds the settings of a repository."""
_AMPLIFY: Final = re.compile(r".*/amplify/backend/auth/[^/]+/cli-inputs\.json", re.DOTALL)
_REPOSITORY: Final = ".git"

_Tell = Callable[[str], object]


class _Place(NamedTuple):
    """A file or folder on the way: as the user gave it, by its absolute path, and what is said of it from above."""

    path: str
    absolute: str
    is_folder: bool
    ignores: tuple[Gitignore, ...]


def found(directory: Path, tell: _Tell = lambda _: None) -> Iterator[Path]:
    """Yield the files below a folder that hold auth requests, sorted by the parts of their paths.

    These are `*.authwizard.toml`, `.json`, `.yaml` and `.yml`, and the Amplify CLI's
    `amplify/backend/auth/*/cli-inputs.json`, at any depth. What `.gitignore` files ignore is left out: those of the
    folders below, and of the folders above up to the repository's root; the folder itself was named, and is looked at
    even if they ignore it. A repository in another one has its own. `.git` and links to folders are not entered.

    Args:
        directory: Where to look; the paths begin with it as it is given.
        tell: Gets a sentence about each folder and each `.gitignore` that cannot be read, and so is passed over.

    Raises:
        UnreadableError: The folder itself cannot be read.
    """
    try:
        with os.scandir(directory):
            pass
        absolute = str(directory.resolve())
    except (OSError, ValueError) as error:
        what = f"The folder {_shown(directory)} cannot be read: {_reason(error)}."
        raise UnreadableError(what, "Check the path and its permissions.") from None
    left = [_Place(str(directory), absolute, True, _above(absolute, tell))]
    while left:
        place = left.pop()
        if place.is_folder:
            left += _inside(place, tell)
        else:
            yield Path(place.path)


def _inside(folder: _Place, tell: _Tell) -> list[_Place]:
    """Return what is to be looked at in a folder, the last one first."""
    try:
        with os.scandir(folder.path) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name, reverse=True)
    except OSError as error:
        tell(f"The folder {_shown(folder.path)} is passed over: {_reason(error)}.")
        return []
    names = {entry.name for entry in entries}
    ignores = () if _REPOSITORY in names else folder.ignores
    if gitignore.NAME in names:
        ignores += _read(folder.absolute, tell)
    places = []
    for entry in entries:
        absolute = os.path.join(folder.absolute, entry.name)  # noqa: PTH118  # a Path for each takes ten times as long
        is_folder = _is_folder(entry)
        if is_folder or (_is_ours(absolute, entry.name) and _is_file(entry)):
            is_shut = is_folder and entry.name == _REPOSITORY
            if not is_shut and not is_ignored(ignores, absolute, is_folder=is_folder):
                places.append(_Place(entry.path, absolute, is_folder, ignores))
    return places


def _is_ours(absolute: str, name: str) -> bool:
    return _OURS.fullmatch(name) is not None or _AMPLIFY.fullmatch(absolute) is not None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    with suppress(OSError):
        return entry.is_dir(follow_symlinks=False)
    return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    with suppress(OSError):
        return entry.is_file()
    return False


def _above(absolute: str, tell: _Tell) -> tuple[Gitignore, ...]:
    """Read the files of the folders above one, down from the repository's root; none where there is no repository."""
    folder = Path(absolute)
    root = next((it for it in (folder, *folder.parents) if os.path.lexists(it / _REPOSITORY)), folder)
    between = [it for it in folder.parents if it.is_relative_to(root)]
    return tuple(ignores for it in reversed(between) for ignores in _read(str(it), tell))


def _read(folder: str, tell: _Tell) -> tuple[Gitignore, ...]:
    """Read a folder's own file. One that is a link is passed over, as git does (gitignore(5), NOTES)."""
    path = Path(folder, gitignore.NAME)
    try:
        if path.is_symlink():
            return ()
        data = read_limited(path, gitignore.MOST_BYTES)
    except (FileNotFoundError, NotRegularError):
        return ()
    except (OSError, TooLargeError) as error:
        tell(f"{_shown(path)} is passed over: {_reason(error)}.")
        return ()
    # Names of files are decoded in the same way, so what is no UTF-8 matches all the same.
    return (Gitignore(folder, data.decode("utf-8", "surrogateescape")),)


def _shown(path: str | Path) -> str:
    return quoted(str(path), PATH_SHOWN)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
