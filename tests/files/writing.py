"""Writing a draft in a format, as export and the wizard do."""

from typing import Final

from authwizard.files.formats.table import FORMATS, Writing, writable
from authwizard.request.draft import Draft

WRITABLE: Final = tuple(format.name for format in writable())
"""The names of the formats that can be written."""

READ_BACK: Final = tuple(format.name for format in writable() if format.read is not None)
"""Those of them that are read, too."""

BACK_WHOLE: Final = ("json", "yaml", "rest")
"""Those from which a request comes back as it was."""


def render(draft: Draft, format: str, *, redact: bool = False) -> str:
    """Return what a format makes of a draft: the text of its file, or of all its files."""
    return "".join(FORMATS[format].files(draft, Writing(redact)).values())


def losses(draft: Draft, format: str, *, redact: bool = False) -> tuple[str, ...]:
    """Return what is said before a draft is written."""
    return tuple(map(str, FORMATS[format].losses(draft, Writing(redact))))
