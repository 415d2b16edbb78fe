"""What is typed or pasted for a member, as the answer that it stands for: the wizard and plain mode both ask here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from .fields import Field, Kind
from .private_key import sent_key
from .tree import ABSENT

_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,299})")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,299})\.[0-9]{1,300}")
"""Numbers as JSON writes them. `int` takes more: 008, +8, and the digits of every script."""

_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'|“([^”]*)”')
_BETWEEN: Final = " \t,;"
_BRACKETS: Final = f"{_BETWEEN}[]"
_SCHEME: Final = r"[a-z][a-z0-9+.-]+:/"
_HEAD: Final = re.compile(
    rf"""(["']?)[\w.-]+\1\s*(?:[:=]\s*(?=\[|["'“]{_SCHEME})|(?:=|:\s)\s*(?={_SCHEME}))""", re.IGNORECASE
)
"""The name of a list or of an address, as files have it before the bracket or the address."""
_NEXT: Final = re.compile(rf"[\s,;]+(?={_SCHEME})", re.IGNORECASE)
"""Where another address begins. A comma may stand in an address, so what follows must have a scheme of its own; a
single letter is a drive."""
_LEFT_QUOTES: Final = re.compile(rf"""["“”]?({_SCHEME}.*?)["“”][\s,;]*|["“”]({_SCHEME}.*)""", re.IGNORECASE)
"""An address with one quote of a pair; no address has such a quote in it."""
_NAME: Final = re.compile(r"\$\{(\w+)\}|\$(\w+)")

_FILE: Final = re.compile(r"file:(?://(?:localhost)?)?(/(?!/).*)|file://([^/].*)", re.IGNORECASE)


def read(field: Field, text: str) -> Any:
    """Return the answer that a text stands for; ABSENT where there is none in it.

    Args:
        field: A member whose answer is one text or number, and no secret.
        text: What was typed.
    """
    return _READERS.get(field.kind, _read_text)(field, text)


def _read_text(field: Field, text: str) -> Any:
    stripped = text.strip()
    if field.inside:  # an identifier, which may be copied from a line of JSON
        stripped = stripped.rstrip(",;").strip("\"'“”").strip()
    for regex in field.inside:
        found = re.fullmatch(regex, stripped, re.ASCII)
        if found:
            return found[1]
    return stripped or ABSENT


def read_number(text: str) -> Any:
    """Read what was typed for a number: a number if it is one, ABSENT if nothing, else the text itself."""
    stripped = text.strip()
    if not stripped:
        return ABSENT
    if _WHOLE.fullmatch(stripped):
        return int(stripped)
    return float(stripped) if _DECIMAL.fullmatch(stripped) else text


_READERS: Final[Mapping[Kind, Callable[[Field, str], Any]]] = {
    "number": lambda _, text: read_number(text),
    "message": lambda _, text: text or ABSENT,  # its blanks belong to it
}


def meant_number(text: str) -> str:
    """Return the whole number that a text means without being one, such as 8 for 008; empty where it means none."""
    if not isinstance(read_number(text), str):
        return ""
    try:
        return str(int(text))
    except ValueError:
        return ""


def read_uris(text: str) -> list[str]:
    """Return the addresses of a text: one, or a list as JSON, YAML and people write it, on one line or several."""
    if text.lstrip().startswith("["):
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError):
            listed = None
        if isinstance(listed, list) and listed and all(isinstance(item, str) for item in listed):
            return [item.strip() for item in listed if item.strip()]
    found = [uri for line in text.splitlines() for uri in _of_line(line.strip())]
    # Behind the only one of all, a comma may belong to it.
    return [uri.rstrip(_BETWEEN) for uri in found] if len(found) > 1 else found


def _of_line(line: str) -> Iterator[str]:
    line = line.removeprefix("- ").lstrip()
    head = _HEAD.match(line)
    line = line[head.end() :] if head else line
    if not line.strip(_BRACKETS):
        return
    if not _QUOTED.sub("", line).strip(_BRACKETS):
        is_list = line.startswith("[")
        for found in _QUOTED.finditer(line):
            item = _unquoted(found).strip()
            # In a list each address has quotes of its own.
            yield from filter(None, [item] if is_list else _NEXT.split(item))
        return
    if line.startswith("["):
        line = line[1:].rstrip(_BETWEEN).removesuffix("]")
    yield from filter(None, (_without_quotes(part.strip()) for part in _NEXT.split(line)))


def _without_quotes(part: str) -> str:
    found = _LEFT_QUOTES.fullmatch(part)
    return (found[1] or found[2]).strip() if found else part


def _unquoted(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2] or found[3] or ""
    try:
        return str(json.loads(found[0]))
    except ValueError:
        return found[1]


def read_secret(field: Field, text: str) -> str:
    """Return a secret as it is sent: of a key the text between its BEGIN and END lines, anything else as it is."""
    return sent_key(text) if field.kind == "key" else text


def read_variable(text: str) -> str:
    """Return the name of an environment variable, which may be given as a shell has it: `$NAME`."""
    stripped = text.strip()
    found = _NAME.fullmatch(stripped)
    return found[found.lastindex or 0] if found else stripped


def read_path(text: str) -> str:
    """Return the path of a file, without the quotes that a terminal puts around one that is dropped into it.

    A `file:` address gives its path (RFC 8089); after `file://`, the AWS CLI takes a relative one as well.
    """
    stripped = text.strip()
    is_quoted = len(stripped) > 2 and stripped[0] == stripped[-1] and stripped[0] in "'\""
    path = stripped[1:-1] if is_quoted else stripped
    found = _FILE.fullmatch(path)
    if not found:
        return path
    return unquote(found[1]) if found[1] else found[2]
