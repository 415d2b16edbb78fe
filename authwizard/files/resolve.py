"""Secrets by reference: from the environment or a file, at the moment of export or submit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.fields import field_at, position
from authwizard.request.private_key import sent_key
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed
from authwizard.request.tree import MemberPath
from authwizard.terminal_text import PATH_SHOWN, quoted

from .reading import NotRegularError, TooLargeError, read_limited

MOST_SECRET_BYTES: Final = 64 * 1024
"""The largest file that is taken for a secret."""


class _UnresolvableError(Exception):
    """Says in a sentence why a reference does not resolve, and what to do."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix


def resolve(draft: Draft, environ: Mapping[str, str] | None = None) -> tuple[Draft, tuple[Problem, ...]]:
    """Return the draft with every reference replaced by the secret that it names.

    Args:
        draft: Any draft; its typed secrets stay.
        environ: The environment to look in; the process's own by default.

    Returns:
        The draft, and a problem `secret-unresolved` for each reference that stays.
    """
    environ = os.environ if environ is None else environ
    secrets: dict[MemberPath, Secret] = {}
    problems: list[Problem] = []
    for path, secret in sorted(draft.secrets.items(), key=lambda item: position(item[0])):
        try:
            secrets[path] = _resolved(secret, path, environ)
        except _UnresolvableError as error:
            secrets[path] = secret
            problems.append(Problem.of("secret-unresolved", path, error.what, error.fix))
    return replace(draft, secrets=MappingProxyType(secrets)), tuple(problems)


def _resolved(secret: Secret, path: MemberPath, environ: Mapping[str, str]) -> Secret:
    if isinstance(secret, EnvRef):
        return Typed(_from_environment(secret.name, path, environ))
    if isinstance(secret, FileRef):
        return Typed(_from_file(secret, path))
    return secret


def _from_environment(name: str, path: MemberPath, environ: Mapping[str, str]) -> str:
    given = environ.get(name)
    value = sent_key(given) if given and _is_key(path) else given
    if value:
        return value
    state = "is not set" if given is None else "is empty"
    raise _UnresolvableError(
        f"The environment variable {quoted(name)} {state}.", "Set it where you run this."
    )


def _from_file(reference: FileRef, path: MemberPath) -> str:
    name = quoted(reference.path, PATH_SHOWN)
    file = file_of(reference)
    try:
        text = read_limited(file, MOST_SECRET_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        raise _UnresolvableError(
            f"There is no file {name}.", f"Put it at {quoted(str(file), PATH_SHOWN)}."
        ) from None
    except NotRegularError:
        raise _UnresolvableError(f"{name} is not a regular file.", "Name a file.") from None
    except TooLargeError:
        raise _UnresolvableError(
            f"{name} has more than {MOST_SECRET_BYTES:,} bytes.", "Name another file."
        ) from None
    except UnicodeDecodeError:
        raise _UnresolvableError(f"{name} is not UTF-8 text.", "Name a text file.") from None
    except OSError as error:
        raise _UnresolvableError(f"{name} cannot be read: {error.strerror}.", "Make it readable.") from None
    is_key = file.suffix.lower() == ".p8" or _is_key(path)
    value = sent_key(text) if is_key else _without_last_newline(text)
    if not value:
        raise _UnresolvableError(f"{name} is empty.", "Put the secret into it.")
    return value


def _is_key(path: MemberPath) -> bool:
    """Whether a member takes a key, of which the BEGIN and END lines and the line breaks are not sent."""
    member = field_at(path)
    return member is not None and member.kind == "key"


def _without_last_newline(text: str) -> str:
    return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text


def file_of(reference: FileRef) -> Path:
    """Return the path of the file that a reference names: relative to its base, with ~ expanded."""
    try:
        path = Path(reference.path).expanduser()
    except RuntimeError:  # ~ of a user that is not there
        path = Path(reference.path)
    return Path(reference.base) / path
