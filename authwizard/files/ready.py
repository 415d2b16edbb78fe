"""What has to be known of a draft before it is written or sent: its secrets, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from authwizard.request.check import Problem, check, merged
from authwizard.request.draft import Draft

from .resolve import resolve


class Ready(NamedTuple):
    """A draft as it would be written or sent, and what is wrong with it.

    Attributes:
        draft: The draft; each of its references that resolves is replaced by the secret.
        problems: What is wrong with it, in the order of the form; references that do not resolve come last.
    """

    draft: Draft
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which it is neither written nor sent."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that are warnings."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


def _waives_nothing(problem: Problem) -> bool:
    return False


def ready(
    draft: Draft,
    found: Iterable[Problem] = (),
    *,
    secrets: bool = True,
    waives: Callable[[Problem], bool] = _waives_nothing,
) -> Ready:
    """Resolve a draft's secrets and judge it with them, since only then a rule can see what they are.

    Args:
        draft: Any draft.
        found: What reading it brought up; it comes first.
        secrets: Whether secrets are needed; else its references stay, and none of them is looked at.
        waives: Whether an error is no obstacle to what is done with the draft; such a one is left out.
    """
    resolved, unresolved = resolve(draft) if secrets else (draft, ())
    problems = (*merged(found, check(resolved).problems), *unresolved)
    return Ready(resolved, tuple(each for each in problems if each.severity != "error" or not waives(each)))
