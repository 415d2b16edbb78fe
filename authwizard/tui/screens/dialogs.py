"""The questions that interrupt: what all of them look like, confirm, and save as a preset."""

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
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from authwizard.files.preset_request import PresetRequest, check_place, preset_path
from authwizard.files.presets import name_of
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.tree import ABSENT, MemberPath
from authwizard.session import Session, names_of_secrets

from ..content import MUTED, failed
from ..messages import GoOn
from ..signs import enter_key
from ..widgets.key_bar import Hints
from ..widgets.picker import Item, Picker

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None]):
    """A question over the screen: its title in the border, what it asks, its buttons, and a line of its keys.

    On a small terminal it takes all of it. Cancelled, it answers None. What is longer than it can be scrolled with
    PgUp and PgDn wherever the focus is, and the line of keys says so.
    """

    # Read with the first dialog, and absolute, since a subclass may stand in another folder.
    CSS_PATH = str(Path(__file__).with_name("dialogs.tcss"))

    BINDINGS = [
        Binding("escape", "cancel", "Cancel"),
        Binding("pageup,up", "scroll_text(-1)", show=False),
        Binding("pagedown,down", "scroll_text(1)", show=False),
    ]

    def __init__(self, title: str, *, cancel: str = "Cancel") -> None:
        """Make a dialog; `cancel` is what Esc, and a button of its own, do."""
        super().__init__()
        self.body = VerticalScroll(can_focus=False, classes="body")
        """What may be longer than the dialog."""
        self.cancel = Button(Content(cancel), id="cancel")
        self._dialog_title = title
        self._error = Static("", id="error")
        self._keys = Static("", id="dialog-keys")

    def questions(self) -> ComposeResult:
        """Yield what stands in the body."""
        raise NotImplementedError

    def buttons(self) -> Sequence[Button]:
        """Return the buttons, among them `cancel`, and last the one that goes on."""
        raise NotImplementedError

    def bring_up_to_date(self) -> None:
        """Show what the answers so far ask for; called before the focus goes on."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        dialog = Vertical(classes="dialog")
        dialog.border_title = Content(self._dialog_title)  # a str would be markup
        with dialog:
            with self.body:
                yield from self.questions()
            yield self._error
            with Vertical(classes="foot"):
                with Horizontal(classes="buttons"):
                    yield from self.buttons()
                yield self._keys

    def _on_mount(self, event: events.Mount) -> None:
        self._error.display = False
        self.watch(self, "focused", self.tell_keys, init=False)
        for scrolled in ("scroll_y", "virtual_size"):
            self.watch(self.body, scrolled, self._tell_keys_soon, init=False)

    @property
    def is_open(self) -> bool:
        """Whether it is still there: what it asked for may come when it was closed already."""
        return self in self.app.screen_stack

    def tell(self, text: Content) -> None:
        """Say between body and buttons what is wrong, or what came of something; the body makes room for it."""
        self._error.update(text)
        self._error.display = bool(text.plain)
        self.set_class(bool(text.plain), "told")
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    # Its keys

    def enter_hints(self) -> Hints:
        """Return what the keys do where the focus is."""
        focused = self.focused
        if isinstance(focused, Button):
            return ((enter_key(), str(focused.label)),)
        hints: Hints = getattr(focused, "KEY_HINTS", ())
        return hints

    def tell_keys(self) -> None:
        """Say which keys do what now."""
        if not self.is_mounted:
            return
        hints = [*self.enter_hints()]
        if self.body.scroll_offset.y < self.body.max_scroll_y:
            hints.append(("PgDn", "more ↓"))
        elif self.body.scroll_offset.y > 0:
            hints.append(("PgUp", "back ↑"))
        hints.append(("Esc", str(self.cancel.label)))
        parts = [part for key, label in hints for part in ((key, "bold"), (f" {label}   ", MUTED))]
        told = Content.assemble(*parts)
        if self._keys.content != told:
            # Without a layout, which could change what there is to scroll, and so what is told, without end.
            self._keys.update(told, layout=False)

    def _tell_keys_soon(self) -> None:
        self.call_after_refresh(self.tell_keys)  # only then it is known whether there is more of the body

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the height."""
        self.set_class(event.size.height < 22, "short")
        self._tell_keys_soon()

    def action_scroll_text(self, pages: int) -> None:
        """Scroll the body by nearly its height."""
        self.body.scroll_relative(y=pages * max(1, self.body.size.height - 1), animate=False)

    @on(GoOn)
    def go_on_to_next(self, event: GoOn) -> None:
        """Go to what is asked next."""
        event.stop()
        self.bring_up_to_date()
        # In the order of the questions: the focus chain goes by places, which what has come just now has not yet.
        asked = [
            widget
            for widget in self.walk_children(Widget)
            if widget.focusable and all(parent.display for parent in widget.ancestors_with_self)
        ]
        behind = asked[asked.index(event.question) + 1 :] if event.question in asked else []
        self.set_focus(next((widget for widget in behind if widget is not self.cancel), self.cancel))

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class Confirm(Dialog[str]):
    """Asks one question; the answer is the id of a button."""

    BINDINGS = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, text: Content, answers: Sequence[tuple[str, str]]) -> None:
        """Ask; `answers` are ids and labels, and come behind Cancel, which has the focus."""
        super().__init__(title)
        self._text = text
        self._answers = answers

    def questions(self) -> ComposeResult:
        """Say what it is about."""
        yield Static(self._text)

    def buttons(self) -> Sequence[Button]:
        """Return the answers."""
        *others, (last, label) = self._answers
        return [
            self.cancel,
            *(Button(Content(text), id=id) for id, text in others),
            Button(Content(label), id=last, variant="primary"),
        ]

    def enter_hints(self) -> Hints:
        """Return that the arrows choose a button, too."""
        return (*super().enter_hints(), ("← →", "choose"))

    def on_mount(self) -> None:
        """Put the focus where an accidental Enter does no harm."""
        self.cancel.focus()

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Close with the answer."""
        if event.button is not self.cancel:
            self.dismiss(event.button.id)


class SavePreset(Dialog[PresetRequest]):
    """Asks under which name, title and description to save a preset."""

    AUTO_FOCUS = ""  # none: on_mount puts it on the name without scrolling its title away

    def __init__(self, session: Session, name: str) -> None:
        """Ask how to save the session's draft; `name` is proposed."""
        super().__init__("Save as preset")
        self._session = session
        self._preset_name = Input(name, id="name", placeholder="e.g. our-sign-in")
        self._name_error = Static("", id="name-error")
        self._name_error.display = False
        title, description = _still_said(session)
        self._preset_title = Input(title, id="title", placeholder="e.g. Our sign-in")
        self._description = Input(description, id="description", placeholder="what it is for")
        with_target = Item(True, "With the target", "app ID, environment and resource name are saved too")
        self._with_target = Picker([with_target], many=True, id="with-target")
        self._save = Button("Save", id="save", variant="primary")

    def questions(self) -> ComposeResult:
        """Lay out the questions."""
        yield Static("Name (lower-case letters, digits, hyphens), or the path of a .toml file")
        yield self._preset_name
        yield self._name_error
        yield Static("Title", classes="heading")
        yield self._preset_title
        yield Static("Description", classes="heading")
        yield self._description
        yield self._with_target
        yield Static(self._remarks(), id="remarks")

    def buttons(self) -> Sequence[Button]:
        """Return those that cancel and save."""
        return (self.cancel, self._save)

    def enter_hints(self) -> Hints:
        """Return that Enter saves from every field."""
        if isinstance(self.focused, Input):
            return ((enter_key(), "Save"), ("Tab", "next"))
        return super().enter_hints()

    def _remarks(self) -> Content:
        lines = []
        if self._session.lost_secrets:
            names = names_of_secrets(self._session.lost_secrets)
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
        path = preset_path(name)
        error = check_place(name, path)
        if error:
            self._name_error.update(failed(error))
            self._name_error.display = True
            self._preset_name.focus(scroll_visible=False)
            self.body.scroll_home(animate=False)
            return
        title = self._preset_title.value.strip() or (name_of(path) if path else name)
        description = self._description.value.strip()
        with_target = bool(self._with_target.chosen)
        self.dismiss(PresetRequest(name, path, title, description, with_target))


def _still_said(session: Session) -> tuple[str, str]:
    """Return the title and the description that still say what the draft is: none where it has other blocks by now."""
    if _blocks(session.draft) != _blocks(session.opened):
        return "", ""
    return session.title, session.description


def _blocks(draft: Draft) -> frozenset[MemberPath]:
    """Return which blocks a draft has."""
    return frozenset(
        path for path, field in FIELDS.items() if field.kind == "structure" and draft.get(path) is not ABSENT
    )
