"""The ways out at the foot of Review: format and path of an export, what is to be known of it, and the other ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from authwizard.files.formats.table import FORMATS, Format, writable
from authwizard.request.previews.made import environment_of
from authwizard.session import Outlet, Session

from ..content import MUTED, failed, literal
from ..keymap import WIZARD, short_key_name
from ..widgets.format_line import FormatLine
from ..widgets.hanging import Hanging
from ..widgets.inputs import PathInput
from ..widgets.key_bar import Hints
from ..widgets.picker import Item, Picker

_PREVIEW_KEY: Final = next(short_key_name(command.keys[0]) for command in WIZARD if command.id == "preview")
_MOST_PATHS: Final = 8
"""Paths that are listed; the preview has them all."""


class ExportPath(PathInput):
    """The path of the file that is written, or of the folder."""

    KEY_HINTS: ClassVar[Hints] = (("⏎", "Export"), ("Tab", "complete"))


class Told(VerticalScroll):
    """What may be longer than there is room; it takes the focus only where it can be scrolled."""

    KEY_HINTS: ClassVar[Hints] = (("↑↓", "scroll"),)

    def allow_focus(self) -> bool:
        """Tell whether there is anything to scroll."""
        return self.max_scroll_y > 0


class SendIt(Vertical):
    """Where the request goes. What its buttons lead to is the screen's matter."""

    @dataclass
    class Turned(Message):
        """Another format, path or kind of names was chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="send")
        outlet = session.outlet
        self._session = session
        self._is_done = False
        """Whether it was just written, so that nothing is said beforehand."""
        self.format_line = FormatLine(writable(), outlet.format, id="format")
        self.path = ExportPath(self._proposed, id="export-path")
        self._label = Static("", id="file-label")
        environment = literal(environment_of(session.draft), most=20).plain
        names = Item(True, f"Names without the environment (no “-{environment}”)")
        self._names = Picker([names], many=True, id="plain-names")
        self._outcome = Hanging(id="outcome")
        self._command = Hanging(id="command")
        self._plan = Hanging(id="plan")
        self._told = Told(id="told")
        self._copy = Button("Copy command", id="copy-command", classes="small")

    def compose(self) -> ComposeResult:
        """Lay out what is chosen, the buttons, and what is to be said."""
        with Horizontal():
            yield Static("Format ", classes="label")
            yield self.format_line
        yield self._names
        with Horizontal():
            yield self._label
            yield self.path
            yield Button("Export", id="export", variant="primary")
        with Horizontal(classes="buttons"):
            yield Button("Submit…", id="submit", classes="small")
            yield Button("Save as preset…", id="save-preset", classes="small")
            yield self._copy
        with self._told:
            yield self._outcome
            yield self._command
            yield self._plan

    def on_mount(self) -> None:
        """Name it."""
        self.border_title = "Send it"
        self._names.mark([True] if self._session.outlet.plain_names else [])

    @property
    def _proposed(self) -> str:
        return self._session.outlet.path_for(self._session.draft.operation)

    @property
    def _format(self) -> Format:
        return self._session.outlet.format

    @property
    def command(self) -> str:
        """The command that sends the exported file; "" where there is none, or where it has no path yet."""
        from authwizard.session.planned import place_of_export

        if not self._proposed or self._format.command is None:
            return ""
        if self._format.puts_names and (self._session.blocking or self._session.planned.refusal):
            return ""  # what has to be given with it is known only of what can be written
        return self._format.command(self._session.outgoing, str(place_of_export(self._session)))

    def question_after(self, widget: Widget | None) -> Widget:
        """Return where Enter leads from one of the controls."""
        return self._names if widget is self.format_line and self._names.display else self.path

    def tell(self, outcome: Content) -> None:
        """Say what came of a way out."""
        self._outcome.show([outcome])
        self._told.scroll_home(animate=False)

    def finish(self) -> None:
        """Say no more what would be written, since it was; what that does not hold stays."""
        self._is_done = True
        self.show_plan()

    # What is to be known beforehand

    def show_plan(self) -> None:
        """Show everything as the outlet is now."""
        format = self._format
        is_folder = format.is_folder
        self.format_line.mark(format)
        self._label.update("Folder " if is_folder else "File   ")
        self.path.placeholder = "path of the folder" if is_folder else "path of the file"
        self._names.display = format.puts_names
        self._copy.display = bool(self.command)
        self._command.show(list(self._how_to_run()))
        self._plan.show(list(self._known()) if self._proposed else [])

    def _how_to_run(self) -> Iterator[Content]:
        """Yield the command that sends the file."""
        command = self.command
        if command:
            yield Content.assemble(("Then ", MUTED), literal(command, most=1000))
        if "$" in command and "--cli-input" in command:
            yield Content(
                "The AWS CLI takes $… in a file's name for a variable: better choose a name without it."
            )

    def _known(self) -> Iterator[Content]:
        """Yield what is to be known beforehand: what would be written, and what that does not hold."""
        from authwizard.session.planned import in_kinds

        if self._session.blocking:
            return
        planned = self._session.planned
        if planned.refusal:
            yield failed(f"Not written: {planned.refusal}")
            return
        if not self._is_done:
            if self._format.is_folder:
                yield from self._places()
            if planned.losses or self._format.is_folder:
                yield Content.styled(f"{_PREVIEW_KEY} shows what is written before it is.", MUTED)
        # What is left to the user stands in the card of what was written.
        losses = [loss for loss in planned.losses if not (self._is_done and loss.kind == "todo")]
        for heading, texts in in_kinds(losses):
            yield Content.styled(heading, "bold")
            yield from (Content("• ") + literal(text, most=600) for text in texts)

    def _places(self) -> Iterator[Content]:
        """Yield which files will be written into a folder, and which of them are there."""
        from authwizard.session.planned import is_there, paths_of, place_of_export

        paths = paths_of(place_of_export(self._session), self._session.planned.files)
        yield Content.styled(f"Writes {len(paths)} file{'s' * (len(paths) != 1)}:", MUTED)
        for path in paths[:_MOST_PATHS]:
            there = Content.styled(" is there already", "$text-warning") if is_there(path) else Content("")
            yield Content("• ") + literal(str(path), most=300) + there
        if len(paths) > _MOST_PATHS:
            yield Content(f"  and {len(paths) - _MOST_PATHS} more")

    # What is chosen

    def choose_format(self, name: str | None) -> None:
        """Write in the format of a name; None leaves it as it is."""
        if name is not None:
            self._take_format(FORMATS[name])
            self.screen.set_focus(self.format_line, scroll_visible=False)

    @on(FormatLine.Chosen)
    def take_format(self, event: FormatLine.Chosen) -> None:
        """Write in another format, and propose a path that fits."""
        event.stop()
        self._take_format(event.format)

    def _take_format(self, format: Format) -> None:
        self._turn(self._session.outlet.with_format(format))
        if self.path.value.strip() != self._proposed:
            self.path.value = self._proposed

    @on(Picker.Picked, "#plain-names")
    def take_names(self, event: Picker.Picked[bool]) -> None:
        """Write names without the environment, or with it."""
        event.stop()
        self._turn(replace(self._session.outlet, plain_names=event.on))

    @on(Input.Changed, "#export-path")
    def take_path(self, event: Input.Changed) -> None:
        """Keep everything in step with the path."""
        event.stop()
        self._turn(self._session.outlet.with_path(event.value.strip(), self._session.draft.operation))

    def _turn(self, outlet: Outlet) -> None:
        """Take another outlet; what came of the one before is no longer true."""
        if outlet == self._session.outlet:
            return
        self._session.outlet = outlet
        self._is_done = False
        self._outcome.show([])
        self.show_plan()
        self._told.scroll_home(animate=False)
        self.post_message(self.Turned())
