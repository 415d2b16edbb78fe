"""Which backend: app, environment and resource, by the numbers of those that the account has, or by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from authwizard.request.fields import FIELDS, Field
from authwizard.request.target import TARGET, Target
from authwizard.request.typed import read

from . import commands
from .console import Console
from .menu import BackError, ask_text, in_turn

if TYPE_CHECKING:
    from authwizard.aws.account import App
    from authwizard.aws.backend import Backend

Listed = Sequence[tuple[str, str]]
"""Names, each with the line that is said of it."""


def ask_target(console: Console, backend: Backend, known: Target) -> Target:
    """Ask for app, environment and resource; the account's own are listed where they can be.

    Args:
        console: Where to ask.
        backend: Where they are looked for.
        known: What was answered before; what is listed of it is proposed.

    Raises:
        BackError: The user goes back from the first of them.
    """
    from authwizard.aws.account import apps, auth_resources, environments

    def app(_: Sequence[Any]) -> str:
        listed = _listed(console, "apps", lambda: [_described(app) for app in apps(backend)])
        return _named(console, FIELDS[TARGET[:1]], listed, known.app_id)

    def environment(answers: Sequence[Any]) -> str:
        listed = _listed(console, "environments", lambda: _alike(environments(backend, answers[0])))
        return _named(console, FIELDS[TARGET[1:2]], listed, known.environment)

    def resource(answers: Sequence[Any]) -> str:
        listed = _listed(console, "resources", lambda: _alike(auth_resources(backend, *answers)))
        return _named(console, FIELDS[TARGET[2:]], listed, known.resource)

    return Target(*in_turn(app, environment, resource))


def _described(app: App) -> tuple[str, str]:
    return app.app_id, app.app_id if app.name in ("", app.app_id) else f"{app.app_id} {app.name}"


def _alike(names: Sequence[str]) -> Listed:
    return [(name, name) for name in names]


def _listed(console: Console, what: str, names: Callable[[], Listed]) -> Listed:
    """Return what can be listed; nothing, said why, where it cannot.

    Raises:
        BackError: There is no such app, or no such environment, as was answered just before.
    """
    from authwizard.aws.failures import CallError

    try:
        return names()
    except CallError as failure:
        if failure.name == "not-found" and what == "environments":
            console.say("There is no such app in this account and region.")
            raise BackError from None
        console.say(f"The {what} cannot be listed, so type the name. {failure.message}")
        return ()


def _named(console: Console, field: Field, listed: Listed, known: str) -> str:
    """Ask for a name that is typed, or for the number of one that is listed; Enter takes the known one.

    Raises:
        BackError: The user goes back.
    """
    lines = [f"{number} {line}" for number, (_, line) in enumerate(listed, 1)]
    names = [name for name, _ in listed]
    console.say_each(lines)
    what = "an app ID (d…)" if field.path == TARGET[:1] else "a name"
    about = f"{field.help} Type {f'a number from 1 to {len(names)}, or ' if names else ''}{what}."
    while True:
        # What is not listed may be what was not found.
        default = known if known in names else ""
        title = f"{field.title}, or its number" if listed else field.title
        text = ask_text(console, title, default=default, about=about)
        number = commands.position_of(text, len(names))
        if number is not None:
            return names[number]
        if names and text.isdecimal() and text not in names:
            console.say(f"Type a number from 1 to {len(names)}, or {what}.")
        elif text:
            return str(read(field, text))
        else:
            console.say(f"It is needed. {about}")
