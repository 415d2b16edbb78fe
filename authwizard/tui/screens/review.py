"""The last step: whether it can go, what will be sent, and the ways out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from authwizard.request.rules.catalogue import Severity
from authwizard.request.steps import Step
from authwizard.request.summary import Entry, sections
from authwizard.request.tree import MemberPath, member_path
from authwizard.session import Session

from ..content import MUTED, literal
from ..rows import Row
from ..rows.problem_text import severity_mark
from ..widgets.key_bar import Hints
from ..widgets.step_list import StepList
from .send_it import SendIt
from .step_view import StepView

_NAMES: Final = (18, 28)
"""Columns of the names before their values, in a narrow summary and in one of more than 64 columns."""
_MOST_ITEMS: Final = 6
"""Items of a list that are shown; the JSON has them all."""
_LEAST_ROOM: Final = 12
"""Columns that a value gets even where there is no room for it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the summary: what a step holds, or what is to be known of the whole."""

    step: Step | None
    heading: str
    entries: tuple[Entry, ...] = ()
    marks: Mapping[MemberPath, Severity] = field(default_factory=dict)
    """The gravest thing that is wrong with each member."""
    more: tuple[Content, ...] = ()

    def drawn(self, width: int) -> Content:
        """Draw it for a width in columns."""
        names = _NAMES[width > 64]
        lines = [
            _entry_content(entry, names, width, marked=self.marks.get(entry.path)) for entry in self.entries
        ]
        return Content("\n").join([Content.styled(self.heading, "bold"), *lines, *self.more])


def _entry_content(entry: Entry, names: int, width: int, *, marked: Severity | None) -> Content:
    """Draw one answer: its name, and its value, whose further lines begin where the first one does."""
    name = literal(entry.title, most=60).plain
    lead = f"  {name}\n{' ' * (names + 4)}" if len(name) > names else f"  {name:<{names + 2}}"
    room = max(_LEAST_ROOM, width - names - 6)
    values = [literal(value, most=120).plain for value in entry.values[:_MOST_ITEMS]]
    if len(entry.values) > _MOST_ITEMS:
        values.append(f"and {len(entry.values) - _MOST_ITEMS} more")
    together = ", ".join(values)
    shown = (
        [together]
        if len(together) <= room or not any(" " not in v and len(v) > 20 for v in values)
        else values
    )
    lines = [line for text in shown for line in wrap(text, room, break_on_hyphens=False) or [""]]
    mark = [Content.assemble(" ", severity_mark(marked))] if marked else []
    return Content.assemble((lead, MUTED), ("\n" + " " * (names + 4)).join(lines), *mark)


class Summary(OptionList):
    """What will be sent, step by step; Enter goes to a step."""

    KEY_HINTS: ClassVar[Hints] = (("⏎", "go to the step"), ("Tab", "send it"))

    def __init__(self) -> None:
        super().__init__(id="summary", markup=False)
        self._blocks: list[Block] = []
        self._width = 0

    def show(self, blocks: list[Block]) -> None:
        """Draw the blocks; nothing is drawn again where nothing changed."""
        if blocks != self._blocks:
            self._blocks = blocks
            self._draw()

    def on_focus(self) -> None:
        """Show where Enter leads."""
        if self.highlighted is None:
            self.action_first()

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the width."""
        if event.size.width != self._width:
            self._width = event.size.width
            self._draw()

    def _draw(self) -> None:
        at = self.highlighted
        self.set_options(
            [Option(block.drawn(self._width - 2), disabled=block.step is None) for block in self._blocks]
        )
        if at is not None and self._blocks:
            self.highlighted = min(at, len(self._blocks) - 1)

    @on(OptionList.OptionSelected)
    def go(self, event: OptionList.OptionSelected) -> None:
        """Go to the step of a block."""
        event.stop()
        step = self._blocks[event.option_index].step
        if step is not None:
            self.post_message(StepList.Chosen(step))


