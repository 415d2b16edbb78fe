"""Problems as GitHub workflow commands: the runner makes annotations of them.

Sources: "Workflow commands for GitHub Actions" (docs.github.com) for the commands and their parameters;
packages/core/src/command.ts of actions/toolkit for the escapes; ActionCommandManager.cs of actions/runner,
ValidateLinesAndColumns, for the parameters that go together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from authwizard.files.places.node import Located
from authwizard.request.rules.catalogue import Severity
from authwizard.terminal_text import visible

from .judged import Judged, placed_sentence

_COMMANDS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}
_IN_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(judged: Iterable[Judged]) -> Iterator[str]:
    """Yield one line for each problem, an `error`, `warning` or `notice` command.

    Files are named relative to the working directory, which is to be the repository's root.
    """
    for source in judged:
        for located in source.found:
            yield _command(source, located)


def _command(source: Judged, located: Located) -> str:
    problem = located.problem
    properties = {**_place(source, located), "title": f"authwizard {problem.rule}"}
    listed = ",".join(f"{key}={value.translate(_IN_PROPERTY)}" for key, value in properties.items())
    data = placed_sentence(problem).translate(_IN_DATA)
    return f"::{_COMMANDS[problem.severity]} {listed}::{data}\n"


def _place(source: Judged, located: Located) -> dict[str, str]:
    """Return the parameters that say where a problem is; none for standard input, which no annotation can show."""
    if source.path is None:
        return {}
    region = located.region
    file = {"file": visible(source.name)}
    if region is None:
        return file
    if region.line != region.end_line:
        # The runner takes no columns then.
        return {**file, "line": str(region.line), "endLine": str(region.end_line)}
    # GitHub does not say whether endColumn is inclusive (github/docs #40038, closed without an answer); who tried
    # found it exclusive, as ours is.
    return {
        **file,
        "line": str(region.line),
        "col": str(region.column),
        "endLine": str(region.end_line),
        "endColumn": str(region.end_column),
    }
