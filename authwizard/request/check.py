"""check: a Draft in, a Report out. The wizard and the commands ask the same function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any, Final

from authwizard.terminal_text import shorten

from .draft import Draft
from .fields import FIELDS, Field, field_at, members
from .model import request_validator
from .rules import JUDGES, RULES, WRONG, Finding, Said, Severity, View
from .rules.catalogue import ERROR_API, ERROR_INPUT
from .steps import order_of
from .tree import ABSENT, MemberPath, Tree, format_path, get, member_path, put
from .typed import meant_number
from .wording import in_form, place_in_form, wording
from .words import nearest

_SHOWN: Final = 40
"""Most characters of a stray value that a message repeats."""
_MOST_HINTS: Final = 1_000
"""For how many words of one request the nearest name is looked for: comparing takes long."""
_SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")
_WANTED: Final = {
    "string_type": "a text",
    "list_type": "a list",
    "bool_type": "true or false",
    "float_type": "a number",
    "dict_type": "a structure of members",
}
"""pydantic's error types for a value of the wrong type, and what was wanted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about a request. It never carries a secret's value.

    `message` and `fix` are as a command says them; `in_form` gives them as a form does.
    """

    rule: str
    severity: Severity
    path: MemberPath
    message: str
    fix: str
    entry: str = ""
    """The text of a list's entry, where it is about one."""

    @classmethod
    def of(cls, rule: str, path: MemberPath, message: str = "", fix: str = "") -> Problem:
        """Make the problem of a broken rule, with the rule's own words where no others are given.

        Raises:
            KeyError: There is no such rule.
        """
        known = RULES[rule]
        return cls(rule, known.severity, path, message or known.message, fix or known.fix)

    @property
    def place(self) -> str:
        """The path as a command's readers have it; "the request" where it is about all of it."""
        return format_path(self.path) or "the request"

    @property
    def place_in_form(self) -> str:
        """What a form calls the place: a title, and of a list's entry its text."""
        return place_in_form(self.path, self.entry)

    def in_form(self) -> tuple[str, str]:
        """Return message and fix with the titles and labels of a form.

        Under a field that asks for an answer nobody needs to be told that there is none: the fix is the message then.
        """
        message, fix = in_form(self.message, self.path), in_form(self.fix, self.path)
        return (message, fix) if message else (fix, "")


@dataclass(frozen=True)
class Report:
    """Every problem of a request, in step order, and the tree that was judged."""

    problems: tuple[Problem, ...]
    request: Tree = field(repr=False)

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that block export and submit."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def untold(self) -> Report:
        """The report without what a form says beside the choices themselves."""
        return Report(tuple(found for found in self.problems if not RULES[found.rule].told), self.request)

    def at(self, path: MemberPath) -> tuple[Problem, ...]:
        """Return the problems of one member and of what is in it."""
        return tuple(problem for problem in self.problems if problem.path[: len(path)] == path)

    def count(self, severity: Severity) -> int:
        """Return how many problems have a severity."""
        return sum(problem.severity == severity for problem in self.problems)


def check(draft: Draft) -> Report:
    """Judge a draft: everything that is wrong with it or worth knowing, in one pass."""
    tree = draft.body("judged")
    hints = _Hints()
    found, marked = _judge_members(tree, draft, hints)
    found += _judge_presence(tree, draft, (), hints)
    view = View(draft.operation, marked, draft.baseline)
    for rule, judge in JUDGES:
        if draft.operation in rule.operations:
            found += [_found(rule.id, item) for item in judge(view)]
    # One id for each cause: the one that says why.
    replaced = {(rule, item.path) for item in found for rule in RULES[item.rule].instead_of}
    found = [item for item in found if (item.rule, item.path) not in replaced]
    # A placeholder says all there is to say about a value: that it also has the wrong form is no second mistake.
    filler = {item.path for item in found if item.rule == "placeholder"}
    found = [
        item
        for item in found
        if item.path not in filler or RULES[item.rule].category in (ERROR_INPUT, ERROR_API)
    ]
    return Report(tuple(_with_entry(item, tree) for item in sorted(found, key=_order)), draft.body("masked"))


