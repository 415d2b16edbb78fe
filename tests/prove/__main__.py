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
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from .further import hostile_templates, hostile_terraform
from .gen2 import FURTHER
from .pairs import GOLDEN, Pair, Verdict, read_pairs
from .secrets import prove_secrets
from .stage import Outcome
from .tools import ToolsError, install

FAILED: Final = 1
NOT_PROVEN: Final = 3
"""Not 2: that is make's own, and Python's for wrong arguments."""

Further = Callable[[Sequence[Pair], int, int], Outcome]

_TARGETS: Final[Mapping[str, tuple[str, Sequence[Further]]]] = {
    "gen2": ("Gen 2", FURTHER),
    "cloudformation": ("CloudFormation", (hostile_templates,)),
    "terraform": ("Terraform", (hostile_terraform,)),
}
"""By the name of the module that proves a target: its title, and what is proven of it beside the pairs."""
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
    parser.add_argument("--only", choices=_TARGETS, help="one target")
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
    for name in _TARGETS:
        if asked.only in (None, name):
            wrong += _prove(name, pairs, (asked.hostile, asked.seed))
    if asked.only is None:
        wrong += _told("All three", partial(prove_secrets, asked.seed))
    _print_wrong(wrong)
    print(f"{'Not proven' if wrong else 'Proven'} in {_since(start)}.")
    return FAILED if wrong else 0


def _prove(name: str, pairs: Sequence[Pair], thrown: tuple[int, int]) -> list[str]:
    """Prove one target and return what is wrong with it."""
    title, further = _TARGETS[name]
    module: Any = importlib.import_module(f".{name}", __package__)
    start = time.monotonic()
    verdict: Verdict = module.prove(pairs)
    right = verdict.pairs - len(
        {line.partition(":")[0] for line in verdict.wrong if line.startswith("pair ")}
    )
    print(f"{title}: {right} of {verdict.pairs} pairs ({_since(start)})", flush=True)
    for each in module.ALLOWED:
        print(f"  {verdict.used[each.name]:4}  {each.name}: {each.why}")
    wrong = [f"{title}: {line}" for line in verdict.wrong]
    for proof in further:
        wrong += _told(title, partial(proof, pairs, *thrown))
    return wrong


def _told(title: str, proof: Callable[[], Outcome]) -> list[str]:
    """Run a proof, say what came of it, and return what was wrong. A tool that failed is a failed proof."""
    start = time.monotonic()
    try:
        outcome = proof()
    except (RuntimeError, ValueError) as error:
        outcome = Outcome("could not be proven", [str(error)])
    print(f"{title}: {outcome.told} ({_since(start)})", flush=True)
    return [f"{title}: {line}" for line in outcome.wrong]


def _since(start: float) -> str:
    return f"{time.monotonic() - start:.0f} s"


def _print_wrong(wrong: Sequence[str]) -> None:
    for line in wrong[:_MOST_LINES]:
        one = ascii(line)[1:-1]
        print(f"FAILED  {one if len(one) <= _LONGEST else f'{one[:_LONGEST]}…'}")
    if len(wrong) > _MOST_LINES:
        print(f"FAILED  … and {len(wrong) - _MOST_LINES} more")


if __name__ == "__main__":
    sys.exit(main())
