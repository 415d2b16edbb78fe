"""The format cloudformation."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Final

from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.terminal_text import visible

from .cloudformation_losses import losses, size_losses
from .cloudformation_template import comments_of, template_of
from .cloudformation_yaml import template_yaml
from .format import Format, Loss, Writing, one_file
from .infrastructure import Setup, said_of, setup_of
from .loss import KINDS, in_order

_WIDTH: Final = 100


def _losses(setup: Setup) -> tuple[Loss, ...]:
    told = losses(setup)
    return (*told, *size_losses(_text(setup, told)))


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    setup = setup_of(draft, writing)
    return one_file(_text(setup, in_order(_losses(setup))))


def _text(setup: Setup, told: Sequence[Loss]) -> str:
    head = "".join(f"# {line}".rstrip() + "\n" for line in _head(told))
    return f"{head}\n{template_yaml(template_of(setup), comments_of(setup))}"


def _head(told: Sequence[Loss]) -> Iterator[str]:
    """Yield the lines of the comment at the file's head, in pure ASCII: what a name holds cannot end them."""
    yield "The authentication of an Amplify Gen 1 backend as a CloudFormation template, made by authwizard."
    for kind, heading in KINDS.items():
        lines = [visible(str(loss)) for loss in told if loss.kind == kind]
        yield from ("", f"{heading}:") if lines else ()
        for line in lines:
            text = line.replace("…", "...").encode("ascii", "backslashreplace").decode("ascii")
            yield from wrap(
                text,
                _WIDTH - 2,
                initial_indent="* ",
                subsequent_indent="  ",
                break_long_words=False,
                break_on_hyphens=False,
            )


def _command(operation: Operation, path: str) -> str:
    # A path that begins so would be taken for an option, or for a home.
    place = f"./{path}" if path.startswith(("-", "~")) else path
    words = ["aws", "cloudformation", "deploy", "--template-file", place, "--stack-name", "my-auth"]
    return shlex.join([*words, "--capabilities", "CAPABILITY_IAM"])


CLOUDFORMATION: Final = Format(
    name="cloudformation",
    suffixes=(),
    title="CloudFormation template",
    help="one CloudFormation template in YAML",
    write=_write,
    lost=said_of(_losses),
    puts_names=True,
    own_names=True,
    holds_secrets=False,
    command=_command,
)
