"""The way to AWS: where to, what a backend has, sending and following.

It asks the same functions of `authwizard.aws` as the commands do, and loads boto3 only where somebody goes there.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from authwizard.errors import AuthwizardError
from authwizard.files.resolve import resolve
from authwizard.request.draft import Draft
from authwizard.request.target import Target

from .console import Console
from .looking import looking
from .menu import BackError, asked, choose, in_turn
from .picking import ask_target

if TYPE_CHECKING:
    from authwizard.aws.attempts import Unfinished
    from authwizard.aws.backend import Backend
    from authwizard.aws.connection import Connection
    from authwizard.aws.outcome import Outcome
    from authwizard.aws.pace import Pace
    from authwizard.files.backend_answer import KnownState

_NOT_DONE: Final = 1
_NOT_REACHED: Final = 3
_ABOUT_PLACES: Final = (
    "Type the number of the account to go to. Practice behaves as AWS does and changes nothing there. Enter alone "
    "takes the one that is named; < goes back.",
)


class Cloud:
    """The connections of one run, and the practice server, if one was asked for."""

    def __init__(self, stack: ExitStack, pace: Pace | None = None) -> None:
        """Prepare; what is started here ends with `stack`. `pace` is how time passes while one waits."""
        self._stack = stack
        self._pace = pace
        self._practice: Connection | None = None

    def connect(self, console: Console, purpose: str) -> Backend | None:
        """Ask where to; None, said why, where that cannot be reached.

        Raises:
            BackError: The user goes back.
        """
        from authwizard.aws.backend import Backend
        from authwizard.aws.connection import Connection, profiles, regions

        console.say(purpose)
        try:
            found = profiles()
        except AuthwizardError as error:
            console.say(f"{error.message} {error.fix}")
            found = []
        lines = ["Practice: a server on this machine, which needs no AWS account"]
        lines.append("Default credentials: what the environment says")
        lines += [f"Profile {name}{f', {region}' if region else ''}" for name, region in found]

        def where(_: Sequence[Any]) -> int:
            return choose(console, lines, default=1 if found else 0, about=_ABOUT_PLACES)

        def region(answers: Sequence[Any]) -> str:
            return "" if answers[0] == 0 else _region(console, regions())

        try:
            chosen, region_name = in_turn(where, region)
            if chosen == 0:
                return Backend(self._practising())
            profile = found[chosen - 2].name if chosen > 1 else ""
            return Backend(Connection(profile=profile, region=region_name))
        except AuthwizardError as error:
            console.say(f"{error.message} {error.fix}")
        except OSError as error:
            console.say(f"The practice server cannot be started: {error.strerror or error}.")
        return None

    def _practising(self) -> Connection:
        """Return the connection to the practice server, which starts here if it does not run yet.

        Raises:
            SandboxError: A part of it is not installed, or its state cannot be read.
            OSError: It cannot be started.
        """
        from authwizard.aws.connection import Connection, practice_state
        from authwizard.sandbox import Sandbox

        if self._practice is None:
            sandbox = Sandbox(state=practice_state())
            sandbox.start()
            self._stack.callback(sandbox.stop)
            self._practice = Connection.for_practice(sandbox.endpoint_url)
        return self._practice

    def pull(self, console: Console) -> tuple[KnownState, Target] | None:
        """Ask which backend, and fetch what it has; None, said why, where that could not be.

        Raises:
            BackError: The user goes back.
        """
        from authwizard.aws.failures import CallError
        from authwizard.aws.pull import pull

        target, backend = Target("", "", ""), None
        while True:
            backend = backend or self.connect(console, "Pull: from where?")
            if backend is None:
                return None
            try:
                target = ask_target(console, backend, target)
            except BackError:
                backend = None
                continue
            console.say("Asking what the backend has.")
            try:
                return pull(backend, target), target
            except CallError as failure:
                console.say(f"{failure.message} {failure.fix}")
                if failure.name != "not-found":
                    return None

    def submit(self, console: Console, draft: Draft) -> tuple[int, bool, KnownState | None]:
        """Send a draft without errors, after a confirmation, and follow its job to the end.

        Returns:
            The exit status, whether the job has completed, and what the backend has then, where that can be seen.

        Raises:
            BackError: The user goes back.
        """
        from authwizard.aws.failures import CallError
        from authwizard.aws.preview import preview
        from authwizard.aws.scrub import Scrubber

        from .sending import confirmed, send

        while True:
            backend = self.connect(console, "Send it: where to?")
            if backend is None:
                return _NOT_REACHED, False, None
            backend.scrubber = Scrubber.of(resolve(draft)[0])  # an earlier try may have sent the same secrets
            self._tell_of_earlier(console, backend, Target.of(draft))
            if backend.connection.practice:
                console.say("Practice: nothing changes at AWS. Asking the practice server what it has.")
            else:
                console.say("Asking who you are and what the backend has.")
            try:
                seen = preview(draft, backend)
            except CallError as failure:
                console.say(f"Nothing was sent. {failure.message} {failure.fix}")
                return failure.exit_status, False, None
            with suppress(BackError):  # back to where to
                if confirmed(console, seen):
                    break
                console.say("Nothing was sent.")
                return _NOT_DONE, False, None
        outcome = send(console, seen.draft, backend, self._pace)
        is_done = outcome.status == "completed"
        return outcome.exit_status, is_done, _state(backend, Target.of(draft)) if is_done else None

    def _tell_of_earlier(self, console: Console, backend: Backend, target: Target) -> None:
        """Say what became of submits to the same environment whose fate is open."""
        from authwizard.aws.attempts import unfinished

        for item in unfinished():
            if item.attempt.is_for(target, backend.region, backend.connection):
                outcome = self._looked_at(console, item, backend)
                console.say(f"Earlier: {outcome.message} {outcome.fix}")

    def _looked_at(self, console: Console, item: Unfinished, backend: Backend) -> Outcome:
        from authwizard.aws.reconcile import look_again

        console.say(f"Looking what became of the submit to {item.attempt.target}.")
        return look_again(item, backend, pace=self._pace, on_poll=looking(console))

    def look_after(self, console: Console, item: Unfinished) -> None:
        """Find out what became of a submit that was interrupted, and say it."""
        from authwizard.aws.backend import Backend

        # The region may have come from the environment, which may be another one by now.
        connection = replace(item.attempt.connection, region=item.attempt.region)
        try:
            backend = Backend(self._practising() if connection.practice else connection)
            outcome = self._looked_at(console, item, backend)
        except AuthwizardError as error:
            console.say(f"{error.message} {error.fix}")
        except OSError as error:
            console.say(f"The practice server cannot be started: {error.strerror or error}.")
        else:
            console.say(f"{outcome.message} {outcome.fix}")


def _region(console: Console, known: Sequence[str]) -> str:
    """Ask for a region; empty for the profile's own."""
    about = f"The regions are {', '.join(known)}."
    said = asked(console, "Region, or Enter for the profile's own", (about,))
    return said.text.strip() if said.kind == "answer" else ""


def _state(backend: Backend, target: Target) -> KnownState | None:
    """Return what a backend has now; None where that cannot be seen."""
    from authwizard.aws.failures import CallError
    from authwizard.aws.pull import pull

    try:
        return pull(backend.glance, target)
    except CallError:
        return None
