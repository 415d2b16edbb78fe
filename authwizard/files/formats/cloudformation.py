"""The format cloudformation."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Final

from authwizard.request.draft import Draft

from .cloudformation_losses import losses, size_losses
from .cloudformation_template import comments_of, makes_roles, template_of, variables_of
from .cloudformation_yaml import template_yaml
from .format import Format, Loss, Writing, one_file
from .infrastructure import Setup, said_of, setup_of, waives
from .infrastructure_head import head
from .loss import in_order

_MADE: Final = (
    "The authentication of an Amplify Gen 1 backend as a CloudFormation template, made by authwizard."
)


def _losses(setup: Setup) -> tuple[Loss, ...]:
    told = losses(setup)
    return (*told, *size_losses(_text(setup, told)))


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    setup = setup_of(draft, writing)
    return one_file(_text(setup, in_order(_losses(setup))))


def _text(setup: Setup, told: Sequence[Loss]) -> str:
    return f"{head('#', _MADE, told)}\n{template_yaml(template_of(setup), comments_of(setup))}"


def _command(draft: Draft, path: str) -> str:
    # A path that begins so would be taken for an option, or for a home.
    place = f"./{path}" if path.startswith(("-", "~")) else path
    words = ["aws", "cloudformation", "deploy", "--template-file", place, "--stack-name", "my-auth"]
    setup = setup_of(draft, Writing(plain_names=True))
    if makes_roles(setup.resources):
        words += ["--capabilities", "CAPABILITY_IAM"]
    given = [f'{name}="${{{variable}:?}}"' for name, variable in variables_of(setup).items()]
    return " ".join([shlex.join(words), *(["--parameter-overrides", *given] if given else [])])


CLOUDFORMATION: Final = Format(
    name="cloudformation",
    suffixes=(),
    title="CloudFormation template",
    help="one template in YAML, whose parameters take the credentials",
    write=_write,
    lost=said_of(_losses),
    waives=waives,
    puts_names=True,
    own_names=True,
    holds_secrets=False,
    usual="auth-template.yaml",
    command=_command,
)
