"""The format gen2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from authwizard.request.draft import Draft

from .format import Format, Loss, Writing
from .infrastructure import Setup, said_of, setup_of, waives


def _losses(setup: Setup) -> tuple[Loss, ...]:
    return (Loss("lost", "AppId", "It is not in the files."),)


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    setup_of(draft, writing)
    return {"stub": "stub\n"}


GEN2: Final = Format(
    name="gen2",
    suffixes=(),
    title="Amplify Gen 2",
    help="Amplify Gen 2: `amplify/auth/resource.ts` and `amplify/backend.ts`",
    write=_write,
    lost=said_of(_losses),
    waives=waives,
    puts_names=True,
    own_names=True,
    holds_secrets=False,
    is_folder=True,
)
