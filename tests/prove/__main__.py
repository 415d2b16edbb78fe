"""The proof: `make prove`, or `python -m tests.prove [PAIRS]`.

For each target it says how many of the golden pairs it makes as Gen 1 does, which differences it allows and in how many
pairs each stood, what else was proven, and what failed. It ends with 1 where anything failed, and with 3 where nothing
could be proven, since node is missing or the tools could not be installed.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from .pairs import GOLDEN, Allowed, Pair, Verdict, read_pairs
from .secrets import prove_secrets
from .stage import Outcome
from .tools import ToolsError, install

FAILED: Final = 1
NOT_PROVEN: Final = 3
"""Not 2: that is make's own, and Python's for wrong arguments."""

_TARGETS: Final = {"Gen 2": "gen2", "CloudFormation": "cloudformation", "Terraform": "terraform"}
_MOST_LINES: Final = 10
_LONGEST: Final = 400


def main() -> int:
    """Prove all, print what came of it, and return the status to end with."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.prove", description="Prove the formats for infrastructure."
    )
    parser.add_argument(
        "pairs", nargs="?", type=Path, default=GOLDEN, help="golden pairs; else those of the tests"
    )
    parser.add_argument("--only", choices=_TARGETS.values(), help="one target")
    parser.add_argument(
        "--hostile", type=int, default=1000, help="how many hostile requests (default %(default)s)"
    )
    parser.add_argument(
        "--seed", type=int, default=20261126, help="what they are thrown with (default %(default)s)"
    )
    asked = parser.parse_args()
    pairs = read_pairs(asked.pairs)
    start = time.monotonic()
    try:
        install()
    except ToolsError as error:
        print(error, file=sys.stderr)
        return NOT_PROVEN
    wrong: list[str] = []
    for title, name in _TARGETS.items():
        if asked.only in (None, name):
            wrong += _prove(title, name, pairs, (asked.hostile, asked.seed))
    if asked.only is None:
        wrong += _told("All three", lambda: prove_secrets(asked.seed))
    _print_wrong(wrong)
    print(f"{'Not proven' if wrong else 'Proven'} in {time.monotonic() - start:.0f} s.")
    return FAILED if wrong else 0


def _prove(title: str, name: str, pairs: Sequence[Pair], thrown: tuple[int, int]) -> list[str]:
    """Prove one target and return what is wrong with it."""
    module: Any = importlib.import_module(f".{name}", __package__)
    start = time.monotonic()
    verdict: Verdict = module.prove(pairs)
    right = verdict.pairs - len(verdict.wrong)
    print(f"{title}: {right} of {verdict.pairs} pairs ({time.monotonic() - start:.0f} s)", flush=True)
    _print_allowed(module.ALLOWED, verdict)
    wrong = [f"{title}: {line}" for line in verdict.wrong]
    for further in module.FURTHER:
        wrong += _told(title, lambda further=further: further(pairs, *thrown))  # type: ignore[misc]
    return wrong


def _told(title: str, proof: Callable[[], Outcome]) -> list[str]:
    """Run a proof, say what came of it, and return what was wrong. A tool that failed is a failed proof."""
    start = time.monotonic()
    outcome = proof()
    print(f"{title}: {outcome.told} ({time.monotonic() - start:.0f} s)", flush=True)
    return [f"{title}: {line}" for line in outcome.wrong]


def _print_allowed(allowed: Sequence[Allowed], verdict: Verdict) -> None:
    for each in allowed:
        print(f"  {verdict.used[each.name]:4}  {each.name}: {each.why}")


def _print_wrong(wrong: Sequence[str]) -> None:
    for line in wrong[:_MOST_LINES]:
        one = ascii(line)[1:-1]
        print(f"FAILED  {one if len(one) <= _LONGEST else f'{one[:_LONGEST]}…'}")
    if len(wrong) > _MOST_LINES:
        print(f"FAILED  … and {len(wrong) - _MOST_LINES} more")


if __name__ == "__main__":
    sys.exit(main())
