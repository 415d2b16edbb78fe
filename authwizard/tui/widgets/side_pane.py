"""The side pane: Preview, JSON, Problems or Help, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from authwizard.request.check import Problem, Report
from authwizard.request.steps import STEPS, TARGET_STEP, Step
from authwizard.request.tree import MemberPath
from authwizard.session import Outlet, Session

from .help_view import HelpView
from .json_view import JsonView
from .preview_view import PreviewView
from .problems_view import ProblemsView

Tab = Literal["json", "preview", "problems", "help"]
_TABS: Final[tuple[Tab, ...]] = ("json", "preview", "problems", "help")
_AROUND: Final = (("ResourceConfig",), ("ResourceConfig", "UserPoolConfigs"))
"""Structures that hold those of other steps: folded, they would leave nothing to see."""
View = JsonView | PreviewView | ProblemsView | HelpView


_LATER: Final[dict[Tab, type[PreviewView | ProblemsView | HelpView]]] = {
    "preview": PreviewView,
    "problems": ProblemsView,
    "help": HelpView,
}
"""The views that are made when their tab is first opened."""


class TabLine(Widget):
    """The names of the tabs on one line."""

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        tab: Tab

    tab: reactive[Tab] = reactive("json")
    can_close: reactive[bool] = reactive(False)
    count: reactive[tuple[int, int]] = reactive((0, 0))

    def _labels(self) -> list[str]:
        errors, warnings = self.count
        marks = "".join([f" !{errors}" if errors else "", f" ▲{warnings}" if warnings else ""])
        labels = [" JSON ", " Preview ", f" Problems{marks} ", " Help "]
        # Every tab is in sight, also where there are very many problems.
        fits = sum(map(len, labels)) + len(labels) <= self.size.width
        return labels if fits else [label.strip() for label in labels]

    def render(self) -> Content:
        """Draw the names, the open one in brackets and reversed."""
        parts: list[tuple[str, str]] = []
        for tab, label in zip(_TABS, self._labels(), strict=True):
            here = tab == self.tab
            parts += [
                (f"[{label.strip()}]" if here else label, "bold reverse" if here else ""),
                (" ", ""),
            ]
        if self.can_close:
            parts.append(("  Esc closes", ""))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        x = 0
        for tab, label in zip(_TABS, self._labels(), strict=True):
            x += len(label) + 1
            if event.x < x:
                self.post_message(self.Chosen(tab))
                return


class SidePane(Vertical):
    """What the draft looks like, what is wrong with it, and what the focused field means.

    A view is made when its tab is first opened.
    """

    tab: reactive[Tab] = reactive("json", init=False)

    def __init__(self, tab: str = "", *, id: str | None = None) -> None:
        """Make a pane that is opened at a tab; at the JSON where there is none of that name."""
        super().__init__(id=id)
        self._first = next((known for known in _TABS if known == tab), _TABS[0])
        self._line = TabLine(id="tab-line")
        self._views: dict[Tab, View] = {"json": JsonView(id="json")}
        self._focus: tuple[MemberPath | None, Step] = (None, TARGET_STEP)
        self._shown: (
            tuple[Report, Widget, tuple[MemberPath | None, Step], tuple[Problem, ...], Outlet] | None
        ) = None
        """What was drawn last, and for which member, so that nothing is drawn twice."""

    def compose(self) -> ComposeResult:
        """Lay out the tab line and the first view."""
        yield self._line
        yield self._views["json"]

    def on_mount(self) -> None:
        """Open the first tab."""
        self.tab = self._first

    @property
    def view(self) -> View:
        """The view that is open."""
        return self._views[self.tab]

    @property
    def entry(self) -> Widget:
        """Where the focus goes when the pane is opened."""
        return self.view.entry if isinstance(self.view, PreviewView) else self.view

    def watch_tab(self, tab: Tab) -> None:
        """Open a tab."""
        self._line.tab = tab
        if tab not in self._views:
            self._views[tab] = _LATER[tab](id=tab)
            self.mount(self._views[tab])
        for name, view in self._views.items():
            view.display = name == tab

    def show(self, session: Session, *, again: bool = False) -> None:
        """Show the session's draft; a view that is out of sight is brought up to date when it is opened.

        Args:
            session: Its draft, and its way out.
            again: Whether what lies beside them has changed, such as what is on the disk.
        """
        report, beyond = session.report, session.out_of_reach
        self._line.count = (report.count("error"), report.count("warning") + len(beyond))
        self._line.can_close = self.screen.has_class("narrow")
        view = self.view
        was = self._shown
        now = (report, view, self._focus, beyond, session.outlet)
        drawn = was is not None and was[0] is report and was[1] is view and was[2:] == now[2:]
        if not self.display or (drawn and not again):
            return
        self._shown = now
        if isinstance(view, JsonView):
            view.show(report.request, self._folded())
        elif isinstance(view, ProblemsView):
            view.show(session.problems, session.told)
        elif isinstance(view, PreviewView):
            view.show(self._focus[1], session)
        else:
            view.show(*self._focus, session)

    def _folded(self) -> frozenset[MemberPath]:
        """The structures of other steps, unless the current one is in them."""
        here = self._focus[1].owns
        return frozenset(
            owned
            for step in STEPS
            for owned in step.owns
            if here and owned not in _AROUND and not any(own[: len(owned)] == owned for own in here)
        )

    def follow(self, path: MemberPath | None, step: Step, session: Session) -> None:
        """Follow the focus to a member."""
        was = self._focus[1]
        self._focus = (path, step)
        if step is not was:
            self._shown = None
            self.show(session)
        view = self._views["json"]
        assert isinstance(view, JsonView)
        view.mark(path)
        if self.display and isinstance(self.view, HelpView):
            self.view.show(path, step, session)

    def reveal(self) -> None:
        """Bring the marked lines of the JSON into view, or put the cursor on the gravest problem."""
        if isinstance(self.view, JsonView):
            self.view.reveal()
        elif isinstance(self.view, ProblemsView):
            self.view.highlight_first()
