"""What widgets tell the wizard's screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.edit import Edit

DraftEdit = Callable[[Draft], Edit]
"""An edit that lacks only the draft."""


@dataclass
class Edited(Message):
    """The user did something that changes the draft, other than answer a row."""

    edit: DraftEdit


@dataclass
class GoOn(Message):
    """The user has answered a question, and wants the next one."""

    question: Widget
    """The control that took the answer."""


@dataclass
class GoTo(Message):
    """The user wants to go to the field of a problem."""

    problem: Problem
