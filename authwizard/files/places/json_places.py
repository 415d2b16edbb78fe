"""The places in a JSON text."""

from __future__ import annotations

import json

from ..formats.json_reader import tokens
from .node import Extent, Node


def json_places(text: str) -> Node:
    """Return the places in a text that `parse_json` takes."""
    whole = Node(Extent(0, len(text)))
    above: list[Node] = []
    name: tuple[str, Extent] | None = None
    for token in tokens(text):
        extent = Extent(token.offset, token.offset + len(token.text))
        if token.is_name:
            name = json.loads(token.text), extent
        elif token.text in ("}", "]"):
            closed = above.pop()
            closed.value = Extent(closed.value.start, extent.end)
        elif token.text not in (",", ":"):
            node = Node(extent, name[1] if name else None)
            if not above:
                whole = node
            elif name:
                above[-1].members[name[0]] = node
            else:
                above[-1].entries.append(node)
            name = None
            if token.text in ("{", "["):
                above.append(node)
    return whole
