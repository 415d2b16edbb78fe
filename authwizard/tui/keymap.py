"""The keys, each told once: bindings, the line of keys, the command palette and the README's tables come from here.

What a single widget does with a key while it has the focus is in its own BINDINGS.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something that the user can have done wherever the focus is on a screen: by a key, by name, or both."""

    id: str
    """By this a keymap may give it other keys."""
    action: str
    """The action of the screen or, after `app.`, of the app."""
    label: str
    """What it is called where there is little room: in the line of keys and in Textual's panel of keys."""
    help: str
    """What it does, in a sentence."""
    title: str = ""
    """What it is called in the palette; empty where it is not offered there."""
    keys: tuple[str, ...] = ()
    """Its keys in Textual's spelling; the first is the one that is told."""
    in_line: bool = False
    """Whether the line of keys has it."""
    priority: bool = True
    """Whether its keys come before those of the widget that has the focus."""


WIZARD: Final = (
    Command(
        id="next",
        action="next",
        label="Next",
        title="Next step",
        help="Go to the next step",
        keys=("ctrl+n", "f8"),
        in_line=True,
    ),
    Command(
        id="back",
        action="back",
        label="Back",
        title="Step before",
        help="Go to the step before",
        keys=("ctrl+o", "f7"),
        in_line=True,
    ),
    Command(
        id="export",
        action="export",
        label="Export",
        title="Export",
        help="Write the file for the AWS CLI",
        keys=("ctrl+g", "f5"),
        in_line=True,
    ),
    Command(
        id="save-preset",
        action="save_preset",
        label="Save",
        title="Save as preset",
        help="Save the answers to use them again",
        keys=("ctrl+s", "f6"),
        in_line=True,
    ),
    Command(
        id="help",
        action="side('help')",
        label="Help",
        title="Explain the field",
        help="Help about the focused field",
        keys=("f1",),
        in_line=True,
    ),
    Command(
        id="json",
        action="side('json')",
        label="JSON",
        title="Show the JSON",
        help="The request as it would be exported",
        keys=("f2",),
        in_line=True,
    ),
    Command(
        id="problems",
        action="side('problems')",
        label="Problems",
        title="Show the problems",
        help="All problems; Enter goes to the field",
        keys=("f3",),
        in_line=True,
    ),
    Command(
        id="steps",
        action="steps",
        label="Steps",
        help="Put the focus on the list of steps",
        keys=("ctrl+t", "f4"),
    ),
    Command(
        id="review",
        action="review",
        label="Review",
        title="Review",
        help="Go to the last step",
        keys=("ctrl+r",),
    ),
    Command(
        id="copy-command",
        action="copy_command",
        label="Copy command",
        title="Copy the AWS CLI command",
        help="Send the command to the clipboard",
        keys=("ctrl+l", "f9"),
    ),
    Command(
        id="submit",
        action="submit",
        label="Submit",
        title="Submit",
        help="Send the request, or show the submit that runs",
    ),
    Command(
        id="close",
        action="close_side",
        label="Close",
        help="Go back to the form",
        keys=("escape",),
        priority=False,
    ),
)
"""On the wizard's screen."""

START: Final = (
    Command(
        id="start",
        action="start",
        label="Start",
        help="Start from the highlighted entry",
        keys=("enter",),
        in_line=True,
        priority=False,
    ),
    Command(
        id="open-file",
        action="focus_path",
        label="Open a file",
        help="Go to the path of a file",
        keys=("ctrl+l",),
        in_line=True,
    ),
    Command(
        id="discard",
        action="discard",
        label="Discard draft",
        help="Throw the highlighted draft away",
        keys=("delete",),
        priority=False,
    ),
    Command(
        id="keys",
        action="app.show_help_panel",
        label="Keys",
        help="Show all keys",
        keys=("f1",),
        priority=False,
    ),
)
"""On the start screen."""

QUIT: Final = Command(
    id="quit",
    action="app.quit",
    label="Quit",
    title="Quit",
    help="Leave the wizard",
    keys=("ctrl+q",),
    in_line=True,
)
APP: Final = (
    Command(
        id="command-palette",
        action="app.command_palette",
        label="Menu",
        help="Find a command",
        keys=("ctrl+p", "f10"),
        in_line=True,
    ),
    QUIT,
)
"""On every screen."""


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Return what binds commands to their keys."""
    return [
        Binding(
            ",".join(command.keys),
            command.action,
            command.label,
            show=command.in_line,
            priority=command.priority,
            tooltip=command.help,
            id=command.id,
        )
        for command in commands
        if command.keys
    ]


def key_name(key: str) -> str:
    """Return a key's name as a text says it: Ctrl+N, F1, Enter."""
    return "+".join(part.capitalize() for part in key.split("+"))


def short_key_name(key: str) -> str:
    """Return a key's name where there is little room: ^n, F1, Enter."""
    return f"^{key.removeprefix('ctrl+')}" if key.startswith("ctrl+") else key_name(key)
