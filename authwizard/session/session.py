"""The session: the one draft that the wizard is about, its report, and what the user has seen of it.

It knows no widget. The screens show it, and send it edits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from authwizard.files.autosave import Marks
from authwizard.files.loaded import Loaded
from authwizard.request.check import Problem, Report, check, merged
from authwizard.request.draft import Draft
from authwizard.request.edit import Edit
from authwizard.request.fields import FIELDS
from authwizard.request.operation import OPERATIONS
from authwizard.request.secrets import Secret, Typed
from authwizard.request.steps import REVIEW, STEPS, Step, step_of
from authwizard.request.target import Target
from authwizard.request.tree import ABSENT, MemberPath, member_path

from .history import History, Past
from .outlet import Outlet
from .sights import Sights

if TYPE_CHECKING:
    from authwizard.files.backend_answer import KnownState
    from authwizard.files.formats.table import Format, Writing

    from .plan import Planned

Mark = Literal["done", "errors", "unseen", "idle"]
Way = Literal["exported", "preset", "submitted"]
"""What was done with a draft, as the line at the top says it."""


NOTHING: Final = "new"
"""The origin of a draft that was begun from nothing."""


class Milestone(NamedTuple):
    """The last way out that was taken, when, and the draft as it was then."""

    way: Way
    at: datetime
    draft: Draft


@dataclass
class Session:
    """What the wizard works on.

    Attributes:
        draft: The answers so far.
        report: What `check` says of them, without what the questions say themselves.
        told: How many notes the questions say themselves.
        origin: Where they came from, for people: a path, a preset's name, or "new".
        title: Title and `description` of the preset that they came from, to save it again.
        preset: The preset's file, where it is not one that ships.
        saved: The draft as it last went into a file, a preset or a backend; what differs from it is unsaved work.
        milestone: The last of these ways that was taken.
        autosaved_at: When the draft was kept last; None where it was not, `autosave_error` where it could not be.
        seen: The steps that were visited.
        left: The members whose field was left once: their problems are shown.
        left_steps: The steps that were left once: all their problems are shown.
        step: The step that is shown, or was where a kept draft was left; None before one was.
        member: The member whose field has the focus there; None where none has it.
        notes: What was done on reading the file, and with what could not be read.
        sources: What was given for the other sources of a secret, by the secret's path, so that one can switch back.
        sights: What was seen of the references to secrets on this machine.
        opened: The draft that `title` and `description` were written for.
        outlet: In which format an export is written, and where.
        exported: What to say of the last export on leaving: where the file is, and the command to run.
        chosen_source: The source of a secret that was chosen last, to stand there while nothing is given.
        history: What the draft was before each edit.
    """

    draft: Draft
    origin: str = NOTHING
    title: str = ""
    description: str = ""
    preset: Path | None = None
    notes: tuple[str, ...] = ()
    loading_problems: tuple[Problem, ...] = ()
    reformats: bool = False
    seen: set[str] = field(default_factory=set)
    left: set[MemberPath] = field(default_factory=set)
    left_steps: set[str] = field(default_factory=set)
    step: Step | None = None
    member: MemberPath | None = None
    sights: Sights = field(default_factory=Sights)
    report: Report = field(init=False)
    told: int = field(init=False)
    saved: Draft = field(init=False)
    milestone: Milestone | None = None
    autosaved_at: datetime | None = None
    autosave_error: str = ""
    sources: dict[MemberPath, dict[type[Secret], Secret]] = field(default_factory=dict, repr=False)
    chosen_source: dict[MemberPath, type[Secret]] = field(default_factory=dict)
    history: History = field(default_factory=History)
    outlet: Outlet = field(default_factory=Outlet)
    exported: str = ""
    opened: Draft = field(init=False)
    _sent: tuple[Draft, Draft] | None = field(default=None, init=False, repr=False)
    """A draft, and what of it is sent."""
    _planned: tuple[Draft, Format, Writing, Planned] | None = field(default=None, init=False, repr=False)
    """What was written how, and what comes of it."""

    def __post_init__(self) -> None:
        self.saved = self.opened = self.draft
        self._judge()
        # What a file brought is shown as it is; what is not answered yet waits until its field is left.
        self.left |= {
            path for path, field in FIELDS.items() if field.kind != "structure" and self.is_given(path)
        }

    def is_given(self, path: MemberPath) -> bool:
        """Whether a member has an answer, be it a secret's reference."""
        return self.draft.get(path) is not ABSENT or path in self.draft.secrets

    @classmethod
    def of(cls, loaded: Loaded) -> Session:
        """Return a session on what was read from a file."""
        preset = loaded.format == "preset" and not loaded.converted
        taken = (
            ()
            if preset
            else (f"It was taken for {OPERATIONS[loaded.draft.operation].command}: {loaded.reason}.",)
        )
        return cls(
            loaded.draft,
            origin=str(loaded.path.name)
            if loaded.path and not loaded.shipped
            else loaded.title or "a preset",
            title=loaded.title,
            description=loaded.description,
            preset=loaded.path if preset and not loaded.shipped else None,
            notes=taken + loaded.notes,
            loading_problems=loaded.problems,
            reformats=loaded.reformats,
        )

    def apply(self, edit: Edit, step: Step | None = None, typed: MemberPath | None = None) -> bool:
        """Take an edit over; return whether it changed anything.

        Args:
            edit: The edit.
            step: The step in which it was made, to come back to when it is taken back.
            typed: The member into whose field it was typed: key after key is taken back as one.
        """
        if edit.draft == self.draft:
            return False
        self.history.note(Past(self.draft, step, typed))
        self._become(edit.draft)
        return True

    def take_back(self) -> Past | None:
        """Make the draft what it was before the last edit; return that, or None where there is none."""
        return self._take_up(self.history.back(self.draft))

    def bring_again(self) -> Past | None:
        """Make the draft what it was before the last edit was taken back; None where none was."""
        return self._take_up(self.history.forth(self.draft))

    def _take_up(self, then: Past | None) -> Past | None:
        if then is not None:
            self._become(then.draft)
        return then

    def _become(self, draft: Draft) -> None:
        self.draft = draft
        self._judge()

    def _judge(self) -> None:
        whole = check(self.outgoing)
        self.report = whole.untold
        self.told = len(whole.problems) - len(self.report.problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What reading the source found, what is wrong with the draft, and which of its secrets are not found here."""
        return merged(self.loading_problems, (*self.report.problems, *self.out_of_reach))

    @property
    def out_of_reach(self) -> tuple[Problem, ...]:
        """Which references to secrets lead nowhere here."""
        return self.sights.problems(self.outgoing)

    def problems_of(self, step: Step) -> list[Problem]:
        """Return what is wrong with the members that a step asks for."""
        found = (*self.report.problems, *self.out_of_reach)
        return [problem for problem in found if step_of(problem.path) is step]

    @property
    def outgoing(self) -> Draft:
        """What an export writes and a submit sends: of a pulled state, only the blocks that were touched."""
        if self.draft.baseline is None:
            return self.draft
        if self._sent is None or self._sent[0] is not self.draft:
            from authwizard.aws.changes import changed_blocks  # what most sessions never need

            self._sent = (self.draft, changed_blocks(self.draft))
        return self._sent[1]

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """The errors that block an export in the format that is chosen; a submit is blocked by all errors."""
        format = self.outlet.format
        # What it is refused for in any case is said in the plan.
        return () if format.lacks_state(self.outgoing) else format.blocking(self.report.problems)

    @property
    def planned(self) -> Planned:
        """What an export of the draft, which nothing blocks, would write now."""
        from .plan import plan  # what is needed on the last step alone

        draft, format = self.outgoing, self.outlet.format
        writing = self.outlet.writing(draft.operation, self.title, self.description)
        known = self._planned
        if known is None or known[0] is not draft or known[1:3] != (format, writing):
            known = self._planned = draft, format, writing, plan(draft, format, writing)
        return known[3]

    @property
    def changes_nothing(self) -> bool:
        """Whether the draft is an update of a known state, and no answer differs from what the backend has."""
        if self.draft.operation != "update" or self.draft.baseline is None:
            return False
        from authwizard.aws.changes import differences

        return not differences(self.outgoing, self.draft.baseline)

    @property
    def marks(self) -> Marks:
        """Where the user is, and what he has seen, to go on there another time."""
        return Marks(
            self.step.id if self.step else "",
            self.member or (),
            frozenset(self.seen),
            frozenset(self.left_steps),
            frozenset(self.left),
        )

    def resume_at(self, marks: Marks) -> None:
        """Be where the user was; steps and members that there are no more are passed over."""
        self.step = next((step for step in STEPS if step.id == marks.step), None)
        self.member = marks.member or None
        known = {step.id for step in STEPS}
        self.seen |= marks.seen & known
        self.left_steps |= marks.left_steps & known
        self.left |= {path for path in marks.left if path in FIELDS}

    @property
    def is_dirty(self) -> bool:
        """Whether there is work that no file holds."""
        return self.draft != self.saved

    @property
    def lost_secrets(self) -> tuple[MemberPath, ...]:
        """The secrets that were typed, and that a kept draft will not have."""
        return tuple(path for path, secret in self.draft.secrets.items() if isinstance(secret, Typed))

    @property
    def whereabouts(self) -> str:
        """Where the draft is, in few words: "exported 21:16", "draft kept 21:16"; empty where nothing is to be kept."""
        if self.milestone is not None and self.milestone.draft == self.draft:
            return f"{self.milestone.way} {self.milestone.at:%H:%M}"
        if not self.is_dirty:
            return ""
        if self.autosave_error:
            return "draft not kept"
        return f"draft kept {self.autosaved_at:%H:%M}" if self.autosaved_at else ""

    def mark_saved(self, way: Way, held: Draft) -> None:
        """Note that a file holds the draft, or as much of it as `held`; what another file holds of it stays held."""
        if held == self.draft or self.is_dirty:
            self.saved = held
        self.milestone = Milestone(way, _now(), self.draft)

    def go_on_from(self, state: KnownState | None, submitted: Draft) -> bool:
        """Go on after a submit that was carried out: from here on, an update of what the backend has now.

        What was answered meanwhile stays, as the first changes of that update. It cannot be taken back to before.

        Args:
            state: What the backend has now; None where it could not be looked at, which leaves the draft as it is.
            submitted: The draft when it was submitted.

        Returns:
            Whether the draft is an update of that state now; it is not where it is about another backend meanwhile.
        """
        if Target.of(self.draft) != Target.of(submitted):
            return False
        if state is None:
            self.saved = submitted
            self.milestone = Milestone("submitted", _now(), submitted)
            return False
        self._become(state.with_edits(submitted, self.draft))
        self.saved = state.draft
        self.milestone = Milestone("submitted", _now(), state.draft)
        self.origin = f"submitted to {Target.of(submitted)}"
        self.history.clear()
        return True

    def is_shown(self, problem: Problem) -> bool:
        """Whether a problem is to be shown: its field was left, or a file brought it."""
        return step_of(problem.path).id in self.left_steps or member_path(problem.path) in self.left

    def mark(self, step: Step) -> Mark:
        """Return what the list of steps says of a step."""
        if step is REVIEW:
            blocked = self.report.errors and step.id in self.seen
            return "errors" if blocked else "done" if step.id in self.seen else "unseen"
        if any(problem.severity == "error" and self.is_shown(problem) for problem in self.problems_of(step)):
            return "errors"
        if step.idle(self.draft) is not None:
            return "idle"
        return "done" if step.id in self.seen else "unseen"

    def counts(self, step: Step) -> tuple[int, int]:
        """Return how many errors and warnings of a step are shown."""
        shown = [problem.severity for problem in self.problems_of(step) if self.is_shown(problem)]
        return shown.count("error"), shown.count("warning")

    def leave_all(self) -> None:
        """From now on show every problem: the user asked for all of them."""
        self.left_steps = {step.id for step in STEPS}


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
