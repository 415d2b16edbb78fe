"""`authwizard export`: the request as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import click

from .destination import Destination, destination_options, formats_help
from .options import Reading, Source, source_options

if TYPE_CHECKING:
    from authwizard.files.source import Loaded
    from authwizard.request.check import Problem
    from authwizard.request.draft import Draft


@click.command(
    "export",
    short_help="Write the request of a source out.",
    epilog=f"""\b
Examples:
  authwizard export shop.toml --app-id d1a2b3c4d5 -o shop.json
  authwizard export shop.json --format yaml --redact
  authwizard export shop.toml --format amplify-headless | amplify add auth --headless

\b
{formats_help()}

Exit status: 0 written; 1 nothing written: the source has errors, a secret does not resolve, or the format cannot
hold the request; 2 wrong use, or FILE cannot be written.""",
)
@click.argument("source", type=Source(), metavar="SOURCE")
@destination_options("-o", "--output")
@source_options
def command(reading: Reading, destination: Destination, /, source: str) -> None:
    """Write the request of SOURCE for another program.

    What the format cannot hold, and what it adds, is said. A SOURCE with errors is not exported. Secrets that
    SOURCE names (by environment variable or file) are put in, and FILE is then readable by you alone.
    """
    from .sources import read_or_refuse

    destination.refuse()
    loaded = read_or_refuse(source, reading)
    draft = _sound(source, loaded, resolve_secrets=destination.needs_secrets)
    destination.write(draft, title=loaded.title, description=loaded.description)
    _advise(draft, destination)


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


def _advise(draft: Draft, destination: Destination) -> None:
    """Say what is to be known of the program that reads the file, and how it takes it."""
    from authwizard.terminal_text import visible

    from .output import tell

    format = destination.format
    for problem in format.advice(draft):
        tell(f"{problem.severity}[{problem.rule}] {problem.message} {problem.fix}")
    if format.command and destination.file:
        tell(f"To send it: {visible(format.command(draft.operation, str(destination.file)))}")
