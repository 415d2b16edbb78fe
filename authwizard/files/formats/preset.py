"""The format preset."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from authwizard.request.draft import Draft
from authwizard.request.secrets import FileRef, Typed
from authwizard.request.tree import format_path

from ..loaded import Loaded
from .format import Document, Format, Loss, Writing, one_file


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    from .preset_file import preset_text  # loads TOML's reader and writer, which only presets need

    text = preset_text(
        draft,
        title=writing.title,
        description=writing.description,
        with_target=True,
        folder=writing.folder,
    )
    return one_file(text)


def _read(document: Document) -> Loaded:
    from .preset_file import read_preset

    return read_preset(document.text, document.folder, asked=document.asked)


def _lost(draft: Draft, writing: Writing) -> tuple[Loss, ...]:
    typed = [path for path, secret in draft.secrets.items() if isinstance(secret, Typed)]
    gone = (
        Loss("lost", format_path(path), "It is left out: a preset holds no secret, only a reference to it.")
        for path in typed
    )
    return (*gone, *(_tied_to_folders(draft) if writing.folder is None else ()))


def _tied_to_folders(draft: Draft) -> Iterator[Loss]:
    """Say to which folder a path is relative, where nobody knows in which one the preset will stand."""
    for secret in draft.secrets.values():
        if isinstance(secret, FileRef) and not secret.path.startswith(("/", "~")):
            folder = Path(secret.base).resolve()
            if folder != Path.cwd():
                yield Loss("todo", secret.path, f"It is relative to {folder}: keep the preset there.")


def _command(draft: Draft, path: str) -> str:
    # A bare word is a preset's name or an option, and a leading ~ somebody's home.
    place = path if "/" in path and not path.startswith("~") else f"./{path}"
    return shlex.join(["authwizard", "submit", place])


PRESET: Final = Format(
    name="preset",
    suffixes=(".toml",),
    title="Preset",
    help="a preset of authwizard in TOML, without the secrets themselves",
    write=_write,
    read=_read,
    lost=_lost,
    holds_secrets=False,
    usual="{command}.authwizard.toml",
    command=_command,
)
