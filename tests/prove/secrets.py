"""No file of a format for infrastructure holds a secret."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from authwizard.files.formats.format import Writing
from authwizard.files.formats.table import FORMATS
from authwizard.request.draft import Draft
from authwizard.request.tree import Tree, get, put

from . import hostile
from .stage import Outcome

_FORMATS: Final = ("gen2", "cloudformation", "terraform")
_REQUESTS: Final = 200


def prove_secrets(seed: int) -> Outcome:
    """Plant a random mark for each secret and look for it in every file, every file's name and all that is said."""
    chance = random.Random(seed)  # noqa: S311  # the marks protect nothing
    planted, wrong = 0, []
    for number, request in enumerate(hostile.requests(_REQUESTS, seed + 1), 1):
        marked, marks = _marked(request, chance)
        planted += len(marks)
        for name, text in _texts(Draft.from_tree("create", marked)):
            wrong += [f"{name}: request {number}: a secret is in the files" for mark in marks if mark in text]
    return Outcome(f"{planted} planted secrets, in none of the files of {', '.join(_FORMATS)}", wrong)


def _marked(request: Tree, chance: random.Random) -> tuple[Tree, list[str]]:
    marks = []
    for path in hostile.SECRETS:
        if get(request, path, None) is not None:
            marks.append(f"{chance.getrandbits(96):024x}")
            request = put(request, path, marks[-1])
    return request, marks


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    for name in _FORMATS:
        for plain_names in (False, True):
            writing = Writing(plain_names=plain_names)
            for path, text in FORMATS[name].files(draft, writing).items():
                yield name, path
                yield name, text
        yield from ((name, str(loss)) for loss in FORMATS[name].losses(draft, Writing()))
