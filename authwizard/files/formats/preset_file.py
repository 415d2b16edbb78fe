"""The preset file: a title, a description, an operation and a request, as TOML."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final, get_args

from authwizard.request.check import Problem
from authwizard.request.draft import Draft, guess_operation
from authwizard.request.operation import Operation
from authwizard.request.secrets import FileRef, Typed, reference_table
from authwizard.request.target import TARGET
from authwizard.request.tree import drop, format_path, leaves, put
from authwizard.request.words import nearest
from authwizard.terminal_text import quoted, visible

from ..limits import as_json, texts
from ..loaded import Loaded
from ..not_ours import refuse_foreign_toml
from ..unwritable import UnwritableError
from ..updating import as_update
from .toml_text import parse_toml

FORMAT: Final = 1
"""The version of the preset format that this program reads and writes."""


_ENVELOPE: Final = ("format", "title", "description", "operation", "request")
_OPERATIONS: Final[tuple[Operation, ...]] = get_args(Operation)


def read_preset(text: str, folder: Path | None = None, *, asked: Operation | None = None) -> Loaded:
    """Read a preset. What is wrong in it is reported, and all that is good is kept.

    Args:
        text: The TOML text.
        folder: Where the preset stands, which its references to files are relative to.
        asked: The operation, for a preset that names none; an update is also made of one that is for a create.

    Raises:
        UnreadableError: It is not TOML, or is another program's.
    """
    envelope = parse_toml(text.removeprefix("\ufeff"))
    refuse_foreign_toml(envelope, _ENVELOPE)
    problems = list(_judge_names(envelope))
    title = _text_of(envelope, "title", problems)
    description = _text_of(envelope, "description", problems)
    _judge_format(envelope, problems)
    request = envelope.get("request", {})
    if not isinstance(request, dict):
        problems.append(_wrong_type("request", "a table of the API's members"))
        request = {}
    tree, foreign = as_json(request)
    problems += foreign
    operation, reason = _operation(envelope, tree, asked, problems)
    draft = Draft.from_tree(operation, tree, references=True, base=str(folder.absolute()) if folder else "")
    problems += _judge_secrets(draft)
    written = preset_text(draft, title=title, description=description, with_target=True)
    loaded = Loaded(
        draft=draft,
        format="preset",
        reason=reason,
        notes=_unasked(operation, asked),
        problems=tuple(problems),
        title=title,
        description=description,
        reformats=written != text,
    )
    return as_update(loaded) if asked == "update" and operation == "create" else loaded


def preset_text(
    draft: Draft,
    *,
    title: str,
    description: str,
    with_target: bool,
    folder: Path | None = None,
    alone: bool = False,
) -> str:
    """Return the draft as a preset. Members stand in the order in which they were loaded or answered.

    A typed secret is left out. The relative path of a secret's file stays as it is written where the preset
    stays in its folder. In another folder it is written anew, and stays relative where preset and file can move
    as one: the file lies in or below the new folder, or both lie below the old one. Elsewhere the whole path
    is written.

    Args:
        draft: The draft.
        title: The preset's title.
        description: The preset's description.
        with_target: Whether app, environment and resource name are written too.
        folder: Where the preset will stand; None where nobody knows, and every path stays as it is written.
        alone: Whether the folder belongs to no project, so that nothing above it moves with it.

    Raises:
        UnwritableError: The draft holds a null or a lone surrogate, which TOML cannot write.
    """
    import tomli_w

    tree = draft.tree
    for path, secret in draft.secrets.items():
        if isinstance(secret, FileRef):
            tree = put(tree, path, reference_table(_moved(secret, folder, alone=alone)))
        elif not isinstance(secret, Typed):
            tree = put(tree, path, reference_table(secret))
    if not with_target:
        for name in TARGET:
            tree = drop(tree, (name,))
    envelope = {
        "format": FORMAT,
        "title": title,
        "description": description,
        "operation": draft.operation,
        "request": tree,
    }
    _refuse_unwritable(tree, envelope)
    # Long messages read better on lines of their own, but TOML would then lose a carriage return.
    several_lines = not any("\r" in text for text in texts(envelope))
    return tomli_w.dumps(envelope, multiline_strings=several_lines)


def _moved(reference: FileRef, folder: Path | None, *, alone: bool) -> FileRef:
    """Return a reference that means the same in `folder`, by the rule that `preset_text` tells."""
    path = Path(reference.path)
    if folder is None or path.is_absolute() or reference.path.startswith("~"):
        return reference
    old, new = Path(reference.base).resolve(), folder.resolve()
    if old == new:
        return reference
    file = Path(os.path.normpath(old / path))
    below_old = new.is_relative_to(old) and file.is_relative_to(old)
    if file.is_relative_to(new) or (below_old and not alone):
        return FileRef(os.path.relpath(file, new), str(folder))
    return FileRef(os.path.normpath(Path(reference.base).absolute() / path))


def _refuse_unwritable(tree: Any, envelope: Any) -> None:
    for path, value in leaves(tree):
        if value is None:
            place = visible(format_path(path))
            raise UnwritableError(f"{place} is null, which a preset cannot hold: leave the member out.")
    for text in texts(envelope):
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            what = "A text has half of a character (a lone surrogate), which TOML cannot hold."
            raise UnwritableError(what) from None


def _unasked(operation: Operation, asked: Operation | None) -> tuple[str, ...]:
    if asked != "create" or operation == "create":
        return ()
    return (f"The preset states its operation, {operation}; the one that you asked for was not used.",)


def _judge_names(envelope: dict[str, Any]) -> list[Problem]:
    problems = []
    for name in envelope:
        if name not in _ENVELOPE:
            near = nearest(name, _ENVELOPE)
            problems.append(
                Problem.of(
                    "unknown-member",
                    (name,),
                    f"A preset has no {quoted(name)}; it was not read, and goes when the preset is saved.",
                    f"Did you mean {near}?" if near else "Members of the request stand under [request].",
                )
            )
    return problems


def _text_of(envelope: dict[str, Any], name: str, problems: list[Problem]) -> str:
    value = envelope.get(name, "")
    if isinstance(value, str):
        return value
    problems.append(_wrong_type(name, "a text"))
    return str(value) if isinstance(value, int | float) else ""


def _judge_format(envelope: dict[str, Any], problems: list[Problem]) -> None:
    value = envelope.get("format", FORMAT)
    if value != FORMAT or isinstance(value, bool):
        what = f"The preset's format is not {FORMAT}, which this version reads; it was read all the same."
        problems.append(Problem.of("bad-enum", ("format",), what, f"Write format = {FORMAT}."))


def _operation(
    envelope: dict[str, Any], tree: Any, asked: Operation | None, problems: list[Problem]
) -> tuple[Operation, str]:
    """Return the operation that the preset states, else the one that it looks like, and why."""
    stated = envelope.get("operation")
    for operation in _OPERATIONS:
        if stated == operation:
            return operation, "the preset says so"
    if stated is not None:
        wrong = "type-mismatch" if not isinstance(stated, str) else "bad-enum"
        what = "The operation is neither create nor update."
        problems.append(Problem.of(wrong, ("operation",), what, 'Write operation = "create" or "update".'))
    return (asked, "you asked for it") if asked else guess_operation(tree)


def _judge_secrets(draft: Draft) -> list[Problem]:
    """Report each secret that stands in the preset itself: it is used, and not written again."""
    fix = 'Name where it is instead: { env = "NAME" } or { file = "PATH" }.'
    problems = []
    for path, secret in draft.secrets.items():
        if isinstance(secret, Typed) and isinstance(secret.value, str):
            what = "A secret stands in the preset itself. It is used now, and will not be saved again."
            problems.append(Problem("secret-exposure", "warning", path, what, fix))
        elif isinstance(secret, Typed):
            what = "This is neither a text nor a reference to a secret; it will not be saved again."
            problems.append(Problem.of("type-mismatch", path, what, fix))
    return problems


def _wrong_type(name: str, wanted: str) -> Problem:
    return Problem.of("type-mismatch", (name,), f"The preset's {name} must be {wanted}.", f"Give {wanted}.")
