"""What commands print: program output to standard output, everything else to standard error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from authwizard.files.places.node import Located
from authwizard.request.check import Problem
from authwizard.terminal_text import PATH_SHOWN, shorten, visible

if TYPE_CHECKING:
    from authwizard.request.compare import Line

MOST_SHOWN: Final = 100
"""How many problems of one source a person is shown; nobody reads more, and a file may have tens of thousands."""

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
    return json.dumps(document, indent=indent).replace("\x7f", "\\u007f")


def tell(text: str) -> None:
    """Print a line for the person at the terminal."""
    click.echo(text, err=True)


def tell_each(sentences: Iterable[str]) -> None:
    """Print sentences for the person at the terminal, each on a line; they may repeat a text from a file."""
    for sentence in sentences:
        tell(visible(sentence))


def cannot_write(what: str, error: OSError) -> CannotWriteError:
    """Return the error for a destination that cannot be written: exit status 2."""
    return CannotWriteError(f"{what} cannot be written: {error.strerror or 'the system refuses'}.")


def block(source: str, found: Located) -> str:
    """Write one problem as a person reads it: what, where, and what to do.

    Terminals and editors open `file:line:column` where it is clicked.
    """
    problem, region = found
    severity = click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True)
    point = f":{region.line}:{region.column}" if region else ""
    member = f": {visible(shorten(problem.place, PATH_SHOWN))}" if problem.path else ""
    return (
        f"{severity}[{problem.rule}] {visible(problem.message)}\n"
        f"  --> {visible(source)}{point}{member}\n"
        f"  fix: {visible(problem.fix)}\n\n"
    )


def in_one_line(problem: Problem) -> str:
    """Write a problem for a place that says what it is about: what it is and what to do."""
    severity = click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True)
    return f"{severity}[{problem.rule}] {visible(problem.message)} {visible(problem.fix)}"


def blocks(source: str, found: Sequence[Located]) -> str:
    """Write the problems of a source as a person reads them: at most a hundred, then how many more there are."""
    if len(found) <= MOST_SHOWN:
        return "".join(block(source, one) for one in found)
    shown = sorted(found, key=lambda one: list(_COLOURS).index(one.problem.severity))[:MOST_SHOWN]
    text = "".join(block(source, one) for one in shown)
    more = len(found) - MOST_SHOWN
    return f"{text}and {more:,} more: `authwizard check --format json` shows all of them.\n\n"


def changed_line(line: Line, indent: str) -> str:
    """Write one line of what differs, without a line break: what went in red, what came in green."""
    text = f"{indent}{line.sign} {visible(line.text)}"
    return click.style(text, fg="red" if line.sign == "-" else "green") if line.sign != " " else text


def count(number: int, noun: str) -> str:
    """Write a number with its noun: `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
