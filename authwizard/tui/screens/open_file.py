"""The question for the path of a file: it stays until the file can be opened, with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input, Static

from authwizard.files.source import load
from authwizard.files.unreadable import UnreadableError, defect
from authwizard.session import Session

from ..content import failed
from ..signs import enter_key
from ..widgets.inputs import PathInput
from ..widgets.key_bar import Hints
from .dialogs import Dialog


class OpenFile(Dialog[Session]):
    """Asks for a path, and answers with a session on the file."""

    AUTO_FOCUS = "#path"

    def __init__(self) -> None:
        super().__init__("Open a file")
        self._path = PathInput(placeholder="path of a JSON, YAML or TOML file", id="path")
        self._open = Button("Open", id="open-file", variant="primary")

    def questions(self) -> ComposeResult:
        """Ask for the path."""
        yield Static("A preset, a request in JSON or YAML, or a file of the Amplify CLI.")
        yield self._path

    def buttons(self) -> Sequence[Button]:
        """Return those that cancel and open."""
        return (self.cancel, self._open)

    def enter_hints(self) -> Hints:
        """Return that Enter opens, and Tab completes the path."""
        if self.focused is self._path:
            return ((enter_key(), "Open"), ("Tab", "completes"))
        return super().enter_hints()

    @on(Input.Submitted, "#path")
    @on(Button.Pressed, "#open-file")
    def open_file(self, event: Input.Submitted | Button.Pressed) -> None:
        """Close with what the path leads to, if that is a request."""
        event.stop()
        path = self._path.value.strip()
        if not path:
            self._refuse("Type the path of a file.")
            return
        found = attempt(lambda: Session.of(load(path if "/" in path else f"./{path}")))
        if isinstance(found, str):
            self._refuse(found)
        else:
            self.dismiss(found)

    def _refuse(self, why: str) -> None:
        self.tell(failed(why))
        self._path.focus()


def attempt(make: Callable[[], Session]) -> Session | str:
    """Return what the wizard is to start from, or why it cannot: whatever is in one file, others can be opened."""
    try:
        return make()
    except OSError as error:
        return f"It cannot be opened: {error.strerror or error}."
    except Exception as error:
        found = error if isinstance(error, UnreadableError) else defect(error)
        return f"{found.message} {found.fix}"
