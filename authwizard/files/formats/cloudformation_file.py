"""The template as a file, what is to be said of it, and the command that deploys it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Final

from .cloudformation_losses import losses, size_losses
from .cloudformation_template import comments_of, makes_roles, template_of, variables_of
from .cloudformation_yaml import template_yaml
from .format import Loss
from .infrastructure import Setup
from .infrastructure_head import head
from .loss import in_order

_MADE: Final = (
    "The authentication of an Amplify Gen 1 backend as a CloudFormation template, made by authwizard."
)


def text_of(setup: Setup) -> str:
    """Return the file.

    Raises:
        UnwritableError: A text has what CloudFormation takes for a dynamic reference.
    """
    return _text(setup, in_order(losses_of(setup)))


def losses_of(setup: Setup) -> tuple[Loss, ...]:
    """Return all that is to be said of a request as a template.

    Raises:
        UnwritableError: A text has what CloudFormation takes for a dynamic reference.
    """
    told = losses(setup)
    return (*told, *size_losses(_text(setup, told)))


def command_of(setup: Setup, path: str) -> str:
    """Return the command that deploys the file, with what has to be given for it."""
    # A path that begins so would be taken for an option, or for a home.
    place = f"./{path}" if path.startswith(("-", "~")) else path
    words = ["aws", "cloudformation", "deploy", "--template-file", place, "--stack-name", "my-auth"]
    if makes_roles(setup.resources):
        words += ["--capabilities", "CAPABILITY_IAM"]
    given = [f'{name}="${{{variable}:?}}"' for name, variable in variables_of(setup).items()]
    return " ".join([shlex.join(words), *(["--parameter-overrides", *given] if given else [])])


def _text(setup: Setup, told: Sequence[Loss]) -> str:
    return f"{head('#', _MADE, told)}\n{template_yaml(template_of(setup), comments_of(setup))}"
