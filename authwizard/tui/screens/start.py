"""The start screen: new, from a preset, from a file, or where the user left off."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from authwizard.aws.attempts import Unfinished, unfinished
from authwizard.aws.reconcile import Found
from authwizard.files.autosave import Autosaved, list_autosaves
from authwizard.files.presets import PresetInfo, list_presets
from authwizard.files.source import load
from authwizard.files.unreadable import UnreadableError, defect
from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.request.target import Target
from authwizard.session import DraftKeeper, Session, lost_note, resumed, throw_away, troubles

from .. import keymap
from ..cloud.aws_session import AwsSession
from ..content import MUTED, failed, literal
from ..widgets.inputs import PathInput
from ..widgets.key_bar import KeyBar
from ..workers import run_alone

_NEW: Final[tuple[tuple[Operation, str, str], ...]] = (
    ("create", "New sign-in system", "Build a CreateBackendAuth request, step by step, from nothing."),
    (
        "update",
        "Change an existing one",
        "Build an UpdateBackendAuth request: only the blocks that you touch are sent.",
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the start screen."""

    label: Content
    about: Content
    open: Callable[[], Session] | None = None
    """Makes what the wizard starts from."""
    work: Callable[[], Coroutine[None, None, None]] | None = None
    """What asks AWS first."""
    discard: Callable[[], None] | None = None
    """Throws away what the entry stands for."""


