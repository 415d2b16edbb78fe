"""Where to: the profile and region, or the practice server."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from authwizard.errors import AuthwizardError

from ..content import MUTED, failed, literal
from ..screens.dialogs import Dialog
from ..widgets.picker import Item, Picker
from ..workers import begin
from .aws_session import AwsSession

if TYPE_CHECKING:
    from authwizard.aws.backend import Backend  # noqa: F401  # in a text, which ruff does not read
    from authwizard.aws.connection import Profile

_PRACTICE: Final = None
"""Stands for the practice server among the profiles' names."""


class Connect(Dialog["Backend"]):
    """Asks for profile and region, and answers with an open session."""

    AUTO_FOCUS = ""  # none until the choices are read: a second Enter on what opened it would press Cancel

    def __init__(self, aws_session: AwsSession, purpose: str) -> None:
        super().__init__(purpose)
        self._aws_session = aws_session
        self._wait = Static("Reading the AWS configuration…")
        self._continue = Button("Continue", id="continue", variant="primary", disabled=True)

    def questions(self) -> ComposeResult:
        """Yield what stands there until the choices are read."""
        yield self._wait

    def buttons(self) -> Sequence[Button]:
        """Return those that cancel and go on."""
        return (self.cancel, self._continue)

    def on_mount(self) -> None:
        """Read the AWS configuration."""
        begin(self, self._read, "connect", "read the AWS configuration")

    async def _read(self) -> None:
        from authwizard.aws.connection import profiles, regions

        found: list[Profile] = []
        try:
            found = await asyncio.to_thread(profiles)
        except AuthwizardError as error:
            self.tell(failed(f"{error.message} {error.fix}"))
        await self._fill(found, await asyncio.to_thread(regions))

    async def _fill(self, found: list[Profile], regions: list[str]) -> None:
        items: list[Item[str | None]] = [
            Item(_PRACTICE, "Practice", "a server on this machine; needs no AWS account"),
            Item("", "Default credentials", "what the environment says"),
        ]
        items += [
            Item(name, literal(name, most=40).plain, literal(region, most=20).plain) for name, region in found
        ]
        places = [Item("", "The profile's own", "what its configuration says")]
        places += [Item(region, region) for region in regions]
        self._profiles, self._regions = Picker(items, id="profiles"), Picker(places, id="regions")
        await self._wait.remove()
        if not self.is_open:
            return
        self._region = Vertical(
            Static(Content.assemble(("Region", "bold"), ("  where the app is", MUTED))),
            self._regions,
            id="region",
        )
        await self.body.mount(Static(Content.styled("Profile", "bold")), self._profiles, self._region)
        self._profiles.mark([_PRACTICE if not found else ""])
        self._regions.mark([""])
        self.bring_up_to_date()
        self._continue.disabled = False
        self._profiles.focus()

    @on(Picker.Picked, "#profiles")
    def bring_up_to_date(self) -> None:
        """Ask for a region where there is more than one: the practice server has none."""
        self._region.display = self._profiles.chosen != [_PRACTICE]

    @on(Button.Pressed, "#continue")
    def go_on(self) -> None:
        """Open the session."""
        self._continue.disabled = True
        self.tell(Content(""))
        begin(self, self._open, "connect", "open a session")

    async def _open(self) -> None:
        from authwizard.aws import backend as aws
        from authwizard.aws.connection import Connection

        profile, region = self._profiles.chosen[0], self._regions.chosen[0]
        try:
            if profile is _PRACTICE:
                connection = await asyncio.to_thread(self._aws_session.practice)
            else:
                connection = Connection(profile=profile, region=region)
            backend = await asyncio.to_thread(aws.Backend, connection)
        except AuthwizardError as error:
            self.tell(failed(f"{error.message} {error.fix}"))
        except OSError as error:
            self.tell(failed(f"The practice server cannot be started: {error.strerror or error}."))
        else:
            self.dismiss(backend)
            return
        self._continue.disabled = False
        self._profiles.focus()  # a disabled button had to give the focus away
