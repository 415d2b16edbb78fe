"""Calling the command: in this process for breadth, as a real process where streams and statuses matter."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from authwizard.cli.root import root

PROGRAM = (sys.executable, "-m", "authwizard")
"""The command, as a process of its own."""

TARGET = ("--app-id", "d1a2b3c4d5", "--backend-environment-name", "dev", "--resource-name", "myauth")
"""The options that say which backend a preset is for."""


def call(*args: str, stdin: str | bytes | None = None, env: Mapping[str, str] | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(root, args, input=stdin, env=env)


def process(
    *args: str | bytes, folder: Path | None = None, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a process of its own, in this process's environment or in `env`."""
    return subprocess.run(
        [*PROGRAM, *args],
        cwd=folder,
        input=stdin,
        env=env,
        capture_output=True,
        check=False,
        timeout=60,
    )


def written(path: Path, tree: Any) -> str:
    """Write a tree as JSON and return the path as an argument."""
    path.write_text(json.dumps(tree), encoding="utf-8")
    return str(path)
