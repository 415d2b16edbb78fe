"""Writes docs/commands.md from the commands: `python -m tests.commands_page`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from authwizard.cli.root import COMMANDS, root

PAGE: Final = Path(__file__).parents[1] / "docs" / "commands.md"

_INTRODUCTION: Final = """\
# Commands

Every command with its options, as `--help` prints it; made by `make docs`. A SOURCE is explained in
[formats](formats.md), the statuses in [exit statuses](exit-statuses.md).
"""


def page() -> str:
    """Return the page's whole text."""
    context = click.Context(root, info_name="authwizard", **root.context_settings)
    return "\n".join([_INTRODUCTION, *_sections(root, context)])


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    width = click.formatting.HelpFormatter(width=100)
    command.format_help(context, width)
    yield f"## {context.command_path}\n\n```text\n{width.getvalue().strip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _sections(below, click.Context(below, info_name=name, parent=context))


if __name__ == "__main__":
    assert COMMANDS
    PAGE.write_text(page(), encoding="utf-8")
