"""Which backend: apps and environments to pick from, or to type where they cannot be listed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from ..content import MUTED, literal
from ..screens.dialogs import Dialog
from ..widgets.inputs import LineInput

if TYPE_CHECKING:
    from authwizard.aws.account import App
    from authwizard.aws.backend import Backend
    from authwizard.request.target import Target


class PickTarget(Dialog["Target"]):
    """Asks for app, environment and, where it matters, the resource."""

    def __init__(self, backend: Backend, target: Target, purpose: str, *, with_resource: bool) -> None:
        super().__init__()
        self._backend = backend
        self._purpose = purpose
        self._found: list[App] = []
        self._inputs = [
            LineInput(target.app_id, placeholder="e.g. d1a2b3c4d5", id="app"),
            LineInput(target.environment, placeholder="e.g. dev", id="environment"),
            LineInput(target.resource, placeholder="e.g. myauth", id="resource"),
        ]
        self._with_resource = with_resource
        self._apps = OptionList(id="app-list", classes="found", markup=False)
        self._environments = OptionList(id="environment-list", classes="found", markup=False)
        self._names: list[str] = []
        self._listed = Content.styled("Looking for apps…", MUTED)
        """What came of looking for apps and environments, where it is worth saying."""
        self._missing = Content("")
        """That something is not filled in, once the user wanted to go on."""
        self._error = Static(self._listed, id="error")
        self._use = Button("Use it", id="use", variant="primary")

    def compose(self) -> ComposeResult:
        """Lay out lists and inputs."""
        parts = {"App ID": self._apps, "Environment": self._environments, "Resource name": None}
        with Vertical(classes="dialog"):
            yield Static(Content.styled(self._purpose, "bold"))
            with VerticalScroll(can_focus=False):
                for (title, found), field in zip(parts.items(), self._inputs, strict=True):
                    if field.id != "resource" or self._with_resource:
                        yield Static(Content.assemble((title, "bold")))
                        yield field
                        if found is not None:
                            yield found
            yield self._error
            with Horizontal(classes="buttons"):
                yield self._use
                yield Button("Cancel", id="cancel")

    def on_mount(self) -> None:
        """Look for the account's apps."""
        self._inputs[0].focus()
        self.run_worker(self._list_apps(), group="apps", description="list apps")

    async def _list_apps(self) -> None:
        from authwizard.aws.account import apps
        from authwizard.aws.failures import CallError

        try:
            self._found = await asyncio.to_thread(apps, self._backend)
        except CallError as failure:
            self._tell_listed(f"The apps cannot be listed, so type the ID. {failure.message}")
            return
        lines = [literal(f"{app.app_id}  {app.name}", most=60) for app in self._found]
        _fill(self._apps, lines)
        self._tell_listed("" if lines else "The account has no Amplify app in this region.")

    def _tell_listed(self, text: str) -> None:
        self._listed = literal(text, most=400)
        self._tell()

    def _tell(self) -> None:
        """Say both, for a list may come from AWS at any time."""
        self._error.update(Content("\n").join([text for text in (self._missing, self._listed) if text.plain]))

    @on(OptionList.OptionSelected, "#app-list")
    def choose_app(self, event: OptionList.OptionSelected) -> None:
        """Take an app and look for its environments."""
        event.stop()
        app = self._found[event.option_index]
        self._inputs[0].value = app.app_id
        self._inputs[1].focus()
        work = self._list_environments(app.app_id)
        self.run_worker(work, group="environments", exclusive=True, description="list environments")

    async def _list_environments(self, app_id: str) -> None:
        from authwizard.aws.account import environments
        from authwizard.aws.failures import CallError

        try:
            names = await asyncio.to_thread(environments, self._backend, app_id)
        except CallError as failure:
            self._tell_listed(f"The environments cannot be listed, so type the name. {failure.message}")
            return
        self._names = names
        _fill(self._environments, [literal(name, most=60) for name in names])
        if len(names) == 1:
            self._inputs[1].value = names[0]

    @on(OptionList.OptionSelected, "#environment-list")
    def choose_environment(self, event: OptionList.OptionSelected) -> None:
        """Take an environment."""
        event.stop()
        self._inputs[1].value = self._names[event.option_index]
        (self._inputs[2] if self._with_resource else self._use).focus()

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Go to the next field, and from the last one on."""
        event.stop()
        last = self._inputs[2 if self._with_resource else 1]
        if event.input is last:
            self.use()
        else:
            self.focus_next(Input)

    @on(Button.Pressed, "#use")
    def use(self) -> None:
        """Close with the target."""
        from authwizard.request.target import Target

        values = [field.value.strip() for field in self._inputs]
        asked = values if self._with_resource else values[:2]
        if not all(asked):
            self._missing = Content("Fill in every field.")
            self._tell()
            next(field for field in self._inputs if not field.value.strip()).focus()
            return
        self.dismiss(Target(*values))


def _fill(found: OptionList, lines: list[Content]) -> None:
    found.set_options([Option(line) for line in lines])
    found.highlighted = 0 if lines else None
