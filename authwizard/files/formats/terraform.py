"""The format terraform: the same user pool, clients and pools as HCL for hashicorp/aws."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Final

from authwizard.request.draft import Draft

from .format import Format, Loss, Writing
from .infrastructure import Setup, said_of, setup_of, waives
from .loss import in_order


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    from .terraform_main import main  # what writes HCL, which only such an export needs
    from .terraform_variables import variables

    setup = setup_of(draft, writing)
    files = {"main.tf": main(setup, in_order(_losses(setup))), "variables.tf": variables(setup)}
    return {path: text for path, text in files.items() if text is not None}


def _losses(setup: Setup) -> tuple[Loss, ...]:
    from .terraform_losses import losses

    return losses(setup)


def _command(draft: Draft, path: str) -> str:
    folder = shlex.quote(f"-chdir={path}")
    return f"terraform {folder} init && terraform {folder} apply"


TERRAFORM: Final = Format(
    name="terraform",
    suffixes=(),
    title="Terraform",
    help="`main.tf` and, with social providers, `variables.tf`",
    write=_write,
    lost=said_of(_losses),
    waives=waives,
    needs_whole=True,
    puts_names=True,
    own_names=True,
    holds_secrets=False,
    is_folder=True,
    usual="terraform",
    command=_command,
)
