"""The command `authwizard` itself: which command a call means, and how every call ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import MutableMapping, Sequence
from contextlib import suppress
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

import click

from authwizard import __version__
from authwizard.errors import AuthwizardError
from authwizard.files.unreadable import raised
from authwizard.terminal_text import visible

from .output import cannot_write
from .streams import die_of_broken_pipe

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS: Final = {
    "check": "Report every problem of the sources.",
    "export": "Write the request of a source out.",
    "submit": "Send the request and follow its job.",
    "pull": "Fetch what a backend has now as a file.",
    "diff": "Compare two requests member by member.",
    "presets": "List, show, save and delete presets.",
    "rules": "Show what is checked, and why.",
    "schema": "Print a JSON Schema of a preset, for editors.",
    "sandbox": "Run a stand-in for the service on this machine.",
}
"""The commands in the order of the help, and what each does; it is the object `command` of the module of its name."""

NOT_DONE: Final = 1
WRONG_USE: Final = 2
INTERRUPTED: Final = 130
_CANNOT_WRITE: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""What the system answers where standard output is a file that takes no more, or is open for reading alone."""
_COMPLETION: Final = "_AUTHWIZARD_COMPLETE"


def _load(name: str) -> click.Command:
    return cast(click.Command, import_module(f"{__package__}.commands.{name}").command)


class Root(click.Group):
    """The group of commands; what is none of them is the SOURCE that the wizard opens."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        return _load(cmd_name) if cmd_name in COMMANDS else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep a leading `--`, which says that what follows is a SOURCE even if it has a command's name."""
        if not ctx.resilient_parsing and args[:1] in ([], ["--"]):
            args = ["--", "--", *args[1:]]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named; where none is, the one that opens the wizard."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        if not ctx.resilient_parsing and not args[0].startswith("-"):
            # Before its options are looked at: they may be those of a command that was misspelt.
            from .commands.wizard import refuse_unknown

            refuse_unknown(args[0], COMMANDS)
        return None, _load("wizard"), args

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of the wizard, then what every command of this kind writes."""
        wizard = _load("wizard")
        with formatter.section("Options of the wizard"):
            records = [
                param.get_help_record(ctx) for param in wizard.params if isinstance(param, click.Option)
            ]
            formatter.write_dl([record for record in records if record])
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of the commands; none of them is imported for that."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands and, for the wizard, its options and SOURCE."""
        from .completion import words

        wizard = _load("wizard")
        completions = words(incomplete, COMMANDS)
        completions += click.Command.shell_complete(self, ctx, incomplete)
        completions += wizard.shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            completions += wizard.params[0].shell_complete(ctx, incomplete)
        return completions

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Make the context of a call, without colour where NO_COLOR or a dumb terminal asks for none."""
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            extra.setdefault("color", False)
        return super().make_context(info_name, args, parent, **extra)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run a call to its end; what it raises becomes a line on standard error and an exit status."""
        name = prog_name or "authwizard"
        for stream in (sys.stdout, sys.stderr):
            # A terminal of an old encoding gets escapes for what it cannot show.
            with suppress(AttributeError):
                cast(Any, stream).reconfigure(errors="backslashreplace")
        given = list(sys.argv[1:] if args is None else args)
        sys.exit(self._run(given, name, extra))

    def _run(self, args: list[str], name: str, extra: MutableMapping[str, Any]) -> int:
        try:
            if _COMPLETION in os.environ:
                super().main(args, name, _COMPLETION, **extra)  # ends the process
            with self.make_context(name, args, **extra) as ctx:
                self.invoke(ctx)
            sys.stdout.flush()
        except click.exceptions.Exit as end:
            return end.exit_code
        except click.ClickException as error:
            _show(error)
            return error.exit_code
        except AuthwizardError as error:
            _show(click.ClickException(f"{error.message} {error.fix}".rstrip()))
            return NOT_DONE
        except (KeyboardInterrupt, EOFError, click.Abort):
            click.echo("Interrupted.", err=True)
            return INTERRUPTED
        except BrokenPipeError:
            _discard_output()
            return die_of_broken_pipe()
        except Exception as error:
            _discard_output()
            _explain(error)
            return WRONG_USE
        return 0


def _show(error: click.ClickException) -> None:
    """Print what click says of wrong use; it may repeat arguments, and those may hold anything."""
    text = StringIO()
    error.show(text)
    click.echo(visible(text.getvalue().rstrip("\n"), newlines=True), err=True)


def _explain(error: Exception) -> None:
    """Say why the command cannot go on."""
    code = error.errno if isinstance(error, OSError) else None
    if code in _CANNOT_WRITE:
        _show(cannot_write("Standard output", cast(OSError, error)))
    else:
        click.echo(_defect(error), err=True)


def _discard_output() -> None:
    """Let nothing more be written, or the interpreter tries again when it ends and complains."""
    with suppress(OSError, ValueError):
        output = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, output)
        os.close(nowhere)


def _defect(error: Exception) -> str:
    """Say where an error that nobody expected arose, without its text, which may hold a value."""
    return (
        f"Error: authwizard failed: {raised(error)}. This is a defect, and not your mistake. "
        f"Please report it with this line, the version ({__version__}) and the command's name."
    )


@click.group(
    "authwizard",
    cls=Root,
    # Options of the wizard are not the group's own.
    context_settings={"ignore_unknown_options": True, "help_option_names": ["-h", "--help"]},
    subcommand_metavar="[SOURCE] | COMMAND …",
    options_metavar="[OPTIONS]",
    epilog="""\b
Examples:
  authwizard                     open the wizard
  authwizard shop.json           open it with a request file
  authwizard ./check             open a file that has a command's name
  authwizard -- check            open a preset that has a command's name
  authwizard check shop.json     report every problem without opening it

SOURCE is a request file (JSON or YAML for the AWS CLI, or the service's own camelCase body), a preset (its
name, or a TOML file), an Amplify CLI file, or - for standard input. A command's name is the command.

\b
Exit status: 0 done; 1 not done, the source has errors (diff: different); 2 wrong use, or a destination that
cannot be written; 3 refused or not reached; 4 outcome unknown; 5 the job failed; 130 interrupted.""",
)
@click.version_option(__version__, prog_name="authwizard")
def root() -> None:
    """Build, check and send the request that gives an Amplify backend its authentication.

    Without a command it opens the wizard for CreateBackendAuth and UpdateBackendAuth, with SOURCE or its
    start screen.
    """
