"""The start screen: where the user left off, new, from a file, from a backend, or from a preset."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from authwizard import __version__
from authwizard.aws.attempts import Unfinished, unfinished
from authwizard.aws.reconcile import Found
from authwizard.files.removed import Removed
from authwizard.request.steps import GEN_1_ENDS
from authwizard.request.target import Target
from authwizard.session import Session
from authwizard.session.keeper import DraftKeeper, troubles

from .. import keymap
from ..cloud.aws_session import AwsSession
from ..content import MUTED, failed, literal
from ..widgets.entry_list import EntryList
from ..widgets.filter_line import FilterLine
from ..widgets.key_bar import KeyBar
from ..workers import run_alone
from .start_card import CardView
from .start_entries import NEW, Card, Entry, draft_entries, new_entry, preset_entries

_WIDE = 110
"""From this many columns on the card has a frame, and names are written out."""


class StartScreen(Screen[None]):
    """Offers the ways into the wizard."""

    CSS_PATH = "start.tcss"

    BINDINGS = keymap.bindings(keymap.START)
    HELP = "Choose where to start: Up, Down and Enter, or a click. Esc closes these keys."

    def __init__(
        self,
        keeper: DraftKeeper,
        aws_session: AwsSession,
        go_on: Callable[[Session], None],
        removed: list[tuple[Removed, Entry]],
    ) -> None:
        """Offer them.

        Args:
            keeper: What keeps the draft.
            aws_session: What is known of AWS in this session.
            go_on: Is given what the wizard is to work on.
            removed: What was deleted here in this session, the last one last, with its entry.
        """
        super().__init__()
        self._keeper = keeper
        self._aws_session = aws_session
        self._go_on = go_on
        self._removed = removed
        self._header = Static("", id="header")
        self._list = EntryList(id="entries")
        self._filter = FilterLine(self._list)
        self._card = CardView()
        self._said = Static("", id="error")

    def compose(self) -> ComposeResult:
        """Lay out the entries, and the card of the one under the cursor."""
        yield self._header
        yield Static(Content.styled(GEN_1_ENDS, MUTED), id="gen-1")
        yield self._filter
        with Horizontal(id="start"):
            yield self._list
            yield self._card
        yield self._said
        yield KeyBar((*keymap.START, *keymap.APP))

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self._list.focus()
        self._said.update(literal(" ".join(troubles()), most=600))
        self.watch(self.app, "app_focus", self._come_back, init=False)

    def _come_back(self, has_focus: bool) -> None:
        """Look anew when the user comes back from another window, where a draft may have been opened or left."""
        if has_focus:
            self._look_again()

    def on_screen_resume(self) -> None:
        """Look anew when what lay over it is closed."""
        if self._list.option_count:
            self._look_again()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the width."""
        is_wide = event.size.width >= _WIDE
        self.set_class(is_wide, "wide")
        self._header.update(self._head(event.size.width, is_wide=is_wide))
        self._filter.show("filter presets and drafts" if is_wide else "filter")

    def _head(self, width: int, *, is_wide: bool) -> Content:
        left = " authwizard  guided set-up of AWS Amplify sign-in"
        practice = "practice server · no AWS yet · " if is_wide and self._aws_session.is_practising else ""
        right = f"{practice}v{__version__} "
        pad = " " * max(2, width - len(left) - len(right))
        return Content.assemble((left[:11], "bold"), left[11:], pad, (right, MUTED))

    # What there is to start from

    def _fill(self, at: int | None = None) -> None:
        """Look for it; the line `at` is highlighted."""
        own, shipped = preset_entries()
        new = [*(new_entry(*kind) for kind in NEW), self._pull_entry(), self._file_entry()]
        groups = (
            ("INTERRUPTED", [self._unfinished_entry(found) for found in unfinished()]),
            ("CONTINUE", list(draft_entries(self._keeper))),
            ("NEW", new),
            ("YOUR PRESETS", own),
            ("SHIPPED PRESETS", shipped),
        )
        self._list.show(groups, at=at)
        self._filter.show()

    def _look_again(self) -> bool:
        """Look anew, with the cursor where it was; return whether what was there still is."""
        was = self._list.entry
        at = self._list.highlighted
        with self._list.prevent(OptionList.OptionHighlighted):
            self._fill(at=at)
            is_there = was is None or self._list.highlight_same(was)
        now = self._list.entry
        if was is None or now is None or not is_there or now.refusal != was.refusal:
            self.show_card()
        return is_there

    def _file_entry(self) -> Entry:
        label = "Open a file…"
        about = "A preset, a request in JSON or YAML, or a file of the Amplify CLI. What it is, is found out."
        return Entry(label, lambda: Card(label, about=(about,)), tag="^f", work=self._ask_for_file)

    async def _ask_for_file(self) -> None:
        from .open_file import OpenFile

        session = await self.app.push_screen_wait(OpenFile())
        if session is not None:
            self._go_on(session)

    def _pull_entry(self) -> Entry:
        label = "Pull from a backend, and change it"
        about = "Fetch what a backend has now, change it, and send only the blocks that you touched."
        card = Card(label, "update", about=(about,))
        return Entry(label, lambda: card, tag="AWS", short="Pull from a backend", work=self._pull)

    async def _pull(self) -> None:
        from ..cloud.pull import pull

        pulled = await pull(self.app, self._aws_session, Target("", "", ""))
        if pulled is not None:
            target = Target.of(pulled.draft)
            self._go_on(Session(pulled.draft, origin=f"pulled from {target}", notes=pulled.notes))

    def _unfinished_entry(self, found: Unfinished) -> Entry:
        label = f"Submit to {found.attempt.target}"
        about = (found.attempt.sentence, "Enter looks what became of it, Delete forgets it.")

        def forget() -> None:
            found.discard()

        return Entry(
            label,
            lambda: Card(label, "a submit without an end", about=about),
            work=partial(self._look_after, found, label),
            discard=forget,
            asks="Nobody looks any more what became of it. This cannot be taken back.",
        )

    async def _look_after(self, found: Unfinished, label: str) -> None:
        from ..cloud.submit import look_after

        def show(*told: str) -> None:
            self._card.show(Card(label, about=told))

        def seen(what: Found, seconds: float) -> None:
            self.app.call_later(show, f"Looking… {seconds:.0f} s", what.sentences, "You may go on elsewhere.")

        show("Looking…")
        outcome = await look_after(self._aws_session, found, seen)
        told = outcome.plain if isinstance(outcome, Content) else f"{outcome.message} {outcome.fix}"
        with self._list.prevent(OptionList.OptionHighlighted):  # which would put the entry's card over it
            self._fill()
        show(told)

    # What is done with it

    @on(OptionList.OptionHighlighted)
    def show_card(self) -> None:
        """Say what the highlighted entry is."""
        entry = self._list.entry
        self._card.show(entry.card() if entry else Card(""))
        self.query_one(KeyBar).refresh()

    @on(FilterLine.Filtered)
    def show_nothing(self, event: FilterLine.Filtered) -> None:
        """Where nothing matches, nothing is said of what was highlighted before."""
        event.stop()
        if not event.count:
            self._said.update("")
            self.show_card()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell that there is nothing to discard, so that no key is shown for it."""
        return action != "discard" or (self._list.entry is not None and self._list.entry.may_go)

    @on(OptionList.OptionSelected)
    def choose(self) -> None:
        """Start from the chosen entry."""
        entry = self._list.entry
        if entry is not None and entry.file is not None:
            if not self._look_again():
                self._said.update(
                    "This draft is no longer kept: another wizard has finished it or discarded it."
                )
                return
            entry = self._list.entry
        if entry is None:
            return
        if entry.refusal:
            self._said.update(literal(entry.refusal))
        elif entry.open is not None:
            self._open(entry.open)
        elif entry.work is not None:
            run_alone(self, entry.work, "aws", "ask for what to start from")

    def _open(self, make: Callable[[], Session]) -> None:
        from .open_file import attempt

        found = attempt(make)
        if isinstance(found, str):
            self._said.update(failed(found))
        else:
            self._go_on(found)

    def action_start(self) -> None:
        """Start from the highlighted entry."""
        self._list.action_select()

    def action_open_file(self) -> None:
        """Ask for the path of a file."""
        run_alone(self, self._ask_for_file, "aws", "ask for a file")

    def action_filter(self) -> None:
        """Go to the filter."""
        self._filter.enter()

    def action_scroll_card(self, pages: int) -> None:
        """Read on in the card, or back."""
        self._card.scroll_pages(pages)

    def action_clear(self) -> None:
        """Close what is open, and list everything again."""
        if self.query("HelpPanel"):
            self.app.action_hide_help_panel()
            return
        self._filter.leave()
        self._list.focus()

    def action_discard(self) -> None:
        """Throw away what is highlighted; it asks where that cannot be taken back."""
        self._look_again()
        entry = self._list.entry
        if entry is not None and entry.discard is not None:
            run_alone(self, partial(self._discard, entry), "discard", "delete what is highlighted")

    async def _discard(self, entry: Entry) -> None:
        from .dialogs import Confirm

        if entry.asks:
            question = Confirm("Forget it?", literal(entry.asks), [("yes", "Forget")])
            if await self.app.push_screen_wait(question) != "yes":
                return
        assert entry.discard is not None
        try:
            held = entry.discard()
        except Exception as error:  # what cannot be removed stays in the list
            why = error.strerror if isinstance(error, OSError) else None
            self._said.update(failed(f"It cannot be deleted: {why or error}."))
            return
        if held is not None:
            self._removed.append((held, entry))
            self._said.update(literal(f"{entry.label} is deleted. ^z brings it back.", most=200))
        self._fill(at=self._list.highlighted)

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if not self._removed:
            self._said.update("Nothing was deleted here.")
            return
        held, entry = self._removed.pop()
        label = entry.label
        try:
            held.bring_back()
        except OSError as error:
            self._said.update(failed(f"{label} cannot be brought back: {error.strerror or error}."))
            return
        self._filter.leave()
        self._fill()
        self._list.highlight_same(entry)
        self._list.focus()
        self._said.update(literal(f"{label} is back.", most=200))
