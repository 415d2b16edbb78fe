"""Reading a source: a file, a preset's name or standard input. Its content tells the format."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, members, unknown_members
from authwizard.request.operation import Operation

from .backend_answer import from_answer, is_answer
from .destination import descriptor_of
from .json_text import parse_json
from .loaded import Format, Loaded, choose_operation
from .not_ours import is_resource_config, is_wire_config, refuse_foreign, refuse_script
from .reading import MOST_BYTES, decode, read_source, too_large
from .shipped import is_shipped
from .unreadable import Unreadable
from .updating import create_only, names_of

__all__ = ["Format", "Loaded", "Unreadable", "load"]

MOST_UNKNOWN: Final = 10_000
"""How many members that no request has are reported: a file with more of them is something else."""

_YAML_SUFFIXES: Final = (".yaml", ".yml")
_TOML_LINE: Final = re.compile(r"""(?:\[\[?[A-Za-z_][\w."' -]*\]\]?\s*(?:\#.*)?$|[\w."' -]+?=)""")
_YAML_LINE: Final = re.compile(r"""---|%|(?:["']?[\w$-]+["']?\s*|\?\s.*):(?:\s|$)|[-?]\s""")
_HEADLESS: Final = frozenset({"serviceConfiguration", "serviceModification"})
_CLI_INPUTS: Final = frozenset({"cognitoConfig", "authSelections"})
_API: Final = members(()).keys()
_WIRE: Final = frozenset(field.wire for field in members(()).values())
_CONFIG_ALONE: Final = (
    "It is a ResourceConfig alone: which app, environment and resource it is for has to be given beside it."
)


def load(source: str, *, operation: Operation | None = None, stdin: BinaryIO | None = None) -> Loaded:
    """Read a source.

    Args:
        source: A path, if it has a slash or a suffix; "-" for standard input; else a preset's name.
        operation: What the request is for, if the source does not say so itself. An update is also made of a
            preset or an Amplify CLI file that is for a creation.
        stdin: Where "-" reads from; the process's standard input by default.

    Raises:
        Unreadable: It cannot be opened or parsed, or is no auth request.
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
    return replace(loaded, shipped=True) if is_shipped(path) else loaded


def _load_preset(name: str, operation: Operation | None) -> Loaded:
    from .presets import UnknownPreset, find_preset

    try:
        info = find_preset(name)
    except UnknownPreset as error:
        near = f"Did you mean {error.near}? " if error.near else ""
        fix = f"{near}A file without a suffix is named with its folder, as in ./request."
        raise Unreadable(str(error), fix) from None
    return replace(_read(read_source(info.path), info.path, operation), shipped=info.shipped)


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    import sys

    try:
        data = (stdin or sys.stdin.buffer).read(MOST_BYTES + 1)
    except OSError as error:
        what = f"Standard input cannot be read: {error.strerror}."
        raise Unreadable(what, "Name a file, or pass one with < FILE.") from None
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
        raise Unreadable(what, "Name another file.")
    return loaded


def _parse(data: bytes, path: Path | None, operation: Operation | None) -> Loaded:
    text = decode(data)
    language = _language(text, path.suffix.lower() if path else "")
    if language != "yaml":
        refuse_script(text)
    if language == "toml":
        from .preset_file import read_preset

        return read_preset(text, path.parent if path else None, asked=operation).at(path)
    if language == "yaml":
        from .yaml_text import parse_yaml

        tree, problems = parse_yaml(text)
        loaded = _understand(tree, "yaml", operation)
        return replace(loaded, problems=(*problems, *loaded.problems), path=path)
    return _understand(parse_json(text), "json", operation).at(path)


def _language(text: str, suffix: str) -> str:
    """Tell JSON, YAML and TOML apart by the first line that says something; the suffix decides the rest."""
    content = text.removeprefix("\ufeff").lstrip()
    if not content:
        return "json"
    if suffix in _YAML_SUFFIXES:
        return "yaml"
    if content[0] == "{":
        return "json"
    line = _first_line(content)
    if suffix == ".toml" or _TOML_LINE.match(line):
        return "toml"
    return "yaml" if _YAML_LINE.match(line) else "json"


def _first_line(content: str) -> str:
    """Return the first line that is neither empty nor a comment of YAML and TOML."""
    lines = (line.strip() for line in content.splitlines())
    return next((line for line in lines if line and not line.startswith("#")), "")


def _understand(tree: Any, format: Format, operation: Operation | None) -> Loaded:
    """Tell by the names in it what a tree is, and make a draft of it."""
    if not isinstance(tree, dict):
        raise Unreadable("It holds no members.", 'A request is a structure such as {"AppId": …}.', 1, 1)
    if _HEADLESS & tree.keys():
        from .headless_in import from_headless

        return from_headless(tree, operation)
    if _CLI_INPUTS & tree.keys():
        from .cli_inputs import from_cli_inputs

        return from_cli_inputs(tree, operation)
    if is_answer(tree):
        return from_answer(tree, format, operation)
    if {"method", "path", "body"} <= tree.keys():
        from .wire import from_wire

        return from_wire(tree, operation)
    return _request(tree, format, operation)


def _request(tree: dict[str, Any], format: Format, operation: Operation | None) -> Loaded:
    """Make a draft of a request, or of a ResourceConfig alone.

    Raises:
        Unreadable: It is neither.
    """
    notes: tuple[str, ...] = ()
    alone = is_wire_config(tree) or is_resource_config(tree)
    if alone:
        tree = {"resourceConfig" if is_wire_config(tree) else "ResourceConfig": tree}
        notes = (_CONFIG_ALONE,)
    refuse_foreign(tree)
    if _WIRE & tree.keys() and not _API & tree.keys():
        from .wire import from_wire

        loaded = from_wire(tree, operation)
    else:
        chosen, reason = choose_operation(tree, operation)
        loaded = Loaded(Draft.from_tree(chosen, tree), format, reason)
    return replace(loaded, notes=(*notes, *loaded.notes, *_doubt(loaded, operation, alone=alone)))


def _doubt(loaded: Loaded, asked: Operation | None, *, alone: bool) -> tuple[str, ...]:
    """Say what to do about a request that sets more than the update which was asked for can."""
    surplus = create_only(loaded.draft.tree) if asked == "update" else ()
    if not surplus:
        return ()
    answer = "give the whole answer with its" if alone else "add"
    return (
        f"It sets {names_of(surplus)}, which only a creation can set. In a request that may be a mistake, so "
        "nothing was left out. If it is what a backend has now, fetch it with `authwizard pull`; or "
        f'{answer} "Error": "", which tells an answer of get-backend-auth from a request.',
    )
