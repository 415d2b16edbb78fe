"""What the ways out of the wizard ask and say alike."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.content import Content

from .screens.dialogs import Confirm


async def agreed(app: App[Any], title: str, text: Content, yes: str) -> bool:
    """Ask whether to go on; `yes` is the label of the button that does."""
    return await app.push_screen_wait(Confirm(title, text, [("yes", yes)])) == "yes"


def reason_of(error: Exception) -> str:
    """Return why something could not be done, as the system or we say it."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
