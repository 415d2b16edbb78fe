"""The format rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from authwizard.request.draft import Draft
from authwizard.request.tree import Tree

from ..loaded import Loaded
from .format import Document, Format, Writing, body_of, one_file
from .json import json_text
from .rest_call import from_wire, to_wire


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    return one_file(json_text(to_wire(draft.operation, body_of(draft, writing))))


def _read(document: Document) -> Loaded:
    return from_wire(document.tree, document.asked)


def _recognises(tree: Tree) -> bool:
    # A body alone is a request under other names: it is told from what is none as such a one is.
    return {"method", "path", "body"} <= tree.keys()


REST: Final = Format(
    name="rest",
    suffixes=(),
    title="REST call",
    help="the service's own call, as JSON: method, path and body",
    write=_write,
    read=_read,
    recognises=_recognises,
)
