"""What reading a source yields."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from authwizard.request.check import Problem
from authwizard.request.draft import Draft, guess_operation
from authwizard.request.operation import Operation


@dataclass(frozen=True)
class Document:
    """A text that was read, as the reader of its format gets it.

    Attributes:
        text: The whole text.
        tree: What it holds, where it is JSON or YAML; else None.
        folder: The folder in which the file stands; None where there is none.
        asked: The operation that the user asked for, if any.
        yaml: Where it is YAML, its root as ruamel's node, which knows where everything stands.
    """

    text: str = field(repr=False)
    tree: Any = field(repr=False)
    folder: Path | None
    asked: Operation | None
    yaml: Any = field(default=None, repr=False)


@dataclass(frozen=True)
class Loaded:
    """A draft as it was read, and everything that reading it brought up.

    Attributes:
        draft: The draft.
        format: What the source was: a format's name.
        reason: Why it was taken for a create or an update, as the end of a sentence.
        notes: What was done on reading, as sentences, with each thing that was not carried over.
        dropped: The names of what was not carried over, as the source has them.
        problems: What is wrong with the source beside the request in it.
        added: What the request has that the source does not say, as `Service: COGNITO`.
        hints: How to go on outside of the wizard, as sentences; the wizard itself is the way on.
        path: The file; None for standard input.
        title: A preset's title.
        description: A preset's description.
        shipped: Whether it is a preset that ships, which is read-only.
        reformats: Whether saving it as a preset would change more than values: comments and layout go.
        converted: Whether it is a creation that was made an update, so that it is not that preset any more.
        document: What it was read from. Neither shown nor compared: it may hold secrets.
    """

    draft: Draft
    format: str
    reason: str
    notes: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    added: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    path: Path | None = None
    title: str = ""
    description: str = ""
    shipped: bool = False
    reformats: bool = False
    converted: bool = False
    document: Document | None = field(default=None, repr=False, compare=False)


def choose_operation(tree: Any, asked: Operation | None) -> tuple[Operation, str]:
    """Return the operation that was asked for, else the one that the request looks like, and why."""
    return (asked, "you asked for it") if asked else guess_operation(tree)
