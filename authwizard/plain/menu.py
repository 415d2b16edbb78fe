"""Questions that are about no member of the request: one of a numbered list, yes or no, a text.

What can be typed in place of an answer works here, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from . import commands
from .commands import Typed
from .console import Console


class BackError(Exception):
    """The user goes back to the question before."""


def in_turn(*questions: Callable[[Sequence[Any]], Any]) -> list[Any]:
    """Ask questions one after another, and the one before again where the user goes back; return the answers.

    Args:
        questions: Each is given the answers to those before it.

    Raises:
        BackError: The user goes back from the first one.
    """
    answers: list[Any] = []
    while len(answers) < len(questions):
        try:
            answers.append(questions[len(answers)](answers))
        except BackError:
            if not answers:
                raise
            answers.pop()
    return answers


def choose(
    console: Console,
    options: Sequence[str],
    *,
    default: int | None = None,
    is_known: bool = False,
    about: Sequence[str] = (),
) -> int:
    """Ask for one of several options; return its position.

    Args:
        console: Where to ask.
        options: The lines, to which numbers from 1 are put.
        default: The option that Enter takes; without one it has the options said.
        is_known: Whether the options were said before, so that they are not said again unasked.
        about: What the question is about, a paragraph each, said with the options on demand.

    Raises:
        BackError: The user goes back.
    """
    lines = [f"{number} {option}" for number, option in enumerate(options, 1)]
    if not is_known:
        console.say_each(lines)
    shown = "Number" if default is None else f"Number, Enter for {default + 1}"
    shown += ", or Enter to hear the choices" if is_known else ""
    while True:
        said = asked(console, shown, (*about, *lines))
        if said.kind == "keep" and default is not None:
            return default
        if said.kind == "keep":
            console.say_each(lines)
            continue
        number = commands.position_of(said.text, len(options)) if said.kind == "answer" else None
        if number is not None:
            return number
        console.say(f"Type a number from 1 to {len(options)}, or {commands.BACK} to go back.")


def confirm(console: Console, question: str, *, default: bool, about: str = "") -> bool:
    """Ask a question of yes or no; `about` is what is said of it on demand.

    Raises:
        BackError: The user goes back.
    """
    word = "yes" if default else "no"
    explained = f"{about} Type yes or no, or {commands.BACK} to go back. Enter alone is {word}.".strip()
    while True:
        said = asked(console, f"{question} Yes or no, Enter for {word}", (explained,))
        if said.kind == "keep":
            return default
        answer = commands.yes_or_no(said.text) if said.kind == "answer" else None
        if answer is not None:
            return answer
        console.say("Type yes or no.")


def ask_text(
    console: Console, title: str, *, default: str = "", about: str = "", is_optional: bool = False
) -> str:
    """Ask for a text; Enter takes the default, if there is one.

    Args:
        console: Where to ask.
        title: What is asked for.
        default: What Enter takes.
        about: What is said of it on demand.
        is_optional: Whether it may be left out, although there is a default.

    Raises:
        BackError: The user goes back.
    """
    kept = f" Enter alone takes {default}." if default else ""
    explained = f"{about or f'{title}.'}{kept} {commands.BACK} goes back."
    while True:
        said = asked(console, f"{title}, Enter for {default}" if default else title, (explained,))
        if said.kind == "keep":
            return default
        if said.kind == "answer":
            return said.text.strip()
        if is_optional:
            return ""
        console.say("This cannot be left out.")


def asked(console: Console, prompt: str, about: Sequence[str]) -> Typed:
    """Ask until an answer comes, Enter alone, or the sign that leaves the answer out; obey the other signs.

    Args:
        console: Where to ask.
        prompt: The prompt.
        about: What is said on demand, a paragraph each.

    Raises:
        BackError: The user goes back.
    """
    while True:
        said = commands.understood(console.ask(prompt))
        if said.kind == commands.BACK:
            raise BackError
        if said.kind in ("answer", "keep", "-"):
            return said
        if said.kind == commands.EXPLAIN:
            console.say_each(about)
        elif said.kind == commands.PROBLEMS:
            console.say_each(console.problems())
        else:
            console.say(f"{said.kind} works at the questions of a step, and not here.")
