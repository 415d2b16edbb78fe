"""Which step has which preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ..draft import Draft
from ..steps import Step
from . import made, users
from .line import Preview

_PREVIEWS: Final[Mapping[str, Callable[[Draft], Preview]]] = {
    "target": made.resources,
    "auth-resources": made.resources,
    "identity-pool": made.resources,
    "sign-in": users.sign_up,
    "mfa": users.sign_in,
    "oauth": made.hosted_page,
    "social": made.social_buttons,
    "password": users.passwords,
    "messages": users.messages,
}


def preview_of(step: Step, draft: Draft) -> Preview:
    """Return what comes of a step's answers so far; nothing for a step that has no preview."""
    make = _PREVIEWS.get(step.id)
    return make(draft) if make else ()
