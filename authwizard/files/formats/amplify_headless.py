"""The format amplify-headless."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from typing import Final

from authwizard.request.draft import Draft
from authwizard.request.tree import Tree

from ..loaded import Loaded
from ..unwritable import UnwritableError
from .amplify_headless_writer import refusal, to_headless
from .format import Document, Format, Loss, Writing, body_of, one_file


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    reason = refusal(draft)
    if reason:
        raise UnwritableError(reason)
    request, _ = to_headless(draft.operation, body_of(draft, writing))
    return one_file(json.dumps(request, ensure_ascii=True, allow_nan=False) + "\n")


def _lost(draft: Draft, writing: Writing) -> tuple[Loss, ...]:
    return to_headless(draft.operation, draft.body("redacted"))[1]


def _read(document: Document) -> Loaded:
    from .amplify_headless_reader import from_headless  # what only such a request needs

    return from_headless(document.tree, document.asked)


def _recognises(tree: Tree) -> bool:
    return not tree.keys().isdisjoint({"serviceConfiguration", "serviceModification"})


def _command(draft: Draft, path: str) -> str:
    verb = "add" if draft.operation == "create" else "update"
    return f"amplify {verb} auth --headless < {shlex.quote(path)}"


AMPLIFY_HEADLESS: Final = Format(
    name="amplify-headless",
    suffixes=(),
    title="Headless request of the Amplify CLI",
    help="the line for `amplify add auth --headless` or `amplify update auth --headless`",
    write=_write,
    read=_read,
    recognises=_recognises,
    own_names=True,
    lost=_lost,
    command=_command,
)
