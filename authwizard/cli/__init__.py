"""The command line; neither textual nor boto3 is imported until a command needs it."""

import gc
import sys
from contextlib import suppress

from authwizard import __version__

from . import streams


def main() -> None:
    """Run the command `authwizard` and end the process with its exit status."""
    # Start-up makes many objects and no garbage, and the collector would take a twentieth of its time.
    gc.set_threshold(50_000, 20, 20)
    streams.mend()
    try:
        if sys.argv[1:] == ["--version"]:
            # The import of click takes longer than all the rest of this answer. Where it cannot be written,
            # click tries again and says so.
            with suppress(OSError):
                sys.stdout.write(f"authwizard, version {__version__}\n")
                sys.stdout.flush()
                return
        # Imported here, so that an interrupt during the import ends as quietly as one after it.
        from .root import root

        root.main()
    except KeyboardInterrupt:
        sys.exit(130)
