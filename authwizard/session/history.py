"""What the draft was before each edit, so that edits can be taken back and brought again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from authwizard.request.draft import Draft
from authwizard.request.steps import Step
from authwizard.request.tree import MemberPath


class Past(NamedTuple):
    """What the draft was before an edit."""

    draft: Draft
    step: Step | None
    """The step in which the edit was made."""
    typed: MemberPath | None
    """The member into whose field it was typed."""


@dataclass
class History:
    """The edits that can be taken back, the last one last, and those that were taken back."""

    past: list[Past] = field(default_factory=list)
    future: list[Past] = field(default_factory=list)

    def note(self, before: Past) -> None:
        """Note what the draft was before an edit; what is typed into one field, key after key, is one edit."""
        if before.typed is None or not self.past or self.past[-1].typed != before.typed:
            self.past.append(before)
        self.future.clear()

    def back(self, now: Draft) -> Past | None:
        """Return what was before the last edit; None where there is none. `now` is what the draft is."""
        return _step(self.past, self.future, now)

    def forth(self, now: Draft) -> Past | None:
        """Return what was before the last edit was taken back; None where none was."""
        return _step(self.future, self.past, now)

    def clear(self) -> None:
        """Forget all of it: there is no way back to before."""
        self.past.clear()
        self.future.clear()


def _step(taken: list[Past], given: list[Past], now: Draft) -> Past | None:
    if not taken:
        return None
    then = taken.pop()
    given.append(Past(now, then.step, then.typed))
    return then
