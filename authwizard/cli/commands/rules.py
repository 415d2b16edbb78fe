"""`authwizard rules`: what is checked, why, and who says so."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable
from typing import Any

import click

from authwizard.request.rules import RULES, SOURCES, Rule
from authwizard.request.rules.examples import Example, examples
from authwizard.request.tree import ABSENT, MemberPath, format_path, get

from ..options import RuleId, Style, style_option
from ..output import emit, emit_json

_SHOWN = 60
"""Most characters of an example's value that are printed."""


@click.command(
    "rules",
    epilog="""\b
Examples:
  authwizard rules
  authwizard rules --severity error
  authwizard rules mfa-types-required""",
)
@click.argument("id", required=False, type=RuleId(), metavar="[ID]")
@click.option(
    "--severity", type=click.Choice(["error", "warning", "note"]), help="Only rules of this severity."
)
@click.option("--operation", type=click.Choice(["create", "update"]), help="Only rules that hold for it.")
@style_option("How the rules are printed.")
def command(id: str | None, severity: str | None, operation: str | None, style: Style) -> None:
    """List every rule, or explain one in full: what, why, what to do, an example, the source."""
    if id and (severity or operation):
        raise click.UsageError("--severity and --operation choose from the list; leave them out with an ID.")
    rules = [
        rule
        for rule in RULES.values()
        if (id is None or rule.id == id)
        and severity in (None, rule.severity)
        and (operation is None or operation in rule.operations)
    ]
    if style == "json":
        emit_json({"rules": [_as_json(rule) for rule in rules]})
    elif id:
        emit(_in_full(rules[0]))
    else:
        emit(_table(rules))


def _table(rules: Iterable[Rule]) -> str:
    rules = list(rules)
    width = max((len(rule.id) for rule in rules), default=0)
    return "".join(
        f"{rule.id:{width}}  {rule.severity:7}  {operations(rule):13}  {rule.message}\n" for rule in rules
    )


def _in_full(rule: Rule) -> str:
    shown = examples(rule.id)
    parts = [
        f"{click.style(rule.id, bold=True)}  {rule.severity}, {operations(rule)}\n\n{rule.message}\n",
        f"Why\n{_indented(shown.why)}" if shown.why else "",
        f"Fix\n{_indented(rule.fix)}",
        _example("Bad", shown.bad[0]) if shown.bad else "",
        _example("Good", shown.good[0]) if shown.good else "",
        f"Reported by\n{_indented(REPORTED[rule.where])}",
        f"Source\n{_indented(rule.source)}"
        + "".join(_indented(f"{short}: {long}") for short, long in sources(rule)),
    ]
    return "\n".join(part for part in parts if part)


REPORTED = {
    "check": "check, export and the wizard",
    "export": "export, and whoever reads a source",
    "call": "a call to the service",
}
"""What reports a rule, for `Rule.where`."""


def operations(rule: Rule) -> str:
    """Name the operations of a rule."""
    return ", ".join(rule.operations)


def sources(rule: Rule) -> list[tuple[str, str]]:
    """Return the short names in a rule's source, each with what it stands for."""
    return [(short, long) for short, long in SOURCES.items() if re.search(rf"\b{short}\b", rule.source)]


def example_lines(example: Example) -> list[str]:
    """Write an example as the members that make it what it is, one a line."""
    paths = list(_members(example.patch))
    lines = [f"{_place(path)}: {_value(example.tree, path)}" for path in paths]
    if example.baseline is not None:
        lines += [f"the backend has {_place(path)}: {_value(example.baseline, path)}" for path in paths]
    return lines


def _example(title: str, example: Example) -> str:
    return f"{title} ({example.operation})\n" + "".join(f"    {line}\n" for line in example_lines(example))


def _indented(text: str) -> str:
    # An option such as --resource-config, or an address, stays in one piece.
    wrapper = textwrap.TextWrapper(
        100, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False, break_long_words=False
    )
    return wrapper.fill(text) + "\n"


def _members(patch: Any, path: MemberPath = ()) -> Iterable[MemberPath]:
    if isinstance(patch, dict) and patch:
        for name, value in patch.items():
            yield from _members(value, (*path, name))
    else:
        yield path


def _place(path: MemberPath) -> str:
    return format_path(path) or "the request"


def _value(tree: Any, path: MemberPath) -> str:
    value = get(tree, path)
    if value is ABSENT:
        return "(left out)"
    text = json.dumps(value)
    if len(text) <= _SHOWN:
        return text
    return f"{text[:_SHOWN]}… ({len(value)} {'items' if isinstance(value, list) else 'characters'})"


def _as_json(rule: Rule) -> dict[str, Any]:
    shown = examples(rule.id)
    return {
        "id": rule.id,
        "severity": rule.severity,
        "kind": rule.category,
        "operations": list(rule.operations),
        "message": rule.message,
        "why": shown.why,
        "fix": rule.fix,
        "source": rule.source,
    }
