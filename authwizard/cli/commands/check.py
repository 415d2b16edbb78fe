"""`authwizard check`: every problem of any number of sources."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from authwizard.files.repository import RepositorySettingsError, Settings

from ..forms import NAMES
from ..forms import form as form_of
from ..forms.judged import Judged
from ..judging import Task, judge_all
from ..options import Reading, RuleId, Source, source_options
from ..output import blocks, count, emit
from ..progress import Progress
from ..sources import announce, files_of, refuse_second_stdin


class Tally:
    """What all sources together have."""

    def __init__(self) -> None:
        self.sources = 0
        self.invalid = 0
        self.failed = 0
        self.ignored = 0
        self.problems = {"error": 0, "warning": 0, "note": 0}

    def count(self, judged: Iterable[Judged], progress: Progress) -> Iterator[Judged]:
        """Pass sources on and count them."""
        for source in judged:
            self.sources += 1
            self.invalid += not source.valid
            self.failed += not source.passes
            self.ignored += source.ignored
            for found in source.found:
                self.problems[found.problem.severity] += 1
            progress.step()
            yield source

    def summary(self) -> str:
        """Return the last line of the text output."""
        found = ", ".join(count(number, severity) for severity, number in self.problems.items() if number)
        errors = f", {self.invalid} with errors" if self.invalid and self.sources > 1 else ""
        ignored = f"; {self.ignored:,} ignored" if self.ignored else ""
        return f"{count(self.sources, 'source')}{errors}: {found or 'no problems'}{ignored}.\n"


@click.command(
    "check",
    epilog="""\b
Examples:
  authwizard check shop.json
  authwizard check --strict --ignore gen1-eol requests/*.yaml
  authwizard check .
  authwizard check --format json shop.json > report.json
  authwizard check --update amplify/backend/auth/shop/cli-inputs.json
  authwizard check --resolve shop.toml
  aws amplifybackend create-backend-auth --generate-cli-skeleton | authwizard check --create -

Exit status: 0 no errors; 1 errors (with --strict, warnings too); 2 wrong use.""",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=Source())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *NAMES]),
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
    form: str,
    strict: bool,
    ignored: tuple[str, ...],
    resolving: bool,
) -> None:
    """Report every problem of each SOURCE: what is wrong, where, and what to do.

    Errors are what the service or Amazon Cognito refuses. Warnings and notes block nothing. A SOURCE that
    cannot be read is one problem, `unreadable`, and the others are judged all the same.

    A SOURCE that is a folder stands for the requests in it: *.authwizard.toml, .json and .yaml, and the Amplify
    CLI's cli-inputs.json, without what .gitignore leaves out. Settings of the repository (.authwizard.toml, or
    [tool.authwizard] in pyproject.toml) and comments in the files say what is ignored or counts for more or less:
    see docs/ci.md.

    A reference to a secret that does not resolve here is a note, since another machine may be the one that
    exports, and no secret behind a reference is judged. With --resolve it is an error, and they are.
    """
    refuse_second_stdin(sources)
    if "unreadable" in ignored:
        raise click.UsageError("--ignore unreadable: a source that cannot be read cannot be checked.")
    asked = Task("", reading, frozenset(ignored), strict=strict, resolving=resolving)
    tasks = _tasks(files_of(sources), asked)
    tally, progress = Tally(), Progress(len(tasks), "checked")
    judged = tally.count(judge_all(tasks), progress)
    if form == "text":
        _print_text(judged, progress)
        # So that the summary comes last where both streams go to one place.
        sys.stderr.flush()
        emit(tally.summary())
    else:
        for piece in form_of(form)(judged):
            progress.clear()
            emit(piece)
        progress.clear()
    if tally.failed:
        raise click.exceptions.Exit(1)


def _tasks(sources: Iterable[str], asked: Task) -> list[Task]:
    """Return how each source is to be judged, by what the command asks and what its repository says."""
    settings = Settings()
    tasks = []
    for source in sources:
        try:
            rules = settings.settings_for(Path(source))
        except RepositorySettingsError as error:
            raise click.UsageError(f"{error.message} {error.fix}".rstrip()) from None
        tasks.append(
            asked._replace(
                source=source,
                ignore=asked.ignore | rules.ignore,
                severity=dict(rules.severity),
                strict=asked.strict or rules.strict,
            )
        )
    return tasks


def _print_text(found: Iterator[Judged], progress: Progress) -> None:
    for judged in found:
        if judged.taken or judged.found:
            progress.clear()
        if judged.taken:
            announce(judged.source, judged.taken)
        if judged.found:
            emit(blocks(judged.source, judged.found))
    progress.clear()
