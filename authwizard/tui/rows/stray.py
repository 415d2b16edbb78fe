"""The row for what no form can ask for: a value of the wrong type, or a member that does not belong."""

from __future__ import annotations

import json
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.edit import set_aside
from authwizard.request.secrets import MASK
from authwizard.request.tree import MemberPath, format_path

from ..content import literal
from ..messages import Edited
from .problem_text import problem_content


class StrayRow(Vertical):
    """Shows a value as it stands in the draft, what is wrong with it, and offers to set it aside."""

    def __init__(self, problem: Problem, draft: Draft) -> None:
        super().__init__(classes="stray")
        self.path: MemberPath = problem.path
        self._problem = problem
        self._draft = draft
        self._button = Button("Set aside", classes="small")

    def compose(self) -> ComposeResult:
        """Lay out path, value, problem and button."""
        value = MASK if self.path in self._draft.secrets else self._draft.get(self.path)
        text = literal(json.dumps(value, ensure_ascii=False, default=str), most=300)
        yield Static(
            Content.assemble((literal(format_path(self.path), most=200).plain, "bold")), classes="heading"
        )
        yield Static(text)
        yield Static(problem_content(self._problem))
        yield self._button

    @on(Button.Pressed)
    def set_aside(self, event: Button.Pressed) -> None:
        """Ask for the value to be set aside."""
        event.stop()
        self.post_message(Edited(partial(set_aside, paths=[self.path])))

    def focus_control(self, part: int | None = None) -> None:
        """Put the focus on the button."""
        self._button.focus()
