"""The Help pane: what the focused field is, what to choose and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from authwizard.files.formats.table import writable
from authwizard.request.draft import Draft
from authwizard.request.fields import Field, field_at, inside
from authwizard.request.remarks import notes_of_block
from authwizard.request.rules import RULES, Rule
from authwizard.request.rules.links import linked, spelled_out
from authwizard.request.steps import REVIEW, Step
from authwizard.request.summary import left_out, value_texts
from authwizard.request.tree import MemberPath, format_path, member_path
from authwizard.session import Session

from ..content import MUTED, literal
from ..rows.heading import limit_text

_MOST_RULES: Final = 4
"""Rules that are named; a member has more only where much is wrong with it."""


def _choices(field: Field) -> list[Content]:
    return [
        Content.assemble(("• ", MUTED), (f"{choice.label}", "bold"), f" ({value}): {choice.explanation}")
        for value, choice in field.choices.items()
    ]


def _block(field: Field, draft: Draft) -> list[Content]:
    """Say what is in a block, and what happens without it."""
    asked = [own for own in inside(field) if draft.operation in own.only]
    parts = [
        Content("\n").join(
            Content.assemble(("• ", MUTED), (own.title, "bold"), f": {own.help}") for own in asked
        )
    ]
    absent = left_out(field, draft)
    if absent:
        parts.append(Content.assemble(("Off: ", "bold"), absent))
    return [*parts, Content("\n").join(map(literal, notes_of_block(draft, field.path)))]


def field_help(field: Field, draft: Draft, broken: Sequence[str] = ()) -> Content:
    """Explain a member: what it is, its values, limits, an example, where it stands in the API, and who says so.

    `broken` are the rules that it breaks now.
    """
    parts = [Content.styled(field.title, "bold"), Content(field.help)]
    if field.more:
        parts.append(Content(field.more))
    if field.choices:
        parts.append(Content("\n").join(_choices(field)))
    if field.kind == "structure":
        parts += _block(field, draft)
    else:
        parts.append(Content.assemble(("Takes: ", "bold"), limit_text(field, draft)))
    if field.example is not None:
        example = ", ".join(value_texts(field, field.example))
        parts.append(Content.assemble(("Example: ", "bold"), example))
    if field.secret:
        parts.append(Content("It is a secret: never shown, never stored in a preset or a draft."))
    parts.append(Content.assemble(("In the API: ", "bold"), format_path(field.path)))
    known = dict.fromkeys([*broken, *_own_rules(field)])
    parts += [_source(RULES[rule]) for rule in list(known)[:_MOST_RULES]]
    return Content("\n\n").join(parts)


def _own_rules(field: Field) -> Iterator[str]:
    """Yield the rules that stand in a member's declaration."""
    yield from (rule for judge in field.judges if (rule := getattr(judge, "rule", "")) in RULES)
    if field.required:
        yield field.required_rule


def _source(rule: Rule) -> Content:
    """Name a rule and where it is stated, linked where that is on the web."""
    parts = [
        (spelled_out(text), Style(link=address, underline=True) if address else MUTED)
        for text, address in linked(rule)
    ]
    return Content.assemble((f"Source of rule {rule.id}: ", "bold"), *parts)


def _formats() -> Content:
    """Say in which formats the request can be written, and what each is for."""
    parts = [Content.styled("Formats of an export", "bold")]
    parts += [
        Content.assemble(("• ", MUTED), (format.title, "bold"), f": {format.help.replace('`', '')}")
        for format in writable()
    ]
    return Content("\n").join(parts)


class HelpView(VerticalScroll):
    """Shows help about the focused field, or about the step."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = Static("")
        self._shown: object = None

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield self._text

    def show(self, path: MemberPath | None, step: Step, session: Session) -> None:
        """Explain the member at `path`; without one, the step."""
        draft = session.draft
        field = field_at(path) if path else None
        found = session.report.at(field.path) if field else ()
        broken = tuple(problem.rule for problem in found if field and member_path(problem.path) == field.path)
        # What is said of a block depends on other answers.
        shown = (field, step, draft.operation, broken, field and field.block and draft)
        if shown == self._shown:
            return
        self._shown = shown
        if field is not None:
            self._text.update(field_help(field, draft, broken))
        else:
            fixed = step.fixed if draft.operation == "update" else ""
            texts = [Content.styled(step.heading, "bold"), Content(step.intro), Content(fixed)]
            if step is REVIEW:
                texts.append(_formats())
            self._text.update(Content("\n\n").join([text for text in texts if text.plain]))
        self.scroll_home(animate=False)
