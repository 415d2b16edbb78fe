"""The wizard's screen: the list of steps, the form of one step, and the side pane."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Button, Static

from authwizard.request import edit
from authwizard.request.paths import Path
from authwizard.request.steps import STEPS, Step, step_of

from .form import Form, OperationRow, StepView
from .key_line import KeyLine
from .literal import literal
from .messages import CopyRequested, ExportRequested, GoTo, SaveRequested
from .picker import Picker
from .rail import Rail
from .rows import Acted, Answered
from .session import DraftKeeper, Session
from .side import SidePane, Tab

if TYPE_CHECKING:
    from .dialogs import PresetRequest
    from .review import Review
    from .ways_out import WaysOut

WIDE: Final = 110
"""From this many columns on, list, form and side pane stand beside each other."""
_KEYS: Final = (
    ("^n", "Next", "next"),
    ("^o", "Back", "back"),
    ("^g", "Export", "export"),
    ("^s", "Save", "save_preset"),
    ("F1", "Help", "side('help')"),
    ("F2", "JSON", "side('json')"),
    ("F3", "Problems", "side('problems')"),
    ("^p", "Menu", "app.command_palette"),
    ("^q", "Quit", "app.quit"),
)
_AUTOSAVE_AFTER: Final = 0.4
"""Seconds after a change until the draft is written; the promise is one second."""


class WizardScreen(Screen[None]):
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

    def __init__(self, session: Session, keeper: DraftKeeper) -> None:
        super().__init__()
        self.session = session
        self.keeper = keeper
        self._step = STEPS[0]
        self._timer: Timer | None = None
        self._header = Static("", id="header")
        self._told = ""
        self._rail = Rail(id="rail")
        self._side = SidePane(id="side")
        self._form: StepView = self._make_form(STEPS[0])
        self._body = Vertical(id="body")
        self._turning = asyncio.Lock()
        self._focused: Path | None = None

    def compose(self) -> ComposeResult:
        """Lay out header, steps, form and side pane."""
        yield self._header
        with Horizontal(id="columns"):
            yield self._rail
            with self._body:
                yield self._form
                with Horizontal(id="turn"):
                    yield Button("Back", id="back")
                    yield Button("Next", id="next", variant="primary")
            yield self._side
        yield KeyLine(_KEYS)

    def on_mount(self) -> None:
        """Show the first step."""
        self.session.seen.add(self._step.id)
        for note in self.session.notes:
            self.tell(note)
        self._show()
        self._form.focus_first()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the width."""
        narrow = event.size.width < WIDE
        self.set_class(narrow, "narrow")
        self._rail.is_line = narrow
        self._side.display = not narrow or self.has_class("side-open")
        self._show_side()

    # What the screen shows

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._step

    @property
    def _review(self) -> Review:
        return cast("Review", self._form)

    @cached_property
    def _out(self) -> WaysOut:
        from .ways_out import WaysOut

        return WaysOut(self)

    def _make_form(self, step: Step) -> StepView:
        if step is STEPS[-1]:
            from .review import Review

            return Review(self.session, step, self._out.path)
        return Form(self.session, step)

    def _show(self) -> None:
        """Bring everything around the form up to date."""
        self.show_header()
        self._rail.show(self._step, [self.session.mark(step) for step in STEPS])
        self._show_side()

    def show_header(self) -> None:
        """Say what the request is for, and whether the draft is kept."""
        session = self.session
        target = [session.draft.get((name,)) for name in ("AppId", "BackendEnvironmentName")]
        names = " / ".join(literal(text, most=24).plain for text in target if isinstance(text, str) and text)
        parts = ["authwizard", f"{session.draft.operation}-backend-auth", names or "no target yet"]
        saved = session.autosaved_at
        state = "" if not session.is_dirty else f"draft saved {saved:%H:%M}" if saved else "not saved"
        width = self.size.width or 80
        left = " · ".join(parts)
        told = f" {left}{state:>{max(1, width - len(left) - 2)}}"
        if told != self._told:
            self._told = told
            self._header.update(Content(told), layout=False)

    def _show_side(self) -> None:
        self._side.show(self.session)
        self._side.follow(self._focused, self._step, self.session)

    def tell(self, text: str, severity: str = "information") -> None:
        """Tell the user something that passes."""
        self.notify(literal(text, most=400).plain, severity=severity, markup=False)  # type: ignore[arg-type]  # one of Textual's

    # Edits

    def apply(self, change: edit.Edit) -> None:
        """Take an edit over and show what it did."""
        for note in change.notes:
            self.tell(note)
        if not self.session.apply(change):
            return
        self._form.refresh_values()
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
        field = event.row.field
        if field.secret:
            self.apply(edit.set_secret(self.session.draft, field.path, event.value))
        else:
            self.apply(edit.set_value(self.session.draft, field.path, event.value))

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

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus: the field that was left shows its problems, the new one its help."""
        row = self._form.row_of(self.focused)
        path = row.path if row else None
        if path == self._focused:
            return
        if self._focused is not None and row is not None:
            self.session.left.add(self._focused)
            self._form.show_problems()
        self._focused = path if row is not None else self._focused
        self._side.follow(self._focused, self._step, self.session)

    async def go(self, step: Step, path: Path | None = None) -> None:
        """Show a step, and put the focus on one of its members."""
        async with self._turning:
            self._form.flush()
            if step is not self._step:
                self.session.left.update(row.path for row in self._form.rows)
                self._step = step
                self.session.seen.add(step.id)
                if step is STEPS[-1]:
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
        old, self._form = self._form, self._make_form(self._step)
        with self.app.batch_update():
            await old.remove()
            await self._body.mount(self._form, before=0)
        self.query_one("#back", Button).disabled = self._step is STEPS[0]
        self.query_one("#next", Button).disabled = self._step is STEPS[-1]

    async def _lay_out_again(self) -> None:
        """Lay the form out anew, since the draft asks for other rows, and keep the place."""
        async with self._turning:
            if not self._form.is_stale:
                return
            path, scroll = self._focused, self._form.scroll_offset
            focused_id = self.focused.id if self.focused else None
            await self._replace_form()
            if focused_id == "operation":
                self.query_one(OperationRow).focus(scroll_visible=False)
            elif path is not None:
                self._form.focus_path(path)
            else:
                self._form.focus_first()
            self._form.scroll_to(y=scroll.y, animate=False)
            self._show()

    async def go_to_path(self, path: Path) -> None:
        """Show the step of a member with the focus on it."""
        self._close_side()
        await self.go(step_of(path), path)

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
        if self._step is not STEPS[-1]:
            await self.go(STEPS[STEPS.index(self._step) + 1])

    async def action_back(self) -> None:
        """Go to the step before."""
        self._close_side()
        if self._step is not STEPS[0]:
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
        await self.go(STEPS[-1])

    def action_steps(self) -> None:
        """Put the focus on the list of steps."""
        self._close_side()
        self._rail.focus()

    def action_side(self, tab: Tab) -> None:
        """Open a tab of the side pane; on a narrow screen the same key closes it."""
        if self.has_class("narrow") and self.has_class("side-open") and self._side.tab == tab:
            self._close_side()
            return
        self.add_class("side-open")
        self._side.display = True
        self._side.tab = tab
        self._show_side()
        self.call_after_refresh(self._side.reveal)
        if self.has_class("narrow") or tab == "problems":
            self._side.view.focus()

    def _close_side(self) -> None:
        """On a narrow screen, uncover the form."""
        if self.has_class("side-open"):
            self.remove_class("side-open")
            self._side.display = not self.has_class("narrow")

    def action_close_side(self) -> None:
        """Go back to the form."""
        self._close_side()
        if self._focused is not None:
            self._form.focus_path(self._focused)
        else:
            self._form.focus_first()

    # Ways out

    async def action_export(self) -> None:
        """Go to Review with the focus on the path of the export."""
        await self.action_review()
        self.query_one("#export-path").focus()

    @on(ExportRequested)
    def start_export(self, event: ExportRequested) -> None:
        """Write the request into a file."""
        event.stop()
        self._work(self._out.export(self._review), "export")

    def _work(self, work: Coroutine[None, None, None], description: str) -> None:
        self.run_worker(work, group="ways-out", description=description)

    @on(SaveRequested)
    def action_save_preset(self) -> None:
        """Ask how to save the draft as a preset."""
        from .dialogs import SavePreset

        session = self.session
        self._form.flush()
        dialog = SavePreset(
            session.draft,
            session.preset_name,
            session.title,
            session.description,
            reformats=session.reformats,
        )
        self.app.push_screen(dialog, self._save_preset)

    def _save_preset(self, request: PresetRequest | None) -> None:
        if request is not None:
            self._work(self._out.save_preset(request), "save preset")

    @on(CopyRequested)
    async def action_copy_command(self) -> None:
        """Send the command to the clipboard."""
        if self._step is not STEPS[-1]:
            await self.action_review()
        self.app.copy_to_clipboard(self._review.command)
        self.tell("The command was sent to the clipboard. If it did not arrive, copy it from the screen.")

    def saved(self) -> None:
        """Note that a file holds the draft."""
        self.session.mark_saved()
        self.session.autosaved_at = None
        self.keeper.discard()
        self._show()
