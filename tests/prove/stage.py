"""What came of a proof beside the pairs."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Outcome:
    """What was proven, in a line without its target's name, and one line for each thing that was wrong."""

    told: str
    wrong: list[str] = field(default_factory=list)
