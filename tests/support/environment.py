"""The environment that tests and the programs they start live in: nothing of the user's, nothing real."""

import os
import sys
from pathlib import Path

FOREIGN_PREFIXES = ("AWS_", "BOTO_", "TEXTUAL", "XDG_")
FOREIGN_NAMES = frozenset(
    {
        "ALL_PROXY",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "FORCE_COLOR",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "LINES",
        "NO_COLOR",
        "NO_PROXY",
        "REQUESTS_CA_BUNDLE",
    }
)


def is_foreign(name: str) -> bool:
    """Tell whether a variable of this name, set by whoever runs the tests, could change what they see."""
    return name.upper() in FOREIGN_NAMES or name.startswith(FOREIGN_PREFIXES)


def home_variables(home: Path) -> dict[str, str]:
    """Return the variables that keep every user file below `home`, without credentials and region."""
    return {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_STATE_HOME": str(home / "state"),
        "AWS_CONFIG_FILE": str(home / "aws-config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(home / "aws-credentials"),
        # Otherwise botocore asks the metadata address of a cloud machine for credentials.
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def terminal_variables(home: Path) -> dict[str, str]:
    """Return a whole environment for a program in a terminal: dummy credentials, a region, no animation.

    PATH starts with the directory of the running interpreter, so that the console scripts of its virtualenv
    are found.
    """
    return home_variables(home) | {
        "AWS_ACCESS_KEY_ID": "invented-key-id",
        "AWS_SECRET_ACCESS_KEY": "invented-secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
        "TERM": "xterm-256color",
        "TEXTUAL_ANIMATIONS": "none",
    }
