"""What submit and pull share: the AWS CLI's options of a connection, and how failures and answers are shown."""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, Final, NoReturn, ParamSpec, TypeVar

import click

from authwizard.aws.attempts import damaged_attempts, unfinished
from authwizard.aws.backend import Backend
from authwizard.aws.connection import PRACTICE_REGION, Connection, endpoint_problem, practice_state
from authwizard.aws.debug_log import debug_log
from authwizard.aws.failures import CallError
from authwizard.aws.pace import Pace
from authwizard.aws.reconcile import Found, look_again
from authwizard.request.target import Target
from authwizard.terminal_text import visible

from .aws_output import Output, compile_query
from .output import tell

P = ParamSpec("P")
R = TypeVar("R")

_SAY_EVERY: Final = 9.0
"""Seconds between two signs of life while one looks."""


@dataclass(frozen=True)
class Connecting:
    """How AWS is reached, and how its answer is printed.

    Attributes:
        connection: The connection, where no sandbox is asked for.
        sandbox: Whether a sandbox is started for this call.
        debug: Whether the redacted debug log goes to standard error.
        query: A JMESPath expression that chooses from the answer, compiled; None for all of it.
        output: How the answer is printed; None where nobody asked.
    """

    connection: Connection
    sandbox: bool
    debug: bool
    query: Any
    output: Output | None

    @contextmanager
    def reached(self) -> Iterator[Backend]:
        """Give what AWS is called through; a failure ends the command with its status."""
        with ExitStack() as stack:
            if self.debug:
                stack.enter_context(debug_log(sys.stderr))
            connection = self.connection
            if self.sandbox:
                connection = stack.enter_context(_sandbox(connection))
            if not connection.verify_ssl:
                _silence_urllib3()
            try:
                yield Backend(connection)
            except CallError as failure:
                refuse(failure)


