"""What becomes of a submit: its status while it runs, and what is left to do when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Static

from authwizard.aws.next_steps import left_to_do
from authwizard.request.operation import OPERATIONS

from ..content import MUTED, literal
from ..rows import problem_content
from ..screens.dialogs import Dialog
from .aws_session import Submission

_PHASES: Final = {
    "starting": "Getting ready.",
    "looking before": "Looking at what the backend has now.",
    "sending": "Sending the request, once.",
    "looking after": "There is no clear answer: looking for a minute whether the request was carried out.",
    "accepted": "The request was accepted.",
    "job runs": "The job runs.",
    "looking at the result": "The job is completed. Looking at what the backend has now.",
}
_STAGES: Final = (
    ("look", "looked", ("starting", "looking before")),
    ("send", "sent", ("sending",)),
    ("job runs", "job ran", ("accepted", "job runs", "looking after")),
    ("done", "done", ("looking at the result",)),
)
"""What a submit goes through: how each stage is called while it goes on, and after, and its phases."""
_LEAVE: Final = "Leave it running"
_ATTENTION: Final = 0.5
"""Seconds until Enter closes the view: a second one that was meant for the confirmation does not."""
_MARKS: Final = {
    "completed": ("✓ ", "bold $text-success"),
    "accepted": ("✓ ", "bold $text-success"),
    "refused": ("! ", "bold $text-error"),
    "failed": ("! ", "bold $text-error"),
    "unknown": ("? ", "bold $text-warning"),
}


class Progress(Dialog[None]):
    """Shows a submit. Closing it leaves the submit alone; it can be opened again."""

    AUTO_FOCUS = ""  # none: on_mount puts it on the button in a moment

    def __init__(self, submission: Submission) -> None:
        operation = OPERATIONS[submission.draft.operation].command
        super().__init__(f"Submit: {operation}", cancel=_LEAVE)
        self._submission = submission
        self._stages = Static("", id="phases")
        self._status = Static("", id="status")
        self._copy = Button("Copy job ID", id="copy")

    def questions(self) -> ComposeResult:
        """Lay out the stages and what is to be said of them."""
        yield self._stages
        yield self._status

    def buttons(self) -> Sequence[Button]:
        """Return the one that copies, and last the one that closes, which is all that is left to do."""
        return (self._copy, self.cancel)

    def on_mount(self) -> None:
        """Look at the submit several times a second."""
        self.cancel.variant = "primary"
        self.set_timer(_ATTENTION, self.cancel.focus)
        self._look()
        self.set_interval(0.2, self._look)

    def _look(self) -> None:
        submission = self._submission
        _draw(self._stages, stages_content(submission))
        _draw(self._status, outcome_content(submission) if submission.outcome else _running(submission))
        label = "Close" if submission.outcome else _LEAVE
        if str(self.cancel.label) != label:
            self.cancel.label = Content(label)
            self.tell_keys()
        self._copy.display = self._job_id != ""

    @property
    def _job_id(self) -> str:
        submission = self._submission
        if submission.outcome is not None and submission.outcome.job_id:
            return submission.outcome.job_id
        return submission.job.job_id if submission.job else ""

    @on(Button.Pressed, "#copy")
    def copy_job_id(self) -> None:
        """Send the job's ID to the clipboard."""
        self.app.copy_to_clipboard(self._job_id)
        self.notify("The job ID was sent to the clipboard.", markup=False)


def _draw(where: Static, content: Content) -> None:
    """Draw a text where it is another one."""
    if where.content != content:
        where.update(content)


def stages_content(submission: Submission) -> Content:
    """Say in one line how far a submit has come."""
    outcome = submission.outcome
    at = next((at for at, stage in enumerate(_STAGES) if submission.phase in stage[2]), 0)
    parts = []
    for nth, (now, after, phases) in enumerate(_STAGES):
        if nth < at or (outcome is not None and outcome.status == "completed"):
            parts.append(Content.assemble(("✓ ", "bold $text-success"), after))
        elif nth > at:
            parts.append(Content.assemble(f"○ {now}").stylize(MUTED))
        elif outcome is not None:
            parts.append(Content.assemble(_MARKS[outcome.status], now))
        else:
            begun = min(
                (submission.phases[phase] for phase in phases if phase in submission.phases), default=0.0
            )
            parts.append(
                Content.assemble(("● ", "bold $text-primary"), f"{now} {submission.seconds - begun:.0f} s")
            )
    return Content("   ").join(parts)


def _running(submission: Submission) -> Content:
    lines = [Content(_PHASES.get(submission.phase, submission.phase))]
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
    if outcome.status == "completed" and submission.backend.connection.practice:
        parts.append(Content("This was practice: nothing has changed at AWS."))
    elif outcome.status == "completed":
        todo = left_to_do(submission.draft, submission.backend.region)
        parts.append(
            Content("\n").join(
                [Content.styled("Left to do:", "bold"), *(literal(f"• {step}") for step in todo)]
            )
        )
    kept = "What you change from here on is an update of it." if submission.state else "Your draft is kept."
    parts.append(Content.styled(f"It took {submission.seconds:.0f} s. {kept}", MUTED))
    return Content("\n\n").join(parts)
