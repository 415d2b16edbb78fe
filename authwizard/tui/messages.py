"""What widgets ask of the wizard's screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from authwizard.request.check import Problem


@dataclass
class GoTo(Message):
    """The user wants to go to the field of a problem."""

    problem: Problem


class ExportRequested(Message):
    """The user wants the request in a file."""


class SaveRequested(Message):
    """The user wants a preset."""


class SubmitRequested(Message):
    """The user wants the request sent."""


class CopyRequested(Message):
    """The user wants the command in the clipboard."""
