"""`authwizard check`: every problem of any number of sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from .options import Reading, RuleId, Source, source_options

if TYPE_CHECKING:
    from authwizard.request.check import Problem
    from authwizard.request.markers import Operation


class Judged(NamedTuple):
    """A source and all its problems; `operation` is None where it cannot be read."""

    source: str
    operation: Operation | None
    problems: list[Problem]

    @property
    def valid(self) -> bool:
        """Whether there is no error."""
        return all(problem.severity != "error" for problem in self.problems)


class Tally:
    """What all sources together have."""

    def __init__(self) -> None:
        self.sources = 0
        self.invalid = 0
        self.problems = {"error": 0, "warning": 0, "note": 0}

    def add(self, judged: Judged) -> None:
        """Count one more source."""
        self.sources += 1
        self.invalid += not judged.valid
        for problem in judged.problems:
            self.problems[problem.severity] += 1

    def summary(self) -> str:
        """Return the last line of the text output."""
        from .output import count

        found = ", ".join(count(number, severity) for severity, number in self.problems.items() if number)
        errors = f", {self.invalid} with errors" if self.invalid and self.sources > 1 else ""
        return f"{count(self.sources, 'source')}{errors}: {found or 'no problems'}.\n"


@click.command(
    "check",
    short_help="Report every problem of the sources.",
    epilog="""\b
Examples:
  authwizard check shop.json
  authwizard check --strict --ignore gen1-eol requests/*.yaml
  authwizard check --format json shop.json > report.json
  aws amplifybackend create-backend-auth --generate-cli-skeleton | authwizard check --create -

Exit status: 0 no errors; 1 errors (with --strict, warnings too); 2 wrong use.""",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=Source())
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the problems are printed.",
)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="ID",
    type=RuleId(),
    help="Leave out a rule's problems; may be given again.",
)
@source_options
def command(
    reading: Reading,
    sources: tuple[str, ...],
    style: Literal["text", "json"],
    strict: bool,
    ignored: tuple[str, ...],
) -> None:
    """Report every problem of each SOURCE: what is wrong, where, and what to do.

    Errors are what the service or Amazon Cognito refuses. Warnings and notes block nothing. A SOURCE that
    cannot be read is one problem, `unreadable`.
    """
    from .sources import refuse_second_stdin

    refuse_second_stdin(sources)
    if "unreadable" in ignored:
        raise click.UsageError("--ignore unreadable: a source that cannot be read cannot be checked.")
    tally = Tally()
    judged = _judge_all(sources, reading, frozenset(ignored), aloud=style == "text")
    (_print_text if style == "text" else _print_json)(judged, tally)
    if tally.invalid or (strict and tally.problems["warning"]):
        raise click.exceptions.Exit(1)


def _judge_all(
    sources: tuple[str, ...], reading: Reading, ignored: frozenset[str], *, aloud: bool
) -> Iterator[Judged]:
    """Read and judge one source after the other; nothing of one is kept when the next is read."""
    from .sources import Unreadable, announce, judge, read

    for source in sources:
        try:
            loaded = read(source, reading)
        except Unreadable as error:
            yield Judged(source, None, [error.problem()])
            continue
        if aloud:
            announce(source, loaded)
        problems = [problem for problem in judge(loaded) if problem.rule not in ignored]
        yield Judged(source, loaded.draft.operation, problems)


def _print_text(found: Iterator[Judged], tally: Tally) -> None:
    from .output import block, emit

    for judged in found:
        tally.add(judged)
        if judged.problems:
            emit("".join(block(judged.source, problem) for problem in judged.problems))
    # So that the summary comes last where both streams go to one place.
    sys.stderr.flush()
    emit(tally.summary())


def _print_json(found: Iterator[Judged], tally: Tally) -> None:
    """Print one document, source by source; it is whole even where the command ends early."""
    from .output import emit, json_text

    emit('{"sources": [')
    try:
        for judged in found:
            emit(f"{',' if tally.sources else ''}\n{json_text(_as_json(judged), indent=None)}")
            tally.add(judged)
    finally:
        emit("\n]}\n")


def _as_json(judged: Judged) -> dict[str, object]:
    from authwizard.request.paths import format_path

    problems = [
        {
            "rule": problem.rule,
            "severity": problem.severity,
            "path": format_path(problem.path),
            "message": problem.message,
            "fix": problem.fix,
        }
        for problem in judged.problems
    ]
    return {
        "source": judged.source,
        "operation": judged.operation,
        "valid": judged.valid,
        "problems": problems,
    }
