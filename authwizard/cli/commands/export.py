"""`authwizard export`: the request as a file."""

from __future__ import annotations

import click

from authwizard.files.places.locate import located
from authwizard.request.draft import Draft
from authwizard.terminal_text import visible

from ..destination import Destination, destination_options, formats_help
from ..options import Reading, Source, source_options
from ..output import blocks, count, tell
from ..sources import read_or_refuse, ready_or_refuse


@click.command(
    "export",
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
    destination.refuse()
    loaded = read_or_refuse(source, reading)
    judged = ready_or_refuse(source, loaded, secrets=destination.needs_secrets, refusal="not exported")
    if judged.warnings:
        tell(f"\n{blocks(source, located(judged.warnings, loaded))}{count(len(judged.warnings), 'warning')}.")
    destination.write(judged.draft, title=loaded.title, description=loaded.description)
    _advise(judged.draft, destination)


def _advise(draft: Draft, destination: Destination) -> None:
    """Say what is to be known of the program that reads the file, and how it takes it."""
    format = destination.format
    for problem in format.advice(draft):
        tell(f"{problem.severity}[{problem.rule}] {problem.message} {problem.fix}")
    if format.command and destination.file:
        tell(f"To send it: {visible(format.command(draft.operation, str(destination.file)))}")
