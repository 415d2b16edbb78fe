"""How a kept draft is told from others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from authwizard.files.autosave import Autosaved
from authwizard.files.kept import backend_of, when
from authwizard.request.draft import Draft

EAST = timezone(timedelta(hours=3))
NOW = datetime(2026, 11, 25, 1, 30, tzinfo=EAST)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 24, 21, 16, tzinfo=UTC), "today 00:16"),
        (datetime(2026, 11, 25, 1, 30, tzinfo=EAST), "today 01:30"),
        (datetime(2026, 11, 24, 20, 59, tzinfo=UTC), "yesterday"),
        (datetime(2026, 11, 23, 12, 0, tzinfo=EAST), "23 Nov"),
        (datetime(2025, 11, 5, 12, 0, tzinfo=EAST), "5 Nov 2025"),
        (datetime(2026, 11, 26, 12, 0, tzinfo=EAST), "26 Nov"),
    ],
)
def test_a_time_is_said_in_the_zone_of_now(moment: datetime, said: str) -> None:
    assert when(moment, NOW) == said


@pytest.mark.parametrize(
    ("tree", "named"),
    [
        ({}, ""),
        ({"AppId": "d1", "BackendEnvironmentName": "dev"}, "d1 / dev"),
        ({"BackendEnvironmentName": "dev"}, "dev"),
        ({"AppId": 5, "BackendEnvironmentName": ""}, ""),
    ],
)
def test_a_backend_is_named_by_what_is_given(tree: dict[str, object], named: str) -> None:
    saved = Autosaved(Path("x"), Draft("create", tree), NOW, "new", ())
    assert backend_of(saved) == named
