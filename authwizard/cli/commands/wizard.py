"""The command that a call without a command means: open the wizard."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

import click

from authwizard.files.loaded import Loaded
from authwizard.files.presets import list_presets
from authwizard.files.unreadable import UnreadableError
from authwizard.request.draft import Draft

from ..options import Reading, Source, did_you_mean, source_options
from ..output import block, tell
from ..sources import read


class WizardContext(click.Context):
    """The context of a call without a command's name."""

    @property
    def command_path(self) -> str:
        """What was typed: `authwizard` alone."""
        return self.find_root().command_path if self.parent else super().command_path


class Wizard(click.Command):
    """The wizard's own command, whose help is that of `authwizard`."""

    context_class = WizardContext

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of `authwizard`."""
        return ctx.find_root().get_help()


@click.command(cls=Wizard, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("source", required=False, metavar="[SOURCE]", type=Source())
@click.option(
    "--plain",
    is_flag=True,
    help="Ask line by line, without a screen, for screen readers and pipes; also where TERM is dumb.",
)
@source_options
@click.pass_context
def command(ctx: click.Context, reading: Reading, source: str | None, *, plain: bool) -> None:
    """Open the wizard with a source, or with its start screen."""
    if source is not None:
        root = ctx.find_root()
        refuse_unknown(
            source, root.command.list_commands(root) if isinstance(root.command, click.Group) else ()
        )
    # It reads keys from standard input, and draws on standard error, or where that goes into a file on the terminal
    # that standard output shows.
    draws = sys.stderr.isatty() or (sys.stdout.isatty() and _has_terminal())
    if not plain and not (draws and (sys.stdin.isatty() or source == "-")):
        raise click.UsageError(
            "The wizard needs a terminal. --plain asks without one, and `authwizard --help` lists the commands."
        )
    if source == "-" and not _has_terminal():
        raise click.UsageError("The source comes through standard input, so answers need a terminal.")
    start = _start(source, reading)
    if plain or os.environ.get("TERM") == "dumb":
        from authwizard.plain import run
    else:
        from authwizard.tui import run

    raise click.exceptions.Exit(run(start, stdin_was_read=source == "-"))


def _has_terminal() -> bool:
    """Whether there is a terminal to talk to, where a standard stream is taken."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC))
    except OSError:
        return False
    return True


def _start(source: str | None, reading: Reading) -> Loaded | Draft | None:
    """Return what the wizard starts from: what was read, a new draft for the options, or its start screen."""
    if source is not None:
        try:
            return read(source, reading)  # the wizard itself says what it was taken for
        except UnreadableError as error:
            tell(block(source, error.located()).rstrip("\n"))
            raise click.exceptions.Exit(1) from None
    if reading.operation is None and not reading.overrides:
        return None

    draft = Draft.new(reading.operation or "create")
    for name, value in reading.overrides.items():
        draft = draft.with_value((name,), value)
    return draft


def refuse_unknown(name: str, commands: Collection[str]) -> None:
    """Refuse a bare word that is neither a preset nor one of the commands, and name the nearest of both."""
    if name == "-" or "/" in name or Path(name).suffix:
        return

    presets = [preset.name for preset in list_presets()]
    if name in presets:
        return
    if Path(name).exists():
        raise click.UsageError(f"There is no preset {name!r}. For the file of that name write ./{name}")
    if name in commands:
        raise click.UsageError(f"There is no preset {name!r}; the command stands before every option.")
    raise click.UsageError(
        f"There is no command and no preset {name!r}.{did_you_mean(name, [*commands, *presets])}"
    )