def merged(found: Iterable[Problem], more: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return both groups of problems, without those of the second that the first has for the same member."""
    first = tuple(found)
    told = {(item.rule, item.path) for item in first}
    return first + tuple(item for item in more if (item.rule, item.path) not in told)


def _found(rule: str, item: Finding) -> Problem:
    return Problem.of(rule, *item) if isinstance(item, Said) else Problem.of(rule, item)


def _with_entry(found: Problem, tree: Tree) -> Problem:
    """Let a problem of a list's entry know the entry's text."""
    if not found.path or not isinstance(found.path[-1], int):
        return found
    entry = get(tree, found.path)
    return replace(found, entry=entry) if isinstance(entry, str) else found


def _order(found: Problem) -> tuple[Any, ...]:
    places = tuple(part for part in found.path if isinstance(part, int))
    return (*order_of(found.path), places, _SEVERITIES.index(found.severity), found.rule)


class _Hints:
    """Finds what a misspelt word may mean, for the first ones of a request alone."""

    def __init__(self) -> None:
        self.left = _MOST_HINTS

    def nearest(self, word: str, known: Iterable[str]) -> str | None:
        """Return the name that is most like a word; None where none is, or where enough were looked for."""
        self.left -= 1
        return nearest(word, known) if self.left >= 0 else None


def _judge_members(tree: Tree, draft: Draft, hints: _Hints) -> tuple[list[Problem], Tree]:
    """Let pydantic judge each member; return the problems, and the tree with its wrong values marked."""
    from pydantic_core import ValidationError

    try:
        request_validator().validate_python(_known(tree, ()))
    except ValidationError as error:
        errors = error.errors(include_input=False, include_url=False)
    else:
        return [], tree
    found, wrong = [], []
    for item in errors:
        path, error_type = item["loc"], item["type"]
        if error_type != "rule":
            wrong.append(path)
        if draft.operation in _only(path):
            own = error_type in ("rule", "wrong")
            found.append(
                Problem.of(item["ctx"]["rule"], path) if own else _mismatch(tree, path, error_type, hints)
            )
    return found, _marked(tree, wrong)


def _known(tree: Any, path: tuple[str, ...]) -> Any:
    """Return the tree without the members that the API does not have.

    The walk reports those. pydantic could; a name that is no Unicode keeps it from judging the rest.
    """
    if not isinstance(tree, dict):
        return tree
    known = members(path)
    return {
        name: _known(value, (*path, name)) if known[name].kind == "structure" else value
        for name, value in tree.items()
        if name in known
    }


def _marked(tree: Tree, wrong: Iterable[MemberPath]) -> Tree:
    """Return the tree with a mark at each path; a list is copied once for all of its items."""
    items: dict[MemberPath, set[int]] = {}
    for path in wrong:
        if isinstance(path[-1], int):
            items.setdefault(path[:-1], set()).add(path[-1])
        else:
            tree = put(tree, path, WRONG)
    for path, positions in items.items():
        whole = get(tree, path)
        tree = put(tree, path, [WRONG if at in positions else item for at, item in enumerate(whole)])
    return tree


def _only(path: MemberPath) -> Iterable[str]:
    member = field_at(path)
    return member.only if member else ()


def _mismatch(tree: Tree, path: MemberPath, error_type: str, hints: _Hints) -> Problem:
    """Say what is wrong with a value that is of the wrong type or not one of the choices."""
    value = get(tree, path)
    member = field_at(path)
    if value is None:
        return Problem.of("null-member", path)
    if error_type in ("no_choice", "string_unicode") and member is not None:
        return _not_a_choice(path, member, value, hints)
    meant = meant_number(value) if error_type == "float_type" and isinstance(value, str) else ""
    if meant:
        return Problem.of(
            "type-mismatch",
            path,
            f"{_repeat(value)} is not a number in plain digits.",
            f"Write {shorten(meant, _SHOWN)}.",
        )
    wanted = _WANTED.get(error_type, "another type")
    return Problem.of(
        "type-mismatch",
        path,
        f"The value must be {wanted}, and is {_describe_type(value)}.",
        f"Give {wanted}.",
    )


def _missing(member: Field) -> Problem:
    """Say that a member is missing, and what to give: each its own."""
    fix = wording(member.required_fix) if member.required_fix else RULES[member.required_rule].fix
    return Problem.of(member.required_rule, member.path, wording(f"@{member.name} is missing.", form=""), fix)


def _unknown(path: MemberPath, hints: _Hints) -> Problem:
    name = str(path[-1])
    known = members(member_path(path[:-1]))
    near = hints.nearest(name, known)
    # Who wrote such a name has a file before him, and looks for another one to write there: in a form, too.
    names = ", ".join(sorted(known))
    fix = f"Did you mean {near}?" if near else f"Remove it. The members here are {names}."
    return Problem.of("unknown-member", path, f"The API has no member {_repeat(name)} here.", fix)


def _not_a_choice(path: MemberPath, member: Field, value: str, hints: _Hints) -> Problem:
    near = hints.nearest(value, member.choices)
    use = _use(tuple(member.choices))
    fix = wording(f"Did you mean @{near}? {use}" if near else use)
    return Problem.of("bad-enum", path, f"{_repeat(value)} is not one of the choices.", fix)


@cache  # one text for all of a long list's items
def _use(choices: tuple[str, ...]) -> str:
    return f"Use {', '.join(f'@{choice}' for choice in choices)}."


def _repeat(text: str) -> str:
    """Return a text from a file as a message may repeat it: in quotes, and not at any length."""
    return f'"{shorten(text, _SHOWN)}"'


def _describe_type(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, int | float):
        return "a number"
    return (
        "a list"
        if isinstance(value, list)
        else "a structure of members"
        if isinstance(value, dict)
        else "none"
    )


def _judge_presence(tree: Any, draft: Draft, path: tuple[str, ...], hints: _Hints) -> Iterator[Problem]:
    """Walk the structures that are there: what is missing, and what the operation or the API lacks."""
    known = members(path)
    yield from (_unknown((*path, str(name)), hints) for name in tree if name not in known)
    for name, member in known.items():
        here = get(tree, (name,))
        if here is ABSENT:
            if draft.operation in member.required:
                yield _missing(member)
        elif draft.operation not in member.only:
            yield Problem.of("null-member" if here is None else member.only_rule, member.path)
        elif isinstance(here, dict) and member.kind == "structure":
            yield from _judge_presence(here, draft, member.path, hints)


assert all(field.required_rule in RULES for field in FIELDS.values() if field.required)
