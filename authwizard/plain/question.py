"""What a question of plain mode is, and those that are not about the value of a member."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import ClassVar

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.edit import Edit, move_forgot_password, set_aside, switch_operation, turn_off, turn_on
from authwizard.request.fields import Field, position
from authwizard.request.operation import OPERATIONS, Operation
from authwizard.request.remarks import notes_of_block
from authwizard.request.secrets import MASK
from authwizard.request.steps import STEPS, TARGET_STEP, Step, step_of
from authwizard.request.summary import full_title, left_out
from authwizard.request.tree import ABSENT, MemberPath, format_path

from . import commands
from .console import Console
from .explain import changed, explained

Order = tuple[int, int, str]
"""Where a question stands among all: its step, its place in there, and what tells those of one place apart."""


class NotUnderstoodError(Exception):
    """A line is no answer to the question; the text says what is. Empty where the question is only asked again."""


class Question:
    """One question. It knows no draft: what it says depends on the one that it is given."""

    goes_on: ClassVar[bool] = True
    """Whether an answer leads to the next question; else the same one is asked again until Enter."""
    is_judged: ClassVar[bool] = False
    """Whether the question is asked again where its answer is wrong by itself."""

    def __init__(self, step: Step, place: int, path: MemberPath, mark: str = "") -> None:
        self.step = step
        self.path = path
        self.order: Order = (STEPS.index(step), place, mark)

    def introduction(self, draft: Draft) -> Sequence[str]:
        """Return what is said before the prompt, a paragraph each."""
        return ()

    def prompt(self, draft: Draft) -> str:
        """Return the prompt, without the colon at its end."""
        raise NotImplementedError

    def read(self, text: str, draft: Draft, console: Console) -> Edit:
        """Return what an answer does; one of several lines is read to its end.

        Raises:
            NotUnderstoodError: It is none.
        """
        raise NotImplementedError

    def leave_out(self, draft: Draft) -> Edit:
        """Return what leaving the answer out does.

        Raises:
            NotUnderstoodError: It cannot be left out.
        """
        raise NotUnderstoodError("This cannot be left out.")

    def change(self, draft: Draft) -> Sequence[str]:
        """Return what the backend has, where that is known and the answer is another."""
        return ()

    def follow_up(self, before: Draft, after: Draft) -> Sequence[str]:
        """Return what is said of an answer beside what is wrong with it."""
        return ()

    def explain(self, draft: Draft) -> Sequence[str]:
        """Return the long explanation, a paragraph each."""
        return ()


class OperationQuestion(Question):
    """The question before all others: a new sign-in system, or a change to one."""

    _OPERATIONS: ClassVar[tuple[Operation, ...]] = ("create", "update")

    def __init__(self) -> None:
        super().__init__(TARGET_STEP, -1, ())

    def introduction(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        return (
            "What the request does.",
            f"1 Create a new sign-in system ({OPERATIONS['create'].name})",
            f"2 Update one that exists ({OPERATIONS['update'].name})",
        )

    def prompt(self, draft: Draft) -> str:
        """See `Question`."""
        return (
            f"Create or update? Number, now {self._OPERATIONS.index(draft.operation) + 1}: {draft.operation}"
        )

    def read(self, text: str, draft: Draft, console: Console) -> Edit:
        """See `Question`."""
        number = commands.position_of(text, 2)
        if number is None:
            raise NotUnderstoodError("Type 1 to create, or 2 to update.")
        return switch_operation(draft, self._OPERATIONS[number])

    def explain(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        return ("What only a create has is set aside for an update, and is back when you change your mind.",)


class YesNoQuestion(Question):
    """A question of yes or no."""

    def read(self, text: str, draft: Draft, console: Console) -> Edit:
        """See `Question`."""
        answer = commands.yes_or_no(text)
        if answer is None:
            raise NotUnderstoodError("Type yes or no.")
        return self.decide(draft, yes=answer)

    def decide(self, draft: Draft, *, yes: bool) -> Edit:
        """Return what an answer does."""
        raise NotImplementedError


class BlockQuestion(YesNoQuestion):
    """Whether an optional block is there."""

    def __init__(self, field: Field) -> None:
        super().__init__(step_of(field.path), position(field.path) + 1, field.path)
        self.field = field

    def prompt(self, draft: Draft) -> str:
        """See `Question`."""
        if draft.get(self.path) is not ABSENT:
            return f"{self.field.block}? Yes or no, now yes"
        absent = left_out(self.field, draft)
        return f"{self.field.block}? {f'If not: {absent}. ' if absent else ''}Yes or no, now no"

    def change(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        return changed(self.field, draft)

    def follow_up(self, before: Draft, after: Draft) -> Sequence[str]:
        """See `Question`: what is to be known of the block that is on."""
        return notes_of_block(after, self.path)

    def decide(self, draft: Draft, *, yes: bool) -> Edit:
        """See `YesNoQuestion`."""
        return turn_on(draft, self.path) if yes else turn_off(draft, self.path)

    def leave_out(self, draft: Draft) -> Edit:
        """See `Question`."""
        return turn_off(draft, self.path)

    def explain(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        return explained(self.field, draft)


class StrayQuestion(YesNoQuestion):
    """Whether to set aside what no question is about: a value of the wrong type, a member that does not belong."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(step_of(problem.path), 0, problem.path, format_path(problem.path))

    def introduction(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        value = MASK if self.path in draft.secrets else draft.get(self.path)
        shown = json.dumps(value, ensure_ascii=False, default=str)
        return (f"{format_path(self.path)} is in the file, and no question is about it. It holds {shown}.",)

    def prompt(self, draft: Draft) -> str:
        """See `Question`."""
        return "Set it aside? Yes or no, now no"

    def decide(self, draft: Draft, *, yes: bool) -> Edit:
        """See `YesNoQuestion`."""
        return set_aside(draft, [self.path]) if yes else Edit(draft)

    def leave_out(self, draft: Draft) -> Edit:
        """See `Question`."""
        return set_aside(draft, [self.path])

    def explain(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        return ("What is set aside is not sent.",)


class MoveQuestion(YesNoQuestion):
    """Whether the deprecated message becomes the one that took its place."""

    def __init__(self, field: Field) -> None:
        super().__init__(step_of(field.path), position(field.path) + 1, field.path, "move")
        self.field = field

    def introduction(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        return (
            f"{full_title(self.field)} can be moved to the verification message, which keeps what it has.",
        )

    def prompt(self, draft: Draft) -> str:
        """See `Question`."""
        return "Move it? Yes or no, now no"

    def decide(self, draft: Draft, *, yes: bool) -> Edit:
        """See `YesNoQuestion`."""
        return move_forgot_password(draft) if yes else Edit(draft)

    def explain(self, draft: Draft) -> Sequence[str]:
        """See `Question`."""
        return explained(self.field, draft)
