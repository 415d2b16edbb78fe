"""Reading a source: a file, a preset's name or standard input. Its content tells the format."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from authwizard.request.check import Problem
from authwizard.request.fields import FIELDS, unknown_members
from authwizard.request.operation import Operation

from .destination import descriptor_of
from .formats.json_reader import parse_json
from .formats.table import FORMATS, JSON, PRESET, YAML, Document, Format, by_suffix
from .loaded import Loaded
from .not_ours import refuse_prose, refuse_script
from .reading import MOST_BYTES, decode, read_source, too_large
from .shipped import is_shipped
from .unreadable import UnreadableError

__all__ = ["Loaded", "UnreadableError", "load"]

MOST_UNKNOWN: Final = 10_000
"""How many members that no request has are reported: a file with more of them is something else."""

_TOML_LINE: Final = re.compile(r"""(?:\[\[?[A-Za-z_][\w."' -]*\]\]?\s*(?:\#.*)?$|[\w."' -]+?=)""")
_YAML_LINE: Final = re.compile(r"""---|%|(?:["']?[\w$-]+["']?\s*|\?\s.*):(?:\s|$)|[-?]\s""")


def load(source: str, *, operation: Operation | None = None, stdin: BinaryIO | None = None) -> Loaded:
    """Read a source.

    Args:
        source: A path, if it has a slash or a suffix; "-" for standard input; else a preset's name.
        operation: What the request is for, if the source does not say so itself. An update is also made of a
            preset or an Amplify CLI file that is for a creation.
        stdin: Where "-" reads from; the process's standard input by default.

    Raises:
        UnreadableError: It cannot be opened or parsed, or is no auth request.
    """
    if source == "-":
        return _read(_read_stdin(stdin), None, operation)
    if os.sep not in source and not Path(source).suffix:
        return _load_preset(source, operation)
    path = Path(source)
    with suppress(RuntimeError):  # ~ of a user that is not there
        path = path.expanduser()
    if descriptor_of(path) is not None:
        # Its folder, /dev, says nothing: it is the same as standard input.
        return _read(read_source(path), None, operation)
    loaded = _read(read_source(path), path, operation)
    return _as_shipped(loaded) if is_shipped(path) else loaded


def _load_preset(name: str, operation: Operation | None) -> Loaded:
    from .presets import UnknownPresetError, find_preset

    try:
        info = find_preset(name)
    except UnknownPresetError as error:
        near = f"Did you mean {error.near}? " if error.near else ""
        fix = f"{near}A file without a suffix is named with its folder, as in ./request."
        raise UnreadableError(str(error), fix) from None
    loaded = _read(read_source(info.path), info.path, operation)
    return _as_shipped(loaded) if info.shipped else loaded


def _as_shipped(loaded: Loaded) -> Loaded:
    """Return what was read of a shipped preset, in whose folder nobody's files stand."""
    return replace(loaded, shipped=True, draft=replace(loaded.draft, folder=""))


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    import sys

    try:
        data = (stdin or sys.stdin.buffer).read(MOST_BYTES + 1)
    except OSError as error:
        what = f"Standard input cannot be read: {error.strerror}."
        raise UnreadableError(what, "Name a file, or pass one with < FILE.") from None
    if len(data) > MOST_BYTES:
        raise too_large()
    return data


def _read(data: bytes, path: Path | None, operation: Operation | None) -> Loaded:
    loaded = _parse(data, path, operation)
    unknown = len(loaded.dropped) + len(unknown_members(loaded.draft.tree))
    unknown += sum(problem.rule == "unknown-member" for problem in loaded.problems)
    unknown += sum(path not in FIELDS for path in loaded.draft.secrets)
    if unknown > MOST_UNKNOWN:
        what = f"It has more than {MOST_UNKNOWN:,} members that no request has, so it is none."
        raise UnreadableError(what, "Name another file.")
    return loaded


def _parse(data: bytes, path: Path | None, operation: Operation | None) -> Loaded:
    text = decode(data)
    written = _written_in(text, by_suffix(path))
    if written is not YAML:
        refuse_script(text)
    if written is JSON:
        refuse_prose(text)
    tree, problems, yaml = _tree_of(text, written)
    format = next((known for known in FORMATS.values() if _is_of(known, tree)), written)
    assert format.read is not None
    document = Document(text, tree, path.parent if path else None, operation, yaml)
    loaded = format.read(document)
    return replace(loaded, problems=(*problems, *loaded.problems), path=path, document=document)


def _written_in(text: str, by_name: Format) -> Format:
    """Tell JSON, YAML and presets apart by the first line that says something; the suffix decides the rest."""
    content = text.removeprefix("\ufeff").lstrip()
    if not content:
        return JSON
    if by_name is YAML:
        return YAML
    if content[0] == "{":
        return JSON
    line = _first_line(content)
    if by_name is PRESET or _TOML_LINE.match(line):
        return PRESET
    return YAML if _YAML_LINE.match(line) else JSON


def _first_line(content: str) -> str:
    """Return the first line that is neither empty nor a comment of YAML and TOML."""
    lines = (line.strip() for line in content.splitlines())
    return next((line for line in lines if line and not line.startswith("#")), "")


def _tree_of(text: str, written: Format) -> tuple[Any, list[Problem], Any]:
    """Parse JSON or YAML, with the root node of the latter; the reader of presets does so itself.

    Raises:
        UnreadableError: It is neither, or holds no members.
    """
    if written is PRESET:
        return None, [], None
    if written is YAML:
        from .formats.yaml_text import parse_yaml  # loads ruamel, which only YAML needs

        tree, problems, root = parse_yaml(text)
    else:
        tree, problems, root = parse_json(text), [], None
    if not isinstance(tree, dict):
        raise UnreadableError("It holds no members.", 'A request is a structure such as {"AppId": …}.', 1, 1)
    return tree, problems, root


def _is_of(format: Format, tree: Any) -> bool:
    return tree is not None and format.recognises is not None and format.recognises(tree)
