"""What is given as the place of a secret, and may be the secret itself: that never becomes a name, which is shown."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from authwizard.request.fields import Field
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed, is_variable_name
from authwizard.request.typed import read_path, read_secret, read_variable

from .resolve import file_of

TAKEN_AS_TYPED: Final = "This is no {what}: it was taken as typed, and is never saved."
"""What is said to who gave a secret for the place of one."""
WHAT: Final[Mapping[type[Secret], str]] = {EnvRef: "name of a variable", FileRef: "path of a file"}

_LONG: Final = 16
"""Characters from which a text of small letters and digits may be a secret: Google's have 24 and more after GOCSPX-."""
_WORDS: Final = re.compile(r"(?:[A-Za-z]+[0-9]{0,2}|[0-9]{1,4})(?:[_-](?:[A-Za-z]+[0-9]{0,2}|[0-9]{1,4}))+")
"""A name of several words, some with a number at their end, as people give it."""
_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9]{1,5}")


def looks_secret(text: str) -> bool:
    """Whether a text is long and mixed as a secret is, and no name that people give."""
    is_mixed = any(map(str.islower, text)) and any(map(str.isdigit, text))
    return len(text) >= _LONG and is_mixed and not _WORDS.fullmatch(text)


def names_variable(text: str, environ: Mapping[str, str] | None = None) -> bool:
    """Whether a text may be the name of an environment variable, and is not rather a secret.

    What is set, or has the mark of a shell before it, `$NAME`, is a name whatever it looks like.
    """
    name = read_variable(text)
    if not is_variable_name(name):
        return False
    environ = os.environ if environ is None else environ
    return name in environ or name != text.strip() or not looks_secret(name)


def names_file(text: str, folder: str) -> bool:
    """Whether a text may be the path of a file, and is not evidently a secret; `folder` is where a relative one is."""
    path = read_path(text)
    if path.startswith("{"):
        return False
    is_placed = "/" in path or "\\" in path or _SUFFIX.fullmatch(Path(path).suffix)
    return bool(is_placed) or not looks_secret(path) or _is_there(path, folder)


def _is_there(path: str, folder: str) -> bool:
    return os.path.lexists(file_of(FileRef(path, folder)))


def given(field: Field, kind: type[Secret], text: str, folder: str) -> Secret:
    """Return the secret that a whole text stands for; one that evidently names nothing is the secret itself.

    Args:
        field: The secret's member.
        kind: The source for which it is given.
        text: What was given; not blank.
        folder: The folder that a relative path is taken from.
    """
    if kind is EnvRef:
        if names_variable(text):
            return EnvRef(read_variable(text))
        path = read_path(text)
        if "/" in path and _is_there(path, folder):
            return FileRef(path, folder)
    elif kind is FileRef and names_file(text, folder):
        return FileRef(read_path(text), folder)
    return Typed(read_secret(field, text if kind is Typed else text.strip()))
