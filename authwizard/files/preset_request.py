"""A draft that is to become a preset: the user's own, found by its name, or a file wherever the user says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from authwizard.request.draft import Draft
from authwizard.request.secrets import Typed
from authwizard.request.target import TARGET
from authwizard.request.tree import drop

from .atomic import write_atomically
from .destination import typed_path
from .presets import FOUND_SUFFIX, check_name, preset_text, save_preset
from .shipped import refuse_shipped


@dataclass(frozen=True, slots=True)
class PresetRequest:
    """What to save a preset as.

    Attributes:
        name: Its name, or the text of its path.
        path: Its file; None for one of the user's own.
        title: Its title.
        description: Its description.
        with_target: Whether app, environment and resource are saved, too.
    """

    name: str
    path: Path | None
    title: str
    description: str
    with_target: bool


def preset_path(name: str) -> Path | None:
    """Return the file that a preset's name is the path of; None where it is a name, and none of a file.

    A path without a suffix gets the one by which `authwizard check FOLDER` finds the file.
    """
    if "/" not in name and not name.endswith(".toml"):
        return None
    path = typed_path(name)
    if path.suffix or name.endswith("/") or path.name in ("", ".."):
        return path
    return path.with_name(f"{path.name}{FOUND_SUFFIX}")


def check_place(name: str, path: Path | None) -> str:
    """Say why a preset cannot have a name, or be written at a path; "" where it can."""
    if path is None:
        return check_name(name)
    if path.suffix != ".toml":
        return "A preset's file ends in .toml."
    try:
        path.exists()
        return "" if path.absolute().parent.is_dir() else f"There is no folder {path.parent}."
    except OSError as error:
        return f"The preset cannot be written there: {error.strerror}."


def save_as(draft: Draft, request: PresetRequest, *, overwrite: bool) -> Path:
    """Write a preset and return its path. Typed secrets are left out.

    Raises:
        FileExistsError: There is one already, and it may not be replaced.
        ValueError: The name cannot be used, or the draft holds what TOML cannot write.
        OSError: The file cannot be written, or is a preset that ships.
    """
    if request.path is None:
        return save_preset(
            draft,
            request.name,
            title=request.title,
            description=request.description,
            with_target=request.with_target,
            overwrite=overwrite,
        )
    text = preset_text(
        draft,
        title=request.title,
        description=request.description,
        with_target=request.with_target,
        folder=request.path.absolute().parent,
    )
    refuse_shipped(request.path)
    write_atomically(request.path, text, overwrite=overwrite)
    return request.path


def held_by_preset(draft: Draft, *, with_target: bool) -> Draft:
    """Return as much of a draft as a preset of it holds: no typed secrets, and the target only if asked for."""
    for path, secret in draft.secrets.items():
        if isinstance(secret, Typed):
            draft = draft.with_secret(path, None)
    if with_target:
        return draft
    tree = draft.tree
    for name in TARGET:
        tree = drop(tree, (name,))
    return draft.with_tree(tree)
