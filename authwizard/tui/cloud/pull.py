"""Fetching what a backend has, and picking a target from the account."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from .aws_session import AwsSession
from .connect import Connect
from .pick_target import PickTarget

if TYPE_CHECKING:
    from authwizard.aws.backend import Backend
    from authwizard.files.backend_answer import KnownState
    from authwizard.request.target import Target


async def pull(app: App[Any], aws_session: AwsSession, target: Target) -> KnownState | None:
    """Fetch what a backend has now; None where the user gave up."""
    from authwizard.aws.pull import pull as fetch

    backend = await app.push_screen_wait(Connect(aws_session, "Pull: from where?"))
    if backend is None:
        return None
    return await app.push_screen_wait(
        PickTarget(backend, target, "Pull: which backend?", partial(fetch, backend), with_resource=True)
    )


async def pick(app: App[Any], aws_session: AwsSession, target: Target) -> Target | None:
    """Let the user pick app and environment from the account."""
    backend: Backend | None = await app.push_screen_wait(Connect(aws_session, "Pick the app: from where?"))
    if backend is None:
        return None
    return await app.push_screen_wait(
        PickTarget(backend, target, "Pick app and environment", lambda found: found, with_resource=False)
    )
