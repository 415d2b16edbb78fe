"""What becomes of a submit: its status while it runs, and what is left to do when it is done."""

from __future__ import annotations

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from authwizard.aws.next_steps import left_to_do
from authwizard.request.operation import OPERATIONS

from ..content import MUTED, literal
from ..rows import problem_content
from ..screens.dialogs import Dialog
from .aws_session import Submission

_PHASES: Final = {
    "starting": "Getting ready",
    "looking before": "Looking at what the backend has now",
    "sending": "Sending the request, once",
    "looking after": "There is no clear answer: looking for a minute whether the request was carried out",
    "accepted": "The request was accepted",
    "job runs": "The job runs",
}
_MARKS: Final = {
    "completed": ("✓ ", "bold $text-success"),
    "accepted": ("✓ ", "bold $text-success"),
    "refused": ("! ", "bold $text-error"),
    "failed": ("! ", "bold $text-error"),
    "unknown": ("? ", "bold $text-warning"),
}


class Progress(Dialog[None]):
    """Shows a submit. Closing it leaves the submit alone; it can be opened again."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Close")]

    def __init__(self, submission: Submission) -> None:
        super().__init__()
        self._submission = submission
        self._status = Static("", id="status")
        self._told = ""
        self._close = Button("Leave it running", id="close")
        self._copy = Button("Copy job ID", id="copy")

    def compose(self) -> ComposeResult:
        """Lay out status and buttons."""
        draft = self._submission.draft
        with Vertical(classes="dialog"):
            yield Static(Content.styled(f"Submit: {OPERATIONS[draft.operation].command}", "bold"))
            with VerticalScroll(can_focus=True):
                yield self._status
            with Horizontal(classes="buttons"):
                yield self._close
                yield self._copy

    def on_mount(self) -> None:
        """Look at the submit several times a second."""
        self._look()
        self.set_interval(0.2, self._look)

    def _look(self) -> None:
        submission = self._submission
        content = outcome_content(submission) if submission.outcome else _running(submission)
        if content.plain != self._told:
            self._told = content.plain
            self._status.update(content)
        self._close.label = "Close" if submission.outcome else "Leave it running"
        self._copy.display = self._job_id != ""

    @property
    def _job_id(self) -> str:
        submission = self._submission
        if submission.outcome is not None and submission.outcome.job_id:
            return submission.outcome.job_id
        return submission.job.job_id if submission.job else ""

    @on(Button.Pressed, "#close")
    def close_progress(self) -> None:
        """Close the view."""
        self.dismiss(None)

    @on(Button.Pressed, "#copy")
    def copy_job_id(self) -> None:
        """Send the job's ID to the clipboard."""
        self.app.copy_to_clipboard(self._job_id)
        self.notify("The job ID was sent to the clipboard.", markup=False)


def _running(submission: Submission) -> Content:
    phase = _PHASES.get(submission.phase, submission.phase)
    lines = [Content.assemble(("… ", "bold"), f"{phase} ({submission.seconds:.0f} s)")]
    if submission.job is not None:
        lines.append(
            literal(f"Job {submission.job.job_id}: {submission.job.status or 'no status yet'}", most=200)
        )
    if submission.job is None and submission.found:
        lines.append(literal(submission.found, most=400))
    lines.append(Content.styled("You can leave this view: the submit goes on.", MUTED))
    return Content("\n").join(lines)


def outcome_content(submission: Submission) -> Content:
    """Say what became of a submit, and what is left to do."""
    outcome = submission.outcome
    assert outcome is not None
    parts = [Content.assemble(_MARKS[outcome.status], literal(outcome.message, lines=True))]
    if outcome.fix:
        parts.append(literal(outcome.fix, lines=True))
    parts += [problem_content(problem, place=True) for problem in outcome.problems]
    parts += [problem_content(note) for note in outcome.notes]
    if outcome.status == "completed":
        todo = left_to_do(submission.draft, submission.backend.region)
        parts.append(
            Content("\n").join(
                [Content.styled("Left to do:", "bold"), *(literal(f"• {step}") for step in todo)]
            )
        )
    parts.append(Content.styled(f"It took {submission.seconds:.0f} s. Your draft is kept.", MUTED))
    return Content("\n\n").join(parts)
