"""What is to be said before a request is written in a format: what that does not hold, and what it holds beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["refused", "lost", "added", "caught", "permanent", "todo"]

KINDS: Final[dict[Kind, str]] = {
    "refused": "Not written",
    "lost": "Not carried over",
    "added": "Added, or otherwise than the request says",
    "caught": "Written in another way, since the target refuses it",
    "permanent": "Cannot be changed later",
    "todo": "Left to you",
}
"""The kinds in the order in which they are said, each with its heading."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that differs between a request and what a format makes of it.

    Attributes:
        kind: "refused" where nothing is written; "lost" for what the files do not hold; "added" for what they or their
            target hold beside; "caught" for what the target would refuse, and what is written instead; "permanent" for
            what cannot be changed once it is deployed; "todo" for what is left to the user.
        about: What it is about: a member of the request by its full name, or a name of the target's; "" for the whole.
        message: What is to be said of it, in sentences.
    """

    kind: Kind
    about: str
    message: str

    def __str__(self) -> str:
        """Say it, with what it is about."""
        return f"{self.about}: {self.message}" if self.about else self.message


def by_kind(losses: Iterable[Loss]) -> Iterator[tuple[str, tuple[Loss, ...]]]:
    """Yield the heading of each kind that there is, with its losses."""
    told = tuple(losses)
    for kind, heading in KINDS.items():
        group = tuple(loss for loss in told if loss.kind == kind)
        if group:
            yield heading, group


def in_order(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """Return losses kind by kind, each kind in the order that it has."""
    kinds = list(KINDS)
    return tuple(sorted(losses, key=lambda loss: kinds.index(loss.kind)))
