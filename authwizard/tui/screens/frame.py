"""The frame of the wizard's screen: header, list of steps, the form of one step, side pane and keys."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button

from authwizard.files.settings_file import remember, remembered
from authwizard.request.steps import REVIEW, STEPS, TARGET_STEP, Step
from authwizard.request.tree import MemberPath
from authwizard.session import Session
from authwizard.session.keeper import DraftKeeper

from .. import keymap
from ..cloud.aws_session import AwsSession
from ..content import literal
from ..widgets.header import Header
from ..widgets.key_bar import KeyBar
from ..widgets.side_pane import SidePane, Tab, TabLine
from ..widgets.step_list import StepList
from .form import Form
from .review import Review
from .step_view import StepView

if TYPE_CHECKING:
    pass

WIDE: Final = 110
"""From this many columns on, list, form and side pane stand beside each other."""


class Frame(Screen[None]):
    """Shows the session's draft, one step of it at a time."""

    AUTO_FOCUS = ""  # none: on_mount chooses the first question, not the list of steps
    BINDINGS = keymap.bindings(keymap.WIZARD)

    def __init__(self, session: Session, keeper: DraftKeeper, aws_session: AwsSession) -> None:
        super().__init__()
        self.session = session
        self.keeper = keeper
        self.aws_session = aws_session
        self._step = session.step or TARGET_STEP
        self._header = Header()
        self._step_list = StepList(id="step-list")
        looks = remembered()
        self._side_pane = SidePane(looks.pane_tab, id="side-pane")
        self._form: StepView = self._make_form(self._step)
        self._body = Vertical(id="body")
        self._back = Button("‹ Back", id="back", disabled=True)
        self._next = Button("Next ›", id="next", variant="primary")
        self._note = ""
        """What the last turn of the step left behind or passed over, until the next one."""
        self._focused: MemberPath | None = None
        self._before_side: Widget | None = None
        self._is_side_hidden = looks.pane_hidden
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

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the width."""
        narrow = event.size.width < WIDE
        if narrow != self._step_list.is_line:
            self.set_class(narrow, "narrow")
            self._step_list.is_line = narrow
            self._side_pane.display = self.has_class("side-open") or not (narrow or self._is_side_hidden)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell where there is no next step and none before, so that no key is shown for them."""
        ends = {"next": REVIEW, "back": TARGET_STEP}
        return ends.get(action) is not self._step

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
        return Review(self.session, step) if step is REVIEW else Form(self.session, step)

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

    def _asking(self, steps: Sequence[Step]) -> Step | None:
        """Return the first of some steps that has something to ask or to mend."""
        session = self.session
        return next(
            (step for step in steps if step.idle(session.draft) is None or session.mark(step) == "errors"),
            None,
        )

    def _fit_to_step(self) -> None:
        self.set_class(self._step is REVIEW, "review")
        self._back.disabled = self._step is TARGET_STEP
        self._next.disabled = self._step is REVIEW

    def show_header(self) -> None:
        """Say what the request is for, and whether the draft is kept."""
        running = "job runs" if self.aws_session.is_submitting else ""
        self._header.show(self.session, self._note or running)

    def _show_steps(self) -> None:
        session = self.session
        self._step_list.show(self._step, [(session.mark(step), *session.counts(step)) for step in STEPS])

    def _show_side(self, *, again: bool = False) -> None:
        self._side_pane.show(self.session, again=again)
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
            if self._focused is not None and self._focused in self.session.left:
                self.call_after_refresh(self._reveal_left, self._focused)
            return  # the side pane still speaks of the field
        self._focused = path
        self._side_pane.follow(self._focused, self._step, self.session)
        self.call_after_refresh(self._reveal_focus)

    def _reveal_left(self, path: MemberPath) -> None:
        if self._form.is_attached:
            self._form.reveal_problems(path)

    def _reveal_focus(self) -> None:
        # Not bound to the form of that moment, which a step's turn may have taken away since.
        if self._form.is_attached:
            self._form.reveal_focus()

    # The side pane

    def action_side(self, tab: Tab) -> None:
        """Open a tab of the side pane with the focus on it; the same key closes it, beside the form too."""
        if self._is_in_side and self._side_pane.tab == tab:
            self._is_side_hidden = True
            remember(pane_hidden=True)
            self.action_close_side()
            return
        if not self._is_in_side:
            self._before_side = self.focused
        if self._side_pane.display and not self.has_class("narrow"):
            self._is_side_hidden = False
        self.add_class("side-open")
        self._side_pane.display = True
        self._side_pane.tab = tab
        remember(pane_tab=tab, pane_hidden=self._is_side_hidden)
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
        if before is not None and before.is_attached and self._side_pane not in before.ancestors:
            before.focus()
        else:
            self._form.focus_first()

    @on(TabLine.Chosen)
    def choose_tab(self, event: TabLine.Chosen) -> None:
        """Open the tab that was clicked."""
        event.stop()
        self.action_side(event.tab)
