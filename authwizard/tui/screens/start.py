"""The start screen: new, from a preset, from a file, or where the user left off."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from authwizard.aws.attempts import Unfinished, unfinished
from authwizard.aws.reconcile import Found
from authwizard.files.autosave import Autosaved, list_autosaves
from authwizard.files.presets import PresetInfo, delete_preset, list_presets
from authwizard.files.source import load
from authwizard.files.unreadable import UnreadableError, defect
from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.request.steps import first_unanswered
from authwizard.request.summary import Entry as SummaryEntry
from authwizard.request.summary import sections
from authwizard.request.target import Target
from authwizard.request.wording import place_in_form
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
    about: Content | Callable[[], Content]
    """What it is; made when it is first shown, where that takes reading."""
    open: Callable[[], Session] | None = None
    """Makes what the wizard starts from."""
    work: Callable[[], Coroutine[None, None, None]] | None = None
    """What asks AWS first."""
    discard: Callable[[], object] | None = None
    """Throws away what the entry stands for."""
    tag: str = ""
    """What stands at the right of its line."""


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
        self._filter = Input(placeholder="filter", id="filter", compact=True)
        self._count = Static("", id="count")
        self._list = OptionList(id="entries", markup=False)
        self._about = Static("", id="about")
        self._about_box = VerticalScroll(can_focus=False, id="about-box")
        self._groups: Sequence[tuple[str, Sequence[Entry]]] = ()
        self._path = PathInput(placeholder="path of a JSON, YAML or TOML file", id="path")
        self._error = Static("", id="error")

    def compose(self) -> ComposeResult:
        """Lay out the entries, what they are about, and the path."""
        yield Static(
            Content.assemble((" authwizard ", "bold"), "· guided set-up of AWS Amplify sign-in"), id="header"
        )
        with Horizontal(id="filter-line"):
            yield Static("/ ", id="slash")
            yield self._filter
            yield self._count
        with Horizontal(id="start"):
            yield self._list
            with self._about_box:
                yield self._about
        with Horizontal(id="open"):
            yield Static(Content.styled("Open a file  ", "bold"), id="open-label")
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
        """Look for what there is to start from."""
        presets = [(info, _preset_entry(info)) for info in list_presets()]
        new = [*(_new_entry(*kind) for kind in _NEW), self._pull_entry(), self._file_entry()]
        self._groups = (
            ("INTERRUPTED", [self._unfinished_entry(found) for found in unfinished()]),
            ("CONTINUE", [self._draft_entry(saved) for saved in list_autosaves()]),
            ("NEW", new),
            ("YOUR PRESETS", [entry for info, entry in presets if not info.shipped]),
            ("SHIPPED PRESETS", [entry for info, entry in presets if info.shipped]),
        )
        self._draw()

    def _draw(self) -> None:
        """List what the filter lets through."""
        wanted = self._filter.value.strip().casefold()
        self._entries, options = [], []
        room = max(self._list.size.width, 30) - 4
        for heading, entries in self._groups:
            shown = [entry for entry in entries if wanted in entry.label.plain.casefold()]
            if shown:
                self._entries.append(None)
                options.append(Option(Content.styled(heading, f"bold {MUTED}"), disabled=True))
            for entry in shown:
                self._entries.append(entry)
                options.append(Option(_line(entry, room)))
        self._list.set_options(options)
        count = sum(entry is not None for entry in self._entries)
        self._count.update(Content.styled(f"{count} entr{'y' if count == 1 else 'ies'}", MUTED))
        if count:
            self._list.highlighted = 1

    def on_resize(self) -> None:
        """Put what stands at the right there."""
        self.call_after_refresh(self._draw_for_width)

    def _draw_for_width(self) -> None:
        at = self._list.highlighted
        self._draw()
        self._list.highlighted = at

    @on(Input.Changed, "#filter")
    def filter_entries(self, event: Input.Changed) -> None:
        """List what has the text in its name."""
        event.stop()
        self._draw()

    @on(Input.Submitted, "#filter")
    def leave_filter(self, event: Input.Submitted) -> None:
        """Start from the entry that the filter leaves at the top."""
        event.stop()
        self._list.focus()
        self._list.action_select()

    def action_filter(self) -> None:
        """Go to the filter."""
        self._filter.focus()

    def action_clear(self) -> None:
        """Show everything again, and go back to the list."""
        self._filter.value = ""
        self._path.value = ""
        self._list.focus()

    def _draft_entry(self, saved: Autosaved) -> Entry:
        when = f"{saved.saved_at.astimezone():%d %b %H:%M}"
        about = [
            Content.styled("An unsaved draft", "bold"),
            Content(f"Kept on {when}, {saved.draft.operation}."),
        ]
        about.append(Content.assemble("It came from: ", literal(saved.origin, most=200)))
        about += [Content(note) for note in lost_note(saved)]
        about.append(Content("Delete discards it."))
        label = Content.assemble("Draft: ", literal(saved.origin, most=40))
        return Entry(
            label,
            Content("\n\n").join(about),
            lambda: resumed(self._keeper, saved),
            tag=when,
            discard=lambda: throw_away(saved),
        )

    def _file_entry(self) -> Entry:
        about = "A preset, a request in JSON or YAML, or a file of the Amplify CLI. What it is, is found out."
        return Entry(Content("Open a file…"), Content(about), work=self._ask_for_path, tag="^f")

    async def _ask_for_path(self) -> None:
        self._path.focus()

    def _pull_entry(self) -> Entry:
        about = "Fetch what a backend has now, change it, and send only the blocks that you touched."
        return Entry(
            Content("Pull from a backend, and change it"), Content(about), work=self._pull, tag="AWS"
        )

    async def _pull(self) -> None:
        from ..cloud.pull import pull

        pulled = await pull(self.app, self._aws_session, Target("", "", ""))
        if pulled is not None:
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
        about = entry.about if entry else Content("")
        self._about.update(about if isinstance(about, Content) else about())
        self._about_box.scroll_home(animate=False)

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
    return Entry(Content(label), Content(about), lambda: Session(Draft.new(operation)), tag=operation)


def _line(entry: Entry, room: int) -> Content:
    """Draw an entry's line: its name, and at the right what it is for."""
    name = (
        entry.label
        if len(entry.label) <= room - len(entry.tag) - 2
        else entry.label[: room - len(entry.tag) - 3] + "…"
    )
    return Content.assemble("  ", name, " " * max(2, room - len(name) - len(entry.tag)), (entry.tag, MUTED))


