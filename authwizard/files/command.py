"""The AWS CLI command that sends an exported file."""

from __future__ import annotations

import shlex
from typing import Literal

from authwizard.request.operation import OPERATIONS, Operation


def aws_command(
    operation: Operation,
    path: str,
    *,
    format: Literal["json", "yaml"] = "json",
    profile: str = "",
    region: str = "",
) -> str:
    """Return the command line that sends an exported file, quoted for a POSIX shell.

    Args:
        operation: "create" or "update".
        path: Where the file stands, as the shell's user would write it.
        format: Of the file; YAML needs AWS CLI v2.
        profile: The AWS CLI's profile, if one is to be named.
        region: The region, if one is to be named.
    """
    # The AWS CLI expands a leading ~ itself, which a file of that name must not suffer.
    place = f"./{path}" if path.startswith("~") else path
    words = [
        "aws",
        "amplifybackend",
        OPERATIONS[operation].command,
        f"--cli-input-{format}",
        f"file://{place}",
    ]
    if profile:
        words += ["--profile", profile]
    if region:
        words += ["--region", region]
    return shlex.join(words)
