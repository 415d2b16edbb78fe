"""The app: it opens the screens, asks before anything is lost, and lets nothing unsafe through."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.binding import Binding
from textual.command import Provider
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from authwizard.files.settings_file import remember, remembered
from authwizard.session import Session, names_of_secrets
from authwizard.session.keeper import KEPT, DraftKeeper

from . import keymap, upstream
from .cloud.aws_session import AwsSession
from .content import SafeLines, literal
from .screens.too_small import NeedsRoom
from .screens.wizard import WizardScreen
from .signs import PlainSigns, can_show_signs
from .themes import THEMES, first_theme
from .toasts import Toasts
from .type_ahead import TypeAhead
from .workers import begin

if TYPE_CHECKING:
    from authwizard.files.removed import Removed

    from .screens.dialogs import Confirm
    from .screens.start_entries import Entry

upstream.install()

_LOOK_AGAIN: Final = 0.2
"""Seconds between two looks whether a submit has ended."""


def _commands() -> type[Provider]:
    from .commands import Commands

    return Commands


class WizardApp(NeedsRoom, TypeAhead, Toasts):
    """The wizard."""

    TITLE = "authwizard"
    CSS_PATH = "screens/wizard.tcss"
    COMMANDS = {_commands}
    BINDINGS = keymap.bindings(keymap.APP)

    def __init__(self, session: Session | None = None) -> None:
        super().__init__()
        self._session = session
        self.keeper = DraftKeeper(self._autosaved)
        self.aws_session = AwsSession()
        self._gate = SafeLines()
        self._signs = () if can_show_signs() else (PlainSigns(),)
        self._crashed = False
        self._quitting: Confirm | None = None
        self._removed: list[tuple[Removed, Entry]] = []
        """What was deleted on the start screen, which comes anew each time one goes back to it."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = first_theme(self.console.color_system, remembered().theme, self.available_themes)

    def get_driver_class(self) -> type[Driver]:
        """Return the terminal that Textual would take, mended."""
        from textual.drivers.linux_driver import LinuxDriver

        from .terminal import Terminal

        kind = super().get_driver_class()
        return Terminal if kind is LinuxDriver else kind

    def get_default_screen(self) -> Screen[None]:
        """Return the wizard at once if there is something to work on: another screen below it would cost time."""
        return (
            super().get_default_screen()
            if self._session is None
            else WizardScreen(self._session, self.keeper, self.aws_session)
        )

    def on_mount(self) -> None:
        """Listen for signals, and show the start screen if there is nothing to work on."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with suppress(ValueError, RuntimeError):  # only the main thread may
                loop.add_signal_handler(number, self._interrupt, number)
        if self._session is None:
            self.push_screen(self._start_screen())

    def on_ready(self) -> None:
        """Turn the garbage collector on again, if start-up turned it off; what is there by now will stay."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _interrupt(self, number: int) -> None:
        """Leave at a signal, with the draft kept and the status that says so (130 for an interrupt)."""
        self._keep_draft()
        self.exit(return_code=128 + number)

    @property
    def farewell(self) -> str:
        """What to say once the terminal is as it was: what was exported."""
        return self._session.exported if self._session is not None else ""

    def leave_unseen(self) -> None:
        """Leave with the draft kept, where no question can be shown."""
        self._leave(self._keep_draft())

    def _keep_draft(self) -> bool:
        """Write the draft, with what was typed last; return whether there is one and it was written."""
        session = self._session
        if session is None:
            return False
        with suppress(Exception):  # the screen may be what has failed
            self._take_pending()
        with suppress(RuntimeError):  # raised where the keeper is closed, since all was written
            if session.is_dirty:
                session.autosave_error = self.keeper.save_now(session)
                return not session.autosave_error
        return False

    def _take_pending(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, WizardScreen):
                screen.take_pending()

    def open_wizard(self, session: Session) -> None:
        """Work on a session."""
        self._session = session
        self.switch_screen(WizardScreen(session, self.keeper, self.aws_session))

    def _start_screen(self) -> Screen[None]:
        from .screens.start import StartScreen

        return StartScreen(self.keeper, self.aws_session, self.open_wizard, self._removed)

    async def action_start_screen(self) -> None:
        """Go back to the start screen, with the draft kept; ask before where something would be lost."""
        if isinstance(self.screen, WizardScreen):
            await self._go_away(self._start_again, "Go back", ends=False)

    def _start_again(self, kept: bool) -> None:
        if kept:
            self.keeper.release()
        else:
            self.keeper.discard()
        self._session = None
        upstream.let_go(self.screen)
        self.switch_screen(self._start_screen())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Put the gate for unsafe characters before the terminal."""
        return [*self._signs, self._gate, *super().get_line_filters()]

    def action_choose_theme(self, name: str) -> None:
        """Change the colours, also for the next time."""
        self.theme = name
        remember(theme=name)

    def action_toggle_keys(self) -> None:
        """Show all keys, or hide them again."""
        if self.screen.query("HelpPanel"):
            self.action_hide_help_panel()
        else:
            self.action_show_help_panel()

    def get_key_display(self, binding: Binding) -> str:
        """Write function keys in Textual's panel of keys as they are written elsewhere."""
        shown = super().get_key_display(binding)
        return shown.upper() if shown[1:].isdigit() else shown

    def _autosaved(self, error: str) -> None:
        """Take note of a write of the draft; called from the thread that writes."""
        if self.is_running:
            self.call_later(self._show_autosave, error)

    def _show_autosave(self, error: str) -> None:
        session = self._session
        if session is None:
            return
        session.autosave_error = error
        if error:
            self.notify(f"The draft could not be kept: {error}.", severity="warning", markup=False)
        else:
            session.autosaved_at = datetime.now().astimezone()
        if isinstance(self.screen, WizardScreen):
            self.screen.show_header()

    async def action_quit(self) -> None:
        """Leave, with the draft kept; it asks only where something would be lost."""
        await self._go_away(self._leave, "Quit", ends=True)

    async def _go_away(self, go: Callable[[bool], None], verb: str, *, ends: bool) -> None:
        """Keep the draft, ask where something would be lost, and go; `go` is told whether the draft was kept."""
        if self._quitting in self.screen_stack:
            return
        await self.let_typed_arrive()
        kept = self._keep_draft()
        losses = self._losses(is_kept=kept)
        answer = verb if not losses else f"{verb}, keep the rest" if kept else f"{verb} without it"
        title, is_running = f"{verb}?", ends and self.aws_session.is_submitting
        if is_running:
            title = f"{verb} while a submit runs?"
            losses.insert(
                0,
                "The request was sent, and its job goes on without you. The next start says what became of it.",
            )
        if not losses:
            go(kept)
            return
        from .screens.dialogs import Confirm

        self._quitting = Confirm(title, literal(" ".join(losses)), [("quit", answer)])
        # A submit may have ended since, and settled the draft.
        self.push_screen(self._quitting, lambda answer: go(self._keep_draft()) if answer else None)
        if is_running:
            begin(self, partial(self._take_away_when_ended, self._quitting), "quit", "await the submit's end")

    async def _take_away_when_ended(self, question: Confirm) -> None:
        """Close the question about a submit that runs as soon as it does not run any more."""
        while self.screen is question:
            if not self.aws_session.is_submitting:
                question.dismiss(None)
                return
            await asyncio.sleep(_LOOK_AGAIN)

    def _losses(self, *, is_kept: bool) -> list[str]:
        """Say what of the draft would be lost."""
        session = self._session
        if session is None or not session.is_dirty:
            return []
        if not is_kept:
            error = session.autosave_error or "it could not be written"
            return [f"The draft cannot be kept: {error}. A preset or an export would hold the answers."]
        if session.lost_secrets:
            names = names_of_secrets(session.lost_secrets)
            return [f"Typed secrets are never kept. When you continue, enter again: {names}."]
        return []

    def _leave(self, kept: bool) -> None:
        """Leave; once the terminal is as it was, say where the draft is."""
        if self._session is not None and not self._session.is_dirty:
            self.keeper.discard()
        self.exit(0, message=KEPT if kept else None)

    def on_unmount(self) -> None:
        """Finish writing the draft."""
        self.aws_session.close()
        self.keeper.close()

    def _handle_exception(self, error: Exception) -> None:
        # What fails while the app leaves already has no consequence: screens are taken away under their handlers.
        if not self._exit and not upstream.is_foreign(error):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the values of local variables, and secrets are among them.
        if self._crashed:
            return  # the first error closes the app already
        self._crashed = True
        kept = "Your draft is kept: start authwizard again to continue." if self._keep_draft() else ""
        self.panic(
            Text(f"authwizard stopped because of an error of its own ({_place(self._exception)}). {kept}")
        )


def _place(error: BaseException | None) -> str:
    """Name an exception's type and the last line of ours before it; nothing of its text, which may hold a secret."""
    kind = type(error.error if isinstance(error, WorkerFailed) else error).__name__
    frames = upstream.frames_of(error)
    for frame, line in [item for item in frames if upstream.is_ours(item[0])][-1:] or frames[-1:]:
        return f"{kind} in {Path(frame.f_code.co_filename).name}, line {line}"
    return kind
