"""The ways out of the wizard: a file for the AWS CLI, and a preset."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.content import Content

from authwizard.files.atomic import write_atomically
from authwizard.files.export import ExportFormat, is_private, render
from authwizard.files.resolve import resolve
from authwizard.request.check import check
from authwizard.request.draft import Draft

from .literal import literal

if TYPE_CHECKING:
    from .dialogs import PresetRequest
    from .review import Review
    from .wizard import WizardScreen

_FORMATS: Final[dict[str, ExportFormat]] = {".yaml": "yaml", ".yml": "yaml"}


def _failed(text: str) -> Content:
    return Content.assemble(("! ", "bold $text-error"), literal(text, most=600))


class WaysOut:
    """Writes what the wizard made, and asks before it takes a place that is not free."""

    def __init__(self, screen: WizardScreen) -> None:
        self._screen = screen
        self.path = f"{screen.session.draft.operation}-backend-auth.json"
        """The path of the last export, or the one that is proposed."""

    async def export(self, review: Review) -> None:
        """Write the request to the path that the review names."""
        session = self._screen.session
        if session.report.errors:
            count = len(session.report.errors)
            text = f"{count} error{'s block' if count > 1 else ' blocks'} the export. Enter on one goes to its field."
            review.tell(_failed(text))
            review.query_one("#all-problems").focus()
            return
        draft, problems = resolve(session.draft)
        problems = problems or check(draft).errors
        if problems:
            review.tell(_failed("Nothing was written."), problems)
            return
        self.path = review.export_path
        place = Path(self.path).expanduser()
        if not self.path or not await self._is_free(place):
            review.tell(_failed("Nothing was written: give the file a path."))
            return
        self._write(draft, place, review)

    def _write(self, draft: Draft, place: Path, review: Review) -> None:
        try:
            text = render(draft, _FORMATS.get(place.suffix.lower(), "json"))
            write_atomically(place, text, private=is_private(draft), overwrite=True)
        except (OSError, ValueError) as error:
            why = (error.strerror if isinstance(error, OSError) else None) or str(error)
            review.tell(_failed(f"{place} could not be written: {why}."))
            return
        private = " It holds secrets, so only you may read it (mode 0600)." if is_private(draft) else ""
        review.tell(
            Content.assemble(("✓ ", "bold $text-success"), literal(f"Written to {place}.{private}", most=600))
        )
        self._screen.saved()

    async def _is_free(self, place: Path) -> bool:
        """Ask before a file is replaced or a folder is made; whether to go on."""
        from .dialogs import Confirm

        ask = self._screen.app.push_screen_wait
        if place.is_dir():
            self._screen.tell(f"{place} is a folder. Name a file in it.", "error")
            return False
        if place.exists():
            text = literal(f"{place} exists already. Replace it?", most=600)
            return await ask(Confirm("Replace the file?", text, [("replace", "Replace")])) == "replace"
        if not place.parent.is_dir():
            text = literal(f"The folder {place.parent} does not exist. Make it?", most=600)
            if await ask(Confirm("Make the folder?", text, [("make", "Make the folder")])) != "make":
                return False
            try:
                os.makedirs(place.parent)  # noqa: PTH103  # Path.mkdir(parents=True) ignores umask in the same way
            except OSError as error:
                self._screen.tell(f"{place.parent} could not be made: {error.strerror}.", "error")
                return False
        return True

    async def save_preset(self, request: PresetRequest) -> None:
        """Save the draft as a preset of the user's own."""
        from .dialogs import Confirm

        try:
            path = self._save(request, overwrite=False)
        except FileExistsError:
            text = literal(f"You have a preset {request.name} already. Replace it?")
            asked = Confirm("Replace the preset?", text, [("replace", "Replace")])
            if await self._screen.app.push_screen_wait(asked) != "replace":
                return
            path = self._save(request, overwrite=True)
        if path is None:
            return
        session = self._screen.session
        session.preset_name, session.title, session.description = (
            request.name,
            request.title,
            request.description,
        )
        session.reformats = False
        self._screen.saved()
        self._screen.tell(f"Saved as preset {request.name}: {path}")

    def _save(self, request: PresetRequest, *, overwrite: bool) -> Path | None:
        from authwizard.files.presets import save_preset

        try:
            return save_preset(
                self._screen.session.draft,
                request.name,
                title=request.title,
                description=request.description,
                with_target=request.with_target,
                overwrite=overwrite,
            )
        except FileExistsError:
            raise
        except (OSError, ValueError) as error:
            why = (error.strerror if isinstance(error, OSError) else None) or str(error)
            self._screen.tell(f"The preset could not be saved: {why}", "error")
            return None
