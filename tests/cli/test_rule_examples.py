"""Each rule's examples, as files that `authwizard check` reads."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from authwizard.request.rules import RULES
from authwizard.request.rules.examples import Example, examples
from tests.cli.calls import call, written

ROOT = Path(__file__).parents[2]
CHECKED = [rule.id for rule in RULES.values() if rule.where == "check"]


def reported(folder: Path, shown: list[Example]) -> list[set[str]]:
    """Check examples of one operation in one call, and return the rules that each breaks."""
    files = [written(folder / f"{index}.json", example.tree) for index, example in enumerate(shown)]
    if not files:
        return []
    done = call("check", "--format", "json", f"--{shown[0].operation}", *files)
    sources: list[dict[str, Any]] = json.loads(done.stdout)["sources"]
    return [{problem["rule"] for problem in source["problems"]} for source in sources]


@pytest.mark.parametrize("operation", ["create", "update"])
def test_check_reports_each_bad_example_and_no_near_miss(tmp_path: Path, operation: str) -> None:
    wanted = [
        (rule, example, kind == "bad")
        for rule in CHECKED
        for kind in ("bad", "good")
        for example in getattr(examples(rule), kind)
        # A file holds no known state of the backend.
        if example.operation == operation and example.baseline is None
    ]
    found = reported(tmp_path, [example for _, example, _ in wanted])
    assert len(found) == len(wanted) > 200
    wrong = [
        (rule, example.patch, is_bad)
        for (rule, example, is_bad), rules in zip(wanted, found, strict=True)
        if (rule in rules) is not is_bad
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_no_text_counts_the_rules_by_hand(name: str) -> None:
    assert re.findall(r"\d+[\w ]* rules\b", (ROOT / name).read_text(encoding="utf-8")) == []
