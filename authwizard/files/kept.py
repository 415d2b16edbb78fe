"""How a draft that was kept is told from others: its backend, what it came from, and when that was."""

from __future__ import annotations

from datetime import datetime

from authwizard.request.target import APP_ID, ENVIRONMENT

from .autosave import Autosaved


def backend_of(saved: Autosaved) -> str:
    """Return the app and the environment that a draft is for, `d1a2b3c4d5 / dev`; "" where neither is given."""
    named = [saved.draft.get(path) for path in (APP_ID, ENVIRONMENT)]
    return " / ".join(name for name in named if isinstance(name, str) and name)


def when(moment: datetime, now: datetime) -> str:
    """Return a time as people say it: "today 21:16", "yesterday", "24 Nov", with the year where it is another one.

    Args:
        moment: The time, of any zone.
        now: The present, in the zone in which to say it.
    """
    then = moment.astimezone(now.tzinfo)
    days = (now.date() - then.date()).days
    if days == 0:
        return f"today {then:%H:%M}"
    if days == 1:
        return "yesterday"
    return f"{then.day} {then:%b}" if then.year == now.year else f"{then.day} {then:%b %Y}"
