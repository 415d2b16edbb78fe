"""The format gen2."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Final

from authwizard.request.draft import Draft

from .format import Format, Loss, Writing
from .infrastructure import Setup, said_of, setup_of, waives


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    from .gen2_files import files_of  # what writes TypeScript, which only such an export needs

    return files_of(setup_of(draft, writing))


def _losses(setup: Setup) -> tuple[Loss, ...]:
    from .gen2_losses import losses_of

    return losses_of(setup)


def _command(draft: Draft, path: str) -> str:
    return "npx ampx sandbox" if path == "." else f"cd {shlex.quote(path)} && npx ampx sandbox"


GEN2: Final = Format(
    name="gen2",
    suffixes=(),
    title="Amplify Gen 2",
    help="`amplify/auth/resource.ts` and `amplify/backend.ts` of an Amplify project",
    write=_write,
    lost=said_of(_losses),
    waives=waives,
    needs_whole=True,
    puts_names=True,
    own_names=True,
    holds_secrets=False,
    is_folder=True,
    usual=".",
    command=_command,
)
