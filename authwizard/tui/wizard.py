"""The wizard's screen: the list of steps, the form of one step, and the side pane."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, cast

from textual import on
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import Button

from authwizard.request import edit
from authwizard.request.fields import field_at
from authwizard.request.paths import Path
from authwizard.request.secrets import Secret
from authwizard.request.steps import REVIEW, STEPS, TARGET_STEP, Step, offered, step_of

from .cloud.link import Link
from .exits import Exits
from .form import Form, OperationRow, StepView
from .messages import GoTo
from .picker import Picker
from .rail import Rail
from .rows import Acted, Answered, Row
from .session import DraftKeeper, Session

if TYPE_CHECKING:
    pass

_AUTOSAVE_AFTER: Final = 0.4
"""Seconds after a change until the draft is written; the promise is one second."""


class WizardScreen(Exits):
    """Shows the session's draft step by step, and turns what the user does into edits."""

    BINDINGS = [
        Binding(
            "ctrl+n,f8",
            "next",
            "Next",
            key_display="^n",
            priority=True,
            id="next",
            tooltip="To the next step",
        ),
        Binding(
            "ctrl+o,f7",
            "back",
            "Back",
            key_display="^o",
            priority=True,
            id="back",
            tooltip="To the step before",
        ),
        Binding("ctrl+g,f5", "export", "Export", key_display="^g", priority=True, id="export"),
        Binding("ctrl+s,f6", "save_preset", "Save", key_display="^s", priority=True, id="save-preset"),
        Binding("f1", "side('help')", "Help", priority=True, id="help"),
        Binding("f2", "side('json')", "JSON", priority=True, id="json"),
        Binding("f3", "side('problems')", "Problems", priority=True, id="problems"),
        Binding("ctrl+t,f4", "steps", "Steps", key_display="^t", show=False, priority=True, id="steps"),
        Binding("ctrl+r", "review", "Review", show=False, priority=True, id="review"),
        Binding("ctrl+l,f9", "copy_command", "Copy command", show=False, priority=True, id="copy-command"),
        Binding("escape", "close_side", "Close", show=False),
    ]

    def __init__(self, session: Session, keeper: DraftKeeper, link: Link) -> None:
        super().__init__(session, keeper, link)
        self._timer: Timer | None = None
        self._turning = asyncio.Lock()

    def make_form(self, step: Step) -> StepView:
        """Return the form of a step, or the review."""
        if step is REVIEW:
            from .review import Review

            return Review(self.session, step, self._out.path)
        return Form(self.session, step)

    # Edits

    def apply(self, change: edit.Edit, source: Row | None = None) -> None:
        """Take an edit over and show what it did; `source` is the row whose answer it was."""
        for note in change.notes:
            self.tell(note)
        if not self.session.apply(change):
            return
        self._form.refresh_values(source)
        self._form.show_problems()
        self._show()
        if self._timer is None:
            self._timer = self.set_timer(_AUTOSAVE_AFTER, self._autosave)
        if self._form.is_stale:
            self.call_later(self._lay_out_again)

    def _autosave(self) -> None:
        self._timer = None
        if self.session.is_dirty:
            self.keeper.save(self.session.draft, self.session.origin)

    @on(Answered)
    def take_answer(self, event: Answered) -> None:
        """Answer one member."""
        event.stop()
        self._answer(event.row, event.value)

    def _answer(self, row: Row, value: object) -> None:
        field, draft = row.field, self.session.draft
        if field.kind == "uris":
            # An entry is confirmed when it comes here, so that it is judged at once.
            self.session.left.add(field.path)
        if field.secret:
            self.apply(edit.set_secret(draft, field.path, cast("Secret | None", value)), row)
        else:
            self.apply(edit.set_value(draft, field.path, value), row)

    def take_pending(self) -> None:
        """Take over what was typed and not confirmed yet."""
        for row in self._form.take_pending():
            self._answer(row, row.value)

    @on(Acted)
    def take_action(self, event: Acted) -> None:
        """Turn a block on or off, or set something aside."""
        event.stop()
        draft = self.session.draft
        if event.action == "turn-on":
            self.apply(edit.turn_on(draft, event.path))
        elif event.action == "turn-off":
            self.apply(edit.turn_off(draft, event.path))
        elif event.action == "set-aside":
            self.apply(edit.set_aside(draft, [event.path]))
        elif event.action == "reset":
            self.apply(edit.reset(draft, event.path))

    @on(Picker.Picked, "#operation")
    def switch_operation(self, event: Picker.Picked) -> None:
        """Make it a create or an update."""
        event.stop()
        operation = "create" if event.item.value == "create" else "update"
        self.apply(edit.switch_operation(self.session.draft, operation))  # type: ignore[arg-type]  # one of the two

    @on(Button.Pressed, "#move-forgot-password")
    def move_forgot_password(self, event: Button.Pressed) -> None:
        """Move the deprecated message over."""
        event.stop()
        self.apply(edit.move_forgot_password(self.session.draft))

    # Going about

    async def go(self, step: Step, path: Path | None = None) -> None:
        """Show a step, and put the focus on one of its members."""
        async with self._turning:
            self.take_pending()
            if step is not self._step:
                self.session.left_steps.add(self._step.id)
                self._step = step
                self.session.seen.add(step.id)
                if step is REVIEW:
                    self.session.leave_all()
                await self._replace_form()
            if path is None:
                self._form.focus_first()
            else:
                self.session.left.add(path)
                self._form.focus_path(path)
                self._form.show_problems()
            self._show()

    async def _replace_form(self) -> None:
        self._focused = None
        old, self._form = self._form, self.make_form(self._step)
        with self.app.batch_update():
            await old.remove()
            await self._body.mount(self._form, before=0)
        self._back.disabled = self._step is TARGET_STEP
        self._next.disabled = self._step is REVIEW

    async def _lay_out_again(self) -> None:
        """Lay the form out anew, since the draft asks for other rows, and keep the place."""
        async with self._turning:
            if not self._form.is_stale:
                return
            self.take_pending()
            path, scroll = self._focused, self._form.scroll_offset
            row = self._form.row_of(self.focused)
            entry = row.focused_entry() if row is not None else None
            if path is not None and entry is not None:
                path = (*path, entry)
            focused_id = self.focused.id if self.focused else None
            await self._replace_form()
            operations = self._form.query(OperationRow) if focused_id == "operation" else ()
            if operations:
                operations[0].focus(scroll_visible=False)
            elif path is not None:
                self._form.focus_path(path)
            else:
                self._form.focus_first()
            self._form.scroll_to(y=scroll.y, animate=False)
            self._show()

    async def go_to_path(self, path: Path) -> None:
        """Show the step of a member with the focus on it."""
        self._close_side()
        step = step_of(path)
        asked = {field.path for field in offered(step, self.session.draft)}
        field = field_at(path)
        if field is not None and field.kind != "structure" and field.path not in asked:
            self.tell(f"{field.title} is not asked for now: an answer before it decides that.")
        await self.go(step, path)

    @on(Rail.Chosen)
    async def choose_step(self, event: Rail.Chosen) -> None:
        """Go to the step that was chosen in the list."""
        event.stop()
        self._close_side()
        await self.go(event.step)

    @on(GoTo)
    async def go_to_problem(self, event: GoTo) -> None:
        """Go to the field of a problem."""
        event.stop()
        await self.go_to_path(event.problem.path)

    async def action_next(self) -> None:
        """Go to the next step; nothing blocks that."""
        self._close_side()
        if self._step is not REVIEW:
            await self.go(STEPS[STEPS.index(self._step) + 1])

    async def action_back(self) -> None:
        """Go to the step before."""
        self._close_side()
        if self._step is not TARGET_STEP:
            await self.go(STEPS[STEPS.index(self._step) - 1])

    @on(Button.Pressed, "#next")
    async def press_next(self, event: Button.Pressed) -> None:
        """Go to the next step."""
        event.stop()
        await self.action_next()

    @on(Button.Pressed, "#back")
    async def press_back(self, event: Button.Pressed) -> None:
        """Go to the step before."""
        event.stop()
        await self.action_back()

    async def action_review(self) -> None:
        """Go to the last step."""
        self._close_side()
        await self.go(REVIEW)

    def action_steps(self) -> None:
        """Put the focus on the list of steps."""
        self._close_side()
        self._rail.focus()
