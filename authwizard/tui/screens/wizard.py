"""The wizard's screen: header, list of steps, the form of one step, side pane and keys, and what all of them do.

It is longer than other modules, since it is one thing. What leads out of it, to a file or to AWS, is in `actions`,
which is imported with the first key that needs it: the first screen does not wait for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import QueryType
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Input

from authwizard.request.draft import Draft
from authwizard.request.fields import field_at
from authwizard.request.operation import OPERATIONS
from authwizard.request.steps import REVIEW, STEPS, TARGET_STEP, Step, first_unanswered, offered, step_of
from authwizard.request.tree import MemberPath
from authwizard.session import DraftKeeper, Past, Session, Way

from .. import keymap
from ..cloud.aws_session import AwsSession, Submission
from ..content import literal
from ..messages import DraftEdit, Edited, GoOn, GoTo
from ..rows import Answered, Row
from ..widgets.header import Header
from ..widgets.key_bar import KeyBar
from ..widgets.side_pane import SidePane, Tab, TabLine
from ..widgets.step_list import StepList
from ..workers import run_alone
from .form import Form, OperationRow, StepView
from .review import Review

if TYPE_CHECKING:
    from authwizard.files.preset_request import PresetRequest

WIDE: Final = 110
"""From this many columns on, list, form and side pane stand beside each other."""
_AUTOSAVE_AFTER: Final = 0.4
"""Seconds after a change until the draft is written; the promise is one second."""


class WizardScreen(Screen[None]):
    """Shows the session's draft step by step, turns what the user does into edits, and opens the ways out."""

    AUTO_FOCUS = ""  # none: on_mount chooses the first question, not the list of steps
    BINDINGS = keymap.bindings(keymap.WIZARD)

    def __init__(self, session: Session, keeper: DraftKeeper, aws_session: AwsSession) -> None:
        super().__init__()
        self.session = session
        self.keeper = keeper
        self.aws_session = aws_session
        self._step = session.step or TARGET_STEP
        self._export_path = ""
        """The path of the last export; empty where there was none."""
        self._header = Header()
        self._step_list = StepList(id="step-list")
        self._side_pane = SidePane(id="side-pane")
        self._form: StepView = self._make_form(self._step)
        self._body = Vertical(id="body")
        self._back = Button("‹ Back", id="back", disabled=True)
        self._next = Button("Next ›", id="next", variant="primary")
        self._note = ""
        """What the last turn of the step left behind or passed over, until the next one."""
        self._focused: MemberPath | None = None
        self._before_side: Widget | None = None
        self._is_side_hidden = False
        """Whether the pane is out of sight where there would be room for it."""
        self._timer: Timer | None = None
        self._turning = asyncio.Lock()

    # What is shown

    def compose(self) -> ComposeResult:
        """Lay out header, steps, form and side pane."""
        yield self._header
        with Horizontal(id="columns"):
            yield self._step_list
            with self._body:
                yield self._form
            yield self._side_pane
            with Horizontal(id="turn"):
                yield self._back
                yield self._next
        yield KeyBar((*keymap.WIZARD, *keymap.APP))

    async def on_mount(self) -> None:
        """Show the first step with a question that must be answered and is not, with the focus on it."""
        self.session.seen.add(self._step.id)
        for note in self.session.notes:
            self.tell(note)
        self._show()
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

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the width."""
        narrow = event.size.width < WIDE
        if narrow != self._step_list.is_line:
            self.set_class(narrow, "narrow")
            self._step_list.is_line = narrow
            self._side_pane.display = self.has_class("side-open") or not (narrow or self._is_side_hidden)
        self._show()

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._step

    @property
    def shown_review(self) -> Review | None:
        """The review, while it is shown."""
        return self._form if isinstance(self._form, Review) and self._form.is_mounted else None

    def _make_form(self, step: Step) -> StepView:
        """Return what stands in the middle of the screen for a step: its form, or the review."""
        if step is not REVIEW:
            return Form(self.session, step)
        return Review(
            self.session,
            step,
            self._export_path or f"{OPERATIONS[self.session.draft.operation].command}.json",
        )

    def _show(self) -> None:
        """Bring everything around the form up to date."""
        self.show_header()
        self._name_next()
        self._show_steps()
        self._show_side()

    def _name_next(self) -> None:
        """Say on the button where it leads, where there is room for it."""
        ahead = self._asking(STEPS[STEPS.index(self._step) + 1 :])
        label = "Next ›" if ahead is None or self.has_class("narrow") else f"Next: {ahead.title} ›"
        if str(self._next.label) != label:
            self._next.label = label

    def show_header(self) -> None:
        """Say what the request is for, and whether the draft is kept."""
        self._header.show(self.session, self._note)

    def _show_steps(self) -> None:
        session = self.session
        self._step_list.show(self._step, [(session.mark(step), *session.counts(step)) for step in STEPS])

    def _show_side(self) -> None:
        self._side_pane.show(self.session)
        self._side_pane.follow(self._focused, self._step, self.session)

    def tell(self, text: str, severity: SeverityLevel = "information") -> None:
        """Tell the user something that passes."""
        self.notify(literal(text, most=400).plain, severity=severity, markup=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus: the field that was left, whichever way, shows its problems, the new one its help."""
        row = self._form.row_of(self.focused)
        path = row.path if row else None
        self.session.member = path or self.session.member
        if path == self._focused:
            return
        if self._focused is not None and self._focused not in self.session.left:
            self.session.left.add(self._focused)
            self._form.show_problems()
            self._show_steps()
        if row is None:
            return  # the side pane still speaks of the field
        self._focused = path
        self._side_pane.follow(self._focused, self._step, self.session)
        self.call_after_refresh(self._reveal_focus)

    def _reveal_focus(self) -> None:
        # Not bound to the form of that moment, which a step's turn may have taken away since.
        if self._form.is_attached:
            self._form.reveal_focus()

    # The side pane

    def action_side(self, tab: Tab) -> None:
        """Open a tab of the side pane with the focus on it; the same key closes it, beside the form too."""
        if self._is_in_side and self._side_pane.tab == tab:
            self._is_side_hidden = True
            self.action_close_side()
            return
        if not self._is_in_side:
            self._before_side = self.focused
        if self._side_pane.display and not self.has_class("narrow"):
            self._is_side_hidden = False
        self.add_class("side-open")
        self._side_pane.display = True
        self._side_pane.tab = tab
        self._show_side()
        self.call_after_refresh(self._side_pane.reveal)
        self._side_pane.entry.focus()

    @property
    def _is_in_side(self) -> bool:
        """Whether the user is in the side pane: on a narrow screen, whenever it lies over the form."""
        covered = self.has_class("narrow") and self.has_class("side-open")
        return covered or (self.focused is not None and self._side_pane in self.focused.ancestors)

    def _close_side(self) -> None:
        """Uncover the form; beside it the pane stays unless it was hidden before."""
        if self.has_class("side-open"):
            self.remove_class("side-open")
            self._side_pane.display = not (self.has_class("narrow") or self._is_side_hidden)

    def action_close_side(self) -> None:
        """Close what is open and go back to where the user was; with nothing open, from step 1 to the start."""
        if self.query("HelpPanel"):
            self.app.action_hide_help_panel()
            return
        if not self._is_in_side:
            if self._step is TARGET_STEP:
                self.app.call_later(self.app.run_action, "start_screen")
            return
        self._close_side()
        before = self._before_side
        if before is not None and before.is_attached and self._form in before.ancestors:
            before.focus()
        else:
            self._form.focus_first()

    @on(TabLine.Chosen)
    def choose_tab(self, event: TabLine.Chosen) -> None:
        """Open the tab that was clicked."""
        event.stop()
        self.action_side(event.tab)

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
        self._form.refresh_values(source)
        self._form.show_problems()
        self._show()
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
                await self._replace_form()
            if path is None:
                self._form.focus_first()
            else:
                if judged:
                    self.session.left.add(path)
                self._form.focus_path(path)
                self._form.show_problems()
            self._show()

    def _left_behind(self, passed: Sequence[Step]) -> str:
        """Say what is wrong with the step that is left, and which steps are passed over."""
        errors = sum(problem.severity == "error" for problem in self.session.problems_of(self._step))
        left = f"{errors} error{'s' if errors > 1 else ''} left in {self._step.label} · F3" if errors else ""
        over = f"{', '.join(step.label for step in passed)} not needed" if passed else ""
        return left or over

    async def _replace_form(self) -> None:
        self._focused = None
        old, self._form = self._form, self._make_form(self._step)
        with self.app.batch_update():
            await old.remove()
            await self._body.mount(self._form, before=0)
        self._fit_to_step()

    def _fit_to_step(self) -> None:
        self.set_class(self._step is REVIEW, "review")
        self._back.disabled = self._step is TARGET_STEP
        self._next.disabled = self._step is REVIEW

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
            await self._replace_form()
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
        """Go back by Shift+Tab."""
        widget = super().focus_previous(selector)
        self._form.fold()
        return widget

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

    def _asking(self, steps: Sequence[Step]) -> Step | None:
        """Return the first of some steps that has something to ask or to mend."""
        session = self.session
        return next(
            (step for step in steps if step.idle(session.draft) is None or session.mark(step) == "errors"),
            None,
        )

    async def action_review(self) -> None:
        """Go to the last step."""
        self._close_side()
        await self.go(REVIEW)

    def action_steps(self) -> None:
        """Put the focus on the list of steps."""
        self._close_side()
        self._step_list.focus()

    # The ways out

    async def _go_to_review(self) -> Review | None:
        """Show the review; None where the user has gone elsewhere meanwhile."""
        if self._step is not REVIEW:
            await self.action_review()
        return self.shown_review

    def _work(self, work: Callable[[], Coroutine[None, None, None]], description: str) -> None:
        """Go one way out, and no second one while that still asks something."""
        run_alone(self, work, "ways-out", description)

    def _say(self, content: Content) -> None:
        """Say something on Review; where the user has left it meanwhile, in passing."""
        review = self.shown_review
        if review is not None:
            review.tell(content)
        else:
            self.tell(content.plain)

    def _is_blocked(self, review: Review, what: str) -> bool:
        """Tell whether errors block a way out; if so, say it and go to them."""
        errors = len(self.session.report.errors)
        if errors:
            blocks = "1 error blocks" if errors == 1 else f"{errors} errors block"
            self.tell(f"{blocks} the {what}. Enter on one goes to its field.", "error")
            self._close_side()
            self.action_side("problems")
        return errors > 0

    async def action_export(self) -> None:
        """Go to Review with the focus on the path of the export."""
        await self.action_review()
        review = self.shown_review
        if review is not None:
            review.path.focus()

    @on(Input.Submitted, "#export-path")
    @on(Button.Pressed, "#export")
    def start_export(self) -> None:
        """Write the request into a file."""
        review = self.shown_review
        if review is not None and not self._is_blocked(review, "export"):
            self._work(partial(self._export, review.export_path), "export")

    async def _export(self, path: str) -> None:
        from .. import actions

        self._export_path = path
        exported = await actions.export(self.app, self.session, path, self._say)
        if exported is not None:
            self._saved("exported", exported.held)

    @on(Button.Pressed, "#save-preset")
    def action_save_preset(self) -> None:
        """Ask how to save the draft as a preset."""
        from ..actions import preset_name
        from .dialogs import SavePreset

        self.take_pending()
        self.app.push_screen(SavePreset(self.session, preset_name(self.session)), self._start_save)

    def _start_save(self, request: PresetRequest | None) -> None:
        if request is not None:
            self._work(partial(self._save_preset, request), "save preset")

    async def _save_preset(self, request: PresetRequest) -> None:
        from .. import actions

        held = await actions.save_preset(self.app, self.session, request, self.tell)
        if held is not None:
            self._saved("preset", held)

    @on(Button.Pressed, "#submit")
    async def action_submit(self) -> None:
        """Send the request, or show the submit that runs."""
        review = await self._go_to_review()
        if review is not None and (self.aws_session.is_submitting or not self._is_blocked(review, "submit")):
            self._work(self._submit, "submit")

    async def _submit(self) -> None:
        from .. import actions

        submission = await actions.submit(self.app, self.aws_session, self.session.draft, self._say)
        if submission is not None:
            # Not among the ways out, which are free meanwhile; exclusive, since one that runs may be opened again.
            ending = self._await_outcome(submission)
            self.run_worker(ending, group="submit", description="await the outcome", exclusive=True)

    async def _await_outcome(self, submission: Submission) -> None:
        """Say what became of a submit, whether its view is open or was left, and go on from there."""
        from .. import actions
        from ..cloud.progress import outcome_content

        await asyncio.to_thread(submission.join)
        self.take_pending()
        if actions.go_on_after(self.session, submission):
            self._export_path = ""
            await self._lay_out_again(anew=True)
            self._autosave()
        self._settle_draft()
        self._say(outcome_content(submission))

    @on(Button.Pressed, "#pick-target")
    def pick_target(self) -> None:
        """Take app and environment from the account."""
        self._work(self._pick_target, "pick target")

    async def _pick_target(self) -> None:
        from .. import actions

        for edit in await actions.pick_target(self.app, self.aws_session, self.session.draft):
            self.apply(edit)

    @on(Button.Pressed, "#copy-command")
    async def action_copy_command(self) -> None:
        """Send the command to the clipboard."""
        review = await self._go_to_review()
        if review is None:
            return
        self.app.copy_to_clipboard(review.command)
        self.tell("The command was sent to the clipboard. If it did not arrive, copy it from the screen.")
