"""Which backend: app, environment and resource to pick from, or to type where they cannot be listed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from authwizard.request.fields import FIELDS
from authwizard.request.target import TARGET, Target
from authwizard.request.tree import ABSENT
from authwizard.request.typed import read

from ..content import MUTED, failed, literal
from ..screens.dialogs import Dialog
from ..signs import enter_key
from ..widgets.inputs import LineInput
from ..widgets.key_bar import Hints
from ..workers import begin

if TYPE_CHECKING:
    from authwizard.aws.account import App
    from authwizard.aws.backend import Backend

T = TypeVar("T")

_NO_APP: Final = "There is no such app in this account and region."


class Found(OptionList):
    """What the account has of one kind; Up on its first line leads back to the field above."""

    BINDINGS = [Binding("up", "up", show=False)]

    def action_up(self) -> None:
        """Go to the line above, or to the field."""
        if self.highlighted:
            self.action_cursor_up()
        else:
            self.screen.focus_previous()


class PickTarget(Dialog[T]):
    """Asks for app, environment and, where it matters, the resource, and answers with what is to be had there.

    What cannot be had is said in the dialog, which stays with all that was filled in.
    """

    def __init__(
        self,
        backend: Backend,
        target: Target,
        purpose: str,
        use: Callable[[Target], T],
        *,
        with_resource: bool,
    ) -> None:
        """Ask for a target.

        Args:
            backend: Where it is looked for.
            target: What is filled in beforehand.
            purpose: What it is for.
            use: Is given the target, in a thread; its result is the dialog's answer. Raises CallError.
            with_resource: Whether a resource is asked for.
        """
        super().__init__(purpose)
        self._titles = [FIELDS[(name,)].title for name in TARGET]
        self._backend = backend
        self._use_target = use
        self._with_resource = with_resource
        self._app = LineInput(target.app_id, placeholder="e.g. d1a2b3c4d5", id="app")
        self._environment = LineInput(target.environment, placeholder="e.g. dev", id="environment")
        self._resource = LineInput(target.resource, placeholder="e.g. myauth", id="resource")
        self._inputs = [self._app, self._environment, *([self._resource] if with_resource else [])]
        self._lists = {
            name: Found(id=f"{name}-list", classes="found", markup=False)
            for name in ("app", "environment", "resource")
        }
        self._found: list[App] = []
        self._names: dict[str, list[str]] = {"environment": [], "resource": []}
        self._is_app_missing = False
        self._looked: dict[str, tuple[str, ...]] = {}
        """For which app, and which environment of it, something was looked for last."""
        self._listed = {"app": Content.styled("Looking for apps…", MUTED)}
        """What came of looking for each of them, where it is worth saying."""
        self._wrong = Content("")
        """What was wrong when the user wanted to go on."""
        self._use = Button("Pull" if with_resource else "Use it", id="use", variant="primary")

    def questions(self) -> ComposeResult:
        """Lay out inputs and lists."""
        for title, field in zip(self._titles, self._inputs, strict=False):
            yield Static(Content.styled(title, "bold"))
            yield field
            yield self._lists[str(field.id)]
            _fill(self._lists[str(field.id)], [])  # an empty one is no stop of Tab

    def buttons(self) -> Sequence[Button]:
        """Return those that cancel and go on."""
        return (self.cancel, self._use)

    def on_key(self, event: events.Key) -> None:
        """Go down from a field into the list below it."""
        field = self.focused
        if event.key == "down" and isinstance(field, Input) and self._lists[str(field.id)].option_count:
            event.stop()
            event.prevent_default()
            self._lists[str(field.id)].focus()

    def enter_hints(self) -> Hints:
        """Return what Enter does in the last field, too."""
        if self.focused is self._inputs[-1]:
            return ((enter_key(), str(self._use.label)),)
        if isinstance(self.focused, OptionList):
            return ((enter_key(), "take it"),)
        return super().enter_hints()

    def on_mount(self) -> None:
        """Look for the account's apps."""
        self._app.focus()
        self._tell()
        begin(self, self._list_apps, "app", "list apps")
        self._look_further()

    # What the account has

    async def _list_apps(self) -> None:
        from authwizard.aws.account import apps
        from authwizard.aws.failures import CallError

        try:
            self._found = await asyncio.to_thread(apps, self._backend)
        except CallError as failure:
            self._tell_listed("app", f"The apps cannot be listed, so type the ID. {failure.message}")
            return
        lines = [literal(_told(app), most=60) for app in self._found]
        _fill(self._lists["app"], lines)
        self._tell_listed("app", "" if lines else "The account has no Amplify app in this region.")

    @property
    def _app_id(self) -> str:
        """The app's ID, also of what it is pasted in, such as its ARN."""
        found = read(FIELDS[TARGET[:1]], self._app.value)
        return "" if found is ABSENT else str(found)

    @on(Input.Blurred)
    def _look_further(self) -> None:
        """Look for the environments of an app that is given, and for the resources of an environment that is."""
        app, environment = self._app_id, self._environment.value.strip()
        if app and self._looked.get("environment") != (app,):
            self._looked["environment"] = (app,)
            self._list("environment", self._environments_of(app))
        if self._with_resource and app and environment and self._looked.get("resource") != (app, environment):
            self._looked["resource"] = (app, environment)
            self._list("resource", self._resources_of(app, environment))

    def _list(self, what: str, names: Callable[[], Sequence[str]]) -> None:
        begin(self, partial(self._list_names, what, names), what, f"list {what}s", exclusive=True)

    def _environments_of(self, app: str) -> Callable[[], Sequence[str]]:
        from authwizard.aws.account import environments

        return lambda: environments(self._backend, app)

    def _resources_of(self, app: str, environment: str) -> Callable[[], Sequence[str]]:
        from authwizard.aws.account import auth_resources

        return lambda: auth_resources(self._backend, app, environment)

    async def _list_names(self, what: str, names: Callable[[], Sequence[str]]) -> None:
        from authwizard.aws.failures import CallError

        field = self._environment if what == "environment" else self._resource
        self._names[what] = []
        try:
            found = list(await asyncio.to_thread(names))
        except CallError as failure:
            is_missing = failure.name == "not-found" and what == "environment"
            self._is_app_missing = is_missing or (self._is_app_missing and what == "resource")
            if self._is_app_missing:
                self._tell_listed(what, _NO_APP if what == "environment" else "")
                _fill(self._lists[what], [])
                return
            self._tell_listed(what, f"The {what}s cannot be listed, so type the name. {failure.message}")
        else:
            self._is_app_missing = False
            self._names[what] = found
            none = "The environment's own description names no auth resource, so type its name."
            self._tell_listed(what, none if what == "resource" and not found else "")
            if len(found) == 1 and not field.value.strip():
                field.value = found[0]
                field.action_select_all()  # so that who types it meanwhile does not have it twice
                self._look_further()
        _fill(self._lists[what], [literal(name, most=60) for name in self._names[what]])

    def _tell_listed(self, what: str, text: str) -> None:
        self._listed[what] = literal(text, most=400)
        self._tell()

    def _tell(self) -> None:
        """Say all of it, for a list may come from AWS at any time."""
        told = [text for text in (self._wrong, *self._listed.values()) if text.plain]
        self.tell(Content("\n").join(told))

    # What the user takes of it

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take a name from a list, and go on behind it."""
        event.stop()
        field = self._inputs[[*self._lists].index(str(event.option_list.id).removesuffix("-list"))]
        at = event.option_index
        field.value = self._found[at].app_id if field is self._app else self._names[str(field.id)][at]
        if field is self._app:
            self._environment.value = ""
        self._look_further()
        self._go_behind(field)

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Go to the next field, and from the last one on."""
        event.stop()
        if event.input is self._inputs[-1]:
            self.use()
        else:
            self._go_behind(event.input)

    def _go_behind(self, field: Input) -> None:
        after = self._inputs.index(field) + 1  # type: ignore[arg-type]  # the inputs are its own
        (self._inputs[after] if after < len(self._inputs) else self._use).focus()

    @on(Button.Pressed, "#use")
    def use(self) -> None:
        """Close with what is to be had at the target."""
        empty = next((field for field in self._inputs if not field.value.strip()), None)
        if empty is not None:
            title = self._titles[self._inputs.index(empty)]
            self._refuse(Content(f"{title} is needed: type it, or choose one from the list."), empty)
        elif not self._use.disabled:
            self._use.disabled = True
            target = Target(self._app_id, self._environment.value.strip(), self._resource.value.strip())
            whom = "the practice server" if self._backend.connection.practice else "AWS"
            self._wrong = Content(f"Asking {whom} what the backend has…" if self._with_resource else "")
            self._tell()
            begin(self, partial(self._take, target), "use", "ask for what is at the target")

    async def _take(self, target: Target) -> None:
        from authwizard.aws.failures import CallError

        try:
            answer = await asyncio.to_thread(self._use_target, target)
        except CallError as failure:
            self._use.disabled = False
            if failure.name != "not-found":
                self._refuse(failed(f"{failure.message} {failure.fix}"), self._use)
            elif self._is_app_missing:
                self._listed["environment"] = Content("")
                self._refuse(failed(f"{_NO_APP} Look at the app ID, and at account and region."), self._app)
            else:
                self._refuse(failed(f"{failure.message} {failure.fix}"), self._inputs[-1])
        else:
            self.dismiss(answer)

    def _refuse(self, why: Content, where: Widget) -> None:
        """Say what is wrong, with the focus where it can be mended."""
        self._wrong = why
        self._tell()
        where.focus()


def _told(app: App) -> str:
    return app.app_id if app.name in ("", app.app_id) else f"{app.app_id}  {app.name}"


def _fill(found: OptionList, lines: list[Content]) -> None:
    found.set_options([Option(line) for line in lines])
    found.highlighted = 0 if lines else None
    found.display = bool(lines)
