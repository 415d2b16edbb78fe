"""Row: one member of the request in a form: its title, its widget, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.edit import reset, set_value
from authwizard.request.fields import Field
from authwizard.request.summary import value_texts
from authwizard.request.tree import ABSENT, MemberPath, get
from authwizard.session import Session

from ..content import MUTED, literal
from ..messages import DraftEdit, Edited, GoOn
from ..widgets.hanging import Hanging
from .heading import Heading, limit_text
from .problem_text import problem_content

_WAS_SHOWN: Final = 60
"""Most characters of what the backend has that stand beside Reset."""
_MOSTLY: Final = 0.8
"""From this share of a limit on, it is always said how much is taken."""


@dataclass
class Answered(Message):
    """The user answered a member."""

    row: Row
    edit: DraftEdit
    """Gives the answer."""


def _focusable(parent: Widget) -> Iterator[Widget]:
    return (widget for widget in parent.walk_children(Widget) if widget.focusable)


def first_focusable(parent: Widget) -> Widget | None:
    """Return the first widget in another one that can take the focus, if any."""
    return next(_focusable(parent), None)


def last_focusable(parent: Widget) -> Widget | None:
    """Return the last widget in another one that can take the focus, if any."""
    return next(iter(list(_focusable(parent))[::-1]), None)


class Row(Vertical):
    """One member in a form. Subclasses make the control and read and write its value."""

    is_typed: ClassVar[bool] = False
    """Whether the answer is typed, key after key."""
    session: Session
    """What the wizard works on; the form gives it before the row is mounted."""
    judged_at_once: ClassVar[bool] = False
    """Whether an answer is confirmed when it comes, so that it is judged before the field is left."""

    def __init__(self, field: Field, draft: Draft) -> None:
        super().__init__()
        self.field = field
        self.draft = draft
        self.value = self.held(draft)
        """The answer as the row has it, which may be a key press ahead of the draft."""
        self._heading: Heading | None = None
        self._measure: tuple[int, int] | None = None
        """How much of the limit is taken, and the limit."""
        self._foot: Hanging | None = None
        """Counter and problems; made when there is one."""
        self._was_row: Horizontal | None = None
        """What the backend has, and the button that answers so; made when the answer first differs."""
        self._shown: tuple[Problem, ...] = ()
        self._counter = ""

    @property
    def path(self) -> MemberPath:
        """The path of the member."""
        return self.field.path

    def compose(self) -> ComposeResult:
        """Lay out heading, control and foot."""
        self._heading = Heading(self.field.title, limit_text(self.field, self.draft), self.field.help)
        yield self._heading
        yield from self.compose_control()
        yield from self.compose_foot()
        self._show_measure()

    def compose_foot(self) -> ComposeResult:
        """Make the foot at once where there is something in it already: a later mount would cost a layout."""
        lines = self._foot_lines()
        if lines:
            self._foot = Hanging(lines, classes="foot")
            yield self._foot

    def compose_control(self) -> ComposeResult:
        """Make the widgets that take the answer."""
        raise NotImplementedError

    def held(self, draft: Draft) -> Any:
        """Return the member's value in a draft."""
        return draft.get(self.path)

    @property
    def edit(self) -> DraftEdit:
        """The edit that gives the row's value as the answer."""
        return partial(set_value, path=self.path, value=self.value)

    def answer(self, value: Any) -> None:
        """Give an answer; ABSENT leaves the member out."""
        self.value = value
        self.post_message(Answered(self, self.edit))

    def refresh_value(self, draft: Draft, *, own: bool = False) -> None:
        """Take a new draft over, and show its value where something else than the row changed it.

        The row's own answers come back here as well, when the user may be some keys ahead already: they are not
        written into the control again.
        """
        changed = self.held(draft) != self.held(self.draft)
        self.draft = draft
        if changed and not own:
            self.value = self.held(draft)
            self.show_value()
        if changed and draft.baseline is not None:
            self.show_change()

    def show_value(self) -> None:
        """Put the value into the control."""

    def take_pending(self) -> bool:
        """Take what was typed and not confirmed yet into the value; whether there was something."""
        return False

    def focused_entry(self) -> int | None:
        """The entry of a list that has the focus, if one has."""
        return None

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the problems of the member under it; notes are left to the Problems pane."""
        shown = tuple(problem for problem in problems if problem.severity != "note")
        if shown != self._shown:
            self._shown = shown
            self._draw_foot()

    def measure(self, taken: int, most: int) -> None:
        """Note how much of the limit is taken: said while the row is in focus, or where little is left."""
        self._measure = (taken, most)
        self._show_measure()

    def _show_measure(self, *, in_focus: bool | None = None) -> None:
        if self._measure is None or self._heading is None:
            return
        taken, most = self._measure
        focused = self.has_focus_within if in_focus is None else in_focus
        is_told = taken > _MOSTLY * most or (taken and focused)
        self._heading.measure(f"{taken:,} of {most:,}" if is_told else "")

    def _on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._show_measure(in_focus=True)

    def _on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._show_measure()

    def count(self, text: str) -> None:
        """Show the counter's text."""
        if text != self._counter:
            # A counter that only counts on keeps its line, so the form need not be laid out again.
            same_lines = bool(self._counter) == bool(text)
            self._counter = text
            self._draw_foot(layout=not same_lines)

    @property
    def _was(self) -> str:
        """What the backend has, as the form calls it, where that is known and differs from the answer; else empty."""
        baseline = self.draft.baseline
        if baseline is None or self.field.secret:
            return ""
        was, now = get(baseline, self.path), self.held(self.draft)
        if was == now or (self.field.block and (was is ABSENT) == (now is ABSENT)):
            return ""
        if was is ABSENT:
            return "not set"
        return "set" if self.field.block else ", ".join(value_texts(self.field, was))

    def on_mount(self) -> None:
        """Show whether the member differs from what the backend has."""
        if self.draft.baseline is not None:
            self.show_change()

    def show_change(self) -> None:
        """Show that the member differs from what the backend has, and offer to reset it."""
        was = self._was
        if self._was_row is None and was:
            self._was_line = Static()
            self._was_row = Horizontal(
                self._was_line, Button("Reset", classes="small reset"), classes="change"
            )
            self.mount(self._was_row)
        if self._was_row is not None:
            self._was_row.display = bool(was)
            self._was_line.update(Content.assemble(("≠ was ", "bold"), literal(was, most=_WAS_SHOWN)))

    @on(Input.Submitted)
    def take_enter(self, event: Input.Submitted) -> None:
        """Hear Enter in an input of the row."""
        event.stop()
        self.confirm(event.input)

    def confirm(self, control: Widget) -> None:
        """Ask for the next question."""
        self.call_later(self._ask_for_next, control)

    @on(GoOn)
    def go_on(self, event: GoOn) -> None:
        """Let the answer go before, since the next question may depend on it."""
        event.stop()
        self.call_later(self._ask_for_next, event.question)

    def _ask_for_next(self, control: Widget) -> None:
        if self.parent is not None:
            self.parent.post_message(GoOn(control))

    def questions(self) -> list[Widget]:
        """Return the controls that Enter comes by, in order."""
        control = next((widget for widget in _focusable(self) if not isinstance(widget, Button)), None)
        return [control] if control is not None else []

    @on(Button.Pressed, ".reset")
    def reset(self, event: Button.Pressed) -> None:
        """Ask for what the backend has; the button goes with that, and the focus to the control."""
        event.stop()
        self.post_message(Edited(partial(reset, path=self.path)))
        self.focus_control()

    def _foot_lines(self) -> list[Content]:
        lines = [Content.styled(self._counter, MUTED)] if self._counter else []
        lines += [problem_content(problem) for problem in self._shown[:4]]
        hidden = len(self._shown) - 4
        if hidden > 0:
            lines.append(Content.styled(f"… and {hidden} more in the Problems pane", MUTED))
        return lines

    def _draw_foot(self, *, layout: bool = True) -> None:
        lines = self._foot_lines()
        if self._foot is not None:
            self._foot.show(lines, layout=layout)
            self._foot.display = bool(lines)
        elif lines and self.is_mounted:
            self._foot = Hanging(lines, classes="foot")
            self.mount(self._foot)

    def with_problems(self, control: Region) -> Region:
        """Return a control's region together with that of what is said below it."""
        has_problems = self._foot is not None and self._foot.display and self._shown
        return control.union(self._foot.region) if has_problems and self._foot else self.with_title(control)

    def with_title(self, control: Region) -> Region:
        """Return a control's region together with the title of the row."""
        return Region.from_corners(self.region.x, self.region.y, self.region.right, control.bottom)

    def focus_control(self, part: int | None = None) -> None:
        """Put the focus on the control; `part` is the item of a list."""
        target = first_focusable(self)
        if target is not None:
            # At once, not when the messages that wait are handled: one of them may ask what comes behind it.
            self.screen.set_focus(target)
