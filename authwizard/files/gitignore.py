"""What `.gitignore` files say, as git reads them; pathspec translates each pattern.

Git asks each folder on the way down by itself, and enters none that is ignored (gitignore(5): "It is not possible to
re-include a file if a parent directory of that file is excluded"). pathspec answers for a file alone, and takes a match
of a folder above for one of the file; so here each pattern is asked whether it means the very path.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final, NamedTuple

NAME: Final = ".gitignore"
MOST_BYTES: Final = 1_000_000
"""The largest such file that is read; git's own limit is 100 MB (dir.c, PATTERN_MAX_FILE_SIZE)."""

_FOLDER: Final = "ps_d"
"""pathspec's group for the slash behind what a pattern names; a pattern without it means all that is below."""

_NOT_IN: Final = re.compile(r"\[\^(?!/\])")
"""Where pathspec has translated [!a], which it lets match a slash; git does not (FNM_PATHNAME)."""


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    ignores: bool


class Gitignore:
    """The patterns of one `.gitignore` file."""

    def __init__(self, folder: str, text: str) -> None:
        """Read a file's text; a line that is no pattern says nothing, as for git.

        Args:
            folder: The absolute path of the folder that it stands in.
            text: The file's content.
        """
        self._start = len(folder.rstrip("/")) + 1
        lines = text.removeprefix("\ufeff").split("\n")
        self._patterns = [*_patterns(line.removesuffix("\r") for line in lines)][::-1]

    def says(self, path: str, *, is_folder: bool) -> bool | None:
        """Tell whether a path below the folder is ignored; None where no pattern is about it.

        Args:
            path: Its absolute path, without a slash at the end.
            is_folder: Whether it is a folder, and no link to one.
        """
        relative = path[self._start :]
        return next((it.ignores for it in self._patterns if _means(it.regex, relative, is_folder)), None)


def is_ignored(files: Iterable[Gitignore], path: str, *, is_folder: bool) -> bool:
    """Tell whether files ignore a path; the nearest one that says something decides.

    Args:
        files: Those of the folders above it, the outermost first.
        path: Its absolute path.
        is_folder: Whether it is a folder, and no link to one.
    """
    for file in reversed([*files]):
        said = file.says(path, is_folder=is_folder)
        if said is not None:
            return said
    return False


def _patterns(lines: Iterable[str]) -> Iterator[_Pattern]:
    """Translate lines; one that cannot mean anything is passed over, such as a backslash at its end or [z-a]."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern  # most runs look at no folder

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of re, about brackets within brackets
        for line in lines:
            with suppress(ValueError, re.error):
                # pathspec takes x/**/ for x/, and git for the folders below.
                pattern = f"{line}*/" if line.endswith("/**/") else line
                regex, ignores = GitIgnoreSpecPattern.pattern_to_regex(pattern)
                if regex is not None and ignores is not None:
                    yield _Pattern(re.compile(_NOT_IN.sub("(?!/)[^", regex)), ignores)


def _means(regex: re.Pattern[str], path: str, is_folder: bool) -> bool:
    """Tell whether a pattern is about a path itself, and not about a folder above it."""
    if _FOLDER not in regex.groupindex:
        return regex.search(path) is not None
    target = f"{path}/" if is_folder else path
    return any(match.end() >= len(path) for match in regex.finditer(target))
