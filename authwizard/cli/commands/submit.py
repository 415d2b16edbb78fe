"""`authwizard submit`: send the request, exactly once, and follow its job."""

from __future__ import annotations

from typing import Any, NamedTuple

import click

from authwizard.aws.attempts import unfinished
from authwizard.aws.backend import Backend
from authwizard.aws.changes import along_sentence, change_lines
from authwizard.aws.follow import follow
from authwizard.aws.next_steps import left_to_do
from authwizard.aws.outcome import Outcome
from authwizard.aws.pace import Pace
from authwizard.aws.preview import Preview, preview
from authwizard.aws.scrub import Scrubber
from authwizard.aws.submit import Looking, submit
from authwizard.aws.telling import Telling
from authwizard.files.places.node import Located
from authwizard.request.compare import Difference
from authwizard.request.draft import Draft
from authwizard.request.target import Target
from authwizard.request.tree import format_path
from authwizard.terminal_text import visible

from ..aws_options import (
    Connecting,
    LookProgress,
    Seconds,
    connection_options,
    is_interactive,
    say_failure,
    tell_of_unfinished,
)
from ..aws_output import print_answer
from ..options import Reading, Source, source_options
from ..output import block, changed_line, emit_json, in_one_line, tell
from ..sources import read_or_refuse, ready_or_refuse


class _Asked(NamedTuple):
    """The options that are submit's own."""

    yes: bool
    dry_run: bool
    wait: bool
    limit: float
    look_for: float
    forget: bool


@click.command(
    "submit",
    epilog="""\b
Examples:
  authwizard submit shop.json --profile shop --region eu-west-1
  authwizard submit shop.toml --app-id d1a2b3c4d5 --backend-environment-name dev --resource-name auth
  authwizard submit shop.json --dry-run
  authwizard submit shop.json --yes --no-wait --query JobId --output text
  authwizard submit shop.json --sandbox

Exit status: 0 the job completed (with --no-wait: the request was accepted); 1 not sent, the source has errors or
the answer was no; 2 wrong use; 3 surely not applied: refused (4xx), or never sent; 4 the outcome is unknown: it was
sent, there is no clear answer, and looking showed nothing or failed, or the job was still running at --timeout; 5 the
job failed, or the answer carried an error; 130 interrupted.""",
)
@click.argument("source", type=Source(), metavar="SOURCE")
@click.option("--yes", is_flag=True, help="Ask no question.")
@click.option("--dry-run", is_flag=True, help="Check, show account, operation and request; send nothing.")
@click.option("--wait/--no-wait", default=True, show_default=True, help="Follow the job until it ends.")
@click.option(
    "--timeout",
    "limit",
    type=Seconds(min=0),
    default=900,
    show_default=True,
    metavar="SECONDS",
    help="How long to follow the job.",
)
@click.option(
    "--look-for",
    type=Seconds(min=0),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="How long to look for a request whose answer was lost.",
)
@click.option(
    "--forget",
    is_flag=True,
    help="Send nothing: forget the earlier submits to SOURCE's environment whose fate is open.",
)
@source_options
@connection_options
def command(connecting: Connecting, reading: Reading, /, source: str, **options: Any) -> None:
    """Send the request of SOURCE to AWS, exactly once, and follow its job until it ends.

    It shows who sends what to where, and asks. The service has no way to tell a request that is sent twice:
    after a time-out, a dropped connection or an error of the server, the command looks at what the backend has
    before it says anything. That nothing is to be seen proves nothing: the attempt is then kept, and the next
    submit to the same environment looks again before it sends.
    """
    asked = _Asked(**options)
    if not (asked.yes or asked.dry_run or asked.forget or is_interactive()):
        raise click.UsageError(
            "Without a terminal nobody can be asked. Give --yes to send without a question."
        )
    loaded = read_or_refuse(source, reading)
    draft = ready_or_refuse(source, loaded, secrets=True, refusal="not sent").draft
    with connecting.reached() as backend:
        backend.scrubber = Scrubber.of(draft)  # an earlier try may have sent the same secrets
        if asked.forget:
            _forget(backend, Target.of(draft))
            return
        tell_of_unfinished(
            backend, Target.of(draft), pace=_pace(), look_for=0 if asked.dry_run else asked.look_for
        )
        shown = preview(draft, backend)
        _show(shown)
        if asked.dry_run:
            _print_request(shown)
            return
        if not asked.yes and not click.confirm("Send it?", default=False, err=True):
            _tell("Nothing was sent.")
            raise click.exceptions.Exit(1)
        outcome = _carried_out(shown.draft, backend, asked.limit if asked.wait else None, asked.look_for)
        _report(outcome, draft, backend, connecting)


