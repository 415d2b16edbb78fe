"""A file that was deleted and can be brought back as long as the program runs."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .atomic import write_atomically
from .reading import MOST_BYTES, read_limited


@dataclass(frozen=True, slots=True)
class Removed:
    """What a deleted file held.

    Attributes:
        path: Where it was.
        content: What it held.
        private: Whether only its owner could read it.
    """

    path: Path
    content: bytes
    private: bool

    def bring_back(self) -> None:
        """Write the file again.

        Raises:
            FileExistsError: There is a file of that name by now.
            OSError: It cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, self.content, private=self.private, overwrite=False)


def removed(path: Path, remove: Callable[[], object]) -> Removed:
    """Delete a file by `remove`, and return what it held.

    Raises:
        OSError: It cannot be read, or not be deleted. What is too large, or no regular file, is not deleted either.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise OSError("It is no regular file")
    held = Removed(path, read_limited(path, MOST_BYTES), not mode & (stat.S_IRWXG | stat.S_IRWXO))
    remove()
    return held