class StartScreen(Screen[None]):
    """Offers the ways into the wizard."""

    CSS_PATH = "start.tcss"

    BINDINGS = keymap.bindings(keymap.START)
    HELP = "Choose where to start: Up, Down and Enter, or a click."

    def __init__(
        self, keeper: DraftKeeper, aws_session: AwsSession, go_on: Callable[[Session], None]
    ) -> None:
        """Offer them; `go_on` is given what the wizard is to work on."""
        super().__init__()
        self._keeper = keeper
        self._aws_session = aws_session
        self._go_on = go_on
        self._entries: list[Entry | None] = []
        self._list = OptionList(id="entries", markup=False)
        self._about = Static("", id="about")
        self._path = PathInput(placeholder="path of a JSON, YAML or TOML file", id="path")
        self._error = Static("", id="error")

    def compose(self) -> ComposeResult:
        """Lay out the entries, what they are about, and the path."""
        yield Static(
            Content.assemble((" authwizard ", "bold"), "· guided set-up of AWS Amplify sign-in"), id="header"
        )
        with Horizontal(id="start"):
            yield self._list
            with VerticalScroll(can_focus=False, id="about-box"):
                yield self._about
        with Vertical(id="open"):
            yield Static(Content.assemble(("Open a file  ", "bold"), ("Tab completes, Enter opens", MUTED)))
            with Horizontal(classes="buttons"):
                yield self._path
                yield Button("Open", id="open-file", classes="small")
            yield self._error
        yield KeyBar((*keymap.START, *keymap.APP))

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self._list.focus()
        self._error.update(literal(" ".join(troubles()), most=600))

    def _fill(self) -> None:
        self._entries, options = [], []
        for heading, entries in (
            ("Interrupted", [self._unfinished_entry(found) for found in unfinished()]),
            ("Continue", [self._draft_entry(saved) for saved in list_autosaves()]),
            ("New", [*(_new_entry(*new) for new in _NEW), self._pull_entry()]),
            ("From a preset", [_preset_entry(info) for info in list_presets()]),
        ):
            if entries:
                self._entries.append(None)
                options.append(Option(Content.styled(heading, "bold $text-primary"), disabled=True))
            for entry in entries:
                self._entries.append(entry)
                options.append(Option(Content.assemble("  ", entry.label)))
        self._list.set_options(options)
        self._list.highlighted = 1

    def _draft_entry(self, saved: Autosaved) -> Entry:
        when = f"{saved.saved_at.astimezone():%d %b %H:%M}"
        about = [
            Content.styled("An unsaved draft", "bold"),
            Content(f"Kept on {when}, {saved.draft.operation}."),
        ]
        about.append(Content.assemble("It came from: ", literal(saved.origin, most=200)))
        about += [Content(note) for note in lost_note(saved)]
        about.append(Content("Delete discards it."))
        label = Content.assemble(f"Draft of {when}: ", literal(saved.origin, most=40))
        return Entry(
            label,
            Content("\n\n").join(about),
            lambda: resumed(self._keeper, saved),
            discard=lambda: throw_away(saved),
        )

    def _pull_entry(self) -> Entry:
        about = "Fetch what a backend has now, change it, and send only the blocks that you touched."
        return Entry(Content("Pull from a backend, and change it"), Content(about), work=self._pull)

    async def _pull(self) -> None:
        from ..cloud.pull import pull

        pulled = await pull(self.app, self._aws_session, Target("", "", ""), self._error.update)
        if isinstance(pulled, Content):
            self._error.update(pulled)
        elif pulled is not None:
            target = Target.of(pulled.draft)
            session = Session(pulled.draft, origin=f"pulled from {target}", notes=pulled.notes)
            self._go_on(session)

    def _unfinished_entry(self, found: Unfinished) -> Entry:
        label = literal(f"Submit to {found.attempt.target}", most=60)
        about = literal(
            f"{found.attempt.sentence}\n\nEnter looks what became of it, Delete forgets it.", lines=True
        )
        return Entry(label, about, work=lambda: self._look_after(found), discard=found.discard)

    async def _look_after(self, found: Unfinished) -> None:
        from ..cloud.submit import look_after

        def seen(what: Found, seconds: float) -> None:
            text = f"Looking… {seconds:.0f} s\n\n{what.sentences}\n\nYou may go on elsewhere."
            self.app.call_later(self._about.update, literal(text, lines=True))

        self._about.update("Looking…")
        outcome = await look_after(self._aws_session, found, seen)
        told = (
            outcome
            if isinstance(outcome, Content)
            else literal(f"{outcome.message} {outcome.fix}", lines=True)
        )
        with self._list.prevent(OptionList.OptionHighlighted):  # which would put the entry's text over it
            self._fill()
        self._about.update(told)

    @on(OptionList.OptionHighlighted)
    def show_about(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the highlighted entry is."""
        entry = self._entries[event.option_index]
        self._about.update(entry.about if entry else Content(""))

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Start from the chosen entry."""
        entry = self._entries[event.option_index]
        if entry is not None and entry.open is not None:
            self._open(entry.open)
        elif entry is not None and entry.work is not None:
            run_alone(self, entry.work, "aws", "ask AWS")

    @on(Input.Submitted, "#path")
    @on(Button.Pressed, "#open-file")
    def open_file(self) -> None:
        """Start from the file whose path was given."""
        path = self._path.value.strip()
        if path:
            self._open(lambda: Session.of(load(path if "/" in path else f"./{path}")))
        else:
            self._path.focus()

    def _open(self, make: Callable[[], Session]) -> None:
        try:
            session = make()
        except OSError as error:
            self._refuse(f"It cannot be opened: {error.strerror or error}.")
        except Exception as error:  # whatever is in one file, the others can be opened
            found = error if isinstance(error, UnreadableError) else defect(error)
            self._refuse(f"{found.message} {found.fix}")
        else:
            self._go_on(session)

    def _refuse(self, why: str) -> None:
        self._error.update(failed(why))

    def action_start(self) -> None:
        """Start from the highlighted entry."""
        self._list.action_select()

    def action_focus_path(self) -> None:
        """Go to the path of a file."""
        self._path.focus()

    def action_discard(self) -> None:
        """Throw the highlighted draft away."""
        entry = self._entries[self._list.highlighted or 0]
        if self._list.has_focus and entry is not None and entry.discard is not None:
            with suppress(OSError):  # what cannot be removed stays in the list
                entry.discard()
            self._fill()


def _new_entry(operation: Operation, label: str, about: str) -> Entry:
    return Entry(Content(label), Content(about), lambda: Session(Draft.new(operation)))


def _preset_entry(info: PresetInfo) -> Entry:
    kind = "ships with authwizard" if info.shipped else "yours"
    parts = [Content.styled("", "bold") + literal(info.title, most=100)]
    if info.error:
        parts.append(failed(info.error))
    else:
        parts.append(literal(info.description, most=1000))
        parts.append(Content(f"Sets: {', '.join(info.sets) or 'nothing yet'}."))
    parts.append(Content.assemble((f"{info.operation} · {kind} · ", MUTED), literal(info.name, most=70)))
    mark = failed("") if info.error else Content("")
    return Entry(
        mark + literal(info.title if info.shipped else f"{info.title} (yours: {info.name})", most=60),
        Content("\n\n").join(parts),
        lambda: Session.of(load(info.name if info.shipped else str(info.path))),
    )
