"""Questions that are about no member of the request: one of a numbered list, yes or no, a text."""

from __future__ import annotations

from collections.abc import Sequence

from . import commands
from .console import Console


class BackError(Exception):
    """The user goes back to the question before."""


def choose(
    console: Console, options: Sequence[str], *, default: int | None = None, is_known: bool = False
) -> int:
    """Ask for one of several options; return its position.

    Args:
        console: Where to ask.
        options: The lines, to which numbers from 1 are put.
        default: The option that Enter takes; without one it has the options said.
        is_known: Whether the options were said before, so that they are not said again unasked.

    Raises:
        BackError: The user goes back.
    """
    lines = [f"{number} {option}" for number, option in enumerate(options, 1)]
    if not is_known:
        console.say_each(lines)
    shown = "Number" if default is None else f"Number, Enter for {default + 1}"
    shown += ", or Enter to hear the choices" if is_known else ""
    while True:
        said = commands.understood(console.ask(shown))
        if said.kind == "<":
            raise BackError
        if said.kind == "keep" and default is not None:
            return default
        if said.kind in ("keep", "?"):
            console.say_each(lines)
            continue
        number = commands.position_of(said.text, len(options)) if said.kind == "answer" else None
        if number is not None:
            return number
        console.say(f"Type a number from 1 to {len(options)}, or {commands.BACK} to go back.")


def confirm(console: Console, question: str, *, default: bool) -> bool:
    """Ask a question of yes or no."""
    while True:
        line = console.ask(f"{question} Yes or no, Enter for {'yes' if default else 'no'}")
        if not line.strip():
            return default
        answer = commands.yes_or_no(line)
        if answer is not None:
            return answer
        if line.strip() == commands.BACK:
            return False
        console.say("Type yes or no.")


def ask_text(console: Console, title: str, *, default: str = "") -> str:
    """Ask for a text; Enter takes the default, if there is one.

    Raises:
        BackError: The user goes back.
    """
    said = commands.understood(console.ask(f"{title}, Enter for {default}" if default else title))
    if said.kind == "<":
        raise BackError
    return said.text.strip() if said.kind == "answer" else "" if said.kind == "-" else default
