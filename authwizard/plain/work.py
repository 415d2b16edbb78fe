"""What plain mode works on: the session, the console, and where the draft is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from authwizard.request.draft import Draft
from authwizard.request.edit import Edit
from authwizard.session import Session, Way
from authwizard.session.keeper import DraftKeeper

from .cloud import Cloud
from .console import Console


@dataclass
class Work:
    """One draft, and everything that asking for it needs.

    Attributes:
        console: Where to ask.
        session: The draft and its report.
        keeper: Keeps the draft, so that nothing is lost whichever way the program ends.
        cloud: The way to AWS.
        status: The exit status of the last way out that was taken; None where none was.
    """

    console: Console
    session: Session
    keeper: DraftKeeper
    cloud: Cloud
    status: int | None = None
    _trouble: str = field(default="", init=False)

    @property
    def draft(self) -> Draft:
        """The answers so far."""
        return self.session.draft

    def apply(self, edit: Edit) -> bool:
        """Take an edit over, say what else it did, and keep the draft; return whether it changed anything."""
        changed = self.session.apply(edit)
        self.console.say_each(edit.notes)
        if changed and self.session.is_dirty:
            self.keep()
        return changed

    def keep(self) -> bool:
        """Keep the draft; return whether it is kept. Why not is said once."""
        trouble = self.keeper.save_now(self.session)
        if trouble and trouble != self._trouble:
            self.console.say(f"The draft could not be kept: {trouble}.")
        self._trouble = trouble
        return not trouble

    def mark_saved(self, way: Way, held: Draft) -> None:
        """Note that a file has as much of the draft as `held`; what it has not stays kept."""
        self.session.mark_saved(way, held)
        self.settle()

    def settle(self) -> None:
        """Keep nothing of a draft that a file or a backend has."""
        if not self.session.is_dirty:
            self.keeper.discard()
