"""Whichever way a field is left, its problem is seen: a share of the table that tests/e2e/ways.py makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.ways import WAYS, Case, cases, look

CASES = tuple(cases())
_STRIDE = 7
"""Leads to another field for each way."""
SHARE = tuple(
    (way, next(case for case in CASES[at * _STRIDE % len(CASES) :] if case.has(way)))
    for at, way in enumerate(WAYS)
)


def test_every_kind_of_field_is_in_the_table() -> None:
    kinds = {case.field.kind for case in CASES}
    assert kinds == {
        "structure",
        "choice",
        "choices",
        "switch",
        "text",
        "message",
        "number",
        "uris",
        "secret",
        "key",
    }
    assert len(CASES) >= 30


@pytest.mark.parametrize(("way", "case"), SHARE, ids=[f"{way} {case.name}" for way, case in SHARE])
def test_a_problem_is_seen_whichever_way_the_field_is_left(way: str, case: Case, home: Path) -> None:
    assert look(case, way, home) is True
