"""The wizard's screen, and what leads out of it: to a file, or to AWS.

That itself is in `exporting` and `actions`, which are imported with the first key that needs them: the first screen
does not wait for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Button, Input

from authwizard.request.steps import REVIEW

from .. import keymap
from ..cloud.aws_session import Submission
from ..widgets.format_line import FormatLine
from ..workers import begin, run_alone
from .review import Review
from .send_it import SendIt
from .walk import Walk

if TYPE_CHECKING:
    from authwizard.files.preset_request import PresetRequest


class WizardScreen(Walk):
    """Shows the session's draft step by step, and opens the ways out."""

    BINDINGS = keymap.bindings(keymap.WIZARD)

    async def _go_to_review(self) -> Review | None:
        """Show the review; None where the user has gone elsewhere meanwhile."""
        if self._step is not REVIEW:
            await self.action_review()
        return self.shown_review

    def _work(self, work: Callable[[], Coroutine[None, None, None]], description: str) -> None:
        """Go one way out, and no second one while that still asks something."""
        run_alone(self, work, "ways-out", description)

    def _say(self, content: Content) -> None:
        """Say something on Review; where the user has left it meanwhile, in passing."""
        review = self.shown_review
        if review is not None:
            review.tell(content)
        else:
            self.tell(content.plain)

    def _is_blocked(self, what: str, errors: int) -> bool:
        """Tell whether errors block a way out; if so, say it and go to them."""
        if errors:
            blocks = "1 error blocks" if errors == 1 else f"{errors} errors block"
            self.tell(f"{blocks} the {what}. Enter on one goes to its field.", "error")
            self._close_side()
            self.action_side("problems")
        return errors > 0

    async def action_export(self) -> None:
        """Go to Review with the focus on the path of the export."""
        await self.action_review()
        review = self.shown_review
        if review is not None:
            review.send.path.focus()

    @on(Input.Submitted, "#export-path")
    @on(Button.Pressed, "#export")
    def start_export(self) -> None:
        """Write the request into a file."""
        review = self.shown_review
        if review is not None and not self._is_blocked("export", len(self.session.blocking)):
            self._work(self._export, "export")

    async def _export(self) -> None:
        from ..exporting import export

        exported = await export(self.app, self.session, self._say)
        self._look_at_secrets(again=True)
        if exported is not None:
            review = self.shown_review
            if review is not None:
                review.send.finish()
            self._saved("exported", exported.held)
            self._show_side(again=True)  # what was to be written is there now

    @on(SendIt.Turned)
    def follow_outlet(self, event: SendIt.Turned) -> None:
        """Show beside it what would be written."""
        event.stop()
        review = self.shown_review
        if review is not None:
            review.show_verdict()
        self._show_side()

    @on(FormatLine.ListAsked)
    async def action_choose_format(self) -> None:
        """Let the user choose among all formats."""
        from .choose_format import ChooseFormat

        review = await self._go_to_review()
        if review is not None:
            self.app.push_screen(ChooseFormat(self.session.outlet.format), review.send.choose_format)

    @on(Button.Pressed, "#save-preset")
    def action_save_preset(self) -> None:
        """Ask how to save the draft as a preset."""
        from ..actions import preset_name
        from .dialogs import SavePreset

        self.take_pending()
        self.app.push_screen(SavePreset(self.session, preset_name(self.session)), self._start_save)

    def _start_save(self, request: PresetRequest | None) -> None:
        if request is not None:
            self._work(partial(self._save_preset, request), "save preset")

    async def _save_preset(self, request: PresetRequest) -> None:
        from .. import actions

        held = await actions.save_preset(self.app, self.session, request, self.tell)
        if held is not None:
            self._saved("preset", held)

    @on(Button.Pressed, "#submit")
    async def action_submit(self) -> None:
        """Send the request, or show the submit that runs."""
        review = await self._go_to_review()
        errors = len(self.session.report.errors)
        if review is not None and (self.aws_session.is_submitting or not self._is_blocked("submit", errors)):
            self._work(self._submit, "submit")

    async def _submit(self) -> None:
        from .. import actions

        submission = await actions.submit(self.app, self.aws_session, self.session.draft, self._say)
        self.show_header()
        if submission is not None:
            # Not among the ways out, which are free meanwhile; exclusive, since one that runs may be opened again.
            begin(
                self, partial(self._await_outcome, submission), "submit", "await the outcome", exclusive=True
            )

    async def _await_outcome(self, submission: Submission) -> None:
        """Say what became of a submit, whether its view is open or was left, and go on from there."""
        from .. import actions
        from ..cloud.progress import outcome_content

        await asyncio.to_thread(submission.join)
        self.take_pending()
        if actions.go_on_after(self.session, submission):
            self.session.outlet = replace(self.session.outlet, path=None)
            await self._lay_out_again(anew=True)
            self._autosave()
        self._settle_draft()
        self._say(outcome_content(submission))

    @on(Button.Pressed, "#pick-target")
    def pick_target(self) -> None:
        """Take app and environment from the account."""
        self._work(self._pick_target, "pick target")

    async def _pick_target(self) -> None:
        from .. import actions

        for edit in await actions.pick_target(self.app, self.aws_session, self.session.draft):
            self.apply(edit)

    @on(Button.Pressed, "#copy-command")
    async def action_copy_command(self) -> None:
        """Send the command to the clipboard."""
        review = await self._go_to_review()
        if review is None:
            return
        if not review.send.command:
            self.tell("There is no command for a file without a path, nor for this format.")
            return
        self.app.copy_to_clipboard(review.send.command)
        self.tell("The command was sent to the clipboard. If it did not arrive, copy it from the screen.")
