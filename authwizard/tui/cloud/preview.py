"""What the wizard shows of a request before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from authwizard.aws.changes import along_sentence, change_lines
from authwizard.request.fields import FIELDS
from authwizard.request.summary import labelled
from authwizard.request.tree import MemberPath, member_path
from authwizard.request.wording import place_in_form

from ..content import MUTED, literal
from ..rows import problem_content

if TYPE_CHECKING:
    from authwizard.aws.preview import Preview
    from authwizard.request.compare import Difference


def preview_content(seen: Preview) -> Content:
    """Write down who sends what to where."""
    lines = [
        Content.assemble((f"{fact.label + ':':<13}", MUTED), literal(fact.text, most=200))
        for fact in seen.facts()
    ]
    lines += [Content.assemble(("i ", "bold"), literal(remark, most=400)) for remark in seen.remarks]
    if seen.changes_heading():
        lines.append(Content.styled(seen.changes_heading(), "bold"))
    lines += [difference_content(item) for item in seen.differences or ()]
    if seen.along:
        lines.append(along_content(seen.along))
    lines += [problem_content(warning) for warning in seen.warnings]
    return Content("\n").join(lines)


def along_content(blocks: tuple[MemberPath, ...]) -> Content:
    """Name the blocks that an update carries along as they are."""
    return Content(along_sentence(FIELDS[member_path(block)].title for block in blocks))


def difference_content(item: Difference) -> Content:
    """Write down one change: the member, what it was, what it becomes."""
    name = literal(place_in_form(item.path), most=90).plain
    head = Content.assemble(("≠ ", "bold"), (f"{name}: ", MUTED))
    lines = change_lines(labelled(item))
    if [line.sign for line in lines] == ["-", "+"]:
        old, new = (literal(line.text, most=200) for line in lines)
        return Content.assemble(head, old, " → ", new)
    drawn = [Content.assemble(f"    {line.sign} ", literal(line.text, most=200)) for line in lines]
    return Content("\n").join([head, *drawn])
