"""`authwizard diff`: two requests, member by member."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import click

from .options import Reading, Source, source_options

if TYPE_CHECKING:
    from authwizard.request.compare import Difference
    from authwizard.request.draft import Draft


@click.command(
    "diff",
    short_help="Compare two requests member by member.",
    epilog="""\b
Examples:
  authwizard diff before.json after.json
  authwizard diff shop.yaml social-sign-in
  authwizard diff --format json before.json after.json

Exit status: 0 the same; 1 different; 2 wrong use, or a source cannot be read.""",
)
@click.argument("old", type=Source(), metavar="OLD")
@click.argument("new", type=Source(), metavar="NEW")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the differences are printed.",
)
@source_options
def command(reading: Reading, old: str, new: str, style: Literal["text", "json"]) -> None:
    """Compare the requests of OLD and NEW, whatever their formats.

    The order of members does not count, the order within a list does. Secrets are compared and not shown; one
    that is a reference (environment variable or file) is compared by its name.
    """
    from .sources import read_or_refuse, refuse_second_stdin

    refuse_second_stdin((old, new))
    before, after = (read_or_refuse(source, reading, status=2).draft for source in (old, new))
    found = _differences(before, after)
    same = not found and before.operation == after.operation
    if style == "json":
        _print_json((old, before), (new, after), found, same=same)
    else:
        _print_text(before, after, found)
    if not same:
        raise click.exceptions.Exit(1)


def _differences(old: Draft, new: Draft) -> list[Difference]:
    """Return what differs, in the order of the form, what the API does not know last."""
    from authwizard.request.compare import Difference, differences, in_form_order
    from authwizard.request.paths import ABSENT
    from authwizard.request.secrets import describe

    found = differences(old.tree, new.tree)
    for path in {**old.secrets, **new.secrets}:
        pair = old.secrets.get(path), new.secrets.get(path)
        if pair[0] != pair[1]:
            shown = [ABSENT if secret is None else describe(secret) for secret in pair]
            found.append(Difference(path, shown[0], shown[1], secret=True))
    return in_form_order(found)


def _print_text(old: Draft, new: Draft, found: list[Difference]) -> None:
    from authwizard.files.visible import visible
    from authwizard.request.paths import format_path

    from .output import count, emit

    text = ""
    if old.operation != new.operation:
        text += f"operation\n{_line('-', old.operation)}{_line('+', new.operation)}"
    for difference in found:
        text += f"{click.style(visible(format_path(difference.path)), bold=True)}\n"
        text += "".join(_lines(difference))
    if found:
        text += f"{count(len(found), 'member')} differ{'s' if len(found) == 1 else ''}.\n"
    emit(text or "The same.\n")


def _lines(difference: Difference) -> Iterator[str]:
    """Yield the lines of one member: what went and what came."""
    from authwizard.request.paths import ABSENT

    _, old, new, secret = difference
    if isinstance(old, list) and isinstance(new, list):
        yield from _list_lines(old, new)
        return
    # Two typed secrets look the same when they are masked.
    note = "  (another value)" if secret and old == new else ""
    if old is not ABSENT:
        yield _line("-", old if secret else _written(old))
    if new is not ABSENT:
        yield _line("+", (new if secret else _written(new)) + note)


def _list_lines(old: list[Any], new: list[Any]) -> Iterator[str]:
    """Yield the items that went and came, with those that stayed for their order."""
    from difflib import SequenceMatcher

    before, after = [_written(item) for item in old], [_written(item) for item in new]
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (_line(" ", item) for item in before[i:j])
        else:
            yield from (_line("-", item) for item in before[i:j])
            yield from (_line("+", item) for item in after[k:m])


def _line(mark: Literal["-", "+", " "], text: str) -> str:
    from authwizard.files.visible import visible

    line = f"  {mark} {visible(text)}"
    colour = {"-": "red", "+": "green"}.get(mark)
    return (click.style(line, fg=colour) if colour else line) + "\n"


def _written(value: Any) -> str:
    """Write a value as JSON, readable in any script; what a terminal would obey is escaped later."""
    import json

    return json.dumps(value, ensure_ascii=False)


def _print_json(
    old: tuple[str, Draft], new: tuple[str, Draft], found: list[Difference], *, same: bool
) -> None:
    from authwizard.request.paths import ABSENT, format_path

    from .output import emit_json

    differences = [
        {"path": format_path(difference.path)}
        | ({} if difference.old is ABSENT else {"old": difference.old})
        | ({} if difference.new is ABSENT else {"new": difference.new})
        for difference in found
    ]
    emit_json(
        {
            "old": {"source": old[0], "operation": old[1].operation},
            "new": {"source": new[0], "operation": new[1].operation},
            "same": same,
            "differences": differences,
        }
    )
