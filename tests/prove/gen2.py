"""Gen 2's files, evaluated as they are written with Amplify's own constructs, make what Gen 1 makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from authwizard.files.formats.format import Writing
from authwizard.files.formats.table import FORMATS
from authwizard.files.unwritable import UnwritableError
from authwizard.request.draft import Draft

from . import faults, hostile
from .gen2_allowed import ALLOWED
from .gen2_project import prove_project
from .gen2_template import resources_in
from .gen2_types import prove_types
from .model import modelled
from .pairs import Pair, Resources, Verdict, judge
from .stage import Outcome
from .tools import ask

__all__ = ["ALLOWED", "FURTHER", "evaluated", "prove"]

_AT_ONCE: Final = 2
"""Processes of node: each needs a core, and some 300 MB."""
_FAULTY: Final = 12
_STATEMENTS: Final = 5
"""In about how many pairs faults are planted, and in how many each statement of backend.ts is left out."""
_NEEDLESS: Final = re.compile(
    "accountRecoverySetting|deletionProtection|applyRemovalPolicy|^import |addOverride"
)
"""Statements without which the resources stay Gen 1's, or differ as it is allowed."""

Files = Mapping[str, str]


def prove(pairs: Sequence[Pair]) -> Verdict:
    """Hold what Gen 2's constructs make of the files against the golden pairs, resource by resource."""
    return judge(pairs, evaluated(_files(pair.draft) for pair in pairs), ALLOWED)


def evaluated(files: Iterable[Files | str]) -> list[Resources | str]:
    """Return the resources that files make, or why they make none; a text among the files is such a reason."""
    given = list(files)
    wanted = [(number, each) for number, each in enumerate(given) if not isinstance(each, str)]
    made: dict[int, Resources | str] = {}
    parts = [wanted[start::_AT_ONCE] for start in range(_AT_ONCE) if wanted[start::_AT_ONCE]]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = pool.map(lambda part: ask("gen2.mjs", [each for _, each in part]), parts)
        for part, answer in zip(parts, answers, strict=True):
            for (number, _), each in zip(part, answer, strict=True):
                made[number] = each["error"] if "error" in each else resources_in(each["resources"])
    return [made.get(number, each if isinstance(each, str) else "") for number, each in enumerate(given)]


def _files(draft: Draft) -> Files | str:
    try:
        return FORMATS["gen2"].files(draft, Writing())
    except UnwritableError as error:
        return error.message


def prove_hostile(pairs: Sequence[Pair], count: int, seed: int) -> Outcome:
    """Hold hostile requests against our model of Gen 1: every text has to come out as it was given."""
    thrown = [modelled(number, request) for number, request in enumerate(hostile.requests(count, seed), 1)]
    verdict = prove(thrown)
    right = count - len(verdict.wrong)
    return Outcome(f"{right} of {count} random requests with hostile texts, seed {seed}", verdict.wrong)


def prove_faults(pairs: Sequence[Pair], count: int, seed: int) -> Outcome:
    """Plant faults: into the resources, and into backend.ts by leaving out one statement after the other."""
    some = pairs[:: max(1, len(pairs) // _FAULTY)]
    files = [_files(pair.draft) for pair in some]
    made = evaluated(files)
    planted, missed = faults.missed(some, made, ALLOWED)
    shortened = [
        (pair, whole, told, {**each, _BACKEND: text})
        for pair, each, whole in list(zip(some, files, made, strict=True))[:_STATEMENTS]
        if not isinstance(each, str)
        for told, text in _without_statements(each[_BACKEND])
    ]
    without = evaluated(each for *_, each in shortened)
    for (pair, whole, told, _), resources in zip(shortened, without, strict=True):
        # A statement that says what is so without it is for the reader.
        if resources != whole and not judge([pair], [resources], ALLOWED).wrong:
            missed.append(f"pair {pair.number}: backend.ts without `{told}` was not found")
    planted += len(shortened)
    return Outcome(f"{planted - len(missed)} of {planted} planted faults found", missed)


_BACKEND: Final = "amplify/backend.ts"


def _without_statements(text: str) -> list[tuple[str, str]]:
    """Return what remains of a file without each of its statements that count, and that statement's first line."""
    answer: Any = ask("gen2_without.mjs", text)
    return [(each["statement"], each["rest"]) for each in answer if not _NEEDLESS.search(each["statement"])]


FURTHER: Final = (prove_hostile, prove_faults, prove_types, prove_project)
"""What is proven beside the pairs, in this order."""
