"""`authwizard check`: every problem of any number of sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import click

from authwizard.files.loaded import Loaded
from authwizard.files.places.locate import located
from authwizard.files.places.node import Located, Region
from authwizard.files.ready import ready
from authwizard.files.resolve import resolve
from authwizard.files.unreadable import UnreadableError, defect
from authwizard.request.check import Problem
from authwizard.request.tree import format_path

from ..options import Reading, RuleId, Source, Style, source_options, style_option
from ..output import blocks, count, emit, json_text
from ..sources import announce, read, refuse_second_stdin


class Judged(NamedTuple):
    """A source and all its problems; `loaded` is None where it cannot be read."""

    source: str
    loaded: Loaded | None
    found: list[Located]

    @property
    def valid(self) -> bool:
        """Whether there is no error."""
        return all(found.problem.severity != "error" for found in self.found)


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
        for found in judged.found:
            self.problems[found.problem.severity] += 1

    def summary(self) -> str:
        """Return the last line of the text output."""
        found = ", ".join(count(number, severity) for severity, number in self.problems.items() if number)
        errors = f", {self.invalid} with errors" if self.invalid and self.sources > 1 else ""
        return f"{count(self.sources, 'source')}{errors}: {found or 'no problems'}.\n"


@click.command(
    "check",
    epilog="""\b
Examples:
  authwizard check shop.json
  authwizard check --strict --ignore gen1-eol requests/*.yaml
  authwizard check --format json shop.json > report.json
  authwizard check --update amplify/backend/auth/shop/cli-inputs.json
  authwizard check --resolve shop.toml
  aws amplifybackend create-backend-auth --generate-cli-skeleton | authwizard check --create -

Exit status: 0 no errors; 1 errors (with --strict, warnings too); 2 wrong use.""",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=Source())
@style_option("How the problems are printed.")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="ID",
    type=RuleId(),
    help="Leave out a rule's problems; may be given again.",
)
@click.option(
    "--resolve",
    "resolving",
    is_flag=True,
    help="Judge the secrets themselves; one that is missing is an error.",
)
@source_options
def command(
    reading: Reading,
    sources: tuple[str, ...],
    style: Style,
    strict: bool,
    ignored: tuple[str, ...],
    resolving: bool,
) -> None:
    """Report every problem of each SOURCE: what is wrong, where, and what to do.

    Errors are what the service or Amazon Cognito refuses. Warnings and notes block nothing. A SOURCE that
    cannot be read is one problem, `unreadable`, and the others are judged all the same.

    A reference to a secret that does not resolve here is a note, since another machine may be the one that
    exports, and no secret behind a reference is judged. With --resolve it is an error, and they are.
    """
    refuse_second_stdin(sources)
    if "unreadable" in ignored:
        raise click.UsageError("--ignore unreadable: a source that cannot be read cannot be checked.")
    tally = Tally()
    judged = _judge_all(sources, reading, frozenset(ignored), resolving=resolving, aloud=style == "text")
    (_print_text if style == "text" else _print_json)(judged, tally)
    if tally.invalid or (strict and tally.problems["warning"]):
        raise click.exceptions.Exit(1)


def _judge_all(
    sources: tuple[str, ...], reading: Reading, ignored: frozenset[str], *, resolving: bool, aloud: bool
) -> Iterator[Judged]:
    """Read and judge one source after the other; nothing of one is kept when the next is read."""
    for source in sources:
        judged = _judged(source, reading, ignored, resolving=resolving)
        if aloud and judged.loaded:
            announce(source, judged.loaded)
        yield judged


def _judged(source: str, reading: Reading, ignored: frozenset[str], *, resolving: bool) -> Judged:
    """Read and judge one source; whatever happens to it is a problem of its own, and the others go on."""
    try:
        loaded = read(source, reading)
        problems = [
            problem for problem in _problems(loaded, resolving=resolving) if problem.rule not in ignored
        ]
        found = located(problems, loaded)
    except UnreadableError as error:
        return Judged(source, None, [error.located()])
    except click.ClickException:
        raise
    except Exception as error:
        return Judged(source, None, [defect(error).located()])
    return Judged(source, loaded, found)


def _problems(loaded: Loaded, *, resolving: bool) -> Iterator[Problem]:
    """Yield what is wrong with a source, and each of its references that does not resolve here."""
    yield from ready(loaded.draft, loaded.problems, secrets=resolving).problems
    if not resolving:
        for problem in resolve(loaded.draft)[1]:
            yield replace(problem, severity="note")


def _print_text(found: Iterator[Judged], tally: Tally) -> None:
    for judged in found:
        tally.add(judged)
        if judged.found:
            emit(blocks(judged.source, judged.found))
    # So that the summary comes last where both streams go to one place.
    sys.stderr.flush()
    emit(tally.summary())


def _print_json(found: Iterator[Judged], tally: Tally) -> None:
    """Print one document, source by source; it is whole even where the command ends early."""
    emit('{"sources": [')
    try:
        for judged in found:
            emit(f"{',' if tally.sources else ''}\n{json_text(_as_json(judged), indent=None)}")
            tally.add(judged)
    finally:
        emit("\n]}\n")


def _as_json(judged: Judged) -> dict[str, object]:
    problems = [
        {
            "rule": problem.rule,
            "severity": problem.severity,
            "path": format_path(problem.path),
            **_place(region),
            "message": problem.message,
            "fix": problem.fix,
        }
        for problem, region in judged.found
    ]
    loaded = judged.loaded
    return {
        "source": judged.source,
        "operation": loaded.draft.operation if loaded else None,
        "valid": judged.valid,
        "problems": problems,
        "reason": loaded.reason if loaded else None,
        "notes": loaded.notes + loaded.hints if loaded else (),
        "dropped": loaded.dropped if loaded else (),
        "added": loaded.added if loaded else (),
    }


def _place(region: Region | None) -> dict[str, int | None]:
    values = region or (None, None, None, None)
    return dict(zip(("line", "column", "endLine", "endColumn"), values, strict=True))
