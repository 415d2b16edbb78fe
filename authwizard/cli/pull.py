"""`authwizard pull`: what a backend has now, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from .connecting import Connecting, connection_options

if TYPE_CHECKING:
    from authwizard.files.backend_answer import KnownState
    from authwizard.files.export import ExportFormat
    from authwizard.request.draft import Draft

_BY_SUFFIX: Final[dict[str, ExportFormat]] = {".yaml": "yaml", ".yml": "yaml", ".toml": "preset"}


@click.command(
    "pull",
    short_help="Fetch what a backend has now as a file.",
    epilog="""\b
Examples:
  authwizard pull --app-id d1a2b3c4d5 --backend-environment-name dev --resource-name auth -o now.json
  authwizard pull … --format yaml --redact
  authwizard pull … --create -o copy.json
  authwizard pull … --query ResourceConfig.UserPoolConfigs.Mfa --output yaml

Exit status: 0 written; 1 nothing written, the state does not fit the format; 2 wrong use, or FILE cannot be written;
3 refused or not reached; 130 interrupted.""",
)
@click.option("--app-id", required=True, metavar="ID", help="The app's ID.")
@click.option("--backend-environment-name", required=True, metavar="NAME", help="The environment's name.")
@click.option("--resource-name", required=True, metavar="NAME", help="The auth resource's name.")
@click.option(
    "-o",
    "file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Where to write; standard output without it.",
)
@click.option(
    "--format",
    "chosen",
    type=click.Choice(["json", "yaml", "preset", "amplify-headless", "rest"]),
    help="What to write; by FILE's suffix, else json.",
)
@click.option(
    "--create/--update",
    "as_create",
    default=False,
    help="Write all of the state, as the input of a create; or what an update can hold (the default).",
)
@click.option("--redact", is_flag=True, help="Put marks in place of secrets, to share the file.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@connection_options
def command(
    connecting: Connecting,
    /,
    file: Path | None,
    chosen: ExportFormat | None,
    as_create: bool,
    redact: bool,
    force: bool,
    **names: str,
) -> None:
    """Fetch what a backend has now (GetBackendAuth), as a request.

    The file holds what an update can hold: change it and send it with `authwizard submit`. With --create it holds
    all of the state, to compare with or to make a copy of the backend.
    """
    from authwizard.aws.pull import pull
    from authwizard.aws.target import Target

    from .connecting import tell_of_unfinished
    from .export import named_file, refuse_destination

    file = named_file(file)
    if file is not None:
        if connecting.query is not None or connecting.output:
            raise click.UsageError(
                "-o FILE takes a whole request: --query and --output are for standard output."
            )
        refuse_destination(file, force=force)
    elif chosen and connecting.output:
        raise click.UsageError("--format and --output exclude each other.")
    target = Target(names["app_id"], names["backend_environment_name"], names["resource_name"])
    if not all(target):
        raise click.UsageError("The app's ID, the environment's and the resource's name cannot be empty.")
    with connecting.reached() as backend:
        tell_of_unfinished(backend, target)
        pulled = pull(backend, target)
    _tell_of(pulled, as_create=as_create)
    draft = pulled.as_create if as_create else pulled.draft
    if connecting.query is not None or connecting.output:
        _print_tree(draft, connecting, redact=redact)
    else:
        format = chosen or _BY_SUFFIX.get(file.suffix.lower() if file else "", "json")
        _write(draft, format, file, redact=redact, force=force)


def _tell_of(pulled: KnownState, *, as_create: bool) -> None:
    """Say what the file does not hold."""
    from authwizard.files.updating import left_out_note

    from .output import tell

    for note in left_out_note(pulled.left_out) if not as_create else ():
        tell(f"{note} --create writes it, too.")
    for note in pulled.notes:
        tell(note)


def _print_tree(draft: Draft, connecting: Connecting, *, redact: bool) -> None:
    from .answers import print_answer

    _refuse_terminal(draft, redact=redact)
    print_answer(draft.body("redacted" if redact else "real"), connecting.query, connecting.output)


def _write(draft: Draft, format: ExportFormat, file: Path | None, *, redact: bool, force: bool) -> None:
    from authwizard.files.export import is_private, left_out
    from authwizard.files.presets import UnwritableError

    from .export import write_file
    from .output import emit, tell

    try:
        text = _text(draft, format, file, redact=redact)
    except UnwritableError as error:
        raise click.ClickException(str(error)) from None
    for sentence in left_out(draft, format, redact=redact):
        tell(sentence)
    if file is None:
        _refuse_terminal(draft, redact=redact or format == "preset")
        emit(text)
    else:
        private = is_private(draft) and not redact and format != "preset"
        write_file(file, text, private=private, force=force)


def _text(draft: Draft, format: ExportFormat, file: Path | None, *, redact: bool) -> str:
    from authwizard.files.export import render
    from authwizard.files.presets import preset_text

    if format != "preset":
        return render(draft, format, redact=redact)
    return preset_text(draft, title="", description="", with_target=True)


def _refuse_terminal(draft: Draft, *, redact: bool) -> None:
    import sys

    from authwizard.files.export import is_private

    if is_private(draft) and not redact and sys.stdout.isatty():
        raise click.UsageError(
            "The state holds secrets, and a terminal would show them. Give -o FILE, or --redact."
        )
