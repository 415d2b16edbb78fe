"""Answering and going about: what is answered becomes an edit of the draft, and steps are turned."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from textual import on
from textual.css.query import QueryType
from textual.widget import Widget
from textual.widgets import Button

from authwizard.request.draft import Draft
from authwizard.request.fields import field_at
from authwizard.request.steps import REVIEW, STEPS, Step, first_unanswered, offered, step_of
from authwizard.request.tree import MemberPath
from authwizard.session import Past, Way

from ..messages import DraftEdit, Edited, GoOn, GoTo
from ..rows import Answered, Row
from ..widgets.step_list import StepList
from ..workers import begin
from .form import OperationRow
from .frame import Frame

_AUTOSAVE_AFTER: Final = 0.4
"""Seconds after a change until the draft is written; the promise is one second."""


class Walk(Frame):
    """Turns what the user does into edits, and goes where the user wants to go."""

    # Edits

    def apply(self, edit: DraftEdit, source: Row | None = None) -> None:
        """Edit the draft and show what that did; `source` is the row whose answer it was."""
        change = edit(self.session.draft)
        for note in change.notes:
            self.tell(note)
        typed = source.path if source is not None and source.is_typed else None
        if not self.session.apply(change, self._step, typed):
            return
        self._changed(source)

    def _changed(self, source: Row | None = None) -> None:
        """Show the draft as it is now, and keep it soon."""
        self._note = ""  # the answer is newer
        self._form.refresh_values(source)
        self._form.show_problems()
        self._show()
        # What came up under the field, or made it longer, may be out of sight.
        self.call_after_refresh(self._reveal_focus)
        self._look_at_secrets()
        if self._timer is None:
            self._timer = self.set_timer(_AUTOSAVE_AFTER, self._autosave)
        if self._form.is_stale:
            self.call_later(self._lay_out_again)

    async def action_undo(self) -> None:
        """Take the last answer back, and show where that was."""
        self.take_pending()
        await self._come_back(self.session.take_back(), "There is nothing to take back.")

    async def action_redo(self) -> None:
        """Bring an answer again that was taken back."""
        await self._come_back(self.session.bring_again(), "Nothing was taken back.")

    async def _come_back(self, then: Past | None, otherwise: str) -> None:
        if then is None:
            self.tell(otherwise)
            return
        self._changed()
        if then.step is not None and then.step is not self._step:
            await self.go(then.step)
        if then.typed is not None:
            self._form.focus_path(then.typed)

    def _autosave(self) -> None:
        self._timer = None
        if self.session.is_dirty:
            self.keeper.save(self.session)

    def _saved(self, way: Way, held: Draft) -> None:
        """Note that a file holds the draft, or as much of it as `held`; what it does not hold stays kept."""
        self.session.mark_saved(way, held)
        self._settle_draft()

    def _settle_draft(self) -> None:
        """Keep nothing of a draft that a file or a backend has."""
        if not self.session.is_dirty:
            self.session.autosaved_at = None
            self.keeper.discard()
        self._show()

    @on(Answered)
    def take_answer(self, event: Answered) -> None:
        """Answer one member."""
        event.stop()
        self._answer(event.row, event.edit)

    def _answer(self, row: Row, edit: DraftEdit) -> None:
        if row.judged_at_once:
            self.session.left.add(row.path)
        self.apply(edit, row)

    def _look_at_secrets(self, *, again: bool = False) -> None:
        """Look soon what the references to secrets lead to; again where that may have changed meanwhile."""
        if again:
            self.session.sights.age()
        if self.session.sights.missing(self.session.outgoing):
            begin(self, self._see_secrets, "look", "look at secrets", exclusive=True)

    async def _see_secrets(self) -> None:
        from authwizard.files.resolve import look

        draft = self.session.outgoing
        for path, secret in self.session.sights.missing(self.session.outgoing).items():
            # Off the screen's thread: the file may lie on a disk that answers late.
            self.session.sights.note(path, secret, await asyncio.to_thread(look, draft, path))
        self._form.show_problems()
        self._show()

    def take_pending(self) -> None:
        """Take over what was typed and not confirmed yet."""
        for row in self._form.take_pending():
            self._answer(row, row.edit)

    @on(Edited)
    def take_edit(self, event: Edited) -> None:
        """Turn a block on or off, set something aside, or whatever else the edit does."""
        event.stop()
        self.apply(event.edit)

    # Going about

    async def on_mount(self) -> None:
        """Show the first step with a question that must be answered and is not, with the focus on it."""
        self.session.seen.add(self._step.id)
        for note in self.session.notes:
            self.tell(note)
        self._show()
        self._look_at_secrets()
        missing = first_unanswered(self.session.draft)
        if self.session.step is not None:
            self._fit_to_step()
            self._form.focus_path(self.session.member or ())
            return
        self.session.step = self._step
        if missing is None:
            self._form.focus_first()
        else:
            await self.go(step_of(missing), missing, judged=False)

    async def go(
        self,
        step: Step,
        path: MemberPath | None = None,
        *,
        judged: bool = True,
        passed: Sequence[Step] = (),
    ) -> None:
        """Show a step, and put the focus on one of its members.

        Args:
            step: The step.
            path: The member; None for the first question.
            judged: Whether to show what is wrong with the member before it is left.
            passed: The steps that were passed over on the way.
        """
        async with self._turning:
            self.take_pending()
            if step is not self._step:
                self._note = self._left_behind(passed)
                self.session.left_steps.add(self._step.id)
                self._step = self.session.step = step
                self.session.member = None
                self.session.seen.add(step.id)
                if step is REVIEW:
                    self.session.leave_all()
                    self._look_at_secrets(again=True)
                if not await self._replace_form():
                    return
            if path is None:
                self._form.focus_first()
            else:
                if judged:
                    self.session.left.add(path)
                self._form.focus_path(path)
                self._form.show_problems()
            self._show()
        if self.session.is_dirty and self._timer is None:
            self._timer = self.set_timer(_AUTOSAVE_AFTER, self._autosave)  # with where the user is

    def _left_behind(self, passed: Sequence[Step]) -> str:
        """Say what is wrong with the step that is left, and which steps are passed over."""
        errors = sum(problem.severity == "error" for problem in self.session.problems_of(self._step))
        left = f"{errors} error{'s' if errors > 1 else ''} left in {self._step.label} · F3" if errors else ""
        if left or not passed:
            return left
        numbers = ", ".join(str(STEPS.index(step) + 1) for step in passed)
        return f"{passed[0].label if len(passed) == 1 else f'Steps {numbers}'} not needed"

    async def _replace_form(self) -> bool:
        """Show the form of the step as it is now; return whether it is there, and not the wizard gone meanwhile."""
        self._focused = None
        old, self._form = self._form, self._make_form(self._step)
        with self.app.batch_update():
            await old.remove()
            await self._body.mount(self._form, before=0)
        if not self._form.is_attached:
            return False
        self._fit_to_step()
        return True

    async def _lay_out_again(self, *, anew: bool = False) -> None:
        """Lay the form out anew, since the draft asks for other rows, or is another one, and keep the place."""
        async with self._turning:
            if not (anew or self._form.is_stale):
                return
            self.take_pending()
            path, scroll = self._focused, self._form.scroll_offset
            left = self.focused
            row = self._form.row_of(left)
            entry = row.focused_entry() if row is not None else None
            if path is not None and entry is not None:
                path = (*path, entry)
            focused_id = self.focused.id if self.focused else None
            if not await self._replace_form():
                return
            operations = self._form.query(OperationRow) if focused_id == "operation" else ()
            if operations:
                operations[0].focus(scroll_visible=False)
            elif path is not None:
                self._form.focus_path(path)
                self._form.take_up(path, left)
            else:
                self._form.focus_first()
            self._form.scroll_to(y=scroll.y, animate=False)
            self._show()

    async def go_to_path(self, path: MemberPath) -> None:
        """Show the step of a member with the focus on it."""
        self._close_side()
        step = step_of(path)
        asked = {field.path for field in offered(step, self.session.draft)}
        field = field_at(path)
        if field is not None and field.kind != "structure" and field.path not in asked:
            self.tell(f"{field.title} is not asked for now: an answer before it decides that.")
        await self.go(step, path)

    @on(StepList.Chosen)
    async def choose_step(self, event: StepList.Chosen) -> None:
        """Go to the step that was chosen in the list."""
        event.stop()
        self._close_side()
        await self.go(event.step)

    @on(GoOn)
    async def go_on(self, event: GoOn) -> None:
        """Go to the question behind the one that was answered, or to the button that turns the step."""
        event.stop()
        await self._lay_out_again()
        answered = event.question if event.question.is_attached else self.focused
        self.set_focus(self._form.question_after(answered) or self._next, scroll_visible=False)
        self._form.fold()

    def focus_next(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """Go on by Tab; what was left is folded only by key, since under the mouse things must keep their places."""
        widget = super().focus_next(selector)
        self._form.fold()
        return widget

    def focus_previous(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """Go back by Shift+Tab; into a block that is out of sight from below."""
        left = self.focused
        widget = super().focus_previous(selector)
        within = self._form.enter_from_below(left)
        if within is not None:
            self.set_focus(within, scroll_visible=False)
        self._form.fold()
        return within or widget

    @property
    def focus_chain(self) -> list[Widget]:
        """What Tab comes by: the questions, then on and back, then the side pane and the list of steps."""
        order = [self._form, self._next, self._back, self._side_pane, self._step_list]
        return sorted(
            super().focus_chain,
            key=lambda widget: next(
                (at for at, part in enumerate(order) if part in widget.ancestors_with_self), len(order)
            ),
        )

    @on(GoTo)
    async def go_to_problem(self, event: GoTo) -> None:
        """Go to the field of a problem."""
        event.stop()
        await self.go_to_path(event.problem.path)

    @on(Button.Pressed, "#next")
    async def action_next(self) -> None:
        """Go to the next step that has something to ask; nothing blocks that."""
        await self._turn(STEPS[STEPS.index(self._step) + 1 :])

    @on(Button.Pressed, "#back")
    async def action_back(self) -> None:
        """Go to the nearest step before that has something to ask."""
        await self._turn(STEPS[: STEPS.index(self._step)][::-1])

    async def _turn(self, steps: Sequence[Step]) -> None:
        """Go to the first of some steps that has something to ask or to mend."""
        self._close_side()
        self.take_pending()
        step = self._asking(steps)
        if step is not None:
            await self.go(step, passed=steps[: steps.index(step)])

    async def action_review(self) -> None:
        """Go to the last step."""
        self._close_side()
        await self.go(REVIEW)

    def action_steps(self) -> None:
        """Put the focus on the list of steps."""
        self._close_side()
        self._step_list.focus()
