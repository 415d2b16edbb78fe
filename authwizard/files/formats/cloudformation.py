"""The format cloudformation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from authwizard.request.draft import Draft

from .format import Format, Loss, Writing, one_file
from .infrastructure import Setup, said_of, setup_of, waives


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    from .cloudformation_file import text_of  # what writes templates, which only such an export needs

    return one_file(text_of(setup_of(draft, writing)))


def _losses(setup: Setup) -> tuple[Loss, ...]:
    from .cloudformation_file import losses_of

    return losses_of(setup)


def _command(draft: Draft, path: str) -> str:
    from .cloudformation_file import command_of

    return command_of(setup_of(draft, Writing(plain_names=True)), path)


CLOUDFORMATION: Final = Format(
    name="cloudformation",
    suffixes=(),
    title="CloudFormation template",
    help="one template in YAML, whose parameters take the credentials",
    write=_write,
    lost=said_of(_losses),
    waives=waives,
    needs_whole=True,
    puts_names=True,
    own_names=True,
    holds_secrets=False,
    usual="auth-template.yaml",
    command=_command,
)
