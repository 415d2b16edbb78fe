"""Problems as our own JSON document; its schema is schemas/check.schema.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from authwizard.files.places.node import Located, Region
from authwizard.request.tree import format_path

from ..output import json_text
from .judged import Judged, whole


def json(judged: Iterable[Judged]) -> Iterator[str]:
    """Yield the pieces of one document, source by source."""
    return whole(_pieces(judged), lambda _: "\n]}\n")


def _pieces(judged: Iterable[Judged]) -> Iterator[str]:
    yield '{"sources": ['
    comma = ""
    for source in judged:
        yield f"{comma}\n{json_text(_source(source), indent=None)}"
        comma = ","


def _source(judged: Judged) -> dict[str, object]:
    taken = judged.taken
    return {
        "source": judged.source,
        "operation": taken.operation if taken else None,
        "valid": judged.valid,
        "problems": [_problem(found) for found in judged.found],
        "ignored": judged.ignored,
        "reason": taken.reason if taken else None,
        "notes": taken.told if taken else (),
        "dropped": taken.dropped if taken else (),
        "added": taken.added if taken else (),
    }


def _problem(found: Located) -> dict[str, object]:
    problem = found.problem
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "path": format_path(problem.path),
        **_place(found.region),
        "message": problem.message,
        "fix": problem.fix,
    }


def _place(region: Region | None) -> dict[str, int | None]:
    values = region or (None, None, None, None)
    return dict(zip(("line", "column", "endLine", "endColumn"), values, strict=True))