class _Endpoint(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.4
    """The URL of an endpoint."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what is no such URL, without repeating it: it may hold a password."""
        problem = endpoint_problem(str(value))
        if problem:
            self.fail(f"{problem}. Give one such as https://example.com.", param, ctx)
        return str(value)


class Seconds(click.FloatRange):
    """A time in seconds. Not a number, which compares with nothing, would never be over."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse what is no number."""
        seconds = super().convert(value, param, ctx)
        return self.fail(f"{value!r} is not a number.", param, ctx) if math.isnan(seconds) else seconds


class _Query(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.4
    """A JMESPath expression."""

    name = "jmespath"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Compile the expression, so that a wrong one is refused before anything is sent."""
        if not isinstance(value, str):
            return value

        try:
            return compile_query(value)
        except ValueError:
            return self.fail("this is not JMESPath.", param, ctx)


_OPTIONS: Final = (
    click.option("--profile", metavar="NAME", help="A profile of the AWS configuration."),
    click.option("--region", metavar="NAME", help="The region."),
    click.option("--endpoint-url", type=_Endpoint(), metavar="URL", help="Another endpoint than AWS's own."),
    click.option(
        "--ca-bundle",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="CA certificates to verify the server's with.",
    ),
    click.option("--no-verify-ssl", is_flag=True, help="Do not verify the server's certificate."),
    click.option("--no-sign-request", is_flag=True, help="Do not sign; no credentials are needed."),
    click.option(
        "--cli-read-timeout",
        type=Seconds(min=0),
        metavar="SECONDS",
        help="How long to wait for an answer; 0 waits for ever.",
    ),
    click.option(
        "--cli-connect-timeout",
        type=Seconds(min=0),
        metavar="SECONDS",
        help="How long to wait for a connection; 0 waits for ever.",
    ),
    click.option("--sandbox", is_flag=True, help="Practise: use a sandbox started for this call, not AWS."),
    click.option("--debug", is_flag=True, help="Write the debug log, redacted, to standard error."),
    click.option("--query", type=_Query(), metavar="JMESPATH", help="Print only this of the answer."),
    click.option(
        "--output", type=click.Choice(["json", "yaml", "text", "table"]), help="How the answer is printed."
    ),
    click.option(
        "--color",
        type=click.Choice(["on", "off", "auto"]),
        default="auto",
        show_default=True,
        help="Whether messages have colours.",
    ),
)


def connection_options(function: Callable[Concatenate[Connecting, P], R]) -> Callable[P, R]:
    """Give a command the options of a connection; it gets them as one Connecting, first."""

    @wraps(function)
    def command(*args: P.args, **options: P.kwargs) -> R:
        if options["color"] != "auto":
            click.get_current_context().color = options["color"] == "on"
        options.pop("color")
        return function(_connecting(options), *args, **options)

    decorated: Callable[P, R] = command
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def _connecting(options: dict[str, Any]) -> Connecting:
    """Take the options of a connection out of a command's options."""
    sandbox = options.pop("sandbox")
    if sandbox:
        for name in ("profile", "endpoint_url"):
            if options[name]:
                raise click.UsageError(f"--sandbox and --{name.replace('_', '-')} exclude each other.")
    connection = Connection(
        profile=options.pop("profile") or "",
        region=options.pop("region") or "",
        endpoint_url=options.pop("endpoint_url") or "",
        ca_bundle=options.pop("ca_bundle") or "",
        verify_ssl=not options.pop("no_verify_ssl"),
        sign_request=not options.pop("no_sign_request"),
        read_timeout=options.pop("cli_read_timeout"),
        connect_timeout=options.pop("cli_connect_timeout"),
    )
    return Connecting(connection, sandbox, *(options.pop(name) for name in ("debug", "query", "output")))


@contextmanager
def _sandbox(asked: Connection) -> Iterator[Connection]:
    """Start the sandbox that keeps its state between calls, and give the connection to it."""
    from authwizard.sandbox import Sandbox, SandboxError  # loads asyncio, which only practice needs

    sandbox = Sandbox(state=practice_state())
    try:
        sandbox.start()
    except (SandboxError, OSError) as error:
        raise sandbox_error(error) from None
    with ExitStack() as stack:
        stack.callback(sandbox.stop)
        region = asked.region or PRACTICE_REGION
        yield replace(asked, endpoint_url=sandbox.endpoint_url, region=region, practice=True)


def sandbox_error(error: Exception) -> click.ClickException:
    """Return the error for a sandbox that cannot run: exit status 2."""
    problem = error.strerror if isinstance(error, OSError) else str(error)
    return click.UsageError(f"The sandbox cannot run. {problem or 'The system refuses'}")


def _silence_urllib3() -> None:
    """Say once that the certificate is not verified; urllib3 would warn at each request, with its own place."""
    tell("The server's certificate is not verified (--no-verify-ssl).")
    warnings.filterwarnings("ignore", "Unverified HTTPS request")


def refuse(failure: CallError) -> NoReturn:
    """Say what failed and what to do, and end the command: nothing was applied."""
    say_failure(failure.name, failure.message, failure.fix)
    raise click.exceptions.Exit(failure.exit_status)


def say_failure(name: str, message: str, fix: str) -> None:
    """Print what went wrong as a person reads it."""
    tell(f"{click.style('error', fg='red', bold=True)}[{name}] {visible(message)}")
    if fix:
        tell(f"  fix: {visible(fix)}")


def tell_of_unfinished(
    backend: Backend, target: Target, *, pace: Pace | None = None, look_for: float = 0
) -> None:
    """Say what became of submits to the same environment that were interrupted, and forget those whose fate is known.

    Args:
        backend: Where to look.
        target: Which environment.
        pace: How time passes.
        look_for: For how many seconds after it was sent a submit is looked for before one goes on.
    """
    for path in damaged_attempts():
        tell(
            f"What is kept of an earlier submit cannot be read: {visible(str(path))}. Nobody knows which backend "
            "it was for: look at yours, then delete the file."
        )
    for item in unfinished():
        if item.attempt.is_for(target, backend.region, backend.connection):
            looking = LookProgress(f"Looking what became of an earlier {item.attempt.operation}")
            outcome = look_again(item, backend, pace=pace, limit=look_for, on_poll=looking.on_poll)
            tell(f"Earlier: {outcome.message}")
            if outcome.status == "unknown":
                tell(
                    "  It is kept and looked after the next time, too. `authwizard submit SOURCE --forget` forgets it."
                )


class LookProgress:
    """Says now and then that one still looks, so that nobody takes it for a hang."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._said_at = 0.0

    def on_poll(self, found: Found, elapsed: float) -> None:
        """Take note of a look."""
        if found.verdict != "applied" and elapsed - self._said_at >= _SAY_EVERY:
            self._said_at = elapsed
            tell(f"{self._what}: {elapsed:.0f} seconds, no sign yet. Ctrl+C leaves.")


def is_interactive() -> bool:
    """Whether somebody can answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()