class Review(StepView):
    """The Review step. What its buttons lead to is the screen's matter."""

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        # Held, not looked up: who asks may come when the step has turned and the parts are gone already.
        self._verdict = Static("", id="verdict")
        self._summary = Summary()
        self.send = SendIt(session)

    def compose(self) -> ComposeResult:
        """Lay out verdict, summary and the ways out."""
        yield self._verdict
        yield self._summary
        yield self.send

    def on_mount(self) -> None:
        """Fill in what depends on the draft."""
        self.show_problems()

    def focus_first(self) -> None:
        """Put the focus where Enter exports, or, where errors block that, on what there is to go through."""
        first: Widget = self._summary if self.session.blocking else self.send.path
        self.screen.set_focus(first, scroll_visible=False)

    def show_problems(self) -> None:
        """Show verdict, summary and what an export would write as they are now."""
        self.show_verdict()
        self._summary.show([*self._changes(), *self._blocks()])
        self.send.show_plan()

    def show_verdict(self) -> None:
        """Show whether it can go, in the format that is chosen."""
        self._verdict.update(self._judgement())

    def _judgement(self) -> Content:
        """Say whether it can go."""
        report = self.session.report
        errors, warnings, notes = (report.count(kind) for kind in ("error", "warning", "note"))
        blocking = len(self.session.blocking)
        if blocking:
            blocks = "1 error blocks" if blocking == 1 else f"{blocking} errors block"
            return Content.assemble(
                (f"! {blocks} the export", "bold $text-error"), ("   F3 shows where", MUTED)
            )
        format = self.session.outlet.format
        if format.needs_whole and self.session.planned.refusal:
            return Content.assemble(
                (f"! Cannot be written: {format.title}", "bold $text-error"), ("   see below", MUTED)
            )
        if errors:
            blocks = "1 error blocks" if errors == 1 else f"{errors} errors block"
            return Content.assemble(
                ("✓ Ready to export", "bold $text-success"),
                (f"   {blocks} a submit alone   F3 shows where", MUTED),
            )
        if self.session.changes_nothing:
            return Content.assemble(
                ("Nothing to send", "bold $text-warning"), ": no answer differs from what the backend has"
            )
        beyond = len(self.session.out_of_reach) if self.session.outlet.format.holds_secrets else 0
        if beyond:
            lost = "1 secret is unusable here"
            if beyond > 1:
                lost = f"{beyond} secrets are unusable here"
            return Content.assemble((f"▲ {lost}", "bold $text-warning"), ("   F3 shows where", MUTED))
        told = f"   0 errors · {warnings} warning{'s' * (warnings != 1)} · {notes} note{'s' * (notes != 1)}"
        return Content.assemble(
            ("✓ Ready to export", "bold $text-success"), (f"{told}   F3 shows all", MUTED)
        )

    def _blocks(self) -> list[Block]:
        """What will be sent, step by step."""
        marks: dict[MemberPath, Severity] = {}
        for problem in self.session.problems:
            path = member_path(problem.path)
            if problem.severity == "error" or (problem.severity == "warning" and path not in marks):
                marks[path] = problem.severity
        return [Block(step, step.label, entries, marks) for step, entries in sections(self.session.outgoing)]

    def _changes(self) -> list[Block]:
        """Say what changes, where it is known what the backend has."""
        session = self.session
        if session.draft.baseline is None:
            return []
        from authwizard.aws.changes import differences, sent_along

        from ..cloud.preview import along_content, difference_content

        outgoing, baseline = session.outgoing, session.draft.baseline
        lines = [difference_content(item) for item in differences(outgoing, baseline)] or [
            Content("  Nothing yet.")
        ]
        along = sent_along(outgoing, baseline)
        if along:
            lines.append(along_content(along))
        lines.append(Content("Other blocks that were not touched are left out."))
        return [Block(None, "What changes", more=tuple(lines))]

    def refresh_values(self, source: Row | None = None) -> None:
        """Nothing here is edited; `show_problems` draws it all."""

    def question_after(self, widget: Widget | None) -> Widget | None:
        """Return the next control of the way out."""
        return self.send.question_after(widget)

    def tell(self, outcome: Content) -> None:
        """Say what came of a way out."""
        self.send.tell(outcome)
