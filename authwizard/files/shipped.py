"""The presets that ship: where they are, and that nothing writes over them."""

from __future__ import annotations

import errno
from pathlib import Path


def shipped_folder() -> Path:
    """Return where the presets that ship are: in the package of a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "presets"
    return inside if inside.is_dir() else package.parent / "presets"


def is_shipped(path: Path) -> bool:
    """Whether a path, or what it links to, is that of a preset that ships, and so is read-only."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle, or a name that no file can have
        return False
    return real.suffix == ".toml" and real.parent == shipped_folder().resolve() and real.is_file()


def refuse_shipped(path: Path) -> None:
    """Refuse to write over a preset that ships.

    Raises:
        OSError: It is one.
    """
    if is_shipped(path):
        raise OSError(errno.EROFS, "It ships with authwizard and is read-only", str(path))
