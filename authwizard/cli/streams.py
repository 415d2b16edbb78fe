"""The three standard streams, made so that each can be used whatever the caller left of it."""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import Any, Final

_STREAMS: Final = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


class _Told(io.FileIO):
    """Standard error. What cannot be told there is lost, and changes neither output nor exit status."""

    def write(self, data: Any, /) -> int:
        """Write what the system takes; where it takes nothing, say that all is written."""
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def mend() -> None:
    """Open what the caller closed on /dev/null, and let a standard error that takes no more be no failure.

    Otherwise the next file that is opened gets the number of the closed stream, and our messages go into it. A stream
    that another program left non-blocking is made blocking: Python would lose what does not fit at once.
    """
    for number, (name, mode) in enumerate(_STREAMS):
        try:
            os.set_blocking(number, True)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free, which is this one
            os.set_inheritable(number, True)
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115  # it stays open
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
    told, encoding = io.BufferedWriter(_Told(2, "w", closefd=False)), sys.stderr.encoding
    # The wizard goes on with the stream that it replaces: it paints, and has to know when the terminal is gone.
    sys.stderr = io.TextIOWrapper(told, encoding, errors="backslashreplace", line_buffering=True)


def die_of_broken_pipe() -> int:
    """End as a program does whose reader went away: by SIGPIPE, which a shell shows as status 141."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGPIPE)
    return 128 + signal.SIGPIPE  # the caller has blocked the signal
