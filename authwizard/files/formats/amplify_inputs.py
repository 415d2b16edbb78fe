"""The format amplify-inputs, which is only read: what it records, only the Amplify CLI can bring about."""

from __future__ import annotations

from typing import Final

from authwizard.request.tree import Tree

from ..loaded import Loaded
from .format import Document, Format


def _read(document: Document) -> Loaded:
    from .amplify_inputs_reader import from_cli_inputs  # what only such a record needs

    return from_cli_inputs(document.tree, document.asked)


def _recognises(tree: Tree) -> bool:
    return not tree.keys().isdisjoint({"cognitoConfig", "authSelections"})


AMPLIFY_INPUTS: Final = Format(
    name="amplify-inputs",
    suffixes=(),
    title="Record of the Amplify CLI",
    help="the record that the Amplify CLI keeps: cli-inputs.json, or the old parameters.json",
    read=_read,
    recognises=_recognises,
    own_names=True,
)
