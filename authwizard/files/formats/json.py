"""The format json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from authwizard.request.draft import Draft

from ..api_request import from_api
from ..command import aws_command
from ..loaded import Loaded
from . import aws_cli
from .format import Document, Format, Writing, body_of, one_file


def json_text(value: Any) -> str:
    """Return a tree as JSON in pure ASCII, since AWS CLI v1 reads files in the locale's encoding."""
    return json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    return one_file(json_text(body_of(draft, writing)))


def _read(document: Document) -> Loaded:
    return from_api(document.tree, "json", document.asked)


JSON: Final = Format(
    name="json",
    suffixes=(".json",),
    title="JSON for the AWS CLI",
    help="the request for the AWS CLI's --cli-input-json",
    write=_write,
    read=_read,
    command=lambda draft, path: aws_command(draft.operation, path, format="json"),
    advice=aws_cli.advice,
)
