"""The form of one step: its heading, its rows, and what does not belong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from authwizard.request.check import Problem
from authwizard.request.edit import move_forgot_password, switch_operation
from authwizard.request.fields import Field
from authwizard.request.operation import Operation
from authwizard.request.places import FORGOT_PASSWORD
from authwizard.request.steps import TARGET_STEP, Step, offered
from authwizard.request.tree import MemberPath, member_path
from authwizard.session import Session, is_stray

from ..messages import Edited
from ..rows import Row, StrayRow, last_focusable, problem_list, row_for
from ..widgets.hanging import Hanging
from ..widgets.picker import Item, Picker
from .step_view import StepView

if TYPE_CHECKING:
    from ..rows.section import Section


class OperationRow(Picker[Operation]):
    """The question before all others: a new sign-in system, or a change to one."""

    DEFAULT_CLASSES = "operation"

    def __init__(self, operation: Operation) -> None:
        super().__init__(
            [
                Item("create", "Create", "a new sign-in system"),
                Item("update", "Update", "a change to one that exists"),
            ],
            id="operation",
        )
        self.mark([operation])

    @on(Picker.Picked)
    def switch_operation(self, event: Picker.Picked[Operation]) -> None:
        """Make it a create or an update."""
        event.stop()
        self.post_message(Edited(partial(switch_operation, operation=event.item.value)))


def _is_in(path: MemberPath, block: MemberPath) -> bool:
    return path[: len(block)] == block


def _move_button() -> Button:
    return Button("Move it to Verification message", id="move-forgot-password", classes="small")


class Form(StepView):
    """Asks what a step has to ask."""

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        self._layout = self._plan()
        self._sections: list[Section] = []
        self._general: Hanging | None = None
        self._heading = Static(Content(step.heading), id="step-heading")

    def _plan(self) -> tuple[object, ...]:
        """What the form consists of now; when this changes, it is laid out anew."""
        session = self.session
        strays = tuple(
            (problem.path, problem.rule)
            for problem in session.problems_of(self.step)
            if is_stray(problem, session.draft)
        )
        return (session.draft.operation, self.step.idle(session.draft), self._fields(), strays)

    def _fields(self) -> tuple[Field, ...]:
        """What is asked: nothing where the step does not apply."""
        draft = self.session.draft
        return () if self.step.idle(draft) else offered(self.step, draft)

    @property
    def is_stale(self) -> bool:
        """Whether the draft now asks for other rows than there are."""
        return self._plan() != self._layout

    def compose(self) -> ComposeResult:
        """Lay out the step."""
        session, step = self.session, self.step
        yield self._heading
        yield Static(Content(step.intro), classes="intro")
        if session.draft.operation == "update" and step.fixed:
            yield Static(Content.assemble(("Fixed in an update. ", "bold"), step.fixed), classes="intro")
        idle = step.idle(session.draft)
        if idle and idle != step.fixed:
            yield Static(Content.assemble(("– Not needed now. ", "bold"), idle), classes="intro")
        if step is TARGET_STEP:
            yield OperationRow(session.draft.operation)
        strays = [problem for problem in session.problems_of(step) if is_stray(problem, session.draft)]
        stray_paths = {problem.path for problem in strays}
        yield from (StrayRow(problem, session.draft) for problem in strays)
        for field in self._fields():
            if field.path in stray_paths:
                continue
            row = row_for(field, session.draft)
            row.session = session
            self.rows.append(row)
        parts = self._parts()
        # Before the rows are mounted, so that they come with what is known of them.
        self.show_problems()
        self.fold()
        yield from parts
        if step is TARGET_STEP:
            yield Button("Pick app and environment from AWS", id="pick-target", classes="small")

    def _parts(self) -> list[Widget]:
        """Return what the form consists of: rows, those of a block in its section."""
        switches = [row for row in self.rows if row.field.block]
        if not switches:
            return list(self.rows)
        from ..rows.section import Section  # what the first step does without

        parts: list[Widget] = []
        for row in self.rows:
            block = next((switch for switch in switches if _is_in(row.path, switch.path)), None)
            if block is None:
                parts.append(row)
            elif block is row:
                inner = [other for other in self.rows if other is not row and _is_in(other.path, row.path)]
                more = [_move_button()] if row.path == FORGOT_PASSWORD else []
                self._sections.append(Section(row, inner, *more, folds=len(switches) > 2))
                parts.append(self._sections[-1])
        return parts

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Name the block behind the step's heading whose switch is scrolled out of sight."""
        super().watch_scroll_y(old_value, new_value)
        self.call_after_refresh(self._name_block)  # sections may be folding at the same time

    def _name_block(self) -> None:
        top = self.scroll_offset.y
        regions = [(section.virtual_region, section.switch.field.block) for section in self._sections]
        above = [name for region, name in regions if region.y < top < region.bottom - 1]
        self._heading.update(Content("  ›  ").join(map(Content, [self.step.heading, *above])), layout=False)

    def fold(self) -> None:
        """Put the fields of every block out of sight that needs no attention."""
        for section in self._sections:
            section.fold()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Bring the fields of the block into sight that the user comes to."""
        for section in self._sections:
            if section in event.widget.ancestors:
                section.unfold()

    def enter_from_below(self, left: Widget | None) -> Widget | None:
        """Unfold the block whose switch was come to from below, and return its last control; None elsewhere."""
        focused = self.screen.focused
        section = next((part for part in self._sections if focused in part.switch.walk_children()), None)
        if section is None or section.is_unfolded or left is None or section in left.ancestors:
            return None
        section.unfold()
        return last_focusable(section)

    def on_click(self) -> None:
        """Fold what the user has left by a press, now that nothing can slip away from under it."""
        self.fold()

    def questions(self) -> list[Widget]:
        """Return the controls that Enter comes by, in order."""
        return [*self.query(OperationRow), *super().questions()]

    def on_mount(self) -> None:
        """Show the problems that no row stands for."""
        self.show_problems()

    @on(Button.Pressed, "#move-forgot-password")
    def move_forgot_password(self, event: Button.Pressed) -> None:
        """Move the deprecated message over."""
        event.stop()
        self.post_message(Edited(move_forgot_password))

    def show_problems(self) -> None:
        """Show under each row the problems that are to be shown."""
        shown = [p for p in self.session.problems_of(self.step) if self.session.is_shown(p)]
        claimed: set[Problem] = set()
        for section in self._sections:
            block = section.switch.path
            inside = [p for p in self.session.problems_of(self.step) if _is_in(p.path, block)]
            section.judge(inside, self.session.draft, shown=shown)
        for row in self.rows:
            own = [p for p in shown if member_path(p.path) == row.path]
            claimed.update(own)
            # What is seen of a secret's reference its row says itself.
            row.show_problems([p for p in own if p.rule != "secret-unresolved"])
        rest = [
            p
            for p in shown
            if p not in claimed and p.severity != "note" and not is_stray(p, self.session.draft)
        ]
        self._show_rest(rest)

    def _show_rest(self, rest: list[Problem]) -> None:
        """Show the problems that no row stands for, at the end of the form."""
        text = [problem_list(rest)]
        if self._general is not None:
            self._general.show(text)
            self._general.display = bool(rest)
        elif rest and self.is_mounted:
            self._general = Hanging(text, classes="foot")
            self.mount(self._general)

    def row_at(self, path: MemberPath) -> Row | None:
        """Return the row of a member, or of the nearest structure above it."""
        names = member_path(path)
        while names:
            row = next((row for row in self.rows if row.path == names), None)
            if row is not None:
                return row
            names = names[:-1]
        return None

    def focus_path(self, path: MemberPath) -> None:
        """Put the focus on a member, or on what is nearest to it."""
        stray = next((row for row in self.query(StrayRow) if row.path == path), None)
        row = self.row_at(path)
        part = path[-1] if path and isinstance(path[-1], int) else None
        if stray is not None:
            stray.focus_control()
        elif row is not None:
            for section in self._sections:
                if section in row.ancestors:
                    section.unfold()
            row.focus_control(part)
        else:
            self.focus_first()
