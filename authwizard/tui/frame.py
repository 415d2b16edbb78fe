"""The frame of the wizard's screen: header, list of steps, side pane and keys around the form."""

from __future__ import annotations

from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Static

from authwizard.request.paths import Path
from authwizard.request.steps import STEPS, TARGET_STEP, Step

from .form import StepView
from .key_line import KeyLine
from .literal import literal
from .rail import Rail
from .session import DraftKeeper, Session
from .side import SidePane, Tab, TabLine

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


class Frame(Screen[None]):
    """Shows the session around the form of one step; what the user does there is the wizard's matter."""

    AUTO_FOCUS = ""  # none: on_mount chooses the first question, not the list of steps

    def __init__(self, session: Session, keeper: DraftKeeper) -> None:
        super().__init__()
        self.session = session
        self.keeper = keeper
        self._step = TARGET_STEP
        self._header = Static("", id="header")
        self._told = ""
        self._rail = Rail(id="rail")
        self._side = SidePane(id="side")
        self._form: StepView = self.make_form(TARGET_STEP)
        self._body = Vertical(id="body")
        self._back = Button("Back", id="back", disabled=True)
        self._next = Button("Next", id="next", variant="primary")
        self._focused: Path | None = None
        self._before_side: Widget | None = None

    def compose(self) -> ComposeResult:
        """Lay out header, steps, form and side pane."""
        yield self._header
        with Horizontal(id="columns"):
            yield self._rail
            with self._body:
                yield self._form
                with Horizontal(id="turn"):
                    yield self._back
                    yield self._next
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
        if narrow != self._rail.is_line:
            self.set_class(narrow, "narrow")
            self._rail.is_line = narrow
            self._side.display = not narrow or self.has_class("side-open")
        self._show()

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._step

    def _show(self) -> None:
        """Bring everything around the form up to date."""
        self.show_header()
        self._rail.show(self._step, [self.session.mark(step) for step in STEPS])
        self._show_side()

    def show_header(self) -> None:
        """Say what the request is for, and whether the draft is kept."""
        session = self.session
        target = [session.draft.get((name,)) for name in ("AppId", "BackendEnvironmentName")]
        names = " / ".join(literal(text).plain for text in target if isinstance(text, str) and text)
        saved = session.autosaved_at
        state = "" if not session.is_dirty else f"draft saved {saved:%H:%M}" if saved else "not saved"
        left = f"authwizard · {session.draft.operation}-backend-auth · "
        room = max(8, (self.size.width or 80) - len(left) - len(state) - 4)
        names = names or "no target yet"
        names = names if len(names) <= room else f"{names[: room - 1]}…"
        told = f" {left}{names:<{room}}  {state}"
        if told != self._told:
            self._told = told
            self._header.update(Content(told), layout=False)

    def _show_side(self) -> None:
        self._side.show(self.session)
        self._side.follow(self._focused, self._step, self.session)

    def tell(self, text: str, severity: str = "information") -> None:
        """Tell the user something that passes."""
        self.notify(literal(text, most=400).plain, severity=severity, markup=False)  # type: ignore[arg-type]  # one of Textual's

    def make_form(self, step: Step) -> StepView:
        """Return what stands in the middle of the screen for a step."""
        raise NotImplementedError

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus: the field that was left shows its problems, the new one its help."""
        row = self._form.row_of(self.focused)
        path = row.path if row else None
        if path == self._focused:
            return
        if self._focused is not None and row is not None:
            self.session.left.add(self._focused)
            self._form.show_problems()
            self._rail.show(self._step, [self.session.mark(step) for step in STEPS])
        self._focused = path if row is not None else self._focused
        self._side.follow(self._focused, self._step, self.session)
        self.call_after_refresh(self._reveal_focus)

    def _reveal_focus(self) -> None:
        # Not bound to the form of that moment, which a step's turn may have taken away since.
        if self._form.is_attached:
            self._form.reveal_focus()

    def action_side(self, tab: Tab) -> None:
        """Open a tab of the side pane; on a narrow screen the same key closes it."""
        if self.has_class("narrow") and self.has_class("side-open") and self._side.tab == tab:
            self.action_close_side()
            return
        if not self.has_class("side-open"):
            self._before_side = self.focused
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
        """Go back to where the user was in the form; close Textual's panel of keys, if that is open."""
        if self.query("HelpPanel"):
            self.app.action_hide_help_panel()
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
