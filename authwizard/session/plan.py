"""What an export would write, and what that does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from authwizard.files.formats.loss import KINDS, in_order
from authwizard.files.formats.table import Format, Loss, Writing
from authwizard.files.unwritable import UnwritableError
from authwizard.request.draft import Draft

_NOT_WRITTEN: Final = f"{KINDS['refused']}: "


class Planned(NamedTuple):
    """What would be written, and what is to be said of it.

    Attributes:
        files: The text of each file by its path below the destination, with marks for secrets; none where the draft
            is refused.
        losses: What the files do not hold, and what they hold beside, kind by kind.
        refusal: Why the format cannot hold the draft, in sentences; empty where it can.
    """

    files: Mapping[str, str]
    losses: tuple[Loss, ...]
    refusal: str


def plan(draft: Draft, format: Format, writing: Writing) -> Planned:
    """Return what a draft without errors would be written as; secrets are neither needed nor shown."""
    losses = in_order(format.losses(draft, writing))
    refusal = next((loss.message for loss in losses if loss.kind == "refused"), "")
    files: Mapping[str, str] = {}
    if not refusal:
        try:
            files = format.files(draft, replace(writing, redact=True))
        except UnwritableError as error:
            refusal = str(error)
    return Planned(
        files,
        tuple(loss for loss in losses if loss.kind != "refused"),
        reason_of_refusal(refusal),
    )


def reason_of_refusal(refusal: str) -> str:
    """Return why nothing is written, without saying that nothing is."""
    return sentence(refusal.removeprefix(_NOT_WRITTEN))


def sentence(text: str) -> str:
    """Return a text as a sentence begins."""
    return text[:1].upper() + text[1:]
