"""The row for a secret: typed and masked, or the name of an environment variable or a file, which is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from authwizard.files.resolve import Sight, look
from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.edit import set_secret
from authwizard.request.fields import Field
from authwizard.request.private_key import other_than_key
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed
from authwizard.request.typed import read_path, read_secret, read_variable

from ..content import MUTED, literal
from ..messages import DraftEdit, Edited
from ..widgets.inputs import CompletingInput, LineInput, PathSuggester
from ..widgets.picker import Item
from ..widgets.segments import Segments
from .base import Row

_SOURCES: Final[tuple[Item[type[Secret]], ...]] = (
    Item(EnvRef, "Environment variable", "It is read on export or submit."),
    Item(FileRef, "File", "It is read on export or submit."),
    Item(Typed, "Typed", "It is never saved: gone when you quit."),
)
_PAUSE: Final = 0.15
"""Seconds without a key after which a reference is looked at."""


class SecretInput(CompletingInput, LineInput):
    """The input of a secret, or of what names it; a key is announced, since the field may show what is typed."""

    def __init__(self, *, takes_key: bool) -> None:
        super().__init__()
        self._takes_key = takes_key

    def _on_paste(self, event: events.Paste) -> None:
        # Whatever is not handled here is by LineInput, whose handler Textual calls next.
        if self._takes_key and not other_than_key(event.text):
            event.prevent_default()
            event.stop()
            self.post_message(self.ManyLinesPasted(self, event.text.splitlines()))


class SecretRow(Row):
    """A client secret or a private key."""

    is_typed = True
    value: Secret | None

    def __init__(self, field: Field, draft: Draft) -> None:
        super().__init__(field, draft)
        self._kind: type[Secret] = type(self.value) if self.value else EnvRef
        self._switched = False
        """Whether the source was switched since the row was entered: what is missing there is no mistake yet."""
        self._judged: Sequence[Problem] = ()

    def held(self, draft: Draft) -> Secret | None:
        """Return the secret."""
        return draft.secrets.get(self.path)

    @property
    def edit(self) -> DraftEdit:
        """The edit that gives the row's secret as the answer."""
        return partial(set_secret, path=self.path, secret=self.value)

    @property
    def _folder(self) -> str:
        return self.draft.folder or str(Path.cwd())

    def compose_control(self) -> ComposeResult:
        """Make the choice of where it comes from, the input for it, and what is seen there."""
        self._segments = Segments(_SOURCES, self._kind)
        self._input = SecretInput(takes_key=self.field.kind == "key")
        self._sight = Static("", classes="sight")
        self.show_value()
        yield self._segments
        yield self._input
        yield self._sight

    def show_value(self) -> None:
        """Show where the secret comes from; a typed one never comes back into the input."""
        self._kind = type(self.value) if self.value else self._kind
        self._segments.mark(self._kind)
        self._input.password = self._kind is Typed
        self._input.suggester = PathSuggester(Path(self._folder)) if self._kind is FileRef else None
        self._input.placeholder = self._placeholder()
        with self._input.prevent(Input.Changed):
            self._input.value = (
                self.value.name
                if isinstance(self.value, EnvRef)
                else self.value.path
                if isinstance(self.value, FileRef)
                else ""
            )
        self._look()

    def _placeholder(self) -> str:
        if self._kind is Typed:
            is_set = isinstance(self.value, Typed)
            return "a secret is set; type to replace it" if is_set else "type or paste it; it is never shown"
        example = self.field.stands.variable if self._kind is EnvRef else self.field.stands.file
        what = "name of the variable" if self._kind is EnvRef else "path of the file"
        return f"e.g. {example}" if example else what

    @on(Segments.Chosen)
    def switch_source(self, event: Segments.Chosen[type[Secret]]) -> None:
        """Take the secret from elsewhere; what was given for each source is kept while the wizard runs."""
        event.stop()
        self._switch(event.item.value)
        # Not as an answer that is typed: those are taken back as one, and a switch is taken back alone.
        self.post_message(Edited(self.edit))

    def _switch(self, kind: type[Secret]) -> None:
        kept = self.session.sources.setdefault(self.path, {})
        if self.value is None:
            kept.pop(self._kind, None)
        else:
            kept[self._kind] = self.value
        self._kind = kind
        self._switched = True
        self.show_problems(self._judged)
        self.value = kept.get(kind)
        self.show_value()

    def questions(self) -> list[Widget]:
        """Return the choice of the source, then the input."""
        return [self._segments, self._input]

    @on(Input.Changed)
    def take_secret(self, event: Input.Changed) -> None:
        """Answer with what is typed so far."""
        event.stop()
        secret = self._read(event.value)
        if secret != self.value:
            self.answer(secret)
        self._look()

    def _read(self, text: str) -> Secret | None:
        """Return the secret that a text stands for."""
        if self._kind is Typed:
            return Typed(read_secret(self.field, text)) if text else None
        if not text.strip():
            return None
        return EnvRef(read_variable(text)) if self._kind is EnvRef else FileRef(read_path(text), self._folder)

    @on(LineInput.ManyLinesPasted)
    def take_lines(self, event: LineInput.ManyLinesPasted) -> None:
        """Take a key, or a secret that came on several lines, as typed: it names nothing, and must not be seen."""
        event.stop()
        if self._kind is not Typed:
            self._switch(Typed)
            self.value = None  # what was typed before, even if it is the same again, is no answer now
        is_key = self.field.kind == "key"
        self._input.value = (
            read_secret(self.field, "\n".join(event.lines)) if is_key else "".join(event.lines)
        )
        if len(event.lines) > 1:
            self.count(f"{len(event.lines)} lines were pasted and put on one.")

    # What is wrong, and what is seen

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the problems, yet not those of a source to which one has only just switched."""
        self._judged = problems
        super().show_problems(() if self._switched else problems)

    def on_descendant_blur(self) -> None:
        """Show what is wrong once the row is left."""
        focused = self.screen.focused
        if self._switched and focused is not None and self not in focused.ancestors:
            self._switched = False
            super().show_problems(self._judged)

    def on_descendant_focus(self) -> None:
        """Look again: a file may have come meanwhile."""
        self._look()

    def _look(self) -> None:
        """Say what the source is, and of a reference soon what is seen there."""
        if self.value is None or self._kind is Typed:
            self.workers.cancel_group(self, "look")
            self._tell(None)
            return
        self.run_worker(
            self._look_soon(self.draft.with_secret(self.path, self.value)),
            group="look",
            description="look at a secret's reference",
            exclusive=True,
            exit_on_error=False,
        )

    async def _look_soon(self, draft: Draft) -> None:
        await asyncio.sleep(_PAUSE)
        # Off the screen's thread: the file may lie on a disk that answers late.
        self._tell(await asyncio.to_thread(look, draft, self.path))

    def _tell(self, sight: Sight | None) -> None:
        if sight is None:
            hint = self._segments.chosen.explanation
            if self._kind is FileRef:
                hint = f"{hint} A relative path is taken from {self._folder}."
            content = Content.styled(literal(hint, most=300).plain, MUTED)
        elif sight.is_good:
            content = Content.assemble(("● ", "$text-success"), sight.state)
        else:
            told = literal(f"{sight.state}. {sight.fix}", most=300)
            content = Content.assemble(("! ", "bold $text-warning"), told)
        self._sight.update(content)
