"""The list of problems, by gravity: Enter goes to the field of one; notes are folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from authwizard.request.check import Problem
from authwizard.request.rules.catalogue import Severity
from authwizard.request.steps import step_of

from ..content import MUTED, literal
from ..messages import GoTo
from ..rows.problem_text import severity_mark
from .filter_line import Filterable, FilterLine
from .key_bar import Hints

_HEADINGS: Final[dict[Severity, str]] = {"error": "ERRORS", "warning": "WARNINGS", "note": "NOTES"}
_FOLD: Final = "fold"
_HANG: Final = 2
"""Columns of a mark, under which no line of the text stands."""


class ProblemsView(Filterable):
    """All problems, errors first, each with its mark, step, message and fix."""

    KEY_HINTS: ClassVar[Hints] = (("⏎", "go there"), ("/", "filter"), ("Esc", "form"))
    BINDINGS = [
        Binding("space", "select", "Go", show=False),
        Binding("slash", "filter", "Filter", show=False),
        Binding("escape", "unfilter", "Close", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._problems: tuple[Problem, ...] = ()
        self._listed: dict[str, Problem] = {}
        """What is listed, by the id of its line."""
        self._filter: FilterLine | None = None
        """The line that filters the list, while it is open."""
        self._wanted = ""
        self._folded = True
        """Whether of the notes only their number is told."""
        self._told = 0
        self._room = 0
        """Columns of a line; 0 while that is not known."""

    def show(self, problems: Sequence[Problem], told: int = 0) -> None:
        """List the problems; nothing is drawn again where nothing changed.

        Args:
            problems: The problems.
            told: How many notes there are besides, which stand at the choices themselves.
        """
        listed = tuple(problems)
        if (listed, told) == (self._problems, self._told) and self.option_count:
            return
        self._problems, self._told = listed, told
        self._draw()

    def on_resize(self) -> None:
        """Break the lines for the width."""
        # As if it scrolled, which it may come to without another size; and an option's padding.
        room = self.size.width - self.scrollbar_size_vertical - 2
        if room != self._room:
            self._room = room
            self._draw()

    def highlight_first(self) -> None:
        """Put the cursor on the gravest problem."""
        self.action_first()

    def filter_by(self, text: str) -> int:
        """List only the problems of whose line a text is a part, the notes as well."""
        if text.casefold() != self._wanted:
            self._wanted = text.casefold()
            self._draw()
            self.highlight_first()
        return len([problem for problem in self._problems if self._is_wanted(problem)])

    def _is_wanted(self, problem: Problem) -> bool:
        return not self._wanted or self._wanted in _line(problem).plain.casefold()

    async def action_filter(self) -> None:
        """Open the line that filters the list."""
        if self._filter is None and isinstance(self.parent, Widget):
            self._filter = FilterLine(self, "filter the problems", stays=False)
            await self.parent.mount(self._filter, before=self)
            self._filter.show()
        if self._filter is not None:
            self._filter.enter()

    def action_unfilter(self) -> None:
        """List everything again."""
        if self._filter is not None:
            self._filter.leave()

    def filter_left(self) -> None:
        """Note that the line is gone."""
        self._filter = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Esc to the screen where no filter is open."""
        return action != "unfilter" or self._filter is not None

    def on_hide(self) -> None:
        """Close the filter with the list."""
        self.action_unfilter()

    def _draw(self) -> None:
        at = self.highlighted
        self._listed = {}
        lines: list[Option] = []
        for severity, heading in _HEADINGS.items():
            own = [
                problem
                for problem in self._problems
                if problem.severity == severity and self._is_wanted(problem)
            ]
            if not own:
                continue
            folds = severity == "note" and not self._wanted
            sign = ("▸" if self._folded else "▾") if folds else ""
            title = Content.styled(f"{heading}  {len(own)} {sign}".rstrip(), f"bold {MUTED}")
            lines.append(Option(title, id=_FOLD if folds else None, disabled=not folds))
            for problem in [] if folds and self._folded else own:
                id = str(len(lines))
                self._listed[id] = problem
                lines.append(Option(_hung(_line(problem), self._room), id=id))
        lines += self._end(is_empty=not lines)
        self.set_options(lines)
        if at is not None and self._problems:
            self.highlighted = min(at, len(lines) - 1)

    def _end(self, *, is_empty: bool) -> list[Option]:
        """Return what is said below the problems, or where there are none."""
        at_choices = (
            f"{self._told} more note{'s stand' if self._told != 1 else ' stands'} at the choices themselves."
        )
        if is_empty:
            none = "Nothing has this text." if self._wanted else "✓ No problems, and nothing to note."
            more = f" {at_choices}" if self._told and not self._wanted else ""
            return [Option(Content.assemble(none, (more, MUTED)), disabled=True)]
        if self._told and not self._folded and not self._wanted:
            return [
                Option(_hung(Content.styled(f"{' ' * _HANG}{at_choices}", MUTED), self._room), disabled=True)
            ]
        return []

    @on(OptionList.OptionSelected)
    def go(self, event: OptionList.OptionSelected) -> None:
        """Go to the problem's field, or fold the notes or unfold them."""
        event.stop()
        if event.option_id == _FOLD:
            self._folded = not self._folded
            self._draw()
            # What was folded is below: the heading goes to the top, so that it is seen.
            self.call_after_refresh(self.scroll_to_highlight, top=not self._folded)
        elif event.option_id in self._listed:
            self.post_message(GoTo(self._listed[event.option_id]))


def _line(problem: Problem) -> Content:
    step = step_of(problem.path)
    message, fix = problem.in_form()
    return Content.assemble(
        severity_mark(problem.severity),
        (f"{step.label}: ", "bold"),
        literal(problem.place_in_form, most=60),
        "\n",
        literal(message, most=300),
        "\n" if fix else "",
        (literal(fix, most=300).plain, MUTED),
        (f"  [{problem.rule}]", MUTED),
    )


def _hung(text: Content, room: int) -> Content:
    """Break a text whose first line begins with a mark so that all others hang under what follows the mark."""
    if room <= _HANG:
        return text
    lines = (line for part in text[_HANG:].split("\n") for line in part.wrap(room - _HANG))
    return text[:_HANG] + Content("\n" + " " * _HANG).join(lines)
