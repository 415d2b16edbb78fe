"""The questions that interrupt: confirm, and save as a preset."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from authwizard.files.destination import typed_path
from authwizard.files.preset_request import PresetRequest, check_place, is_path
from authwizard.request.secrets import Typed
from authwizard.session import Session, names_of_secrets

from ..content import failed
from ..widgets.picker import Item, Picker

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None]):
    """A question over the screen; on a small terminal it takes all of it. Cancelled, it answers None."""

    # Read with the first dialog, and absolute, since a subclass may stand in another folder.
    CSS_PATH = str(Path(__file__).with_name("dialogs.tcss"))

    BINDINGS = [Binding("escape", "cancel", "Cancel")]

    @property
    def is_open(self) -> bool:
        """Whether it is still there: what it asked for may come when it was closed already."""
        return self in self.app.screen_stack

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the height."""
        self.set_class(event.size.height < 20, "short")

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class Confirm(Dialog[str]):
    """Asks one question; the answer is the id of a button."""

    BINDINGS = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, text: Content, answers: Sequence[tuple[str, str]]) -> None:
        """Ask; `answers` are ids and labels, and Cancel comes behind them with the focus on it."""
        super().__init__()
        self._title = title
        self._text = text
        self._answers = answers
        self._cancel = Button("Cancel", id="cancel", variant="primary")

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        with Vertical(classes="dialog"):
            yield Static(Content.styled(self._title, "bold"))
            with VerticalScroll():
                yield Static(self._text)
            with Horizontal(classes="buttons"):
                for id, label in self._answers:
                    yield Button(Content(label), id=id)
                yield self._cancel

    def on_mount(self) -> None:
        """Put the focus where an accidental Enter does no harm."""
        self._cancel.focus()

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Close with the answer."""
        if event.button is not self._cancel:
            self.dismiss(event.button.id)


class SavePreset(Dialog[PresetRequest]):
    """Asks under which name, title and description to save a preset."""

    AUTO_FOCUS = ""  # none: on_mount puts it on the name without scrolling its title away

    def __init__(self, session: Session, name: str) -> None:
        """Ask how to save the session's draft; `name` is proposed."""
        super().__init__()
        self._session = session
        self._preset_name = Input(name, id="name", placeholder="e.g. our-sign-in")
        self._preset_title = Input(session.title, id="title", placeholder="e.g. Our sign-in")
        self._description = Input(session.description, id="description", placeholder="what it is for")
        with_target = Item(True, "With the target", "app ID, environment and resource name are saved too")
        self._with_target = Picker([with_target], many=True, id="with-target")
        self._error = Static("", id="error")
        self._questions = VerticalScroll()

    def compose(self) -> ComposeResult:
        """Lay out the questions."""
        with Vertical(classes="dialog"):
            yield Static(Content.styled("Save as preset", "bold"))
            yield self._error
            with self._questions:
                yield Static("Name (lower-case letters, digits, hyphens), or the path of a .toml file")
                yield self._preset_name
                yield Static("Title", classes="heading")
                yield self._preset_title
                yield Static("Description", classes="heading")
                yield self._description
                yield self._with_target
                yield Static(self._remarks(), id="remarks")
            with Horizontal(classes="buttons"):
                yield Button("Save", id="save", variant="primary")
                yield Button("Cancel", id="cancel")

    def _remarks(self) -> Content:
        secrets = self._session.draft.secrets
        typed = [path for path, secret in secrets.items() if isinstance(secret, Typed)]
        lines = []
        if typed:
            names = names_of_secrets(typed)
            lines.append(f"A preset holds no typed secrets, so these are left out: {names}.")
        if self._session.reformats:
            lines.append(
                "The file that you opened has comments or a layout of its own. Saving under the same name replaces "
                "them; another name keeps the old file."
            )
        return Content("\n".join(lines))

    def on_mount(self) -> None:
        """Start with the name."""
        self._preset_name.focus(scroll_visible=False)

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def save(self) -> None:
        """Close with the answers, if the name can be one."""
        name = self._preset_name.value.strip()
        path = typed_path(name) if is_path(name) else None
        error = check_place(name, path)
        if error:
            self._error.update(failed(error))
            self._preset_name.focus(scroll_visible=False)
            self._questions.scroll_home(animate=False)
            return
        title = self._preset_title.value.strip() or (path.stem if path else name)
        description = self._description.value.strip()
        with_target = bool(self._with_target.chosen)
        self.dismiss(PresetRequest(name, path, title, description, with_target))
