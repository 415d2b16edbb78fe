"""What differs between two trees, line by line."""

from typing import Any

import pytest

from authwizard.request.compare import Difference
from authwizard.request.tree import ABSENT


def lines(old: Any, new: Any, *, secret: bool = False) -> list[str]:
    """Return the lines of one member's difference, each with its sign."""
    difference = Difference(("AppId",), old, new, secret=secret)
    return [f"{line.sign} {line.text}" for line in difference.lines()]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (12, 14, ["- 12", "+ 14"]),
        (ABSENT, "é", ['+ "é"']),
        (True, ABSENT, ["- true"]),
        ({}, None, ["- {}", "+ null"]),
        ([], ["a"], ['+ "a"']),
        ("a", ["a"], ['- "a"', '+ ["a"]']),
        (["a", "b", "c"], ["a", "c", "d"], ['  "a"', '- "b"', '  "c"', '+ "d"']),
        (["a", "b"], ["b", "a"], ['+ "b"', '  "a"', '- "b"']),
    ],
)
def test_what_went_and_what_came(old: Any, new: Any, expected: list[str]) -> None:
    assert lines(old, new) == expected


def test_a_secret_is_written_as_it_is_described() -> None:
    assert lines(ABSENT, "********", secret=True) == ["+ ********"]
    assert lines("********", "********", secret=True) == ["- ********", "+ ********  (another value)"]
    assert lines("environment variable A", "********", secret=True) == [
        "- environment variable A",
        "+ ********",
    ]
