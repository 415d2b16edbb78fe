"""A random walk in a real terminal ends nothing; `python -m tests.e2e.walk 1000 1 2 3` walks further."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.walk import Walk


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_random_walk_ends_by_quit_with_a_clean_terminal(seed: int, home: Path) -> None:
    walked = Walk(seed, home).run(150)
    assert walked.events >= 150
    assert not walked.faults, "\n".join(walked.faults)
