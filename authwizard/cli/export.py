"""`authwizard export`: the request as a file."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from authwizard.files.destination import descriptor_of, kind_of, write_out

from .options import Reading, Source, source_options

if TYPE_CHECKING:
    from authwizard.files.export import ExportFormat
    from authwizard.files.source import Loaded
    from authwizard.request.check import Problem
    from authwizard.request.draft import Draft

_BY_SUFFIX: Final[dict[str, ExportFormat]] = {".yaml": "yaml", ".yml": "yaml", ".toml": "preset"}
_FORMATS: Final = ("json", "yaml", "preset", "amplify-headless", "rest")

_VERIFICATION: Final = ("ResourceConfig", "UserPoolConfigs", "VerificationMessage")
_APPLE: Final = ("ResourceConfig", "UserPoolConfigs", "OAuth", "SocialProviderSettings", "SignInWithApple")
_CLIENT_NOTES: Final = {"ver-verificationmessage": _VERIFICATION, "ver-apple": _APPLE, "ver-cli-v1": None}
"""The rules about the AWS CLI that will read the file, and the member that each is about."""


@click.command(
    "export",
    short_help="Write the request of a source out.",
    epilog="""\b
Examples:
  authwizard export shop.toml --app-id d1a2b3c4d5 -o shop.json
  authwizard export shop.json --format yaml --redact
  authwizard export shop.toml --format amplify-headless | amplify add auth --headless

