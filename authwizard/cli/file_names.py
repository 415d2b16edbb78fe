"""The names of files that are written for several targets: a template with {app}, {env} and {resource}."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from authwizard.files.destination import typed_path
from authwizard.files.targets import PLACEHOLDERS
from authwizard.request.target import Target
from authwizard.terminal_text import PATH_SHOWN, quoted, visible

_PLACEHOLDER: Final = re.compile(rf"\{{({'|'.join(PLACEHOLDERS)})\}}")
_LONGEST: Final = 255
"""What the disks of Linux and macOS take; it is refused before the first file is written, not at the one."""
_KNOWN: Final = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)


def places_for(template: Path, targets: Sequence[Target]) -> tuple[Path, ...]:
    """Return the path of each target's file.

    Raises:
        click.UsageError: The template has braces that are no placeholder, a name from a target would lead out of the
            template's folder, or two targets come to the same file.
    """
    _refuse_braces(str(template))
    # ~ is expanded before the names are put in, so that none of them can be a home.
    template = typed_path(str(template))
    places = tuple(_filled(template, target) for target in targets)
    _refuse_same(template, targets, places)
    return places


def _refuse_braces(text: str) -> None:
    left = re.search(r"\{[^{}]*\}?|\}", _PLACEHOLDER.sub("", text))
    if left:
        raise click.UsageError(
            f"-o: {quoted(left[0])} is no placeholder: there are {_KNOWN}, and no other braces."
        )


def _filled(template: Path, target: Target) -> Path:
    values = dict(zip(PLACEHOLDERS, target, strict=True))
    parts = [_part(part, values, target) if _PLACEHOLDER.search(part) else part for part in template.parts]
    return Path(*parts)


def _part(part: str, values: Mapping[str, str], target: Target) -> str:
    """Fill one part of the path, which stays one: a name from a file must not choose the folder."""
    for name in _PLACEHOLDER.findall(part):
        value = values[name]
        if re.search(r"[/\\]|\.\.", value) or visible(value) != value:
            why = "has a slash, two points or a control character, so it cannot be part of a file's name"
            raise click.UsageError(f"-o: {name} {quoted(value)} {why}.")
    filled = _PLACEHOLDER.sub(lambda match: values[match[1]], part)
    if filled in (".", ".."):
        raise click.UsageError(
            f"-o: {visible(str(target))} makes {quoted(filled)} of {quoted(part)}, which is no file's name."
        )
    if len(os.fsencode(filled)) > _LONGEST:
        raise click.UsageError(f"-o: {quoted(filled)} has more than the {_LONGEST} bytes of a file's name.")
    return filled


def _refuse_same(template: Path, targets: Sequence[Target], places: Sequence[Path]) -> None:
    seen: dict[str, int] = {}
    for at, place in enumerate(places):
        first = seen.setdefault(_identity(place), at)
        if first == at:
            continue
        differ = [
            f"{{{name}}}"
            for name, one, other in zip(PLACEHOLDERS, targets[first], targets[at], strict=True)
            if one != other and f"{{{name}}}" not in str(template)
        ]
        fix = f" Put {' or '.join(differ)} into it." if differ else ""
        same = quoted(str(place), PATH_SHOWN)
        both = visible(f"{targets[first]} and {targets[at]}")
        raise click.UsageError(f"-o: {both} come to the same file {same}.{fix}")


def _identity(place: Path) -> str:
    """Return what two paths of one file share; on some disks names that differ in case alone are one file."""
    return unicodedata.normalize("NFC", os.path.realpath(place)).casefold()
