"""YAML text into a plain tree, as the AWS CLI v2 reads it, and a tree into YAML for every reader.

The AWS CLI v2 reads --cli-input-yaml with ruamel.yaml's pure safe loader, which knows YAML 1.2 (awscli
customizations/cliinput.py); so does this module. Other tools still read YAML 1.1, where `on`, `012` or `1e5`
mean something else: that is why each text is written in quotes.
"""

from __future__ import annotations

import sys
import warnings
from io import StringIO
from typing import Any, Final, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.constructor import ConstructorError, DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLWarning
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.representer import SafeRepresenter

from authwizard.request.check import Problem
from authwizard.request.fields import FIELDS

from ..limits import MOST_LEVELS, MOST_VALUES, TOO_DEEP, TOO_MANY_VALUES, as_json, is_huge
from ..unreadable import UnreadableError, unreadable_at

MOST_BYTES: Final = 1_000_000
"""The longest YAML text that is read: its reader takes up to twenty seconds for it, for JSON one."""

_TAG: Final = "tag:yaml.org,2002:"
_MERGE: Final = f"{_TAG}merge"
_NAMES: Final = frozenset({f"{_TAG}str", _MERGE})
_KINDS: Final = _NAMES | {
    f"{_TAG}{kind}" for kind in ("int", "float", "bool", "null", "map", "seq", "timestamp")
}
_NO_SUCH_TYPE: Final = (
    "This value has a type that no request has.",
    "Put it in quotes, or take its tag out.",
)
_NO_YAML: Final = (
    "This is not YAML.",
    "Look at indentation, colons, quotes and escapes; a tab does not indent.",
)
_UNEXPECTED: Final = (ArithmeticError, LookupError, TypeError, ValueError)
"""What ruamel itself fails with: a character beyond the last, a version of thousands of digits."""
_PLAIN: Final = frozenset(name for path in FIELDS for name in path)
"""Names of members, which mean the same to every reader without quotes."""


class Parsed(NamedTuple):
    """A YAML text that was read.

    Attributes:
        tree: What it holds.
        problems: One for each value that JSON could not hold.
        root: The same as ruamel's nodes, which know where they stand.
    """

    tree: Any
    problems: list[Problem]
    root: Node


def parse_yaml(text: str) -> Parsed:
    """Read a YAML text.

    Raises:
        UnreadableError: It is not YAML, is not one document, has a member twice, a tag of its own, aliases that
            explode, or is nested too deeply.
    """
    if len(text) > MOST_BYTES or len(text.encode()) > MOST_BYTES:
        what = f"The YAML has more than {MOST_BYTES:,} bytes, and its reader is slow."
        raise UnreadableError(what, "Name another file, or give the request as JSON.")
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _Composer
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", YAMLWarning)  # they quote the content
            root = yaml.compose(text)
            if root is None:
                raise UnreadableError("The file is empty.", "Give a request.", 1, 1)
            _judge(root, yaml.constructor)
            return Parsed(*as_json(joined(yaml.constructor.construct_document(root))), root)
    except MarkedYAMLError as error:
        raise _marked(error) from None
    except ReaderError as error:
        what, fix = "There is a control character, which YAML does not allow.", r'Write it as "\x00".'
        raise unreadable_at(text, error.position, what, fix) from None
    except RecursionError:
        raise UnreadableError(*TOO_DEEP) from None


def is_merge(node: Node) -> bool:
    """Tell whether the name of a member is `<<`, which merges others in."""
    return bool(node.tag == _MERGE)


class _Composer(Composer):
    """Stops where a document has too many values or levels, before they take time and memory."""

    seen = level = 0

    def get_single_node(self) -> Node | None:
        try:
            node: Node | None = super().get_single_node()
        except _UNEXPECTED:
            mark = self.loader.reader.get_mark()
            raise UnreadableError(*_NO_YAML, mark.line + 1, mark.column + 1) from None
        return node

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.seen += index is not None  # it is for the names of members
        self.level += 1
        if self.seen > MOST_VALUES:
            raise self._here(TOO_MANY_VALUES)
        if self.level > MOST_LEVELS + 1:
            raise self._here(TOO_DEEP)
        node = super().compose_node(parent, index)
        self.level -= 1
        return node

    def _here(self, told: tuple[str, str]) -> UnreadableError:
        mark = self.parser.peek_event().start_mark
        return UnreadableError(*told, mark.line + 1, mark.column + 1)


