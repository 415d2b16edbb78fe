"""Where to: the profile and region, or the practice server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from authwizard.errors import AuthwizardError

from ..content import MUTED, failed, literal
from ..screens.dialogs import Dialog
from ..widgets.picker import Item, Picker
from .aws_session import AwsSession

if TYPE_CHECKING:
    from authwizard.aws.backend import Backend  # noqa: F401  # in a text, which ruff does not read
    from authwizard.aws.connection import Profile

_PRACTICE: Final = None
"""Stands for the practice server among the profiles' names."""


class Connect(Dialog["Backend"]):
    """Asks for profile and region, and answers with an open session."""

    def __init__(self, aws_session: AwsSession, purpose: str) -> None:
        super().__init__()
        self._aws_session = aws_session
        self._purpose = purpose
        self._wait = Static("Reading the AWS configuration…")
        self._choices = VerticalScroll(self._wait, can_focus=False, id="choices")
        self._error = Static("", id="error")
        self._continue = Button("Continue", id="continue", variant="primary", disabled=True)

    def compose(self) -> ComposeResult:
        """Lay out the question; the choices come when they are read."""
        with Vertical(classes="dialog"):
            yield Static(Content.styled(self._purpose, "bold"))
            yield self._choices
            yield self._error
            with Horizontal(classes="buttons"):
                yield self._continue
                yield Button("Cancel", id="cancel")

    def on_mount(self) -> None:
        """Read the AWS configuration."""
        self.run_worker(self._read(), group="connect", description="read the AWS configuration")

    async def _read(self) -> None:
        from authwizard.aws.connection import profiles, regions

        found: list[Profile] = []
        try:
            found = await asyncio.to_thread(profiles)
        except AuthwizardError as error:
            self._tell(f"{error.message} {error.fix}")
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
        await self._choices.mount(
            Static(Content.styled("Profile", "bold")),
            self._profiles,
            Static(Content.assemble(("Region", "bold"), ("  where the app is", MUTED))),
            self._regions,
        )
        self._profiles.mark([_PRACTICE if not found else ""])
        self._regions.mark([""])
        self._continue.disabled = False
        self._profiles.focus()

    def _tell(self, text: str) -> None:
        self._error.update(failed(text))

    @on(Button.Pressed, "#continue")
    def go_on(self) -> None:
        """Open the session."""
        self._continue.disabled = True
        self._error.update("")
        self.run_worker(self._open(), group="connect", description="open a session")

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
            self._tell(f"{error.message} {error.fix}")
        except OSError as error:
            self._tell(f"The practice server cannot be started: {error.strerror or error}.")
        else:
            self.dismiss(backend)
            return
        self._continue.disabled = False
        self._profiles.focus()  # a disabled button had to give the focus away