def _forget(backend: Backend, target: Target) -> None:
    """Forget the earlier submits to an environment, since the user says so."""
    found = [item for item in unfinished() if item.attempt.is_for(target, backend.region, backend.connection)]
    for item in found:
        item.discard()
        _tell(f"Forgotten: {item.attempt.sentence}")
    if not found:
        _tell("There is no earlier submit to this environment whose fate is open.")


def _show(shown: Preview) -> None:
    """Show what a confirmation is about."""
    for fact in shown.facts():
        _tell(f"{fact.label + ':':<13}{visible(fact.text)}")
    for problem in shown.warnings:
        _tell(in_one_line(problem))
    for remark in shown.remarks:
        _tell(f"{click.style('note', fg='cyan', bold=True)} {visible(remark)}")
    if shown.along:
        _tell(along_sentence(str(path[-1]) for path in shown.along))
    if shown.changes_heading():
        _tell(shown.changes_heading())
    for difference in shown.differences or ():
        _show_difference(difference)


def _show_difference(difference: Difference) -> None:

    _tell(f"  {visible(format_path(difference.path))}")
    for line in change_lines(difference):
        _tell(changed_line(line, "    "))


def _print_request(shown: Preview) -> None:
    _tell("Nothing was sent (--dry-run). Secrets are masked:")
    emit_json(shown.body)


def _carried_out(draft: Draft, backend: Backend, limit: float | None, look_for: float) -> Outcome:
    """Send the request and, unless `limit` is None, follow its job; an interrupt says what is known."""
    progress = Telling(
        _tell, looks_again="the next `authwizard submit` or `authwizard pull` of this environment does"
    )
    pace = _pace()
    looking = Looking(pace, look_for, LookProgress("Looking what became of the request").on_poll)
    try:
        outcome = submit(draft, backend, looking=looking, on_phase=progress.enter)
        if outcome.status != "accepted":
            return outcome
        if limit is None or outcome.job is None:
            if outcome.record:
                outcome.record.discard()
            return outcome
        _tell(outcome.message)
        progress.job = outcome.job
        return follow(
            backend, outcome.job, limit=limit, pace=pace, on_poll=progress.follow, record=outcome.record
        )
    except KeyboardInterrupt:
        _tell(f"\nInterrupted. {progress.known()}")
        raise click.exceptions.Exit(130) from None


def _pace() -> Pace | None:
    """Return how time passes; a caller of the command in Python can give another way."""
    given = click.get_current_context().obj
    return given if isinstance(given, Pace) else None


def _report(outcome: Outcome, draft: Draft, backend: Backend, connecting: Connecting) -> None:
    """Say what became of the request, print the answer, and end with the status for it."""
    if outcome.exit_status == 0:
        _tell(click.style(outcome.message, fg="green"))
        practice = ("This was practice: nothing has changed at AWS.",)
        for sentence in practice if backend.connection.practice else left_to_do(draft, backend.region):
            _tell(f"  {sentence}")
    else:
        for problem in outcome.problems:
            _tell(block("the request", Located(problem, None)).rstrip("\n"))
        name = outcome.failure.name if outcome.failure else f"job-{outcome.status}"
        say_failure(name, outcome.message, outcome.fix)
    for note in outcome.notes:
        _tell(in_one_line(note))
    if outcome.answer:
        print_answer(outcome.answer, connecting.query, connecting.output)
    if outcome.exit_status:
        raise click.exceptions.Exit(outcome.exit_status)


def _tell(text: str) -> None:
    tell(text)
