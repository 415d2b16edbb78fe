"""An optional block in a form: its switch, how far it is filled in, and its fields behind a rule."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.remarks import notes_of_block
from authwizard.request.tree import ABSENT

from ..content import MUTED, break_address, literal
from .base import Row
from .choice import BlockRow


class _Notes(Static):
    """What is to be known of a block, an address in it broken only where a reader may break it."""

    def __init__(self, notes: Sequence[str], *, classes: str) -> None:
        self._notes = notes
        super().__init__(self._broken(), classes=classes)

    def _broken(self, room: int = 0) -> Content:
        lines = (literal(note).plain for note in self._notes)
        return Content(
            "\n".join(
                break_address(line, room) if room and line.startswith("https://") else line for line in lines
            )
        )

    def on_resize(self) -> None:
        """Break the address for the width."""
        self.update(self._broken(self.content_size.width))


class Section(Vertical):
    """A block's switch with the rows of its members below.

    Where it `folds`, the rows are out of sight while nothing in it is wrong and the user is elsewhere.
    """

    def __init__(self, switch: Row, rows: Sequence[Row], *more: Widget, folds: bool) -> None:
        super().__init__()
        assert isinstance(switch, BlockRow)
        self.switch = switch
        notes = notes_of_block(switch.draft, switch.path)
        told = [_Notes(notes, classes="intro")] if notes else []
        self._fields = Vertical(*told, *rows, *more, classes="fields")
        self._folds = folds
        self._is_whole = False

    def compose(self) -> ComposeResult:
        """Lay out the switch and the fields."""
        yield self.switch
        yield self._fields

    def judge(self, problems: Sequence[Problem], draft: Draft, *, shown: Collection[Problem]) -> None:
        """Say how far the block is filled in: of errors those that are shown, as the step list counts them.

        While none is shown, what is still to come is told without a mark.

        Args:
            problems: What is wrong in it, whether it is shown yet or not.
            draft: The answers.
            shown: What is shown, in this block and elsewhere.
        """
        errors = [problem for problem in problems if problem.severity == "error"]
        is_on = draft.get(self.switch.path) is not ABSENT
        lost = any(problem.rule == "secret-unresolved" for problem in problems)
        self._is_whole = is_on and not errors and not lost
        if not is_on:
            state = Content("")
        elif not errors and lost:
            state = Content.styled("▲ secret unusable here", "$text-warning")
        elif not errors:
            state = Content.styled("✓ complete", "$text-success")
        else:
            marked = _counted([problem for problem in errors if problem in shown], draft)
            state = Content.styled(f"! {marked}", "$text-error")
            if not marked:
                state = Content.styled(_counted(errors, draft), MUTED)
        self.switch.tell(state)

    def fold(self) -> None:
        """Put the fields out of sight where they need no attention."""
        self._fields.display = not (self._folds and self._is_whole and not self.has_focus_within)

    @property
    def is_unfolded(self) -> bool:
        """Whether its fields are in sight."""
        return self._fields.display

    def unfold(self) -> None:
        """Bring the fields into sight."""
        self._fields.display = True


def _counted(errors: Sequence[Problem], draft: Draft) -> str:
    """Say how many answers are missing and how many are wrong; empty where none are."""
    missing = sum(draft.get(problem.path) is ABSENT for problem in errors)
    wrong = len(errors) - missing
    return ", ".join([f"{missing} missing"] * bool(missing) + [f"{wrong} wrong"] * bool(wrong))
