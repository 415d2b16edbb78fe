"""Drive the wizard without a terminal, by its keys, its mouse and what its screen shows."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final
from unittest.mock import patch

from textual import events
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.css.query import NoMatches
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea

from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.request.steps import STEPS, Step
from authwizard.request.tree import MemberPath
from authwizard.session import Session
from authwizard.tui.app import WizardApp
from authwizard.tui.rows import Row
from authwizard.tui.screens.wizard import WizardScreen
from authwizard.tui.widgets.picker import Picker
from authwizard.tui.widgets.segments import Segments

_SIGN: Final = re.compile(r"(?:\[.\]|[●○]) +")
"""What stands before the label of a choice."""
_CHARACTERS: Final = {"space": " ", "enter": "\r", "tab": "\t"}
ROOMY: Final = (130, 70)
"""List, form and side pane beside each other, and room for every row of most steps."""
SMALL: Final = (80, 24)
_ROUNDS: Final = 5
"""How often every message that waits is let through: an answer goes from control to row, screen and back."""
_PATIENCE: Final = 60.0
"""Seconds until something that is waited for counts as not coming, on a machine that has other work, too."""


def draft_of(tree: dict[str, Any], operation: Operation = "create") -> Draft:
    """Make a draft of a request; `{"env": NAME}` and `{"file": PATH}` stand for secrets."""
    return Draft.from_tree(operation, tree, references=True)


def step(id: str) -> Step:
    """Return the step of an id."""
    return next(step for step in STEPS if step.id == id)


class Hand:
    """Works an app under test, and reads its screen."""

    def __init__(self, app: WizardApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    # Seeing

    @property
    def wizard(self) -> WizardScreen:
        """The wizard's screen, whether or not a dialog lies over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, WizardScreen))

    @property
    def session(self) -> Session:
        """What the wizard works on."""
        return self.wizard.session

    @property
    def draft(self) -> Draft:
        """The answers so far."""
        return self.session.draft

    def answer(self, path: MemberPath) -> Any:
        """Return the answer to a member; ABSENT where there is none."""
        return self.draft.get(path)

    def lines(self, selector: str = "") -> list[str]:
        """Return the lines of the screen, or of the part of it that a widget covers."""
        strips = self.app.screen._compositor.render_strips()
        lines = [strip.text for strip in strips]
        if selector:
            region = self._find(selector).region
            lines = [strip.crop(region.x, region.right).text for strip in strips[region.y : region.bottom]]
        return [line.rstrip() for line in lines]

    def text(self, selector: str = "") -> str:
        """Return what the screen, or a widget on it, shows."""
        return "\n".join(self.lines(selector))

    def prose(self, selector: str = "") -> str:
        """Return what is shown as running text, wherever lines were broken."""
        return " ".join(self.text(selector).split())

    def row_text(self, path: MemberPath) -> str:
        """Return what the row of a member shows, as running text."""
        region = self.row(path).region
        strips = self.app.screen._compositor.render_strips()[region.y : region.bottom]
        return " ".join(
            " ".join(strip.crop(region.x, region.right).text.lstrip("▌▏ ") for strip in strips).split()
        )

    def toasts(self) -> str:
        """Return every message that was shown and passes."""
        return "\n".join(note.message for note in self.app._notifications)

    def _find(self, selector: str) -> Widget:
        return self.app.screen.query_one(selector, Widget)

    def row(self, path: MemberPath) -> Row:
        """Return the row of a member."""
        return next(row for row in self.wizard.query(Row) if row.path == path)

    def asks(self, path: MemberPath) -> bool:
        """Tell whether the step has a row for a member."""
        return any(row.path == path for row in self.wizard.query(Row))

    def picker(self, path: MemberPath) -> Picker[Any]:
        """Return the list of choices of a member."""
        return self.row(path).query_one(Picker)

    def input(self, path: MemberPath) -> Input:
        """Return the input of a member."""
        return self.row(path).query_one(Input)

    @property
    def focused_path(self) -> MemberPath | None:
        """The member that has the focus."""
        focused = self.app.screen.focused
        row = (
            next((node for node in focused.ancestors_with_self if isinstance(node, Row)), None)
            if focused
            else None
        )
        return row.path if row else None

    @property
    def focused_id(self) -> str | None:
        """The id of the focused widget."""
        return self.app.screen.focused.id if self.app.screen.focused else None

    @property
    def shows_pane(self) -> bool:
        """Whether the side pane is to be seen."""
        return self._find("#side-pane").display

    @property
    def hears_keys(self) -> bool:
        """Whether keys reach the app from where the focus is: from a widget that is gone they do not."""
        focused = self.app.screen.focused
        return focused is None or focused.is_attached

    def listed(self, selector: str) -> list[str]:
        """Return the lines of a list, those out of sight as well, each as running text."""
        options = self.app.screen.query_one(selector, OptionList).options
        return [" ".join(str(option.prompt).split()) for option in options]

    # Doing

    async def enter(self, selector: str, shown: str) -> None:
        """Go down in the list that has the focus to the line that shows a text, and press Enter on it."""
        await self.press("home")
        options = self.app.screen.query_one(selector, OptionList)
        for _ in range(options.option_count):
            if shown in " ".join(str(options.options[options.highlighted or 0].prompt).split()):
                await self.press("enter")
                return
            await self.press("down")
        raise AssertionError(f"nothing lists {shown!r}:\n{self.text()}")

    async def settle(self) -> None:
        """Wait until all that was set going has come to rest: what one message asks for, and what that asks for."""
        for _ in range(_ROUNDS):
            await self.pilot.pause(0)
        # What has crashed comes to no rest any more.
        while self.app.is_settling and not self.app._exit and self.app._exception is None:
            await self.pilot.pause(0)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition, and until what comes with it has come to rest.

        A condition that looks at a widget which is not there yet is not met yet.
        """
        deadline = time.monotonic() + _PATIENCE
        while not _is_met(condition):
            assert time.monotonic() < deadline, self.text()
            await self.pilot.pause(0.01)
        await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys, one when all that the one before asked for has come to rest.

        The pilot's own `press` also waits until the process is idle, some 60 ms for each key.
        """
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else _CHARACTERS.get(key)))
            await self.settle()

    async def paste(self, text: str) -> None:
        """Paste into what has the focus."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def click(self, shown: str, within: str = "") -> None:
        """Click on the first place that shows a text, on the screen or within a widget."""
        region = self._find(within).region if within else self.app.screen.region
        for y, line in enumerate(self.lines(within), region.y):
            if shown in line:
                await self.pilot.click(offset=(region.x + line.index(shown), y))
                await self.settle()
                return
        raise AssertionError(f"nothing shows {shown!r}:\n{self.text()}")

    async def go(self, id: str) -> None:
        """Go to a step."""
        await self.wizard.go(step(id))
        await self.settle()

    async def focus(self, path: MemberPath) -> None:
        """Go to a member."""
        await self.wizard.go_to_path(path)
        await self.settle()
        await self.until(lambda: self.focused_path == path)

    async def fill(self, path: MemberPath, text: str) -> None:
        """Go to a member and put a text in place of what its input holds."""
        await self.focus(path)
        control = self.app.screen.focused
        if isinstance(control, TextArea):
            control.text = text
        else:
            self.input(path).value = text
        await self.settle()

    async def choose(self, path: MemberPath, label: str) -> None:
        """Go to a member and choose the line of a label."""
        await self.focus(path)
        picker = self.picker(path)
        picker.focus()
        labels = [_SIGN.sub("", str(option.prompt)) for option in picker.options]
        picker.highlighted = next(at for at, text in enumerate(labels) if text.startswith(label))
        await self.press("space")

    async def choose_source(self, path: MemberPath, label: str) -> None:
        """Go to a secret, choose where it comes from, and go on to its input."""
        await self.focus(path)
        segments = self.row(path).query_one(Segments)
        segments.focus()
        labels = [item.label for item in segments.items]
        await self.press(str(labels.index(label) + 1), "enter")

    def marked(self, path: MemberPath) -> list[str]:
        """Return the labels of the lines that are marked in the list of a member."""
        prompts = [str(option.prompt) for option in self.picker(path).options]
        marked = [prompt for prompt in prompts if prompt.startswith(("●", "[✓]"))]
        return [re.split("  |\n", _SIGN.sub("", prompt))[0].strip() for prompt in marked]


def _is_met(condition: Callable[[], object]) -> bool:
    try:
        return bool(condition())
    except NoMatches:
        return False


def _draw(
    compositor: Compositor,
    full: bool = False,
    screen_stack: list[Screen[Any]] | None = None,
    simplify: bool = False,  # as Textual's own
) -> None:
    """Have each widget that is out of date draw its lines, as an update does; put no picture together of them.

    A pilot's terminal is seen by nobody, and the picture is a third of all that these tests would do. `Hand.text` makes
    one where it is asked for; the tests in real terminals see those that Textual sends.
    """
    visible_screen_stack.set(screen_stack or [])
    regions = compositor._dirty_regions.copy()
    compositor._dirty_regions.clear()
    whole = compositor.size.region
    if full or regions:
        crop = whole if full or whole in regions else Region.from_union(regions).intersection(whole)
        deque(compositor._get_renders(crop), maxlen=0)


@asynccontextmanager
async def running(app: WizardApp, size: tuple[int, int] = ROOMY) -> AsyncIterator[Hand]:
    """Run an app; whatever one of its handlers raises fails the test."""
    run: App[int] = app
    app.NOTIFICATION_TIMEOUT = 10 * _PATIENCE  # type: ignore[misc]  # what passes stays until a slow machine has looked
    with patch.object(Compositor, "render_update", _draw):
        async with run.run_test(size=size, notifications=True) as pilot:
            app.animation_level = "none"
            hand = Hand(app, pilot)
            await hand.settle()
            yield hand


@asynccontextmanager
async def wizard(start: Draft | Session, at: str = "", size: tuple[int, int] = ROOMY) -> AsyncIterator[Hand]:
    """Run the wizard on a draft or a session, at one of its steps."""
    session = Session(start) if isinstance(start, Draft) else start
    async with running(WizardApp(session), size) as hand:
        if at:
            await hand.go(at)
        yield hand
