"""How waiting is done."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pace:
    """How time passes for what waits: a clock in seconds, and an event that ends every wait when it is set."""

    clock: Callable[[], float] = time.monotonic
    stop: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float) -> bool:
        """Wait, and return whether it was ended before its time."""
        return self.stop.wait(seconds)
