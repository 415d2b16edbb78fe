"""The presets that ship, made whole: with a backend's names, and the updates with what a backend has."""

from __future__ import annotations

from typing import Final

from authwizard.files.formats.infrastructure import waives
from authwizard.files.shipped import shipped_folder
from authwizard.files.source import load
from authwizard.files.whole import on_state, whole
from authwizard.request.draft import Draft

_TARGET: Final = {"AppId": "d1a2b3c4d5", "BackendEnvironmentName": "main", "ResourceName": "myauth"}
_BASELINE: Final = "email-optional-totp"
"""The creation that the presets for an update are taken to change."""


def shipped() -> dict[str, Draft]:
    """Return the creation that each preset makes, by its name."""
    drafts = {path.stem: load(str(path)).draft for path in sorted(shipped_folder().glob("*.toml"))}
    drafts = {name: draft.with_tree({**draft.tree, **_TARGET}) for name, draft in drafts.items()}
    baseline = drafts[_BASELINE].tree
    return {
        name: whole(draft if draft.operation == "create" else on_state(draft, baseline), waives)
        for name, draft in drafts.items()
    }