def _marked(error: MarkedYAMLError) -> UnreadableError:
    """Say what ruamel found; its own message may quote the content, so only the place is taken from it."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if isinstance(error, DuplicateKeyError):
        what, fix = "A member stands here a second time.", "Keep one of the two."
    elif isinstance(error, ComposerError):
        if error.context == "expected a single document in the stream":
            what, fix = "A second document begins here.", "Keep one request in the file."
        else:
            what, fix = "An alias names nothing.", "Put a value that begins with * or & in quotes."
    elif isinstance(error, ConstructorError):
        what, fix = _NO_SUCH_TYPE
    else:
        what, fix = _NO_YAML
    return UnreadableError(what, fix, line, column)


def _judge(root: Node, constructor: Any) -> None:
    """Refuse what would explode or what no request has, before anything is built of it."""
    layer, seen = [root], 0
    for _ in range(MOST_LEVELS + 1):
        for node in layer:
            _judge_node(node, constructor)
        seen += len(layer)
        layer = [child for node in layer for child in _children(node)]
        if not layer:
            return
        if seen + len(layer) > MOST_VALUES:
            raise _at(layer[0], TOO_MANY_VALUES[0], "Use fewer aliases.")
    raise _at(layer[0], *TOO_DEEP)


def _judge_node(node: Node, constructor: Any) -> None:
    if node.tag not in _KINDS:
        raise _at(node, *_NO_SUCH_TYPE)
    if isinstance(node, ScalarNode):
        _judge_scalar(node, constructor)
    elif isinstance(node, MappingNode):
        for name, _ in node.value:
            if not isinstance(name, ScalarNode) or name.tag not in _NAMES:
                raise _at(name, "The name of a member is not a text.", "Put the name in quotes.")
            _judge_scalar(name, constructor)


def _judge_scalar(node: ScalarNode, constructor: Any) -> None:
    if node.tag == _MERGE:
        return
    unreadable = _at(node, "This value cannot be read.", "Put it in quotes, or give a smaller number.")
    try:
        value = joined(constructor.construct_object(node))
    except UnicodeDecodeError:
        raise _at(node, "A text has half of a character (a lone surrogate).", "Write it whole.") from None
    except _UNEXPECTED:
        # A number of thousands of digits, or !!int, !!bool and the like before something else.
        raise unreadable from None
    if is_huge(value):
        raise unreadable


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [value for _, value in node.value]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _at(node: Node, what: str, fix: str) -> UnreadableError:
    return UnreadableError(what, fix, node.start_mark.line + 1, node.start_mark.column + 1)


def joined(value: Any) -> Any:
    """Join the halves of characters that were written as two escapes.

    The AWS CLI does so too, in effect, when it writes the body as JSON.

    Raises:
        UnicodeDecodeError: One half stands alone.
    """
    if isinstance(value, dict):
        return {joined(name): joined(item) for name, item in value.items()}
    if isinstance(value, list):
        return [joined(item) for item in value]
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    return value


class _Representer(SafeRepresenter):
    """Writes texts in quotes, and each value where it stands, without aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_str(self, data: str) -> ScalarNode:
        return self.represent_scalar(f"{_TAG}str", data, style='"')

    def represent_name(self, data: _Name) -> ScalarNode:
        return self.represent_scalar(f"{_TAG}str", str(data))

    def represent_float(self, data: float) -> ScalarNode:
        number = repr(data)
        # YAML 1.1 wants a point before the exponent.
        number = number if "." in number else number.replace("e", ".0e")
        return self.represent_scalar(f"{_TAG}float", number)


class _Name(str):
    """The name of a member, which needs no quotes."""

    __slots__ = ()


_Representer.add_representer(str, _Representer.represent_str)
_Representer.add_representer(_Name, _Representer.represent_name)
_Representer.add_representer(float, _Representer.represent_float)


def yaml_text(value: Any) -> str:
    """Return a tree as YAML in pure ASCII that readers of YAML 1.1 and of 1.2 understand alike."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.default_flow_style = False
    yaml.allow_unicode = False
    yaml.width = sys.maxsize
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # its None means to sort
    stream = StringIO()
    yaml.dump(_named(value), stream)
    return stream.getvalue()


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        return {_Name(name) if name in _PLAIN else name: _named(item) for name, item in value.items()}
    return [_named(item) for item in value] if isinstance(value, list) else value
