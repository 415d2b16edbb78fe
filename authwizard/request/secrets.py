"""Secrets: the client secrets and the private key of a request, which never stand in its tree.

A secret is typed (kept in memory alone) or a reference to an environment variable or a file, which
`authwizard.files` resolves at the moment of export or submit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

MASK: Final = "********"
"""What is shown in place of a typed secret, whatever its length."""

REDACTED: Final = "${REDACTED}"
"""What a shareable file holds in place of a secret; the rule `placeholder` reports it."""


_VARIABLE: Final = re.compile("[A-Za-z_][A-Za-z0-9_]*")
"""What a shell can set."""


def is_variable_name(text: str) -> bool:
    """Whether a text can be the name of an environment variable."""
    return _VARIABLE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Typed:
    """A secret that was typed or that stood in a loaded file; `value` is what was given, of whatever type."""

    value: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnvRef:
    """A secret that stands in the environment variable `name`."""

    name: str


@dataclass(frozen=True, slots=True)
class FileRef:
    """A secret that stands in the file `path`; a relative one is relative to the folder `base`."""

    path: str
    base: str = field(default="", compare=False)


Secret = Typed | EnvRef | FileRef


def is_secret_name(name: str) -> bool:
    """Whether a member's name is that of a secret, in whatever spelling: a misspelt one must not leak either."""
    return name.replace("_", "").replace("-", "").lower() in ("clientsecret", "privatekey")


class Unresolved(str):
    """Stands in the request for a reference that is not resolved yet: present, of the right type, unknown."""

    __slots__ = ()


def describe(secret: Secret) -> str:
    """Say what a secret is without showing it: the mask, or the reference's own text.

    What a file has for a variable and is no name may be the secret itself, in the wrong place.
    """
    if isinstance(secret, EnvRef):
        return f"environment variable {secret.name if is_variable_name(secret.name) else MASK}"
    if isinstance(secret, FileRef):
        return f"file {secret.path}"
    return MASK


def reference_table(secret: EnvRef | FileRef) -> dict[str, str]:
    """Return the table that stands for a reference in a preset: `{env = …}` or `{file = …}`."""
    return {"env": secret.name} if isinstance(secret, EnvRef) else {"file": secret.path}


def parse_reference(value: Any, base: str = "") -> EnvRef | FileRef | None:
    """Read a reference table; None where `value` is not one."""
    if isinstance(value, dict) and len(value) == 1:
        ((kind, text),) = value.items()
        if isinstance(text, str) and text:
            if kind == "env":
                return EnvRef(text)
            if kind == "file":
                return FileRef(text, base)
    return None
