"""The last step: whether it can go, what will be sent, and the ways out."""

from __future__ import annotations

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from authwizard.files.destination import typed_path
from authwizard.files.formats.table import Writing, by_suffix
from authwizard.request.draft import Draft
from authwizard.request.steps import Step
from authwizard.request.summary import Entry, sections
from authwizard.session import Session

from ..content import MUTED, literal
from ..rows import Row
from ..widgets.inputs import PathInput
from ..widgets.step_list import StepList
from .form import StepView

_NAME_WIDTH: Final = 28
"""Columns of the names before their values."""
_MOST_ITEMS: Final = 6
"""Items of a list that are shown; the JSON has them all."""


def _lines(entry: Entry) -> Content:
    """Draw one answer: its name, and its value, the items of a list one below the other."""
    values = [literal(value, most=120) for value in entry.values[:_MOST_ITEMS]]
    if len(entry.values) > _MOST_ITEMS:
        values.append(Content(f"and {len(entry.values) - _MOST_ITEMS} more"))
    joined = Content(", ").join(values)
    if len(joined) > 60:
        joined = Content("\n" + " " * (_NAME_WIDTH + 2)).join(values)
    name = literal(entry.title, most=60).plain
    return Content.assemble("  ", (f"{name:<{_NAME_WIDTH - 1}} ", MUTED), joined)


def summary_lines(draft: Draft) -> list[tuple[Step, Content]]:
    """Write down what will be sent: a block of lines for each step that has something to send."""
    return [
        (
            step,
            Content("\n").join([Content.styled(step.label, "bold"), *(_lines(entry) for entry in entries)]),
        )
        for step, entries in sections(draft)
    ]


class Summary(OptionList):
    """What will be sent, step by step; Enter goes to a step."""

    def __init__(self) -> None:
        super().__init__(id="summary", markup=False)
        self._shown: tuple[tuple[Step | None, str], ...] = ()
        self._steps: list[Step | None] = []

    def show(self, blocks: list[tuple[Step | None, Content]]) -> None:
        """Draw the blocks; nothing is drawn again where nothing changed."""
        shown = tuple((step, content.plain) for step, content in blocks)
        if shown == self._shown:
            return
        self._shown, self._steps = shown, [step for step, _ in blocks]
        at = self.highlighted
        self.set_options([Option(content, disabled=step is None) for step, content in blocks])
        if at is not None:
            self.highlighted = min(at, len(blocks) - 1)

    @on(OptionList.OptionSelected)
    def go(self, event: OptionList.OptionSelected) -> None:
        """Go to the step of a block."""
        event.stop()
        step = self._steps[event.option_index]
        if step is not None:
            self.post_message(StepList.Chosen(step))


class Review(StepView):
    """The Review step. What its buttons lead to is the screen's matter."""

    def __init__(self, session: Session, step: Step, path: str) -> None:
        super().__init__(session, step)
        # Held, not looked up: who asks may come when the step has turned and the parts are gone already.
        self._verdict = Static("", id="verdict")
        self._summary = Summary()
        self.path = PathInput(path, placeholder="path of the file", id="export-path")
        self._outcome = Static("", id="outcome")
        self._command = Static("", id="command")

    def compose(self) -> ComposeResult:
        """Lay out verdict, summary and the ways out."""
        yield self._verdict
        yield self._summary
        with Vertical(id="send"):
            with Horizontal():
                yield Static("File ", id="file-label")
                yield self.path
                yield Button("Export", id="export", variant="primary")
            yield self._outcome
            yield self._command
            with Horizontal(classes="buttons"):
                yield Button("Submit…", id="submit", classes="small")
                yield Button("Save as preset…", id="save-preset", classes="small")
                yield Button("Copy command", id="copy-command", classes="small")

    def on_mount(self) -> None:
        """Fill in what depends on the draft."""
        self.query_one("#send").border_title = "Send it"
        self.show_problems()

    def focus_first(self) -> None:
        """Put the focus where Enter exports, or, where errors block that, on what there is to go through."""
        first: Widget = self._summary if self.session.report.errors else self.path
        self.screen.set_focus(first, scroll_visible=False)

    def show_problems(self) -> None:
        """Show verdict, summary and command as they are now."""
        self._verdict.update(self._judgement())
        self._summary.show([*self._changes(), *summary_lines(self.session.outgoing)])
        self.show_command()

    def _judgement(self) -> Content:
        """Say whether it can go."""
        report = self.session.report
        errors, warnings, notes = (report.count(kind) for kind in ("error", "warning", "note"))
        if errors:
            blocks = "1 error blocks" if errors == 1 else f"{errors} errors block"
            return Content.assemble(
                (f"! {blocks} the export", "bold $text-error"), ("   F3 shows where", MUTED)
            )
        told = f"   0 errors · {warnings} warning{'s' * (warnings != 1)} · {notes} note{'s' * (notes != 1)}"
        return Content.assemble(
            ("✓ Ready to export", "bold $text-success"), (f"{told}   F3 shows all", MUTED)
        )

    def _changes(self) -> list[tuple[Step | None, Content]]:
        """Say what changes, where it is known what the backend has."""
        session = self.session
        if session.draft.baseline is None:
            return []
        from authwizard.aws.changes import differences, sent_along

        from ..cloud.preview import along_content, difference_content

        outgoing, baseline = session.outgoing, session.draft.baseline
        lines = [Content.styled("What changes", "bold")]
        lines += [difference_content(item) for item in differences(outgoing, baseline)] or [
            Content("  Nothing yet.")
        ]
        along = sent_along(outgoing, baseline)
        if along:
            lines.append(along_content(along))
        lines.append(Content("Other blocks that were not touched are left out."))
        return [(None, Content("\n").join(lines))]

    def refresh_values(self, source: Row | None = None) -> None:
        """Nothing here is edited; `show_problems` draws it all."""

    @property
    def export_path(self) -> str:
        """The path that the user gave."""
        return self.path.value.strip()

    @property
    def command(self) -> str:
        """The command that sends the exported file."""
        place = typed_path(self.export_path or "request.json")
        command = by_suffix(place).command
        return command(self.session.draft.operation, str(place)) if command else ""

    @property
    def _losses(self) -> tuple[str, ...]:
        """What the file will not hold."""
        place = typed_path(self.export_path)
        return by_suffix(place).losses(self.session.outgoing, Writing(folder=place.absolute().parent))

    def show_command(self) -> None:
        """Show the command for the path as it is."""
        text = Content.assemble((self.command and "Then ", MUTED), literal(self.command, most=1000))
        if "$" in self.export_path:
            text += Content(
                "\nThe AWS CLI takes $… in a file's name for a variable: better choose a name without it."
            )
        for sentence in self._losses:
            text += Content("\n") + literal(sentence, most=300)
        self._command.update(text)

    def tell(self, outcome: Content) -> None:
        """Say what came of a way out."""
        self._outcome.update(outcome)

    @on(Input.Changed, "#export-path")
    def follow_path(self, event: Input.Changed) -> None:
        """Keep the command in step with the path; what came of another path is no longer true."""
        event.stop()
        self.show_command()
        self._outcome.update("")
