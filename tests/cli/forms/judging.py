"""Sources that are judged, as a form gets them."""

import json
from pathlib import Path
from typing import Any

from authwizard.cli.forms.judged import Judged, Taken
from authwizard.files.places.locate import Places
from authwizard.files.places.node import Located, Region
from authwizard.files.ready import ready
from authwizard.files.source import load
from authwizard.request.check import Problem
from authwizard.request.tree import MemberPath

HOSTILE = (
    "line\nbreak\r\n::error::x",
    "50%0A%25 done, a:b,c",
    "\x1b[31m\x07\x85 \u2028 \u202e",
    "\N{GRINNING FACE} é",
    "<script>alert(1)</script> & </textarea>",
    "[link](https://evil.example/) {0} {####}",
    "lone \ud800 \udcff",
)
"""What a name or value in a file may be."""


def judged(path: Path, text: str | None = None) -> Judged:
    """Read and judge a file, written first where a text is given, each problem with its region."""
    if text is not None:
        path.write_text(text, encoding="utf-8")
    loaded = load(str(path))
    assert loaded.document is not None
    places = Places(loaded.document, loaded)
    problems = ready(loaded.draft, loaded.problems, secrets=False).problems
    found = [Located(problem, places.region(problem)) for problem in problems]
    return Judged(str(path), Taken.of(loaded), found)


def made(source: str, *found: Located) -> Judged:
    """Make a source that was not read and has these problems."""
    return Judged(source, None, list(found))


def problem(
    rule: str = "bad-enum",
    path: MemberPath = ("ResourceConfig", "Service"),
    message: str = "",
    region: Region | None = None,
) -> Located:
    """Make a problem and its region."""
    return Located(Problem.of(rule, path, message), region)


def hostile() -> list[Located]:
    """Make problems whose messages and members hold every hostile text."""
    return [
        problem("unknown-member", (text, "b", 0), f'The API has no member "{text}" here.', Region(1, 2, 1, 3))
        for text in HOSTILE
    ]


def as_text(tree: Any) -> str:
    """Write a tree as a file has it."""
    return json.dumps(tree, indent=2) + "\n"
