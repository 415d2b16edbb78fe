"""The doors of the wizard's screen: what leads to a file, to AWS and to the clipboard."""

from __future__ import annotations

from collections.abc import Coroutine
from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual import on
from textual.widgets import Button

from authwizard.request.edit import Edit
from authwizard.request.steps import REVIEW

from .cloud.link import Link
from .frame import Frame
from .messages import CopyRequested, ExportRequested, SaveRequested, SubmitRequested
from .rows import Row
from .session import DraftKeeper, Session

if TYPE_CHECKING:
    from authwizard.request.draft import Draft

    from .dialogs import PresetRequest
    from .review import Review
    from .ways_out import WaysOut


class Exits(Frame):
    """Opens the ways out, one at a time."""

    def __init__(self, session: Session, keeper: DraftKeeper, link: Link) -> None:
        super().__init__(session, keeper)
        self.link = link

    def apply(self, change: Edit, source: Row | None = None) -> None:
        """Take an edit over and show what it did; `source` is the row whose answer it was."""
        raise NotImplementedError

    def take_pending(self) -> None:
        """Take over what was typed and not confirmed yet."""
        raise NotImplementedError

    async def action_review(self) -> None:
        """Go to the last step."""
        raise NotImplementedError

    @property
    def shown_review(self) -> Review | None:
        """The review, while it is shown."""
        return cast("Review", self._form) if self._step is REVIEW and self._form.is_mounted else None

    async def _go_to_review(self) -> Review | None:
        """Show the review; None where the user has gone elsewhere meanwhile."""
        if self._step is not REVIEW:
            await self.action_review()
        return self.shown_review

    @cached_property
    def _out(self) -> WaysOut:
        from .ways_out import WaysOut

        return WaysOut(self)

    async def action_export(self) -> None:
        """Go to Review with the focus on the path of the export."""
        await self.action_review()
        review = self.shown_review
        if review is not None:
            review.path.focus()

    @on(ExportRequested)
    def start_export(self, event: ExportRequested) -> None:
        """Write the request into a file."""
        event.stop()
        review = self.shown_review
        if review is not None:
            self._work(self._out.export(review), "export")

    def _work(self, work: Coroutine[None, None, None], description: str) -> None:
        """Go one way out; a second try while the first still asks something is not heard."""
        if any(worker.group == "ways-out" and not worker.is_finished for worker in self.workers):
            work.close()
            return
        self.run_worker(work, group="ways-out", description=description)

    @on(SaveRequested)
    def action_save_preset(self) -> None:
        """Ask how to save the draft as a preset."""
        from .dialogs import SavePreset

        session = self.session
        self.take_pending()
        dialog = SavePreset(
            session.draft,
            self._out.preset_name(),
            session.title,
            session.description,
            reformats=session.reformats,
        )
        self.app.push_screen(dialog, self._save_preset)

    def _save_preset(self, request: PresetRequest | None) -> None:
        if request is not None:
            self._work(self._out.save_preset(request), "save preset")

    @on(SubmitRequested)
    async def action_submit(self) -> None:
        """Send the request, or show the submit that runs."""
        review = await self._go_to_review()
        if review is not None:
            self._work(self._out.submit(review), "submit")

    @on(Button.Pressed, "#pick-target")
    def pick_target(self, event: Button.Pressed) -> None:
        """Take app and environment from the account."""
        event.stop()
        self._work(self._out.pick_target(), "pick target")

    @on(CopyRequested)
    async def action_copy_command(self) -> None:
        """Send the command to the clipboard."""
        review = await self._go_to_review()
        if review is None:
            return
        self.app.copy_to_clipboard(review.command)
        self.tell("The command was sent to the clipboard. If it did not arrive, copy it from the screen.")

    def saved(self, held: Draft | None = None) -> None:
        """Note that a file holds the draft, or as much of it as `held`; what it does not hold stays kept."""
        self.session.mark_saved(held)
        if not self.session.is_dirty:
            self.session.autosaved_at = None
            self.keeper.discard()
        self._show()
