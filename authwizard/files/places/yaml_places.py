"""The places in a YAML text."""

from __future__ import annotations

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from ..formats.yaml_text import is_merge, joined
from .node import Extent, Node


def yaml_places(text: str, root: YamlNode) -> Node:
    """Return the places in a text that `parse_yaml` has read; a value behind an alias stands at its anchor."""
    return _places(root, text, None)


def _places(yaml: YamlNode, text: str, name: Extent | None) -> Node:
    node = Node(Extent(yaml.start_mark.index, yaml.end_mark.index), name)
    if isinstance(yaml, MappingNode):
        _add_members(node, yaml, text)
    elif isinstance(yaml, SequenceNode):
        node.entries = [_places(item, text, None) for item in yaml.value]
    node.value = _trimmed(node, yaml, text)
    return node


def _add_members(node: Node, yaml: MappingNode, text: str) -> None:
    merged: list[YamlNode] = []
    for key, value in yaml.value:
        if is_merge(key):
            merged += value.value if isinstance(value, SequenceNode) else [value]
        else:
            name = Extent(key.start_mark.index, key.end_mark.index)
            node.members[joined(key.value)] = _places(value, text, name)
    # A member of its own goes before one that is merged in, and of these the first.
    for other in merged:
        for key, place in _places(other, text, None).members.items():
            node.members.setdefault(key, place)


def _trimmed(node: Node, yaml: YamlNode, text: str) -> Extent:
    """Return where a value stands, without the lines behind it that the parser has looked at to know its end."""
    start, end = node.value
    if isinstance(yaml, ScalarNode):
        return Extent(start, start + len(text[start:end].rstrip()))
    if isinstance(yaml, MappingNode | SequenceNode) and yaml.flow_style:
        return node.value
    last = [
        child.value.end for child in (*node.members.values(), *node.entries) if child.value.start >= start
    ]
    return Extent(start, min(max(last), end) if last else start)
