"""Fetching what a backend has, and picking a target from the account."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

from ..content import failed
from .aws_session import AwsSession
from .connect import Connect
from .pick_target import PickTarget

if TYPE_CHECKING:
    from authwizard.aws.backend import Backend
    from authwizard.files.backend_answer import KnownState
    from authwizard.request.target import Target


async def pull(
    app: App[Any], aws_session: AwsSession, target: Target, say: Callable[[Content], None]
) -> KnownState | Content | None:
    """Fetch what a backend has now; `say` is told what takes long.

    Returns:
        What was pulled; why it could not be; or None where the user gave up.
    """
    from authwizard.aws.failures import CallError
    from authwizard.aws.pull import pull as fetch

    backend = await app.push_screen_wait(Connect(aws_session, "Pull: from where?"))
    if backend is None:
        return None
    chosen = await app.push_screen_wait(
        PickTarget(backend, target, "Pull: which backend?", with_resource=True)
    )
    if chosen is None:
        return None
    say(Content("Asking AWS what the backend has…"))
    try:
        return await asyncio.to_thread(fetch, backend, chosen)
    except CallError as failure:
        return failed(f"{failure.message} {failure.fix}")


async def pick(app: App[Any], aws_session: AwsSession, target: Target) -> Target | None:
    """Let the user pick app and environment from the account."""
    backend: Backend | None = await app.push_screen_wait(Connect(aws_session, "Pick the app: from where?"))
    if backend is None:
        return None
    return await app.push_screen_wait(
        PickTarget(backend, target, "Pick app and environment", with_resource=False)
    )