def _preset_entry(info: PresetInfo) -> Entry:
    mark = failed("") if info.error else Content("")
    source = info.name if info.shipped else str(info.path)
    return Entry(
        mark + literal(info.title or info.name, most=60),
        lambda: _card(info, source),
        lambda: Session.of(load(source)),
        tag=info.operation,
        discard=None if info.shipped else lambda: delete_preset(info.name),
    )


def _card(info: PresetInfo, source: str) -> Content:
    """Say what a preset is for, what it sets step by step, and what is still to be given."""
    kind = "shipped" if info.shipped else "yours"
    parts = [
        Content.assemble((literal(info.title, most=100).plain, "bold")),
        Content.assemble((f"{info.operation} · {kind} · {literal(info.name, most=70).plain}", MUTED)),
    ]
    if info.error:
        return Content("\n\n").join([*parts, failed(info.error)])
    parts.append(literal(info.description, most=1000))
    draft = load(source).draft
    told = [
        Content.assemble(
            ("✓ ", "$text-success"), (f"{step.title:<18}", MUTED), literal(_in_short(entries), most=60)
        )
        for step, entries in sections(draft)
    ]
    missing = first_unanswered(draft)
    if missing is not None:
        told.append(
            Content.assemble(("· ", MUTED), (f"{'You still give':<18}", MUTED), place_in_form(missing), " …")
        )
    return Content("\n\n").join([*parts, Content("\n").join(told)])


def _in_short(entries: Sequence[SummaryEntry]) -> str:
    return "; ".join(", ".join(entry.values) for entry in entries[:3]) + (" …" if len(entries) > 3 else "")
