"""Drafts that were kept while their request was under way: once it is found carried out, they are no pending work."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import Final

from authwizard.files.autosave import Autosave, list_autosaves
from authwizard.request.draft import Draft, in_api_order

from .changes import changed_blocks

SETTLED: Final = "Its draft is done, and is not offered any more: pull to change what the backend has now."


def fingerprint(draft: Draft) -> str:
    """Return a digest of what a draft sends, without its secrets: a kept draft has none that was typed."""
    sent = changed_blocks(draft)
    text = json.dumps([sent.operation, in_api_order(sent.tree)], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def settle(sent: str) -> bool:
    """Throw away the kept drafts that are a request which was carried out; return whether there was one.

    One that was changed since it was sent, or that is open in a wizard, stays.

    Args:
        sent: The request's `fingerprint`; empty where nobody knows it.
    """
    found = [saved for saved in list_autosaves() if sent and fingerprint(saved.draft) == sent]
    for saved in found:
        kept = Autosave()
        with suppress(OSError):  # what cannot be removed stays to be offered
            if kept.claim(saved):
                kept.discard()
    return bool(found)
