"""Which backend a request is for, and how waiting is done."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from authwizard.request.draft import Draft


class Target(NamedTuple):
    """An auth resource: the app's ID, the backend environment's name, the resource's name."""

    app_id: str
    environment: str
    resource: str

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """Return the target of a request that has no errors."""
        return cls(*(str(draft.get((name,), "")) for name in _MEMBERS))

    @property
    def members(self) -> dict[str, str]:
        """The target under the API's names."""
        return dict(zip(_MEMBERS, self, strict=True))

    def __str__(self) -> str:
        return " / ".join(self)


_MEMBERS = ("AppId", "BackendEnvironmentName", "ResourceName")


@dataclass(frozen=True)
class Pace:
    """How time passes for what waits: a clock in seconds, and an event that ends every wait when it is set."""

    clock: Callable[[], float] = time.monotonic
    stop: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float) -> bool:
        """Wait, and return whether it was ended before its time."""
        return self.stop.wait(seconds)
