"""The options that commands share, and what a shell can complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, Literal, NamedTuple, ParamSpec, TypeVar, get_args

import click

from authwizard.request.operation import OPERATIONS, Operation
from authwizard.request.rules import RULES
from authwizard.request.words import nearest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

P = ParamSpec("P")
R = TypeVar("R")

Style = Literal["text", "json"]
"""How a command prints what it found."""

_TARGET: Final = {
    "app_id": ("AppId", "ID", "The app's ID"),
    "backend_environment_name": ("BackendEnvironmentName", "NAME", "The environment's name"),
    "resource_name": ("ResourceName", "NAME", "The auth resource's name"),
}
"""The target options of the AWS CLI: the member that each is for, its metavar, its help."""


class Reading(NamedTuple):
    """How a SOURCE is to be read.

    Attributes:
        operation: The operation that was asked for, if any.
        overrides: Values that take the place of the source's, by the API's member name.
    """

    operation: Operation | None
    overrides: dict[str, str]


class Source(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.4
    """A SOURCE: a path, a preset's name, or `-`."""

    name = "source"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete files, and presets by name."""
        from .completion import files, presets

        return [*files(incomplete), *presets(incomplete)]


class PresetName(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.4
    """The name of a preset."""

    name = "name"

    def __init__(self, *, own: bool = False) -> None:
        self.own = own

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete presets; with `own`, those that can be deleted."""
        from .completion import presets

        return presets(incomplete, own=self.own)


class RuleId(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.4
    """The id of a rule."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse an id that no rule has, and name the nearest."""
        if value in RULES:
            return str(value)
        raise click.UsageError(f"There is no rule {value!r}.{did_you_mean(value, RULES)}", ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete ids, each with its message."""
        from .completion import rules

        return rules(incomplete)


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Return ` Did you mean …?` with the nearest of the known words, or nothing."""
    near = nearest(text, known)
    return f" Did you mean {near}?" if near else ""


def style_option(help: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Give a command `--format`, for people or for programs, which it gets as `style`."""
    choice = click.Choice(get_args(Style))
    return click.option("--format", "style", type=choice, default="text", show_default=True, help=help)


def target_options(*, override: bool) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Give a command the options that name a backend.

    Args:
        override: Whether they take the place of a source's own; else they have to be given.
    """
    end = ", in place of the source's." if override else "."

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        for name, (_, metavar, text) in reversed(_TARGET.items()):
            option = click.option(
                f"--{name.replace('_', '-')}", name, required=not override, metavar=metavar, help=text + end
            )
            function = option(function)
        return function

    return decorate


def source_options(function: Callable[Concatenate[Reading, P], R]) -> Callable[P, R]:
    """Give a command the options that every one with a SOURCE has; it gets them as one Reading, first."""

    @wraps(function)
    def command(*args: P.args, **options: P.kwargs) -> R:
        create, update = options.pop("create"), options.pop("update")
        if create and update:
            raise click.UsageError("--create and --update exclude each other.")
        given = {member: options.pop(name) for name, (member, _, _) in _TARGET.items()}
        overrides = {member: str(value) for member, value in given.items() if value is not None}
        operation: Operation | None = "create" if create else "update" if update else None
        return function(Reading(operation, overrides), *args, **options)

    decorated = target_options(override=True)(command)
    for operation in ("update", "create"):
        call = OPERATIONS[operation].name
        decorated = click.option(f"--{operation}", is_flag=True, help=f"Take the source for {call}.")(
            decorated
        )
    return decorated
