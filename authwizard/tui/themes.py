"""The wizard's own themes. One meaning to a colour: the primary one is where you are and the one next action.

Success, warning and error are for states alone; what is a heading is told by its weight.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="authwizard-dark",
    primary="#5ab0f6",
    secondary="#3a7db8",
    accent="#c3a6ff",
    success="#5fcf80",
    warning="#f0b429",
    error="#ff7a85",
    foreground="#e4e7ea",
    background="#11151a",
    surface="#171c22",
    panel="#1e252d",
    dark=True,
)
LIGHT: Final = Theme(
    name="authwizard-light",
    primary="#0b62b0",
    secondary="#3f7fb8",
    accent="#6a3fb5",
    success="#1b7a3d",
    warning="#8a5800",
    error="#b3243b",
    foreground="#1b2126",
    background="#fbfbf9",
    surface="#f1f1ee",
    panel="#e5e6e3",
    dark=False,
)
THEMES: Final = (DARK, LIGHT)
_SIXTEEN: Final = "ansi-dark"
"""Textual's theme of the terminal's own colours: shades of ours come out as one where there are only sixteen."""


def first_theme(color_system: str | None, remembered: str, available: Mapping[str, Theme]) -> str:
    """Return the name of the theme to begin with: of sixteen colours only the terminal's own can be told apart.

    Args:
        color_system: What the terminal can, as rich calls it: "standard" is sixteen colours.
        remembered: The name of the theme that was chosen last; "" where none was.
        available: The themes that there are.
    """
    if color_system == "standard" and _SIXTEEN in available:
        return remembered if remembered.startswith("ansi-") and remembered in available else _SIXTEEN
    return remembered if remembered in available else DARK.name
