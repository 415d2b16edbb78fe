"""`authwizard pull`: what a backend has now, as a file."""

from __future__ import annotations

import click

from authwizard.aws.pull import pull
from authwizard.files.backend_answer import KnownState
from authwizard.files.updating import left_out_note
from authwizard.request.draft import Draft
from authwizard.request.target import Target

from ..aws_options import Connecting, connection_options, tell_of_unfinished
from ..aws_output import print_answer
from ..destination import Destination, destination_options, formats_help, refuse_terminal
from ..options import target_options
from ..output import tell


@click.command(
    "pull",
    epilog=f"""\b
Examples:
  authwizard pull --app-id d1a2b3c4d5 --backend-environment-name dev --resource-name auth -o now.json
  authwizard pull … --format yaml --redact
  authwizard pull … --create -o copy.json
  authwizard pull … --query ResourceConfig.UserPoolConfigs.Mfa --output yaml

\b
{formats_help()}

Exit status: 0 written; 1 nothing written, the state does not fit the format; 2 wrong use, or FILE cannot be written;
3 refused or not reached; 130 interrupted.""",
)
@target_options(override=False)
@click.option(
    "--create/--update",
    "as_create",
    default=False,
    help="Write all of the state, as the input of a create; or what an update can hold (the default).",
)
@destination_options("-o")
@connection_options
def command(connecting: Connecting, destination: Destination, /, as_create: bool, **names: str) -> None:
    """Fetch what a backend has now (GetBackendAuth), as a request.

    The file holds what an update can hold: change it and send it with `authwizard submit`. With --create it holds
    all of the state, to compare with or to make a copy of the backend.
    """
    as_answer = connecting.query is not None or bool(connecting.output)
    if destination.place is not None and as_answer:
        raise click.UsageError("-o FILE takes a whole request: --query and --output are for standard output.")
    if destination.is_named and connecting.output:
        raise click.UsageError("--format and --output exclude each other.")
    destination.refuse()
    target = Target(names["app_id"], names["backend_environment_name"], names["resource_name"])
    if not all(target):
        raise click.UsageError("The app's ID, the environment's and the resource's name cannot be empty.")
    with connecting.reached() as backend:
        tell_of_unfinished(backend, target)
        pulled = pull(backend, target)
    _tell_of(pulled, as_create=as_create)
    draft = pulled.as_create if as_create else pulled.draft
    if as_answer:
        _print_answer(draft, connecting, redact=destination.redact)
    else:
        destination.write(draft)


def _tell_of(pulled: KnownState, *, as_create: bool) -> None:
    """Say what the file does not hold."""
    for note in left_out_note(pulled.left_out) if not as_create else ():
        tell(f"{note} --create writes it, too.")
    for note in pulled.notes:
        tell(note)


def _print_answer(draft: Draft, connecting: Connecting, *, redact: bool) -> None:
    """Print the request, or what --query chooses of it, as --output says."""
    refuse_terminal(private=bool(draft.secrets) and not redact)
    print_answer(draft.body("redacted" if redact else "real"), connecting.query, connecting.output)
