"""What the app keeps of AWS while it runs: the connection, the practice server, the submit that runs."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from authwizard.request.draft import Draft

if TYPE_CHECKING:
    from authwizard.aws.backend import Backend
    from authwizard.aws.connection import Connection
    from authwizard.aws.jobs import Job
    from authwizard.aws.outcome import Outcome
    from authwizard.aws.reconcile import Found
    from authwizard.files.backend_answer import KnownState
    from authwizard.sandbox import Sandbox


class AwsSession:
    """One for each running wizard."""

    def __init__(self) -> None:
        self._sandbox: Sandbox | None = None
        self.submission: Submission | None = None
        """The submit that was begun last; it may still run."""

    def practice(self) -> Connection:
        """Return the connection to the practice server, which starts here if it does not run yet.

        Raises:
            SandboxError: A part of it is not installed, or its state cannot be read.
            OSError: It cannot be started.
        """
        from authwizard.aws.connection import Connection, practice_state
        from authwizard.sandbox import Sandbox

        if self._sandbox is None:
            sandbox = Sandbox(state=practice_state())
            sandbox.start()
            self._sandbox = sandbox
        return Connection.for_practice(self._sandbox.endpoint_url)

    @property
    def is_practising(self) -> bool:
        """Whether the practice server runs here."""
        return self._sandbox is not None

    @property
    def is_submitting(self) -> bool:
        """Whether a submit runs now."""
        return self.submission is not None and self.submission.outcome is None

    def close(self) -> None:
        """Stop what runs here. A submit's state file tells the next start of it."""
        if self.submission is not None:
            self.submission.leave()
        if self._sandbox is not None:
            self._sandbox.stop()


class Submission:
    """One submit: sent in a thread, followed there, and looked at from the screen."""

    def __init__(self, draft: Draft, backend: Backend, asked: Draft) -> None:
        """Prepare to send.

        Args:
            draft: What is sent.
            backend: Where to.
            asked: The user's draft that it comes from.
        """
        self.draft = draft
        self.backend = backend
        self.asked = asked
        self.state: KnownState | None = None
        """What the backend has once the job is completed; None where that could not be looked at."""
        self.phase = "starting"
        self.phases: dict[str, float] = {}
        """The phases it came to, and when, in seconds since its begin."""
        self.found = ""
        """What the last look after a lost answer found."""
        self.job: Job | None = None
        self.outcome: Outcome | None = None
        self.stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="submit", daemon=True)
        self._begun = time.monotonic()
        self._ended: float | None = None

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return (self._ended or time.monotonic()) - self._begun

    def start(self) -> None:
        """Begin. The thread ends with the program; what it sent is in the submit's state file."""
        self._thread.start()

    def join(self) -> None:
        """Wait for the outcome."""
        self._thread.join()

    def leave(self) -> None:
        """Stop following, and give the thread a moment to leave its state file to the next start."""
        self.stop.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        from authwizard.aws.outcome import Outcome

        try:
            outcome = self._submit_and_follow()
        except Exception as error:
            # Its text may hold anything, its name cannot.
            name = type(error).__name__
            told = f"authwizard met an error of its own ({name}). Whether the request was carried out is not known."
            outcome = Outcome("unknown", told, "Look at the backend before you send anything again.")
        if outcome.status == "completed" and not self.stop.is_set():
            self._look_at_state()
        self._ended = time.monotonic()
        self.outcome = outcome

    def _look_at_state(self) -> None:
        """Look what the backend has now, to go on from there."""
        from authwizard.aws.failures import CallError
        from authwizard.aws.pull import pull
        from authwizard.request.target import Target

        self._enter("looking at the result")
        with suppress(CallError):  # what was sent is carried out all the same
            self.state = pull(self.backend.glance, Target.of(self.draft))

    def _submit_and_follow(self) -> Outcome:
        from authwizard.aws.follow import follow
        from authwizard.aws.pace import Pace
        from authwizard.aws.submit import Looking, submit

        pace = Pace(stop=self.stop)
        looking = Looking(pace, on_poll=self._tell_look)
        outcome = submit(self.draft, self.backend, looking=looking, on_phase=self._enter)
        if outcome.status != "accepted" or outcome.job is None:
            return outcome
        self.job = outcome.job
        self._enter("accepted")
        return follow(self.backend, outcome.job, pace=pace, on_poll=self._tell_job, record=outcome.record)

    def _enter(self, phase: str) -> None:
        self.phases.setdefault(phase, self.seconds)
        self.phase = phase

    def _tell_look(self, found: Found, seconds: float) -> None:
        self.found = found.sentences

    def _tell_job(self, job: Job, seconds: float) -> None:
        self.job = job
        self._enter("job runs")
