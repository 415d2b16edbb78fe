"""The format terraform: the same user pool, clients and pools as HCL for hashicorp/aws."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Final

from authwizard.request.draft import Draft

from .format import Format, Writing
from .infrastructure import said_of, setup_of, waives
from .loss import in_order
from .terraform_losses import losses
from .terraform_main import main
from .terraform_variables import variables


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    setup = setup_of(draft, writing)
    files = {"main.tf": main(setup, in_order(losses(setup))), "variables.tf": variables(setup)}
    return {path: text for path, text in files.items() if text is not None}


def _command(draft: Draft, path: str) -> str:
    folder = shlex.quote(f"-chdir={path}")
    return f"terraform {folder} init && terraform {folder} apply"


TERRAFORM: Final = Format(
    name="terraform",
    suffixes=(),
    title="Terraform",
    help="`main.tf` and, with social providers, `variables.tf`",
    write=_write,
    lost=said_of(losses),
    waives=waives,
    puts_names=True,
    own_names=True,
    holds_secrets=False,
    is_folder=True,
    usual="terraform",
    command=_command,
)
