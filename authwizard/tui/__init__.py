"""The wizard: a Textual app that shows a draft, and never decides what is right."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from authwizard.files.loaded import Loaded
    from authwizard.request.draft import Draft


def run(start: Loaded | Draft | None = None, *, stdin_was_read: bool = False) -> int:
    """Open the wizard and return its exit status.

    Args:
        start: What was read from a source, or a draft to begin with; None for the start screen.
        stdin_was_read: Whether the source came through standard input, so that keys must come from the terminal.
    """
    # Start-up makes many objects and frees hardly any: the collector would only walk them, again and again.
    gc.disable()
    # Paint up to 120 times a second, so that what a key changed is seen one frame, 8 ms, later. Read on import.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from authwizard.request.draft import Draft
    from authwizard.session import Session

    from .app import WizardApp

    if stdin_was_read:
        os.dup2(os.open("/dev/tty", os.O_RDWR), 0)
    session = None
    if start is not None:
        session = Session(start) if isinstance(start, Draft) else Session.of(start)
    app = WizardApp(session)
    app.run()
    if app.farewell:
        sys.stderr.write(f"{app.farewell}\n")  # not by Textual, which would cut a command at the width
    return app.return_code or 0
