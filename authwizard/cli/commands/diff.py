"""`authwizard diff`: two requests, member by member."""

from __future__ import annotations

import click

from authwizard.request.compare import Difference, Line, differences, in_form_order
from authwizard.request.draft import Draft
from authwizard.request.secrets import describe
from authwizard.request.tree import ABSENT, format_path
from authwizard.terminal_text import visible

from ..options import Reading, Source, Style, source_options, style_option
from ..output import changed_line, count, emit, emit_json
from ..sources import read_or_refuse, refuse_second_stdin


@click.command(
    "diff",
    epilog="""\b
Examples:
  authwizard diff before.json after.json
  authwizard diff shop.yaml social-sign-in
  authwizard diff --format json before.json after.json

Exit status: 0 the same; 1 different; 2 wrong use, or a source cannot be read.""",
)
@click.argument("old", type=Source(), metavar="OLD")
@click.argument("new", type=Source(), metavar="NEW")
@style_option("How the differences are printed.")
@source_options
def command(reading: Reading, old: str, new: str, style: Style) -> None:
    """Compare the requests of OLD and NEW, whatever their formats.

    The order of members does not count, the order within a list does. Secrets are compared and not shown; one
    that is a reference (environment variable or file) is compared by its name.
    """
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
    found = differences(old.tree, new.tree)
    for path in {**old.secrets, **new.secrets}:
        pair = old.secrets.get(path), new.secrets.get(path)
        if pair[0] != pair[1]:
            shown = [ABSENT if secret is None else describe(secret) for secret in pair]
            found.append(Difference(path, shown[0], shown[1], secret=True))
    return in_form_order(found)


def _print_text(old: Draft, new: Draft, found: list[Difference]) -> None:
    lines = []
    if old.operation != new.operation:
        pair = Line("-", old.operation), Line("+", new.operation)
        lines += ["operation", *(changed_line(line, "  ") for line in pair)]
    for difference in found:
        lines.append(click.style(visible(format_path(difference.path)), bold=True))
        lines += [changed_line(line, "  ") for line in difference.lines()]
    if found:
        lines.append(f"{count(len(found), 'member')} differ{'s' if len(found) == 1 else ''}.")
    emit("\n".join(lines or ["The same."]) + "\n")


def _print_json(
    old: tuple[str, Draft], new: tuple[str, Draft], found: list[Difference], *, same: bool
) -> None:
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
