"""What commands print: program output to standard output, everything else to standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from authwizard.files.visible import visible

if TYPE_CHECKING:
    from authwizard.request.check import Problem

_COLOURS: Final = {"error": "red", "warning": "yellow", "note": "cyan"}


class CannotWriteError(click.ClickException):
    """A destination cannot be written."""

    exit_code = 2


def emit(text: str) -> None:
    """Print a piece of the command's output, without a line break of its own."""
    click.echo(text, nl=False)


def emit_json(document: Any) -> None:
    """Print one JSON document."""
    emit(json_text(document) + "\n")


def json_text(document: Any, indent: int | None = 2) -> str:
    """Write JSON in plain ASCII, and so that a terminal obeys nothing in it."""
    import json

    return json.dumps(document, indent=indent).replace("\x7f", "\\u007f")


def tell(text: str) -> None:
    """Print a line for the person at the terminal."""
    click.echo(text, err=True)


def cannot_write(what: str, error: OSError) -> CannotWriteError:
    """Return the error for a destination that cannot be written: exit status 2."""
    return CannotWriteError(f"{what} cannot be written: {error.strerror or 'the system refuses'}.")


def block(source: str, problem: Problem) -> str:
    """Write one problem as a person reads it: what, where, and what to do."""
    severity = click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True)
    place = f": {visible(problem.place)}" if problem.path else ""
    return (
        f"{severity}[{problem.rule}] {visible(problem.message)}\n"
        f"  --> {visible(source)}{place}\n"
        f"  fix: {visible(problem.fix)}\n\n"
    )


def count(number: int, noun: str) -> str:
    """Write a number with its noun: `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
