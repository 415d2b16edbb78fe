"""What the wizard remembers of how it is looked at, from one run to the next: the theme, and the side pane.

One small file in the platform's state folder. It is a convenience: where it is damaged or cannot be written, the
wizard begins as it does the first time, and says nothing of it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from .state_file import StateFile, state_path

_FORMAT: Final = 1
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is remembered.

    Attributes:
        theme: The name of the theme that was chosen last; "" where none was. There may be no such theme any more.
        pane_tab: The tab of the side pane that was open last; "" where none was opened.
        pane_hidden: Whether the side pane was hidden where there was room for it.
    """

    theme: str = ""
    pane_tab: str = ""
    pane_hidden: bool = False


def settings_path() -> Path:
    """Return where the settings are; the file may not be there yet."""
    return state_path("settings.json")


def remembered() -> Settings:
    """Return what an earlier run left; of a file that is damaged, what can be used."""
    return StateFile(settings_path()).read(_FORMAT, _parse) or Settings()


def remember(**changes: Any) -> None:
    """Remember some of the settings, by their names; the others stay. Where that cannot be written, they do not.

    Raises:
        TypeError: There is no setting of that name.
    """
    before = remembered()
    settings = replace(before, **changes)
    if settings == before:
        return
    file = StateFile(settings_path())
    with suppress(OSError):
        file.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write({"format": _FORMAT, **asdict(settings)})


def _parse(document: dict[str, Any]) -> Settings:
    hidden = document.get("pane_hidden")
    return Settings(_name(document.get("theme")), _name(document.get("pane_tab")), hidden is True)


def _name(value: Any) -> str:
    return value if isinstance(value, str) and _NAME.fullmatch(value) else ""
