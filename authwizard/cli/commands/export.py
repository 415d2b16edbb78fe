"""`authwizard export`: the request as a file."""

from __future__ import annotations

from pathlib import Path

import click

from authwizard.files.places.locate import located
from authwizard.terminal_text import visible

from ..destination import Destination, destination_options, formats_help
from ..export_many import export_many
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
  authwizard export shop.toml --for targets.toml -o 'out/{{app}}-{{env}}.json'

With --for, FILE is a template with {{app}}, {{env}} and {{resource}}; its folders are made. A file is written for each
[[target]] of TARGETS, or none where one of them has errors.

\b
{formats_help()}

Exit status: 0 written; 1 nothing written: the source has errors, a secret does not resolve, or the format cannot
hold the request; 2 wrong use, or FILE cannot be written.""",
)
@click.argument("source", type=Source(), metavar="SOURCE")
@destination_options("-o", "--output")
@click.option(
    "--for",
    "targets",
    type=click.Path(path_type=Path),
    metavar="TARGETS",
    help="Write a file for each target that this TOML file lists.",
)
@source_options
def command(reading: Reading, destination: Destination, /, source: str, targets: Path | None) -> None:
    """Write the request of SOURCE for another program.

    What the format cannot hold, and what it adds, is said. A SOURCE with errors is not exported. Secrets that
    SOURCE names (by environment variable or file) are put in, and FILE is then readable by you alone.
    """
    if targets is not None:
        export_many(source, reading, destination, targets)
        return
    destination.refuse()
    loaded = read_or_refuse(source, reading)
    judged = ready_or_refuse(source, loaded, secrets=destination.needs_secrets, refusal="not exported")
    if judged.warnings:
        tell(f"\n{blocks(source, located(judged.warnings, loaded))}{count(len(judged.warnings), 'warning')}.")
    destination.write(judged.draft, title=loaded.title, description=loaded.description)
    for line in destination.advice(judged.draft):
        tell(line)
    sending = destination.command(judged.draft)
    if sending:
        tell(f"To send it: {visible(sending)}")