Exit status: 0 written; 1 nothing written: the source has errors, a secret does not resolve, or the format cannot
hold the request; 2 wrong use, or FILE cannot be written.""",
)
@click.argument("source", type=Source(), metavar="SOURCE")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Where to write; standard output without it.",
)
@click.option(
    "--format", "chosen", type=click.Choice(_FORMATS), help="What to write; by FILE's suffix, else json."
)
@click.option("--redact", is_flag=True, help="Put marks in place of secrets, to share the file.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@source_options
def command(
    reading: Reading, source: str, file: Path | None, chosen: ExportFormat | None, redact: bool, force: bool
) -> None:
    """Write the request of SOURCE for another program.

    json and yaml are for the AWS CLI (--cli-input-json, --cli-input-yaml), amplify-headless is what
    `amplify add auth --headless` and `amplify update auth --headless` read, rest is the service's own call:
    method, path and body.

    What the format cannot hold, and what it adds, is said. A SOURCE with errors is not exported. Secrets that
    SOURCE names (by environment variable or file) are put in, and FILE is then readable by you alone.
    """
    from authwizard.files.export import is_private, left_out

    from .output import tell
    from .sources import read_or_refuse

    file = named_file(file)
    if file is not None:
        refuse_destination(file, force=force)
    format = chosen or _BY_SUFFIX.get(file.suffix.lower() if file else "", "json")
    loaded = read_or_refuse(source, reading)
    with_secrets = not redact and format != "preset"
    draft = _sound(source, loaded, resolve_secrets=with_secrets)
    text = _text(loaded, draft, format, file, redact=redact)
    for sentence in left_out(draft, format, redact=redact):
        tell(sentence)
    private = with_secrets and is_private(draft)
    if file is None:
        _print(text, private=private)
    else:
        write_file(file, text, private=private, force=force)
    _advise(draft, format, file if file and kind_of(file) == "file" else None)


def named_file(file: Path | None) -> Path | None:
    """Return what `-o` names; None for standard output, whatever it is called."""
    return None if file is None or file == Path("-") or descriptor_of(file) == 1 else file


def refuse_destination(file: Path, *, force: bool) -> None:
    """Refuse what cannot be written before anything is read. What is no file is not replaced, --force or not."""
    from authwizard.files.shipped import refuse_shipped

    from .output import cannot_write

    try:
        kind = kind_of(file)
        refuse_shipped(file)
    except OSError as error:
        raise cannot_write(str(file), error) from None
    if kind == "folder":
        raise click.UsageError(f"{file} is a folder.")
    if kind == "other":
        raise click.UsageError(f"{file} is neither a file nor a pipe, and is not replaced.")
    folder = Path(os.path.realpath(file)).parent if file.is_symlink() else file.parent
    if kind == "nothing" and not folder.is_dir():
        raise click.UsageError(f"There is no folder {folder}. Make it first.")
    if kind == "file" and not force:
        raise _there_already(file)


def _there_already(file: Path) -> click.UsageError:
    return click.UsageError(f"{file} is there already. Give --force to replace it, or another name.")


def _sound(source: str, loaded: Loaded, *, resolve_secrets: bool) -> Draft:
    """Return the draft to write, its secrets resolved if asked; end the command where it has errors."""
    from authwizard.files.resolve import resolve

    from .output import blocks, count, tell
    from .sources import judge

    draft, unresolved = resolve(loaded.draft) if resolve_secrets else (loaded.draft, ())
    # The resolved draft, since only then a rule can see what the secrets are.
    problems = (*judge(replace(loaded, draft=draft)), *unresolved)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        _refuse(source, errors)
    warnings = [problem for problem in problems if problem.severity == "warning"]
    if warnings:
        tell(f"\n{blocks(source, warnings)}{count(len(warnings), 'warning')}.")
    return draft


def _refuse(source: str, errors: list[Problem]) -> NoReturn:
    from .output import blocks, count, tell

    tell(f"\n{blocks(source, errors)}{count(len(errors), 'error')}: not exported.")
    raise click.exceptions.Exit(1)


def _text(loaded: Loaded, draft: Draft, format: ExportFormat, file: Path | None, *, redact: bool) -> str:
    from authwizard.files.export import render
    from authwizard.files.presets import UnwritableError, preset_text

    try:
        if format != "preset":
            return render(draft, format, redact=redact)
        folder = file.absolute().parent if file and kind_of(file) != "stream" else None
        if folder is None:
            _tell_of_relative(draft)
        return preset_text(
            draft, title=loaded.title, description=loaded.description, with_target=True, folder=folder
        )
    except UnwritableError as error:
        raise click.ClickException(str(error)) from None


def _tell_of_relative(draft: Draft) -> None:
    """Say to which folder a path in a preset is relative, where the preset goes nobody knows where to."""
    from authwizard.files.visible import visible
    from authwizard.request.secrets import FileRef

    from .output import tell

    for secret in draft.secrets.values():
        if isinstance(secret, FileRef) and not secret.path.startswith(("/", "~")):
            folder = Path(secret.base).resolve()
            if folder != Path.cwd():
                tell(f"{visible(secret.path)} is relative to {visible(str(folder))}: keep the preset there.")


def _print(text: str, *, private: bool) -> None:
    from authwizard.files.visible import visible_lines

    from .output import emit

    terminal = sys.stdout.isatty()
    if private and terminal:
        raise click.UsageError(
            "The request holds secrets, and a terminal would show them. Give -o FILE, or --redact."
        )
    emit(visible_lines(text) if terminal else text)


def write_file(file: Path, text: str, *, private: bool, force: bool) -> None:
    """Write a file or a stream and say so; one that cannot be written ends the command with status 2."""
    from authwizard.files.visible import visible

    from .output import cannot_write, tell

    try:
        write_out(file, text, private=private, overwrite=force)
    except FileExistsError:
        raise _there_already(file) from None
    except OSError as error:
        raise cannot_write(str(file), error) from None
    tell(f"Wrote {visible(str(file))}.")
    if private and kind_of(file) == "file":
        tell("It holds secrets, so only you may read it (mode 0600). --redact writes one to share.")


def _advise(draft: Draft, format: ExportFormat, file: Path | None) -> None:
    """Say how the AWS CLI takes the file, and which of its versions do not."""
    if format not in ("json", "yaml"):
        return
    from authwizard.files.command import aws_command
    from authwizard.files.visible import visible
    from authwizard.request.paths import ABSENT
    from authwizard.request.rules import RULES

    from .output import tell

    for rule, member in _CLIENT_NOTES.items():
        if member is None or draft.get(member) is not ABSENT:
            tell(f"{RULES[rule].severity}[{rule}] {RULES[rule].message} {RULES[rule].fix}")
    if file:
        tell(f"To send it: {visible(aws_command(draft.operation, str(file), format=format))}")
