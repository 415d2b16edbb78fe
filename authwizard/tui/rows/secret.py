"""The row for a secret: typed and masked, or the name of an environment variable or a file, which is looked at."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from authwizard.files.given import TAKEN_AS_TYPED, WHAT, given, looks_secret, names_variable
from authwizard.files.resolve import Sight, look
from authwizard.request.check import Problem
from authwizard.request.client_file import fill_from_client_file, holds_client_secret
from authwizard.request.draft import Draft
from authwizard.request.edit import Edit, set_secret
from authwizard.request.fields import Field
from authwizard.request.private_key import other_than_key
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed
from authwizard.request.typed import read_path, read_secret, read_variable

from ..content import MUTED, literal
from ..messages import DraftEdit, Edited
from ..widgets.inputs import CompletingInput, LineInput, PathSuggester, VariableSuggester, pasted_lines
from ..widgets.picker import Item
from ..widgets.segments import Segments
from ..workers import begin
from .base import Row

_SOURCES: Final[tuple[Item[type[Secret]], ...]] = (
    Item(EnvRef, "Environment variable", "It is read on export or submit."),
    Item(FileRef, "File", "It is read on export or submit."),
    Item(Typed, "Typed", "It is never saved: gone when you quit."),
)
_NO_NAME: Final = Sight(
    False,
    "no name of a variable",
    "It has letters, digits and underscores. A secret itself belongs under Typed; before a name that looks like one, "
    "put $.",
)
_BEGUN: Final = re.compile(r"(?:\$\{?[A-Za-z0-9_]*)?")
"""What may yet become a name as a shell has it."""
_IS_FILE: Final = "This is the path of a file."
_PAUSE: Final = 0.15
"""Seconds without a key after which a reference is looked at."""


class SecretInput(CompletingInput, LineInput):
    """The input of a secret, or of what names it."""


class SecretRow(Row):
    """A client secret or a private key."""

    is_typed = True
    value: Secret | None

    def __init__(self, field: Field, draft: Draft) -> None:
        super().__init__(field, draft)
        self._kind: type[Secret] = EnvRef
        self._switched = False
        """Whether the source was switched since the row was entered: what is missing there is no mistake yet."""
        self._judged: Sequence[Problem] = ()
        self._seen: Sight | None = None
        """What was seen of the reference last."""

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
        self._kind = self.session.chosen_source.get(self.path, EnvRef)
        self._segments = Segments(_SOURCES, self._kind)
        self._input = SecretInput(take=self._take_paste)
        self._mark, self._sight = Static("", classes="mark"), Static("")
        self.show_value()
        yield self._segments
        yield self._input
        with Horizontal(classes="sight"):
            yield self._mark
            yield self._sight

    def show_value(self) -> None:
        """Show where the secret comes from; a typed one never comes back into the input."""
        self._kind = type(self.value) if self.value else self._kind
        self._segments.mark(self._kind)
        self._input.password = self._kind is Typed
        self._input.suggester = self._suggester()
        self._input.placeholder = self._placeholder()
        with self._input.prevent(Input.Changed):
            self._input.value = (
                self.value.name
                if isinstance(self.value, EnvRef)
                else self.value.path
                if isinstance(self.value, FileRef)
                else ""
            )
        self.count("")
        self._look()

    def _suggester(self) -> Suggester | None:
        if self._kind is FileRef:
            return PathSuggester(Path(self._folder))
        return VariableSuggester() if self._kind is EnvRef else None

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
        self._kind = self.session.chosen_source[self.path] = kind
        self._switched = True
        self.show_problems(self._judged)
        self.value = kept.get(kind)
        self.show_value()

    def questions(self) -> list[Widget]:
        """Return the choice of the source, then the input."""
        return [self._segments, self._input]

    def focus_control(self, part: int | None = None) -> None:
        """Put the focus on the source; where it is settled, on what is to be given for it."""
        is_settled = self.value is not None or self.path in self.session.chosen_source
        self.screen.set_focus(self._input if is_settled else self._segments)

    @on(Segments.Typed)
    def type_on(self, event: Segments.Typed[type[Secret]]) -> None:
        """Begin in the input what was typed beside the choice of the source."""
        event.stop()
        self._input.value = event.character
        self._input.take_up(
            Selection.cursor(1)
        )  # else the focus selects it, and the next key would replace it
        self.screen.set_focus(self._input)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted beside the choice of the source as if it were pasted into the input."""
        event.stop()
        self.screen.set_focus(self._input)
        self._input.post_message(event)

    @on(Input.Changed)
    def take_secret(self, event: Input.Changed) -> None:
        """Answer with what is typed so far."""
        event.stop()
        self.count("")
        secret = self._read(event.value)
        if secret != self.value:
            self.answer(secret)
        self._look()

    def _read(self, text: str) -> Secret | None:
        """Return the secret that a typed text stands for; one that can be no name stays in the input alone."""
        if self._kind is Typed:
            return Typed(read_secret(self.field, text)) if text else None
        if not text.strip():
            return None
        if self._kind is EnvRef:
            return EnvRef(read_variable(text)) if names_variable(text) else None
        return None if holds_client_secret(text) else FileRef(read_path(text), self._folder)

    def _take_paste(self, text: str) -> bool:
        """Take a secret, or what holds one, as typed: it names nothing, and must not be seen."""
        lines = pasted_lines(text)
        if self._fill_in(text):
            return True
        if self.field.kind == "key" and not other_than_key(text):
            self._take(Typed(read_secret(self.field, text)), "A P-256 key was pasted.")
        elif len(lines) > 1:
            secret = read_secret(self.field, "\n".join(lines)) if self.field.kind == "key" else "".join(lines)
            self._take(Typed(secret), f"{len(lines)} lines were pasted and put on one.")
        elif not lines or self._kind is Typed:
            return False
        else:
            return self._take_other(lines[0])
        return True

    def _take_other(self, text: str) -> bool:
        """Take a line that is not for this source; whether it is so."""
        start, end = sorted(self._input.selection)
        whole = self._input.value[:start] + text + self._input.value[end:]
        if type(given(self.field, self._kind, whole, self._folder)) is self._kind:
            return False
        secret = given(self.field, self._kind, text, self._folder)
        if type(secret) is self._kind:  # by itself a name, yet none with what it was pasted to
            secret = Typed(read_secret(self.field, text))
        said = TAKEN_AS_TYPED.format(what=WHAT[self._kind]) if isinstance(secret, Typed) else _IS_FILE
        self._take(secret, said)
        return True

    def _fill_in(self, text: str) -> bool:
        """Take a provider's ID and secret from its file."""
        if fill_from_client_file(self.field, text, self.draft) is None:
            return False
        self.session.chosen_source[self.path] = Typed

        def fill(draft: Draft) -> Edit:
            return fill_from_client_file(self.field, text, draft) or Edit(draft)

        self.post_message(Edited(fill))
        return True

    def _take(self, secret: Secret, said: str) -> None:
        """Answer with a secret from another source, or with a whole one, and say why."""
        if type(secret) is not self._kind:
            self._switch(type(secret))
        self.value = secret
        self.show_value()
        if isinstance(secret, Typed) and isinstance(secret.value, str):
            with self._input.prevent(Input.Changed):
                self._input.value = secret.value
                self._input.cursor_position = len(secret.value)
        self.answer(secret)
        self.count(said)

    # What is wrong, and what is seen

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the problems, yet not those of a source to which one has only just switched."""
        self._judged = problems
        super().show_problems(() if self._switched else problems)

    def on_descendant_blur(self) -> None:
        """Once the row is left, show what is wrong, and no longer what was typed as a name and looks like a secret."""
        focused = self.screen.focused
        if focused is None or self in focused.ancestors:
            return
        text = self._input.value.strip()
        if self._is_no_name and looks_secret(text):
            self._take(Typed(read_secret(self.field, text)), TAKEN_AS_TYPED.format(what=WHAT[EnvRef]))
        if self._switched:
            self._switched = False
            super().show_problems(self._judged)

    def on_descendant_focus(self) -> None:
        """Look again: a file may have come meanwhile."""
        self._look()

    @on(CompletingInput.Suggested)
    def show_completion(self, event: CompletingInput.Suggested) -> None:
        """Say that what stands in grey behind the text is not entered."""
        event.stop()
        self._tell(self._seen)

    def _look(self) -> None:
        """Say what the source is, and of a reference soon what is seen there."""
        if self.value is None or self._kind is Typed:
            self.workers.cancel_group(self, "look")
            self._tell(_NO_NAME if self._is_no_name else None)
            return
        look = partial(self._look_soon, self.draft.with_secret(self.path, self.value))
        begin(self, look, "look", "look at a secret's reference", exclusive=True, exit_on_error=False)

    @property
    def _is_no_name(self) -> bool:
        """Whether what stands in the input can be no name of a variable, nor become one by the next key."""
        text = self._input.value.strip()
        return self._kind is EnvRef and not _BEGUN.fullmatch(text) and not names_variable(text)

    async def _look_soon(self, draft: Draft) -> None:
        await asyncio.sleep(_PAUSE)
        # Off the screen's thread: the file may lie on a disk that answers late.
        self._tell(await asyncio.to_thread(look, draft, self.path))

    def _tell(self, sight: Sight | None) -> None:
        self._seen = sight
        completion = self._input.completion if self.is_mounted else ""
        if completion and (sight is None or not sight.is_good):
            mark, style = "▸", "bold $text-primary"
            told = Content.assemble("Tab or → completes it: ", literal(completion, most=300))
        elif sight is None:
            mark, style = "", ""
            hint = self._segments.chosen.explanation
            if self._kind is FileRef:
                hint = f"{hint} A relative path is taken from {self._folder}."
            told = Content.styled(literal(hint, most=300).plain, MUTED)
        elif sight.is_good:
            mark, style, told = "●", "$text-success", Content(sight.state)
        else:
            mark, style = "!", "bold $text-warning"
            told = literal(f"{sight.state}. {sight.fix}", most=300)
        # The mark has a column of its own, so that the text hangs where it is wrapped.
        self._mark.display = bool(mark)
        self._mark.update(Content.styled(mark, style))
        self._sight.update(told)
