"""Problems as a GitLab Code Quality report, which merge requests show.

Source: "Code Quality report format", doc/ci/testing/code_quality.md of GitLab. Of the Code Climate specification,
which it is a part of, GitLab reads these members and ignores the others; it drops a finding whose fingerprint it
has seen already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from authwizard.files.places.node import Located
from authwizard.request.rules.catalogue import Severity
from authwizard.terminal_text import visible

from ..output import json_text
from .judged import Fingerprints, Judged, placed_sentence, whole

_SEVERITIES: Final[Mapping[Severity, str]] = {"error": "critical", "warning": "minor", "note": "info"}
"""An error blocks export and submit of this request, and no other work: not "blocker"."""


def gitlab(judged: Iterable[Judged]) -> Iterator[str]:
    """Yield the pieces of one JSON list, an object for each problem.

    Files are named relative to the working directory, which is to be the repository's root.
    """
    return whole(_pieces(judged), lambda _: "\n]\n")


def _pieces(judged: Iterable[Judged]) -> Iterator[str]:
    yield "["
    # The same file may be given twice, and then its findings are still other ones.
    known: dict[str, Fingerprints] = {}
    comma = ""
    for source in judged:
        name = source.name
        fingerprints = known.setdefault(name, Fingerprints(name))
        for located in source.found:
            fingerprint = fingerprints.of(located.problem)
            yield f"{comma}\n{json_text(_finding(name, located, fingerprint), indent=None)}"
            comma = ","


def _finding(name: str, located: Located, fingerprint: str) -> dict[str, Any]:
    problem, region = located
    # A line is required; one that is not known is the first.
    lines = {"begin": region.line, "end": region.end_line} if region else {"begin": 1, "end": 1}
    return {
        "description": placed_sentence(problem),
        "check_name": problem.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": visible(name), "lines": lines},
    }
