"""Writes docs/rules.md from the rules: `python -m tests.rules_page`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from authwizard.cli.commands.rules import REPORTED, example_lines, operations
from authwizard.request.rules import RULES, SOURCES, Rule
from authwizard.request.rules.catalogue import Severity
from authwizard.request.rules.examples import Example, examples

PAGE: Final = Path(__file__).parents[1] / "docs" / "rules.md"

_INTRODUCTION: Final = """\
# Rules

What `authwizard check` and the wizard look at. This page is made from the rules themselves by
`make rules`; `authwizard rules ID` prints the same about one of them.

An error is what the service or Amazon Cognito underneath it refuses, or what cannot be meant: it blocks
export and submit. Warnings and notes block nothing. An id, once released, is never renamed or used again.

There are {total} rules: {errors} for errors, {warnings} for warnings and {notes} for notes.
"""
_HEADINGS: Final[dict[Severity, str]] = {"error": "Errors", "warning": "Warnings", "note": "Notes"}


def page() -> str:
    """Return the page's whole text."""
    severities = [rule.severity for rule in RULES.values()]
    counts = {f"{severity}s": severities.count(severity) for severity in _HEADINGS}
    parts = [_INTRODUCTION.format(total=len(severities), **counts)]
    for severity, heading in _HEADINGS.items():
        rules = [rule for rule in RULES.values() if rule.severity == severity]
        parts += [f"## {heading}\n", _table(rules)]
    parts += ["## Each rule\n", *map(_in_full, RULES.values()), "## Sources\n", _sources()]
    return "\n".join(parts)


def _table(rules: Iterable[Rule]) -> str:
    rows = (
        f"| [{rule.id}](#{rule.id}) | {operations(rule)} | {_text(rule.message)} | {_text(rule.fix)} |\n"
        for rule in rules
    )
    return "| Rule | Operation | What is wrong | What to do |\n|---|---|---|---|\n" + "".join(rows)


def _in_full(rule: Rule) -> str:
    return "\n".join(_paragraphs(rule))


def _paragraphs(rule: Rule) -> Iterator[str]:
    shown = examples(rule.id)
    yield f"### {rule.id}\n"
    yield f"{rule.severity.capitalize()}, {operations(rule)}. Reported by {REPORTED[rule.where]}.\n"
    yield f"{_text(rule.message)} {_text(rule.fix)}\n"
    yield f"{_text(shown.why)}\n"
    if shown.bad:
        yield _code("Bad", shown.bad[0])
    if shown.good:
        yield _code("Good", shown.good[0])
    yield f"Source: {_text(rule.source)}\n"


def _code(title: str, example: Example) -> str:
    lines = "".join(f"{line}\n" for line in example_lines(example))
    return f"{title} ({example.operation}):\n\n```text\n{lines}```\n"


def _sources() -> str:
    return "".join(f"- {short}: {_text(long)}\n" for short, long in SOURCES.items())


def _text(text: str) -> str:
    """Escape what Markdown would take for a tag or a cell's end."""
    return text.replace("<", "&lt;").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
