"""The ways out of the wizard: a file for the AWS CLI, and a preset."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from authwizard.files.atomic import write_atomically
from authwizard.files.destination import obstacle_to, write_out
from authwizard.files.formats import Format, Writing, by_suffix
from authwizard.files.ready import ready
from authwizard.files.shipped import refuse_shipped
from authwizard.request.draft import Draft
from authwizard.request.edit import set_value

from .inputs import typed_path
from .literal import literal

if TYPE_CHECKING:
    from authwizard.request.check import Problem

    from .cloud.link import Submission
    from .dialogs import PresetRequest
    from .exits import Exits
    from .review import Review


def _failed(text: str) -> Content:
    return Content.assemble(("! ", "bold $text-error"), literal(text, most=600))


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


class WaysOut:
    """Writes what the wizard made, and asks before it takes a place that is not free."""

    def __init__(self, screen: Exits) -> None:
        self._screen = screen
        self.path = f"{screen.session.draft.operation}-backend-auth.json"
        """The path of the last export, or the one that is proposed."""

    async def export(self, review: Review) -> None:
        """Write the request to the path that the review names."""
        errors = len(self._screen.session.report.errors)
        if errors:
            blocks = "1 error blocks" if errors == 1 else f"{errors} errors block"
            self._screen.tell(f"{blocks} the export. Enter on one goes to its field.", "error")
            review.problems.focus()
            return
        self.path = review.export_path
        place = typed_path(self.path)
        format = by_suffix(place)
        judged = ready(self._screen.session.outgoing, secrets=format.holds_secrets)
        if judged.errors:
            self._say(_failed("Nothing was written."), judged.errors)
            return
        refusal = await self._hindrance(place) if self.path else "Give the file a path."
        if refusal:
            self._say(_failed(f"Nothing was written. {refusal}"))
        else:
            self._write(judged.draft, place, format)

    def _write(self, draft: Draft, place: Path, format: Format) -> None:
        session = self._screen.session
        writing = Writing(
            folder=place.absolute().parent, title=session.title, description=session.description
        )
        private = format.is_private(draft, writing)
        try:
            write_out(place, format.files(draft, writing), private=private, overwrite=True)
        except (OSError, ValueError) as error:
            self._say(_failed(f"{place} could not be written: {_reason(error)}."))
            return
        told = [f"Written to {place}.", *format.losses(draft, writing)]
        if private:
            told.append("It holds secrets, so only you may read it (mode 0600).")
        self._say(Content.assemble(("✓ ", "bold $text-success"), literal(" ".join(told), most=600)))
        self._screen.saved(None if format.holds_secrets else held_by_preset(session.draft, with_target=True))

    def _say(self, content: Content, problems: tuple[Problem, ...] = ()) -> None:
        """Say something on Review; where the user has left it meanwhile, in passing."""
        review = self._screen.shown_review
        if review is not None:
            review.tell(content, problems)
        else:
            self._screen.tell(content.plain)

    async def submit(self, review: Review) -> None:
        """Send the request, after a confirmation, and show what becomes of it."""
        from .cloud import flows

        screen = self._screen
        if screen.session.report.errors and not screen.link.is_submitting:
            screen.tell("Errors block the submit. Enter on one goes to its field.", "error")
            review.problems.focus()
            return
        refusal = await flows.submit(screen.app, screen.link, screen.session.draft, self._say)
        if refusal is not None:
            self._say(refusal)
        elif screen.link.submission is not None:
            screen.run_worker(
                self._tell_end(screen.link.submission), group="submit", description="await the outcome"
            )

    async def _tell_end(self, submission: Submission) -> None:
        """Say what became of a submit, whether its view is open or was left."""
        from .cloud.progress import outcome_content

        await asyncio.to_thread(submission.join)
        self._say(outcome_content(submission))

    async def pick_target(self) -> None:
        """Take app and environment from the account."""
        from authwizard.aws.target import Target

        from .cloud import flows

        screen = self._screen
        chosen = await flows.pick(screen.app, screen.link, Target.of(screen.session.draft))
        if chosen is not None:
            for path, value in (
                (("AppId",), chosen.app_id),
                (("BackendEnvironmentName",), chosen.environment),
            ):
                screen.apply(set_value(screen.session.draft, path, value))

    async def _hindrance(self, place: Path) -> str:
        """Ask before a file is replaced or a folder is made; return why not to go on, or ""."""
        obstacle = obstacle_to(place)
        if obstacle is None:
            return ""
        if obstacle.kind == "refused":
            return obstacle.message
        if obstacle.kind == "exists":
            agreed = await self._ask("Replace the file?", obstacle.message, "Replace")
            return "" if agreed else "The file that is there was kept."
        if not await self._ask("Make the folder?", obstacle.message, "Make the folder"):
            return "The folder does not exist."
        try:
            obstacle.path.mkdir(parents=True)
        except OSError as error:
            return f"{obstacle.path} could not be made: {_reason(error)}."
        return ""

    async def _ask(self, title: str, text: str, yes: str) -> bool:
        from .dialogs import Confirm

        question = Confirm(title, literal(text, most=600), [("yes", yes)])
        return await self._screen.app.push_screen_wait(question) == "yes"

    def preset_name(self) -> str:
        """Return the name to propose for a preset: the one that was opened, or its path where it is elsewhere."""
        from authwizard.files.presets import user_folder

        path = self._screen.session.preset
        if path is None:
            return ""
        return path.stem if path.absolute().parent == user_folder().absolute() else str(path)

    async def save_preset(self, request: PresetRequest) -> None:
        """Save the draft as a preset of the user's own, or where the user says."""
        try:
            try:
                path = self._save(request, overwrite=False)
            except FileExistsError:
                if not await self._ask("Replace the preset?", f"{request.name} exists already.", "Replace"):
                    return
                path = self._save(request, overwrite=True)
        except (OSError, ValueError) as error:
            self._screen.tell(f"The preset could not be saved: {_reason(error)}", "error")
            return
        session = self._screen.session
        session.preset, session.title, session.description = path, request.title, request.description
        session.reformats = False
        self._screen.saved(held_by_preset(session.draft, with_target=request.with_target))
        self._screen.tell(f"Saved as preset {request.name}: {path}")

    def _save(self, request: PresetRequest, *, overwrite: bool) -> Path:
        from authwizard.files.presets import preset_text, save_preset

        draft = self._screen.session.draft
        if request.path is None:
            return save_preset(
                draft,
                request.name,
                title=request.title,
                description=request.description,
                with_target=request.with_target,
                overwrite=overwrite,
            )
        text = preset_text(
            draft,
            title=request.title,
            description=request.description,
            with_target=request.with_target,
            folder=request.path.absolute().parent,
        )
        refuse_shipped(request.path)
        write_atomically(request.path, text, overwrite=overwrite)
        return request.path


def held_by_preset(draft: Draft, *, with_target: bool) -> Draft:
    """Return as much of a draft as a preset of it holds: no typed secrets, and the target only if asked for."""
    from authwizard.files.preset_file import TARGET
    from authwizard.request.paths import drop
    from authwizard.request.secrets import Typed

    for path, secret in draft.secrets.items():
        if isinstance(secret, Typed):
            draft = draft.with_secret(path, None)
    if with_target:
        return draft
    tree = draft.tree
    for name in TARGET:
        tree = drop(tree, (name,))
    return draft.with_tree(tree)
