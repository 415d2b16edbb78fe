"""Whichever way a field is left, its problem is seen under it: python -m tests.e2e.ways [PART OF A FIELD'S TITLE].

Each cell of the table is a wizard of its own, in a terminal of 80×24: it opens a request that lacks one answer, goes to
the field, leaves it, comes back and looks.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from authwizard.request.check import Problem, check
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, Field
from authwizard.request.places import DELIVERY, FORGOT_PASSWORD
from authwizard.request.steps import STEPS, Step, offered
from authwizard.request.tree import drop, put
from tests.e2e.hands import start
from tests.request.requests import full
from tests.support import keys
from tests.support.terminal import Terminal

WAYS: Final = {
    "Enter": keys.ENTER,
    "Tab": keys.TAB,
    "S-Tab": keys.SHIFT_TAB,
    "^n": keys.ctrl("n"),
    "^o": keys.ctrl("o"),
    "F1": keys.F1,
    "F2": keys.F2,
    "F3": keys.F3,
    "F4": keys.F4,
    "field": "",
    "list": "",
    "Next": "",
}
"""Each way by its name; the last three are clicks: on another field, on the list of steps, on Next."""
_PANES: Final = frozenset({"F1", "F2", "F3", "F4"})
_TURNS: Final = frozenset({"^n", "^o", "list", "Next"})
_MOST_STOPS: Final = 40
_WRONG: Final = "x"
"""What is typed where leaving a field empty is no mistake."""
_BAR: Final = "▌"
_TALL: Final = 10
"""Choices above which a list may be taller than the screen."""
_RULES: Final = " ▏"
"""What stands before the bar of a row in a section."""


@dataclass(frozen=True, slots=True)
class Case:
    """A field that has a problem."""

    step: Step
    field: Field
    at: int
    """Its place among the rows of its step."""
    tree: dict[str, Any]
    """The request without its answer."""
    typed: str
    """What is typed into it to make it wrong; empty where its absence is."""
    problem: Problem

    @property
    def name(self) -> str:
        """Its name for a table."""
        return f"{self.step.id}: {'.'.join(map(str, self.field.path[-2:]))}"

    def has(self, way: str) -> bool:
        """Whether the field can be left so with the problem: Enter gives an answer where there is a list."""
        answers = way == "Enter" and self.field.kind in ("choice", "switch")
        return not answers and not (way == "^o" and self.step is STEPS[0])


def cases() -> Iterator[Case]:
    """Yield every field that can have a problem, with all blocks on."""
    seen = set()
    for delivery in ("EMAIL", "SMS"):
        tree = put(drop(full(), FORGOT_PASSWORD), DELIVERY, delivery)
        for step in STEPS:
            for at, field in enumerate(offered(step, Draft.from_tree("create", tree))):
                case = _case(step, field, at, drop(tree, field.path))
                if case is not None and field.path not in seen:
                    seen.add(field.path)
                    yield case


def _case(step: Step, field: Field, at: int, tree: dict[str, Any]) -> Case | None:
    if field not in offered(step, Draft.from_tree("create", tree)):
        return None  # it was asked for only because the request had it
    problem = _problem(tree, field)
    typed = ""
    if problem is None and field.kind in ("text", "message"):
        typed = _WRONG
        problem = _problem(put(tree, field.path, typed), field)
    return None if problem is None else Case(step, field, at, tree, typed, problem)


def _problem(tree: dict[str, Any], field: Field) -> Problem | None:
    problems = check(Draft.from_tree("create", tree)).problems
    return next((found for found in problems if found.path == field.path and found.severity != "note"), None)


class Looker:
    """Goes to a field and looks at its row, which has the bar of the focus."""

    def __init__(self, terminal: Terminal, case: Case) -> None:
        self.terminal = terminal
        self.case = case

    def _rest(self) -> None:
        self.terminal.wait_quiet(0.08)

    def send(self, *typed: str) -> None:
        """Type, and wait until that has had its effect and nothing moves any more."""
        before = len(self.terminal.raw)
        self.terminal.send(*typed)
        self.terminal.wait_for(lambda _: len(self.terminal.raw) > before)
        self._rest()

    def row(self) -> str:
        """Return what the row in focus shows, as running text; empty where no row has the focus."""
        lines = (line.lstrip(_RULES) for line in self.terminal.screen_text().split("\n"))
        return " ".join(" ".join(line[1:] for line in lines if line.startswith(_BAR)).split())

    @property
    def is_there(self) -> bool:
        """Whether the field has the focus, or one of the same title."""
        field = self.case.field
        title = field.block if field.kind == "structure" else field.title
        row = self.row()
        labels = [choice.label for choice in field.choices.values()]
        # The title of a list that is taller than the screen is not in sight with what is wrong below it.
        return title in row[: len(title) + 4] or (
            len(labels) > _TALL and all(label in row for label in labels[-3:])
        )

    def go(self, *, opened: bool = False) -> None:
        """Go to the step, and to the row by Tab."""
        if not (opened and f"[{STEPS.index(self.case.step) + 1}]" in self.terminal.screen_text()):
            here = self._here()
            there = STEPS.index(self.case.step)
            key = keys.RIGHT if there > here else keys.LEFT
            self.send(keys.ctrl("t"), key * abs(there - here), keys.ENTER)
            self.terminal.wait_for(f"[{there + 1}]")
        elif self.is_there:
            return
        self._tab_to_row()

    def _here(self) -> int:
        text = self.terminal.screen_text()
        return next((at for at in range(len(STEPS)) if f"[{at + 1}]" in text), -1)

    def _tab_to_row(self) -> None:
        """Come by the rows in their order: titles occur more than once, but no two neighbours have the same."""
        wanted = sum(_head(field) == _head(self.case.field) for field in self._before())
        was = ""
        for _ in range(_MOST_STOPS):
            head = self.row()
            if self.is_there and not was:
                if not wanted:
                    return
                wanted -= 1
            was = head if self.is_there else ""
            self.send(keys.TAB)
        raise AssertionError(f"Tab does not come to {self.case.name}:\n{self.terminal.screen_text()}")

    def _before(self) -> list[Field]:
        draft = Draft.from_tree("create", self.case.tree)
        return list(offered(self.case.step, draft))[: self.case.at]

    def leave(self, way: str) -> bool:
        """Leave the row; return whether it can be left so."""
        here = self._here()
        if way == "list":
            other = 1 if self.case.step is STEPS[0] else 0
            line = self.terminal.screen_text().split("\n")[1]
            self.terminal.click(1 if other == 0 else line.index("]") + 2, 1)
        elif way == "Next":
            self.terminal.click_on("Next ›")
        elif way == "field":
            place = self._another_field()
            if place is None:
                return False
            self.terminal.click(*place)
        else:
            for _ in range(_MOST_STOPS):
                self.send(WAYS[way])
                if way not in ("Enter", "Tab", "S-Tab") or not self.is_there:
                    break
        if way in _TURNS:
            self.terminal.wait_for(lambda _: self._here() != here)
        self._rest()
        if way in _PANES:
            self.send(keys.ESC)
            self.terminal.wait_for(lambda text: "Esc closes" not in text)
        return True

    def _another_field(self) -> tuple[int, int] | None:
        """Return a place in the control of another row in sight: an input if there is one, else a line of a list."""
        lines = self.terminal.screen_text().split("\n")
        grounds = [self.terminal.screen.buffer[row][8].bg for row in range(len(lines))]
        usual = max(set(grounds), key=grounds.count)
        rows = [row for row in range(3, 22) if not lines[row].lstrip(_RULES).startswith(_BAR)]
        inputs = [row for row in rows if grounds[row] != usual and "Back" not in lines[row]]
        # A click on the switch of a block would take the fields away.
        switches = tuple(
            f"{mark} {field.block}" for field in FIELDS.values() if field.block for mark in ("[ ]", "[✓]")
        )
        marks = ("○", "●", "[ ]", "[✓]")
        told = {row: lines[row].lstrip(_RULES) for row in rows}
        choices = [
            row for row, line in told.items() if line.startswith(marks) and not line.startswith(switches)
        ]
        # Another mode of MFA could take the fields away as well: what is chosen is chosen again, where it is in sight.
        choices.sort(key=lambda row: not told[row].startswith("●"))
        return next(((8, row) for row in (*inputs, *choices)), None)

    @property
    def shows(self) -> bool:
        """Whether the row shows the problem."""
        told = " ".join(" ".join(self.case.problem.in_form()).split())
        return told in self.row()

    def sees(self) -> bool:
        """Tell whether the row shows the problem, the end of a long one by scrolling."""
        for _ in range(8):
            if self.shows:
                return True
            self.terminal.send("\x1b[<65;40;12M")  # the mouse wheel, which may have no effect any more
            self._rest()
        return False


def _head(field: Field) -> str:
    return field.block if field.kind == "structure" else field.title


def look(case: Case, way: str, home: Path) -> bool | None:
    """Leave a field with a problem some way; tell whether the problem is seen when one comes back.

    None where it cannot be left so, since there is no other field in sight.
    """
    path = home / "request.json"
    path.write_text(json.dumps(case.tree), encoding="utf-8")
    with start(home, "--create", str(path)) as terminal:
        terminal.wait_for("/10 ")
        terminal.wait_quiet(0.2)  # the form, and the focus
        looker = Looker(terminal, case)
        looker.go(opened=True)
        if case.typed:
            looker.send(case.typed)
        if looker.shows:
            raise AssertionError(f"{case.name} is scolded before it is left:\n{terminal.screen_text()}")
        if not looker.leave(way):
            return None
        if way not in _PANES:
            looker.go()
        return looker.sees()


def main() -> None:
    """Try every field and every way, and print a table: ✓ seen, ! not seen, · not to be left so with the problem."""
    part = " ".join(sys.argv[1:])
    print(f"{'':44}" + "".join(f"{way:>6}" for way in WAYS))
    wrong = 0
    for case in cases():
        if part not in case.name:
            continue
        told = ""
        for way in WAYS:
            mark = "·"
            if case.has(way):
                with tempfile.TemporaryDirectory() as home:
                    try:
                        seen = look(case, way, Path(home))
                        mark = "·" if seen is None else "✓" if seen else "!"
                    except AssertionError as error:
                        mark = "?"
                        print(error)
            wrong += mark in "!?"
            told += f"{mark:>6}"
        print(f"{case.name:44}{told}", flush=True)
    print(f"{wrong} not seen")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
