"""What an update changes, in the words of the form."""

from __future__ import annotations

from collections.abc import Iterator

from authwizard.aws.changes import along_sentence, change_lines, differences, sent_along
from authwizard.request.compare import Difference, Line
from authwizard.request.fields import FIELDS, field_at
from authwizard.request.summary import full_title, labelled, value_texts
from authwizard.request.tree import ABSENT, format_path, member_path
from authwizard.session import Session


def what_changes(session: Session) -> Iterator[str]:
    """Say what an update of a known state changes, and what goes along as it is."""
    baseline = session.draft.baseline
    if baseline is None:
        return
    found = differences(session.outgoing, baseline)
    yield "What changes:" if found else "What changes: nothing yet."
    for difference in found:
        yield from difference_texts(difference)
    along = sent_along(session.outgoing, baseline)
    if along:
        yield along_sentence(FIELDS[member_path(block)].title for block in along)
    yield "Other blocks that were not touched are left out."


def difference_texts(difference: Difference) -> Iterator[str]:
    """Say one change: of a list what went and what came, else what was and what becomes of it."""
    field = field_at(difference.path)
    title = full_title(field) if field else format_path(difference.path)
    if field is None or field.is_list or difference.secret:
        yield f"  {title}:"
        yield from (f"    {_line_text(line)}" for line in change_lines(labelled(difference)))
        return
    old, new = (
        "not set" if value is ABSENT else ", ".join(value_texts(field, value))
        for value in (difference.old, difference.new)
    )
    left_out = ", left out: it may be reset" if difference.new is ABSENT else ""
    yield f"  {title}: was {old}, becomes {new}{left_out}"


def _line_text(line: Line) -> str:
    return {"-": "removed ", "+": "added "}.get(line.sign, "") + line.text
