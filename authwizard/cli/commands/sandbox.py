"""`authwizard sandbox`: a stand-in for the service on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from authwizard.aws.connection import practice_state
from authwizard.sandbox import Fault, SandboxError, serve

from ..aws_options import sandbox_error
from ..output import emit, tell


class _Fault(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.4
    """A failure to be staged."""

    name = "fault"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fault:
        """Read a fault, or say what one looks like."""
        try:
            return Fault.parse(str(value))
        except ValueError as error:
            return self.fail(str(error), param, ctx)


@click.command(
    "sandbox",
    epilog="""\b
Examples:
  authwizard sandbox
  authwizard sandbox --port 4566 --fault create=504:1 --fault update=job-failed
  authwizard submit shop.json --sandbox     start one for a single call

\b
A fault is OPERATION=KIND, or OPERATION=KIND:COUNT for so many requests only.
Operations: create update delete get get-backend get-job list-jobs list-apps get-app list-environments
caller-identity all
Kinds: 400 403 404 429 500 502 503 504 expired hang reset reset-before garbage error job-failed job-stuck
applied-504 applied-reset applied-hang late-504 late-reset

Exit status: 0 stopped with Ctrl+C; 2 wrong use, or it cannot run.""",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="The port on 127.0.0.1; a free one without it.",
    metavar="N",
)
@click.option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where it keeps its state; without it, where --sandbox does.",
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    type=_Fault(),
    metavar="FAULT",
    help="Fail on demand; again and again.",
)
@click.option(
    "--job-seconds",
    type=click.FloatRange(min=0),
    default=3.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a job takes.",
)
def command(port: int, state: Path | None, faults: tuple[Fault, ...], job_seconds: float) -> None:
    """Run a stand-in for AmplifyBackend on 127.0.0.1 until Ctrl+C, for practice and for tests.

    It prints its URL, which `authwizard submit`, `authwizard pull` and the AWS CLI take as --endpoint-url. It needs
    no AWS account: any credentials will do. It keeps no secret.
    """
    try:
        serve(port, state or practice_state(), faults, job_seconds, _announce, log=tell)
    except (SandboxError, OSError) as error:
        raise sandbox_error(error) from None


def _announce(url: str) -> None:
    emit(f"{url}\n")
    sys.stdout.flush()
    tell(
        f"Send to it with:  authwizard submit SOURCE --no-sign-request --region us-east-1 --endpoint-url {url}"
    )
    tell("Ctrl+C stops it.")
