"""The format yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from authwizard.request.draft import Draft

from ..api_request import from_api
from ..command import aws_command
from ..loaded import Loaded
from . import aws_cli
from .format import Document, Format, Writing, body_of, one_file


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    from .yaml_text import yaml_text  # loads ruamel, which only YAML needs

    return one_file(yaml_text(body_of(draft, writing)))


def _read(document: Document) -> Loaded:
    return from_api(document.tree, "yaml", document.asked)


YAML: Final = Format(
    name="yaml",
    suffixes=(".yaml", ".yml"),
    title="YAML for the AWS CLI",
    help="the request for --cli-input-yaml of the AWS CLI v2",
    write=_write,
    read=_read,
    command=lambda draft, path: aws_command(draft.operation, path, format="yaml"),
    advice=aws_cli.advice,
)
