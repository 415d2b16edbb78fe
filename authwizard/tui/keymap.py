"""The keys, each told once: bindings, the line of keys, the command palette and the README's tables come from here.

What a single widget does with a key while it has the focus is in its own BINDINGS.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType
from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the user can have done wherever the focus is on a screen: by a key, by name, or both."""

    id: str
    """By this a keymap may give it other keys."""
    keys: tuple[str, ...]
    """Its keys in Textual's spelling; the first is the one that is told."""
    action: str
    """The action of the screen or, after `app.`, of the app."""
    label: str
    """What it is called where there is little room: in the line of keys and in Textual's panel of keys."""
    help: str
    """What it does."""
    title: str = ""
    """What it is called in the palette; empty where it is not offered there."""
    drop: int | None = None
    """How soon the line of keys drops it where there is little room: 0 never, 9 first; None where it is not in it."""
    priority: bool = True
    """Whether its keys come before those of the widget that has the focus."""


UNDO: Final = Command(
    "undo",
    ("ctrl+z",),
    "undo",
    "Take back",
    "Take back the last answer, or at the start what was deleted",
    "Take back",
)
WIZARD: Final = (
    Command("next", ("ctrl+n", "f8"), "next", "Next", "Go to the next step", "Next step", drop=1),
    Command("back", ("ctrl+o", "f7"), "back", "Back", "Go to the step before", "Step before", drop=4),
    Command(
        "export",
        ("ctrl+g", "f5"),
        "export",
        "Export",
        "Write a file for the AWS CLI, or what another tool takes",
        "Export",
        drop=1,
    ),
    Command(
        "choose-format",
        (),
        "choose_format",
        "Format",
        "Choose in which format the request is written",
        "Format of the export",
    ),
    Command(
        "save-preset",
        ("ctrl+s", "f6"),
        "save_preset",
        "Preset",
        "Save the answers to use them again",
        "Save as preset",
        drop=6,
    ),
    Command(
        "help",
        ("f1",),
        "side('help')",
        "Help",
        "Help about the focused field",
        "Explain the field",
        drop=3,
    ),
    Command(
        "json",
        ("f2",),
        "side('json')",
        "JSON",
        "The request as it would be exported",
        "Show the JSON",
        drop=5,
    ),
    Command(
        "problems",
        ("f3",),
        "side('problems')",
        "Problems",
        "All problems; Enter goes to the field",
        "Show the problems",
        drop=2,
    ),
    Command(
        "preview",
        ("f4",),
        "side('preview')",
        "Preview",
        "What users will see, and what will be made",
        "Show the preview",
        drop=7,
    ),
    UNDO,
    Command(
        "redo", ("ctrl+y",), "redo", "Bring again", "Bring an answer again that was taken back", "Bring again"
    ),
    Command("steps", ("ctrl+t",), "steps", "Steps", "Put the focus on the list of steps", "List of steps"),
    Command("review", ("ctrl+r",), "review", "Review", "Go to the last step", "Review"),
    Command(
        "copy-command",
        ("ctrl+l", "f9"),
        "copy_command",
        "Copy command",
        "Send the command to the clipboard",
        "Copy the command",
    ),
    Command("submit", (), "submit", "Submit", "Send the request, or show the submit that runs", "Submit"),
    Command(
        "start-screen",
        (),
        "app.start_screen",
        "Start screen",
        "Keep the draft, and go back to the start screen",
        "Back to the start screen",
    ),
    Command(
        "close",
        ("escape",),
        "close_side",
        "Close",
        "Close what is open; on the first step go back to the start screen",
        priority=False,
    ),
)
"""On the wizard's screen."""

START: Final = (
    Command(
        "start",
        ("enter",),
        "start",
        "Start",
        "Start from the highlighted entry",
        drop=1,
        priority=False,
    ),
    Command(
        "filter",
        ("slash",),
        "filter",
        "Filter",
        "List only what has a text in its name",
        "Filter the list",
        drop=4,
        priority=False,
    ),
    Command(
        "open-file", ("ctrl+f",), "open_file", "Open file", "Open a file by its path", "Open a file", drop=2
    ),
    Command(
        "discard",
        ("delete",),
        "discard",
        "Discard",
        "Throw away the highlighted draft, or delete your preset",
        "Discard the draft or preset",
        drop=3,
        priority=False,
    ),
    UNDO,
    Command("card-down", ("pagedown",), "scroll_card(1)", "More", "Read on in the card"),
    Command("card-up", ("pageup",), "scroll_card(-1)", "Read back", "Read back in the card"),
    Command("clear", ("escape",), "clear", "Close", "List everything again", priority=False),
    Command("start-help", ("f1",), "app.toggle_keys", "Help", "Show all keys", drop=5),
)
"""On the start screen."""

QUIT: Final = Command("quit", ("ctrl+q",), "app.quit", "Quit", "Leave the wizard", "Quit", drop=0)
APP: Final = (
    Command("keys", (), "app.toggle_keys", "Keys", "Show all keys, or hide them", "All keys"),
    Command(
        "suspend",
        (),
        "app.suspend_process",
        "Suspend",
        "Go back to the shell for a while; fg comes back here",
        "Suspend",
    ),
    Command(
        "command-palette",
        ("ctrl+p", "f10"),
        "app.command_palette",
        "Commands",
        "Find a command",
        drop=0,
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
            show=command.drop is not None,
            priority=command.priority,
            tooltip=command.help,
            id=command.id,
        )
        for command in commands
        if command.keys
    ]


def keys_now(screen: Screen[object]) -> dict[str, str]:
    """Return the key of each command by the command's id, as a keymap may have changed it, where the focus is."""
    keys: dict[str, str] = {}
    for active in screen.active_bindings.values():
        if active.binding.id:
            keys.setdefault(active.binding.id, active.binding.key)
    return keys


_NAMES: Final = {"slash": "/", "pagedown": "PgDn", "pageup": "PgUp"}


def key_name(key: str) -> str:
    """Return a key's name as a text says it: Ctrl+N, F1, Enter."""
    return _NAMES.get(key) or "+".join(part.capitalize() for part in key.split("+"))


_SHORT_NAMES: Final = {"enter": "⏎", "delete": "Del"}


def short_key_name(key: str) -> str:
    """Return a key's name where there is little room: ^n, F1, ⏎."""
    short = f"^{key.removeprefix('ctrl+')}" if key.startswith("ctrl+") else key_name(key)
    return _SHORT_NAMES.get(key, short)
