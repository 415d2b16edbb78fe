"""What is told of a submit while it goes on, line by line, and what is known of it at each moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from .jobs import Job
from .submit import Phase

_AGAIN_AFTER: Final = 30.0
"""Seconds after which the same status of a job is told again."""


class Telling:
    """Tells one submit."""

    def __init__(self, say: Callable[[str], None], *, looks_again: str, aloud: bool = False) -> None:
        """Tell with `say`.

        Args:
            say: Shows one line.
            looks_again: What looks anew where the outcome stays unknown, as the end of a sentence.
            aloud: Whether times are told in words, as for who listens, and ends not at all, since the outcome does.
        """
        self.job: Job | None = None
        self._say = say
        self._looks_again = looks_again
        self._aloud = aloud
        self._phase: Phase | None = None
        self._sent_at = ""
        self._said = ""
        self._said_at = 0.0

    def enter(self, phase: Phase) -> None:
        """Say what a submit does now."""
        self._phase = phase
        if phase == "looking before":
            self._say("Looking at what the backend has, to know later what is new.")
        elif phase == "sending":
            self._sent_at = time.strftime("%H:%M:%S")
            self._say("Sending the request, once.")
        elif phase == "looking after":
            self._say("There is no clear answer. Looking at what the backend has now; Ctrl+C leaves.")

    def follow(self, job: Job, elapsed: float) -> None:
        """Say the job's status, `elapsed` seconds after it began, where it is a new one, and now and then."""
        self.job = job
        if self._aloud and job.state != "running":
            return
        if job.status != self._said or elapsed - self._said_at >= _AGAIN_AFTER:
            self._said, self._said_at = job.status, elapsed
            self._say(f"{self._time(elapsed)} {job.status or 'no status yet'}{'.' * self._aloud}")

    def _time(self, elapsed: float) -> str:
        seconds = int(elapsed)
        if self._aloud:
            return f"After {seconds} second{'s' * (seconds != 1)}:"
        return f"{seconds // 60}:{seconds % 60:02}"

    def known(self) -> str:
        """Say what is known of the request."""
        if self.job:
            status = f" It was {self.job.status}." if self.job.status else ""
            return f"The request was accepted as the job {self.job.job_id}.{status} It goes on without you."
        if self._phase in ("sending", "looking after"):
            return (
                f"The request was sent at {self._sent_at}, and its outcome is not known. Do not send it again before "
                f"you have looked: {self._looks_again}."
            )
        return "Nothing was sent."
