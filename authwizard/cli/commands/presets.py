"""`authwizard presets`: list, show, save and delete presets."""

from __future__ import annotations

from typing import Any

import click

from authwizard.files.formats.table import PRESET, Writing
from authwizard.files.presets import (
    PresetInfo,
    PresetNameError,
    UnknownPresetError,
    delete_preset,
    find_preset,
    list_presets,
    preset_text,
    save_preset,
    user_folder_trouble,
)
from authwizard.files.reading import decode, read_source
from authwizard.files.source import UnreadableError, load
from authwizard.request.target import TARGET
from authwizard.terminal_text import PATH_SHOWN, shorten, visible, visible_lines

from ..options import PresetName, Reading, Source, Style, source_options, style_option
from ..output import CannotWriteError, block, cannot_write, emit, emit_json, tell, tell_each
from ..sources import read_or_refuse


@click.group(
    "presets",
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",  # which older versions of click call required
    epilog="""\b
Examples:
  authwizard presets
  authwizard presets --format json
  authwizard presets show social-all-providers
  authwizard presets save shop.json shop --title "Our shop"
  authwizard presets delete shop""",
)
@style_option("How the list is printed.")
@click.pass_context
def command(ctx: click.Context, style: Style) -> None:
    """List the presets, those that ship and your own; or show, save or delete one.

    A preset's name serves as SOURCE in every command.
    """
    if ctx.invoked_subcommand is None:
        _list(style)


@command.command("list", epilog="\b\nExample:\n  authwizard presets list --format json")
@style_option("How the list is printed.")
def list_command(style: Style) -> None:
    """List the presets, as `authwizard presets` does."""
    _list(style)


@command.command("show", epilog="\b\nExample:\n  authwizard presets show social-all-providers > ours.toml")
@click.argument("name", type=PresetName(), metavar="NAME")
def show_command(name: str) -> None:
    """Print the TOML text of a preset.

    A secret that stands in it is left out, and a character that a terminal would obey is written as an
    escape.
    """
    info = _find(name)
    try:
        loaded = load(str(info.path.absolute()))
        text = decode(read_source(info.path))
    except UnreadableError as error:
        tell(block(name, error.located()).rstrip("\n"))
        raise click.exceptions.Exit(1) from None
    if loaded.draft.has_typed_secrets:
        tell_each(map(str, PRESET.losses(loaded.draft, Writing(folder=info.path.parent))))
        title, description = loaded.title, loaded.description
        text = preset_text(loaded.draft, title=title, description=description, with_target=True)
    emit(visible_lines(text))


@command.command(
    "save",
    epilog="""\b
Examples:
  authwizard presets save shop.json shop --title "Our shop"
  authwizard presets save social-all-providers ours --app-id d1a2b3c4d5 --with-target

Exit status: 0 saved; 1 not saved, SOURCE cannot be read; 2 wrong use, or the preset cannot be written.""",
)
@click.argument("source", type=Source(), metavar="SOURCE")
@click.argument("name", type=PresetName(own=True), metavar="NAME")
@click.option("--title", help="The preset's title; SOURCE's own, else NAME.")
@click.option("--description", help="What the preset is for; SOURCE's own, else nothing.")
@click.option("--with-target", is_flag=True, help="Save app, environment and resource name too.")
@click.option("--force", is_flag=True, help="Replace your preset of that name.")
@source_options
def save_command(
    reading: Reading,
    source: str,
    name: str,
    title: str | None,
    description: str | None,
    with_target: bool,
    force: bool,
) -> None:
    """Save the request of SOURCE as a preset of your own.

    Secrets are saved only as references to an environment variable or a file. A request that still has errors
    may be saved.
    """
    loaded = read_or_refuse(source, reading)
    title = loaded.title or name if title is None else title
    description = loaded.description if description is None else description
    try:
        path = save_preset(
            loaded.draft, name, title=title, description=description, with_target=with_target, overwrite=force
        )
    except PresetNameError as error:
        raise click.UsageError(str(error)) from None
    except FileExistsError:
        raise click.UsageError(f"You have a preset {name} already. Give --force to replace it.") from None
    except OSError as error:
        raise cannot_write(f"The preset {name}", error) from None
    tell(f"Saved the preset {name}: {visible(str(path))}")
    tell_each(map(str, PRESET.losses(loaded.draft, Writing(folder=path.parent))))
    if not with_target and any(name in loaded.draft.tree for name in TARGET):
        tell("App, environment and resource name were left out; --with-target saves them too.")


@command.command("delete", epilog="\b\nExample:\n  authwizard presets delete shop")
@click.argument("name", type=PresetName(own=True), metavar="NAME")
def delete_command(name: str) -> None:
    """Delete a preset of your own. One that ships cannot be deleted."""
    if _find(name).shipped:
        raise click.UsageError(f"The preset {name} ships with authwizard and cannot be deleted.")
    try:
        path = delete_preset(name)
    except OSError as error:
        raise CannotWriteError(f"The preset {name} cannot be deleted: {error.strerror}.") from None
    tell(f"Deleted the preset {name}: {visible(str(path))}")


def _find(name: str) -> PresetInfo:
    try:
        return find_preset(name)
    except UnknownPresetError as error:
        raise click.UsageError(str(error)) from None


def _list(style: Style) -> None:
    presets, trouble = list_presets(), user_folder_trouble()
    if trouble:
        tell(trouble)
    if style == "json":
        emit_json({"presets": [_as_json(preset) for preset in presets]})
    else:
        width = max((len(preset.name) for preset in presets), default=0)
        emit("".join(_line(preset, width) for preset in presets) or "There are no presets.\n")


def _line(preset: PresetInfo, width: int) -> str:
    name, whose = visible(preset.name).ljust(width), "shipped" if preset.shipped else "own    "
    if preset.error:
        return f"{name}  -       {whose}  cannot be used: {visible(preset.error)}\n"
    return f"{name}  {preset.operation}  {whose}  {visible(shorten(preset.title, PATH_SHOWN))}\n"


def _as_json(preset: PresetInfo) -> dict[str, Any]:
    return {
        "name": preset.name,
        "title": preset.title,
        "description": preset.description,
        "operation": None if preset.error else preset.operation,
        "shipped": preset.shipped,
        "path": str(preset.path),
        "sets": list(preset.sets),
        "error": preset.error,
    }
