"""The start: where the user left off, new, from a preset, from a file, or from a backend."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from authwizard.files.autosave import Autosaved, list_autosaves, open_autosaves
from authwizard.files.kept import backend_of, when
from authwizard.files.presets import PresetInfo, delete_preset, in_natural_order, list_presets
from authwizard.files.source import load
from authwizard.files.unreadable import UnreadableError, defect
from authwizard.request.draft import Draft
from authwizard.session import Session
from authwizard.session.keeper import DraftKeeper, lost_note, resumed, throw_away, troubles

from . import commands
from .cloud import Cloud
from .console import Console
from .menu import BackError, ask_text, asked, confirm

_PROMPT: Final = "Number, or ? and a number to hear what it is"
_ABOUT: Final = (
    "Type the number of what you want to begin with. ? and its number says what it is, - and its number throws away a "
    "draft, an interrupted submit or a preset of your own. Ctrl+D leaves."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the start.

    Attributes:
        label: The line.
        about: What it is, a paragraph each.
        open: Makes what to work on; None where there is nothing, which was said.
        discard: Throws away what it stands for, if that can be.
        asks: What to ask before that; "" where nothing is asked.
    """

    label: str
    about: Sequence[str]
    open: Callable[[], Session | None]
    discard: Callable[[], object] | None = None
    asks: str = ""


class Start:
    """Offers the ways to begin."""

    def __init__(self, console: Console, keeper: DraftKeeper, cloud: Cloud) -> None:
        self._console = console
        self._keeper = keeper
        self._cloud = cloud
        self._lines: Sequence[str] = ()
        """What can be chosen, as it is said."""

    def choose(self) -> Session:
        """Ask until there is something to work on.

        Raises:
            EOFError: The user leaves.
        """
        self._console.say_each(text for text in troubles() if text)
        entries = self._list([])
        while True:
            try:
                said = asked(self._console, _PROMPT, (_ABOUT, *self._lines))
            except BackError:
                self._console.say("This is the first question. Ctrl+D leaves.")
                continue
            text = said.text.lstrip() if said.kind == "answer" else ""
            number = commands.position_of(text.lstrip("?-"), len(entries))
            if number is None:
                self._console.say(f"Type a number from 1 to {len(entries)}. Ctrl+D leaves.")
            elif text.startswith("?"):
                self._console.say_each(entries[number].about)
            elif text.startswith("-"):
                self._discard(entries[number])
                entries = self._list(entries)
            else:
                session = self._opened(entries[number])
                if session is not None:
                    return session
                entries = self._list(entries)

    def _list(self, before: Sequence[Entry]) -> list[Entry]:
        """Return what can be chosen, and say it, unless it is what was said before."""
        groups = [(heading, found) for heading, found in self._groups() if found]
        entries = [entry for _, found in groups for entry in found]
        numbers = itertools.count(1)
        self._lines = [
            line
            for heading, found in groups
            for line in (heading, *(f"{next(numbers)} {entry.label}" for entry in found))
        ]
        if [entry.label for entry in entries] != [entry.label for entry in before]:
            self._console.say_each(self._lines)
        return entries

    def _groups(self) -> Iterator[tuple[str, list[Entry]]]:
        yield "Interrupted:", list(self._interrupted())
        yield "Continue:", [self._kept(saved) for saved in (*list_autosaves(), *open_autosaves())]
        yield (
            "New:",
            [
                Entry(
                    "New sign-in system", ("A create, from nothing.",), lambda: Session(Draft.new("create"))
                ),
                Entry(
                    "Change an existing one",
                    ("An update, from nothing: only the blocks that you answer are sent.",),
                    lambda: Session(Draft.new("update")),
                ),
                Entry(
                    "Pull from a backend, and change it",
                    ("Fetch what a backend has now, change it, and send only the blocks that you touched.",),
                    self._pull,
                ),
                Entry(
                    "Open a file",
                    ("A request in JSON or YAML, a preset, or an Amplify CLI file.",),
                    self._file,
                ),
            ],
        )
        presets = list_presets()
        own = in_natural_order(info for info in presets if not info.shipped)
        yield "Your presets:", [_preset(info) for info in own]
        yield "Presets that ship:", [_preset(info) for info in presets if info.shipped]

    def _interrupted(self) -> Iterator[Entry]:
        from authwizard.aws.attempts import Unfinished, unfinished

        def look(item: Unfinished) -> None:
            self._cloud.look_after(self._console, item)

        for item in unfinished():
            about = (
                item.attempt.sentence,
                "Its number looks what became of it; - and the number forgets it.",
            )
            yield Entry(f"Submit to {item.attempt.target}", about, lambda item=item: look(item), item.discard)  # type: ignore[misc]  # bound early

    def _kept(self, saved: Autosaved) -> Entry:
        kept = when(saved.saved_at, datetime.now().astimezone())
        backend = backend_of(saved)
        about = f"A draft that was kept {kept}, {saved.draft.operation}. It came from: {saved.origin}"
        label = f"Draft{f' for {backend}' if backend else ''}, {kept}: {saved.origin}"
        if saved.is_open:
            why = "It is open in another wizard. Go on there, or close it there first."
            return Entry(f"{label}, open in another wizard", (about, why), lambda: self._console.say(why))
        return Entry(
            label,
            (about, *lost_note(saved), "- and its number throws it away."),
            lambda: resumed(self._keeper, saved),
            lambda: throw_away(saved),
        )

    def _pull(self) -> Session | None:
        pulled = self._cloud.pull(self._console)
        if pulled is None:
            return None
        state, target = pulled
        return Session(state.draft, origin=f"pulled from {target}", notes=state.notes)

    def _file(self) -> Session | None:
        path = ask_text(
            self._console, "Path of the file", about="A request, a preset or an Amplify CLI file."
        )
        return Session.of(load(path if "/" in path else f"./{path}")) if path else None

    def _opened(self, entry: Entry) -> Session | None:
        """Open an entry; None, said why, where that cannot be."""
        try:
            return entry.open()
        except BackError:
            return None
        except OSError as error:
            self._console.say(f"It cannot be opened: {error.strerror or error}.")
        except Exception as error:  # whatever is in one file, the others can be opened
            found = error if isinstance(error, UnreadableError) else defect(error)
            self._console.say(f"{found.message} {found.fix}")
        return None

    def _discard(self, entry: Entry) -> None:
        """Throw away what an entry stands for."""
        if entry.discard is None:
            self._console.say(
                "Only drafts, interrupted submits and your own presets can be thrown away here."
            )
            return
        try:
            if entry.asks and not confirm(self._console, entry.asks, default=False):
                return
        except BackError:
            return
        with suppress(OSError):  # what cannot be removed stays in the list
            entry.discard()


def _preset(info: PresetInfo) -> Entry:
    kind = "ships with authwizard" if info.shipped else "yours"
    told = (
        (info.error,)
        if info.error
        else (info.description, f"It sets: {', '.join(info.sets) or 'nothing yet'}.")
    )
    own = "" if info.shipped else f", {info.name}"
    return Entry(
        f"{info.title}{own}{', which cannot be read' if info.error else ''}",
        (f"{info.title}, {info.operation}, {kind}.", *told),
        lambda: Session.of(load(info.name if info.shipped else str(info.path))),
        None if info.shipped else lambda: delete_preset(info.name),
        f"The preset {info.title} is deleted.",
    )
