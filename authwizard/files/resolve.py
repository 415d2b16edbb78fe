"""Secrets by reference: from the environment or a file, at the moment of export or submit; and a look at one before."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from authwizard.request.check import Problem, check
from authwizard.request.draft import Draft
from authwizard.request.fields import field_at, position
from authwizard.request.private_key import sent_key
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed, is_variable_name
from authwizard.request.tree import MemberPath
from authwizard.terminal_text import PATH_SHOWN, quoted

from .reading import NotRegularError, TooLargeError, read_limited

MOST_SECRET_BYTES: Final = 64 * 1024
"""The largest file that is taken for a secret."""

_START_AGAIN: Final = "Leave (the draft is kept), set it, and start again; or export where it is set."
"""What to do where the wizard sees no variable: it has the environment that it was started with."""


class _UnresolvableError(Exception):
    """Says in a sentence why a reference does not resolve, and what to do; `state` says it in a few words.

    `fix_meanwhile` is what to do while one is still answering.
    """

    def __init__(self, what: str, fix: str, state: str, fix_meanwhile: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.state = state
        self.fix_meanwhile = fix_meanwhile or fix


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of a secret's reference on this machine, and nothing of the secret.

    Attributes:
        is_good: Whether it leads to a secret that nothing is wrong with.
        state: What is seen, in a few words: "not set in this shell".
        fix: What to do, in sentences; empty where it is good.
    """

    is_good: bool
    state: str
    fix: str = ""


def look(draft: Draft, path: MemberPath, environ: Mapping[str, str] | None = None) -> Sight | None:
    """Look at what the reference of the secret at `path` leads to; None where there is no reference.

    It reads no more than `resolve` would, from a regular file alone. Another machine may see something else.
    """
    secret = draft.secrets.get(path)
    if not isinstance(secret, EnvRef | FileRef):
        return None
    try:
        resolved = _resolved(secret, path, os.environ if environ is None else environ)
    except _UnresolvableError as error:
        return Sight(False, error.state, error.fix_meanwhile)
    seen = "set in this shell" if isinstance(secret, EnvRef) else "found"
    for problem in check(draft.with_secret(path, resolved)).at(path):
        if problem.severity != "note":
            return Sight(False, f"{seen}, but it will not do", " ".join(filter(None, problem.in_form())))
    return Sight(True, f"{seen}, a P-256 key" if _is_key(path) else seen)


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
    state = "not set" if given is None else "empty"
    if not is_variable_name(name):  # it may be the secret itself, and is not repeated
        raise _UnresolvableError(
            "What is given for an environment variable is no name of one.",
            "Give its name, of letters, digits and underscores: not the secret itself.",
            "no name of a variable",
        )
    raise _UnresolvableError(
        f"The environment variable {quoted(name)} is {state}.",
        "Set it where you run this.",
        f"{state} in this shell",
        _START_AGAIN,
    )


def _from_file(reference: FileRef, path: MemberPath) -> str:
    name = quoted(reference.path, PATH_SHOWN)
    file = file_of(reference)
    try:
        text = read_limited(file, MOST_SECRET_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        raise _UnresolvableError(
            f"There is no file {name}.", f"Put it at {quoted(str(file), PATH_SHOWN)}.", "no such file"
        ) from None
    except NotRegularError:
        raise _UnresolvableError(
            f"{name} is not a regular file.", "Name a file.", "not a regular file"
        ) from None
    except TooLargeError:
        raise _UnresolvableError(
            f"{name} has more than {MOST_SECRET_BYTES:,} bytes.",
            "Name another file.",
            "too large for a secret",
        ) from None
    except UnicodeDecodeError:
        raise _UnresolvableError(
            f"{name} is not UTF-8 text.", "Name a text file.", "not UTF-8 text"
        ) from None
    except OSError as error:
        why = error.strerror or "the system refuses"
        raise _UnresolvableError(
            f"{name} cannot be read: {why}.", "Make it readable.", f"cannot be read: {why}"
        ) from None
    is_key = file.suffix.lower() == ".p8" or _is_key(path)
    value = sent_key(text) if is_key else _without_last_newline(text)
    if not value:
        raise _UnresolvableError(f"{name} is empty.", "Put the secret into it.", "an empty file")
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
