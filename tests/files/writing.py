"""Writing a draft in a format, as export and the wizard do."""

from typing import Final

from authwizard.files.formats.table import FORMATS, Writing, writable
from authwizard.request.draft import Draft

WRITABLE: Final = tuple(format.name for format in writable())
"""The names of the formats that can be written."""

BACK_WHOLE: Final = ("json", "yaml", "rest")
"""Those from which a request comes back as it was."""


def render(draft: Draft, format: str, *, redact: bool = False) -> str:
    """Return the one file that a format makes of a draft."""
    (text,) = FORMATS[format].files(draft, Writing(redact)).values()
    return text


def losses(draft: Draft, format: str, *, redact: bool = False) -> tuple[str, ...]:
    """Return what is said before a draft is written."""
    return FORMATS[format].losses(draft, Writing(redact))
