"""Which backend: app, environment and resource to pick from, or to type where they cannot be listed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from authwizard.request.target import Target

from ..content import MUTED, failed, literal
from ..screens.dialogs import Dialog
from ..signs import enter_key
from ..widgets.inputs import LineInput
from ..widgets.key_bar import Hints

if TYPE_CHECKING:
    from authwizard.aws.account import App
    from authwizard.aws.backend import Backend

T = TypeVar("T")


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
        self._backend = backend
        self._use_target = use
        self._with_resource = with_resource
        self._app = LineInput(target.app_id, placeholder="e.g. d1a2b3c4d5", id="app")
        self._environment = LineInput(target.environment, placeholder="e.g. dev", id="environment")
        self._resource = LineInput(target.resource, placeholder="e.g. myauth", id="resource")
        self._inputs = [self._app, self._environment, *([self._resource] if with_resource else [])]
        self._lists = {
            name: OptionList(id=f"{name}-list", classes="found", markup=False)
            for name in ("app", "environment", "resource")
        }
        self._found: list[App] = []
        self._names: dict[str, list[str]] = {"environment": [], "resource": []}
        self._looked: dict[str, tuple[str, ...]] = {}
        """For which app, and which environment of it, something was looked for last."""
        self._listed = {"app": Content.styled("Looking for apps…", MUTED)}
        """What came of looking for each of them, where it is worth saying."""
        self._wrong = Content("")
        """What was wrong when the user wanted to go on."""
        self._use = Button("Pull" if with_resource else "Use it", id="use", variant="primary")

    def questions(self) -> ComposeResult:
        """Lay out inputs and lists."""
        titles = ("App ID", "Environment", "Resource name")
        for title, field in zip(titles, self._inputs, strict=False):
            yield Static(Content.styled(title, "bold"))
            yield field
            yield self._lists[str(field.id)]

    def buttons(self) -> Sequence[Button]:
        """Return those that cancel and go on."""
        return (self.cancel, self._use)

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
        self.run_worker(self._list_apps(), group="app", description="list apps")
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
        lines = [literal(f"{app.app_id}  {app.name}", most=60) for app in self._found]
        _fill(self._lists["app"], lines)
        self._tell_listed("app", "" if lines else "The account has no Amplify app in this region.")

    @on(Input.Blurred)
    def _look_further(self) -> None:
        """Look for the environments of an app that is given, and for the resources of an environment that is."""
        app, environment = self._app.value.strip(), self._environment.value.strip()
        if app and self._looked.get("environment") != (app,):
            self._looked["environment"] = (app,)
            self._list("environment", self._environments_of(app))
        if self._with_resource and app and environment and self._looked.get("resource") != (app, environment):
            self._looked["resource"] = (app, environment)
            self._list("resource", self._resources_of(app, environment))

    def _list(self, what: str, names: Callable[[], Sequence[str]]) -> None:
        work = self._list_names(what, names)
        self.run_worker(work, group=what, exclusive=True, description=f"list {what}s")

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
            self._tell_listed(what, f"The {what}s cannot be listed, so type the name. {failure.message}")
        else:
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
            self._refuse(Content("Fill in every field."), empty)
        elif not self._use.disabled:
            self._use.disabled = True
            target = Target(
                self._app.value.strip(), self._environment.value.strip(), self._resource.value.strip()
            )
            self._wrong = Content("Asking AWS what the backend has…" if self._with_resource else "")
            self._tell()
            self.run_worker(self._take(target), group="use", description="ask for what is at the target")

    async def _take(self, target: Target) -> None:
        from authwizard.aws.failures import CallError

        try:
            answer = await asyncio.to_thread(self._use_target, target)
        except CallError as failure:
            self._use.disabled = False
            is_missing = failure.name == "not-found"
            self._refuse(
                failed(f"{failure.message} {failure.fix}"), self._inputs[-1] if is_missing else self._use
            )
        else:
            self.dismiss(answer)

    def _refuse(self, why: Content, where: Widget) -> None:
        """Say what is wrong, with the focus where it can be mended."""
        self._wrong = why
        self._tell()
        where.focus()


def _fill(found: OptionList, lines: list[Content]) -> None:
    found.set_options([Option(line) for line in lines])
    found.highlighted = 0 if lines else None
    found.display = bool(lines)
