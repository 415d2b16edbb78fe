"""What stands in the middle of the wizard's screen for a step: the form, or the review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.containers import VerticalScroll
from textual.geometry import Region, Spacing
from textual.widget import Widget

from authwizard.request.steps import Step
from authwizard.request.tree import MemberPath, member_path
from authwizard.session import Session

from ..rows import Row, first_focusable
from ..widgets.inputs import LineInput
from ..widgets.picker import Picker

_HEADING: Final = Spacing(top=1)
"""The line of the heading, which stays when the form is scrolled."""


class StepView(VerticalScroll, can_focus=False):
    """What stands in the middle of the screen for a step."""

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(id="form")
        self.session = session
        self.step = step
        self.rows: list[Row] = []

    @property
    def is_stale(self) -> bool:
        """Whether the draft now asks for other rows than there are."""
        return False

    def show_problems(self) -> None:
        """Show the problems as they are now."""

    def refresh_values(self, source: Row | None = None) -> None:
        """Bring every row up to date with the draft; `source` is the one whose answer it was."""
        for row in self.rows:
            row.refresh_value(self.session.draft, own=row is source)

    def take_pending(self) -> list[Row]:
        """Let the rows take what was typed and not confirmed yet; return those whose value changed by that."""
        return [row for row in self.rows if row.take_pending()]

    def enter_from_below(self, left: Widget | None) -> Widget | None:
        """Return where one comes who goes back from `left`, if that is not where the focus is."""
        return None

    def fold(self) -> None:
        """Put out of sight what needs no attention."""

    def reveal_focus(self) -> None:
        """Bring the focused control into view, with what is wrong and the title around it where they fit."""
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            return
        row = self.row_of(focused)
        here = focused.region
        # What matters most is left when there is no room for more: the control, what is wrong, the title.
        wanted = [here] if row is None else [row.region, row.with_problems(here), row.with_title(here), here]
        self._reveal(wanted)

    def _reveal(self, wanted: Sequence[Region]) -> None:
        """Bring the first of some regions into view for which there is room, or the last one."""
        window = self.region.shrink(_HEADING)
        part = next((region for region in wanted if region.height <= window.height), wanted[-1])
        if not window.contains_region(part):
            place = part.translate(self.scroll_offset - self.region.offset)
            self.scroll_to_region(place, spacing=_HEADING, animate=False)

    def row_of(self, widget: Widget | None) -> Row | None:
        """Return the row that a widget is in."""
        return (
            next((node for node in widget.ancestors_with_self if isinstance(node, Row)), None)
            if widget
            else None
        )

    def questions(self) -> list[Widget]:
        """Return the controls that Enter comes by, in order."""
        return [question for row in self.rows for question in row.questions()]

    def question_after(self, widget: Widget | None) -> Widget | None:
        """Return the next question behind a widget; None behind the last one."""
        questions = self.questions()
        seen = widget is None or self not in widget.ancestors
        for node in self.walk_children(Widget):
            if seen and node in questions:
                return node
            seen = seen or node is widget
        return None

    def focus_first(self) -> None:
        """Put the focus on the first thing that can be answered."""
        target = first_focusable(self)
        if target is not None:
            self.screen.set_focus(target, scroll_visible=False)

    def focus_path(self, path: MemberPath) -> None:
        """Put the focus on a member, or on what is nearest to it."""
        self.focus_first()

    def take_up(self, path: MemberPath, left: Widget | None) -> None:
        """Let the input of a member go on where the one that it replaces was left in the midst of it."""
        row = next((row for row in self.rows if row.path == member_path(path)), None)
        if row is not None and isinstance(left, LineInput):
            for field in row.query(LineInput):
                field.take_up(left.selection)
        elif row is not None and isinstance(left, Picker):
            for picker in row.query(Picker):
                picker.highlighted = left.highlighted

    def reveal_problems(self, path: MemberPath) -> None:
        """Bring what is wrong with a member that was left into view, though the focus is elsewhere."""
        row = next((row for row in self.rows if row.path == path), None)
        if row is not None:
            self._reveal([row.region, row.with_problems(row.region)])
