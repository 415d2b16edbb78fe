"""The last step: what will be sent, what is wrong with it, and the ways out."""

from __future__ import annotations

import json
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Static

from authwizard.files.destination import typed_path
from authwizard.files.formats.table import Writing, by_suffix
from authwizard.request.check import Problem, Report
from authwizard.request.draft import Draft
from authwizard.request.fields import Field, block_of
from authwizard.request.secrets import describe
from authwizard.request.steps import STEPS, Step, fields_of, step_of
from authwizard.request.tree import ABSENT
from authwizard.session import Session

from ..content import MUTED, literal
from ..rows import Row
from ..widgets.inputs import PathInput
from ..widgets.problems_view import ProblemsView
from .form import StepView


def _value(field: Field, value: Any) -> Content:
    if isinstance(value, str) and field.kind in ("text", "message", "choice"):
        return literal(value, most=120)
    if isinstance(value, bool) and field.meanings:
        return Content(
            f"{'yes' if value else 'no'}: {field.meanings.true if value else field.meanings.false}"
        )
    if isinstance(value, list):
        shown = [item if isinstance(item, str) else json.dumps(item, default=str) for item in value[:6]]
        more = f" and {len(value) - 6} more" if len(value) > 6 else ""
        return literal(", ".join(shown), most=400) + Content(more) if value else Content("(empty list)")
    return literal(json.dumps(value, default=str), most=120)


def summary(draft: Draft, report: Report) -> Content:
    """Write down what will be sent, section by section."""
    sections = []
    for step in STEPS:
        section = _section(step, draft, [found for found in report.problems if step_of(found.path) is step])
        if section is not None:
            sections.append(section)
    return Content("\n").join(sections)


def _section(step: Step, draft: Draft, problems: list[Problem]) -> Content | None:
    lines = []
    for field in fields_of(step):
        if field.path in draft.secrets:
            value = Content(describe(draft.secrets[field.path])) if field.secret else Content("")
            shown = literal(value.plain, most=120)
        elif field.kind != "structure" and draft.get(field.path) is not ABSENT:
            shown = _value(field, draft.get(field.path))
        elif field.kind == "structure" and field.block and draft.get(field.path) == {}:
            shown = Content("(empty)")
        else:
            continue
        name = f"{above.title}: " if (above := block_of(field)) and above.path not in step.owns else ""
        lines.append(Content.assemble((f"   {name}{field.title}: ", MUTED), shown))
    known = {problem.path for problem in problems if problem.rule == "unknown-member"}
    for path in known:
        stray = literal(json.dumps(draft.get(path), default=str), most=80)
        lines.append(Content.assemble((f"   {literal(str(path[-1]), most=40).plain}: ", MUTED), stray))
    if not lines:
        return None
    return Content("\n").join([Content.styled(f"{STEPS.index(step) + 1} {step.heading}", "bold"), *lines])


class Summary(Static, can_focus=True):
    """What will be sent; it takes the focus, so that keys can scroll it."""

    BINDINGS = [
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", show=False),
    ]

    def action_scroll(self, by: int) -> None:
        """Scroll the review."""
        if isinstance(self.parent, Review):
            self.parent.scroll_relative(y=by, animate=False)


class Review(StepView):
    """The Review step. What its buttons lead to is the screen's matter."""

    def __init__(self, session: Session, step: Step, path: str) -> None:
        super().__init__(session, step)
        # Held, not looked up: who asks may come when the step has turned and the parts are gone already.
        self._told = Summary("", id="summary")
        self._verdict = Static("", id="verdict")
        self.problems = ProblemsView(id="all-problems")
        self.path = PathInput(path, placeholder="path of the file", id="export-path")
        self._outcome = Static("", id="outcome")
        self._command = Static("", id="command")

    def compose(self) -> ComposeResult:
        """Lay out summary, problems and the ways out."""
        yield Static(Content.styled(self.step.heading, "bold"), id="step-heading")
        yield Static(Content(self.step.intro), classes="intro")
        yield self._told
        yield self._verdict
        yield self.problems
        yield Static(Content.styled("Export for --cli-input-json", "bold"), classes="section")
        yield self.path
        with Horizontal(classes="buttons"):
            yield Button("Export", id="export", variant="primary")
            yield Button("Submit", id="submit")
            yield Button("Save as preset", id="save-preset")
        yield self._outcome
        yield self._command
        yield Button("Copy command", id="copy-command", classes="small")

    def on_mount(self) -> None:
        """Fill in what depends on the draft."""
        self.show_problems()

    def show_problems(self) -> None:
        """Show summary, problems and command as they are now."""
        session = self.session
        report = session.report
        self._told.update(self._summary())
        counts = [
            (report.count("error"), "error"),
            (report.count("warning"), "warning"),
            (report.count("note"), "note"),
        ]
        told = ", ".join(f"{count} {word}{'s' if count != 1 else ''}" for count, word in counts)
        advice = (
            "Errors block export: Enter goes to the field." if report.errors else "Nothing blocks the export."
        )
        self._verdict.update(Content.assemble((f"Problems: {told}. ", "bold"), advice))
        self.problems.show(session.problems)
        self.show_command()

    def _summary(self) -> Content:
        session = self.session
        told = summary(session.outgoing, session.report)
        if session.draft.baseline is None:
            return told
        from authwizard.aws.changes import differences, sent_along

        from ..cloud.preview import along_content, difference_content

        outgoing, baseline = session.outgoing, session.draft.baseline
        lines = [Content.styled("What changes", "bold")]
        lines += [difference_content(item) for item in differences(outgoing, baseline)] or [
            Content("   Nothing yet.")
        ]
        along = sent_along(outgoing, baseline)
        if along:
            lines.append(along_content(along))
        lines.append(Content("Other blocks that were not touched are left out."))
        return Content("\n").join([*lines, Content(""), told])

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
        text = Content.assemble(("Then run: ", "bold"), literal(self.command, most=1000))
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
        self.call_after_refresh(self._command.scroll_visible, animate=False)

    @on(Input.Changed, "#export-path")
    def follow_path(self, event: Input.Changed) -> None:
        """Keep the command in step with the path; what came of another path is no longer true."""
        event.stop()
        self.show_command()
        self._outcome.update("")
