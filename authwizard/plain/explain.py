"""What is said of a member where its question is not enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from authwizard.aws.changes import BLOCKS
from authwizard.request.draft import Draft
from authwizard.request.fields import Field, inside
from authwizard.request.markers import Between, Length, Pattern
from authwizard.request.rules import RULES
from authwizard.request.rules.links import spelled_out
from authwizard.request.summary import full_title, left_out, value_texts
from authwizard.request.tree import ABSENT, format_path, get
from authwizard.request.wording import in_form
from authwizard.terminal_text import shorten

_SHOWN: Final = 120
"""Most characters of what the backend has that are said unasked."""


def requirement(field: Field, draft: Draft) -> str:
    """Say whether a member has to be given, and else what happens without it."""
    needed = field.requirement(draft.operation)
    absent = left_out(field, draft)
    return f"optional, if left out: {absent}" if needed == "optional" and absent else needed


def limits(field: Field) -> str:
    """Say what a member takes; empty where anything goes."""
    limit = field.limit
    if isinstance(limit, Between):
        return f"{limit.least} to {limit.most}"
    if field.most_items is not None:
        return f"at most {field.most_items} entries"
    if isinstance(limit, Length):
        return f"{limit.least:,} to {limit.most:,} characters"
    return f"at most {limit.most} characters" if isinstance(limit, Pattern) else ""


def explained(field: Field, draft: Draft) -> Sequence[str]:
    """Explain a member: what it is, its choices, limits and rules, and where it stands in the API."""
    return tuple(_explained(field, draft))


def backend_has(field: Field, draft: Draft) -> str:
    """Say what the backend has of a member; empty where nobody knows, and for a secret."""
    if draft.baseline is None or field.secret:
        return ""
    known = get(draft.baseline, field.path)
    if field.kind == "structure":
        return "no such block" if known is ABSENT else "such a block"
    return "nothing" if known is ABSENT else ", ".join(value_texts(field, known))


def changed(field: Field, draft: Draft) -> Sequence[str]:
    """Say what the backend has, where the answer is another."""
    if draft.baseline is None or field.secret:
        return ()
    was, now = get(draft.baseline, field.path), draft.get(field.path)
    if field.path in BLOCKS and was is not ABSENT and now is ABSENT:
        return ("Left out: what the backend has stays.",)
    differs = (was is ABSENT) is not (now is ABSENT) if field.kind == "structure" else was != now
    return (f"Changed: the backend has {shorten(backend_has(field, draft), _SHOWN)}.",) if differs else ()


def _explained(field: Field, draft: Draft) -> Iterator[str]:
    yield f"{full_title(field)}. {field.help}"
    if field.more:
        yield field.more
    yield from (f"{choice.label}: {choice.explanation}." for choice in field.choices.values())
    if limits(field):
        yield f"It takes {limits(field)}."
    if field.example is not None:
        yield f"Example: {', '.join(value_texts(field, field.example))}"
    if field.kind == "structure":
        asked = (own.title for own in inside(field) if draft.operation in own.only)
        yield f"It asks for: {', '.join(asked)}."
    absent = left_out(field, draft)
    yield f"If left out: {absent}." if absent else f"It is {requirement(field, draft)}."
    if backend_has(field, draft):
        yield f"The backend has: {backend_has(field, draft)}"
    if field.secret:
        yield "It is a secret: never shown, and never stored in a preset or a draft."
    yield f"In the API it is {format_path(field.path)}."
    for rule in _rules(field, draft):
        known = RULES[rule]
        said = f"{in_form(known.message, field.path)} {in_form(known.fix, field.path)}"
        yield f"Rule {rule}: {said} Source: {spelled_out(known.source)}."


def _rules(field: Field, draft: Draft) -> list[str]:
    """Return the rules about a member alone, in the order of their declaration."""
    named = [getattr(judge, "rule", "") for judge in field.judges]
    named += [field.bool_rule, field.required_rule if draft.operation in field.required else ""]
    named.append(field.only_rule if draft.get(field.path) is not ABSENT else "")
    return [rule for rule in RULES if rule in named and draft.operation in RULES[rule].operations]
