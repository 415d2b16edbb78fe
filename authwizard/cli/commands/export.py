"""`authwizard export`: the request as a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from authwizard.files.loaded import Loaded
from authwizard.files.places.locate import located
from authwizard.files.whole import on_state
from authwizard.request.draft import Draft
from authwizard.terminal_text import visible

from ..destination import Destination, destination_options, formats_help
from ..export_many import export_many
from ..losses import print_losses, print_losses_as_json
from ..options import Reading, Source, source_options
from ..output import blocks, count, tell
from ..sources import read_or_refuse, ready_or_refuse, refuse_second_stdin


@click.command(
    "export",
    epilog=f"""\b
Examples:
  authwizard export shop.toml --app-id d1a2b3c4d5 -o shop.json
  authwizard export shop.json --format yaml --redact
  authwizard export shop.toml --format amplify-headless | amplify add auth --headless
  authwizard export shop.toml --for targets.toml -o 'out/{{app}}-{{env}}.json'
  authwizard export amplify/backend/auth/shop/cli-inputs.json --format gen2 --losses
  authwizard export change.toml --state now.json --format gen2 -o .

gen2, cloudformation and terraform need the whole request: of an update, --state says what the backend has, as
`authwizard pull --create` writes it.

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
@click.option(
    "--state",
    type=Source(),
    metavar="SOURCE",
    help="What the backend has, where SOURCE is an update and the format needs all of it.",
)
@click.option(
    "--losses",
    "only_losses",
    is_flag=True,
    help="Write nothing: print what the format cannot hold, and what it adds.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the losses as JSON.")
@source_options
def command(
    reading: Reading,
    destination: Destination,
    /,
    source: str,
    targets: Path | None,
    state: str | None,
    *,
    only_losses: bool,
    as_json: bool,
) -> None:
    """Write the request of SOURCE for another program.

    What the format cannot hold, and what it adds, is said first; --losses says it alone. A SOURCE with errors is not
    exported. Secrets that SOURCE names (by environment variable or file) are put in where the format holds any, and
    FILE is then readable by you alone.
    """
    if as_json and not only_losses:
        raise click.UsageError("--json is for --losses.")
    if targets is not None:
        if state or only_losses:
            raise click.UsageError("--for goes with neither --state nor --losses.")
        export_many(source, reading, destination, targets)
        return
    if not only_losses:
        destination.refuse()
    loaded = read_or_refuse(source, reading)
    if state is not None:
        loaded = _with_state(loaded, source, state)
    if destination.format.lacks_state(loaded.draft):
        _refuse_unknown(destination, source, loaded.draft, only_losses=only_losses, as_json=as_json)
    needs_secrets = destination.needs_secrets and not only_losses
    judged = ready_or_refuse(
        source, loaded, secrets=needs_secrets, refusal="not exported", format=destination.format
    )
    if only_losses:
        _print_losses(destination, source, judged.draft, as_json=as_json)
        return
    if judged.warnings:
        tell(f"\n{blocks(source, located(judged.warnings, loaded))}{count(len(judged.warnings), 'warning')}.")
    destination.write(judged.draft, title=loaded.title, description=loaded.description)
    for line in destination.advice(judged.draft):
        tell(line)
    sending = destination.command(judged.draft)
    if sending:
        tell(visible(sending))


def _with_state(loaded: Loaded, source: str, state: str) -> Loaded:
    """Return an update that knows what its backend has, and takes from it which backend it is about.

    Raises:
        click.UsageError: It is no update, or the state is no creation (exit status 2).
    """
    refuse_second_stdin((source, state))
    if loaded.draft.operation != "update":
        raise click.UsageError(f"--state is for an update, and {source} is a creation.")
    known = read_or_refuse(state, Reading(None, {}), status=2).draft
    if known.operation != "create":
        raise click.UsageError(
            f"--state: {state} says only what an update can hold. `authwizard pull --create` writes all of it."
        )
    return replace(loaded, draft=on_state(loaded.draft, known.tree))


def _refuse_unknown(
    destination: Destination, source: str, draft: Draft, *, only_losses: bool, as_json: bool
) -> None:
    """End the command before anything else is said of an update that cannot be written, whatever is wrong with it.

    Raises:
        UnwritableError: It says why.
        click.exceptions.Exit: It was said as a loss.
    """
    if only_losses:
        _print_losses(destination, source, draft, as_json=as_json)
    destination.make(draft)


def _print_losses(destination: Destination, source: str, draft: Draft, *, as_json: bool) -> None:
    """Print what the format loses; where it would refuse the draft, that is one, and the exit status is 1."""
    losses = destination.format.losses(draft, destination.writing())
    if as_json:
        print_losses_as_json(source, destination.format.name, losses)
    else:
        print_losses(losses)
    if any(loss.kind == "refused" for loss in losses):
        raise click.exceptions.Exit(1)
