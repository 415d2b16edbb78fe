"""Keeping the draft: written to the state folder while the user works, and taken up again at a later start."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

from authwizard.files.autosave import Autosave, Autosaved, Marks, damaged_autosaves
from authwizard.files.presets import user_folder_trouble
from authwizard.files.removed import Removed, removed
from authwizard.files.unreadable import UnreadableError
from authwizard.request.draft import Draft
from authwizard.request.secrets import Typed

if TYPE_CHECKING:
    pass


from .members import names_of_secrets
from .session import Session

KEPT: Final = "Draft kept: authwizard continues it."
"""What is said to who leaves work behind that is in no file."""


class DraftKeeper:
    """Writes the draft to the state directory, one write after another, off the screen's thread."""

    def __init__(self, told: Callable[[str], None]) -> None:
        """Keep drafts; `told` is called, from another thread, with an error's text, or "" after a write."""
        self._told = told
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="autosave")

    @cached_property
    def autosave(self) -> Autosave:
        """The file that this wizard writes."""
        return Autosave()

    def save(self, session: Session) -> None:
        """Write a session's draft soon, as it is now; returns at once."""
        draft, origin, marks = session.draft, session.origin, session.marks
        self._writer.submit(lambda: self._told(self._save(draft, origin, marks)))

    def save_now(self, session: Session) -> str:
        """Write a session's draft and return why it could not be written, or ""."""
        return self._writer.submit(self._save, session.draft, session.origin, session.marks).result()

    def _save(self, draft: Draft, origin: str, marks: Marks) -> str:
        try:
            self.autosave.save(draft, origin, marks)
        except OSError as error:
            return error.strerror or "the file could not be written"
        return ""

    def discard(self) -> None:
        """Remove the file, after the writes that are under way."""
        self._writer.submit(self._discard).result()

    def _discard(self) -> None:
        # What cannot be removed was either never written or stays to be offered again.
        with suppress(OSError):
            self.autosave.discard()

    def release(self) -> None:
        """Leave what was written to whoever goes on with it; the next write makes a file of its own."""
        self._writer.submit(self._release).result()

    def _release(self) -> None:
        self.autosave.release()
        self.autosave = Autosave()

    def close(self) -> None:
        """Finish the writes that are under way."""
        self._writer.shutdown(wait=True)


def resumed(keeper: DraftKeeper, saved: Autosaved) -> Session:
    """Go on with a draft that was kept, where it was left.

    Raises:
        UnreadableError: Another process has taken it meanwhile.
    """
    if not keeper.autosave.claim(saved):
        raise UnreadableError(
            "Another wizard has taken this draft meanwhile.", "Go on there, or start anew here."
        )
    session = Session(saved.draft, origin=saved.origin, notes=lost_note(saved))
    session.saved = Draft.new(saved.draft.operation)
    session.autosaved_at = saved.saved_at.astimezone()
    session.chosen_source.update(dict.fromkeys(saved.lost, Typed))
    session.resume_at(saved.marks)
    return session


def lost_note(saved: Autosaved) -> tuple[str, ...]:
    """Say which secrets a kept draft does not have, if any."""
    if not saved.lost:
        return ()
    return (f"Typed secrets are never kept. Enter again: {names_of_secrets(saved.lost)}.",)


def throw_away(saved: Autosaved) -> Removed | None:
    """Remove a draft that was kept; return it, or None where another wizard has taken it over meanwhile.

    Raises:
        OSError: It cannot be removed.
    """
    thrown_away = Autosave()
    if not thrown_away.claim(saved):
        return None
    try:
        return removed(saved.path, thrown_away.discard)
    finally:
        thrown_away.release()


def troubles() -> list[str]:
    """Say what of earlier runs cannot be read, and so is not offered at the start."""
    from authwizard.aws.attempts import damaged_attempts

    found = []
    attempts, drafts = (", ".join(map(str, damaged)) for damaged in (damaged_attempts(), damaged_autosaves()))
    if attempts:
        found.append(f"A submit whose fate is open cannot be read: {attempts}. Pull, and see what is there.")
    if drafts:
        found.append(f"A draft that was kept cannot be read and is left alone: {drafts}.")
    return [*found, user_folder_trouble()]
