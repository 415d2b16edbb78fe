"""Judging many sources: each by what the command and its repository ask, in order, on several cores where that pays."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

import click

from authwizard.files.destination import descriptor_of
from authwizard.files.ignoring import Ignored
from authwizard.files.loaded import Loaded
from authwizard.files.places.locate import Places
from authwizard.files.places.node import Located
from authwizard.files.ready import ready
from authwizard.files.resolve import resolve
from authwizard.files.unreadable import UnreadableError, defect
from authwizard.request.check import Problem
from authwizard.request.rules import Severity

from .forms.judged import Judged, Taken
from .options import Reading
from .sources import read

_ENOUGH: Final = 200
"""Sources from which other processes are worth their start."""
_AT_ONCE: Final = 20
"""Sources that a process takes at once."""


class Task(NamedTuple):
    """One source, and how it is to be judged.

    Attributes:
        source: The source.
        reading: How it is read.
        ignore: The rules whose problems are left out.
        severity: The severities that take the place of the rules' own.
        strict: Whether its warnings fail too.
        resolving: Whether its secrets are resolved and judged.
    """

    source: str
    reading: Reading
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = {}
    strict: bool = False
    resolving: bool = False


def judge_all(tasks: Sequence[Task]) -> Iterator[Judged]:
    """Judge sources, and yield what came of each in their order; nothing of one is kept when the next comes.

    Raises:
        click.UsageError: A source states another operation than the one that was asked for.
    """
    cores = _cores()
    if len(tasks) < _ENOUGH or cores == 1 or any(_is_open_here(task.source) for task in tasks):
        yield from map(judge, tasks)
        return
    from multiprocessing import Pool

    # Of the pools of the standard library the one whose processes end when this one is killed.
    with Pool(cores, _begin_process) as pool:
        for judged in pool.imap(_judge_or_refuse, tasks, chunksize=_AT_ONCE):
            if isinstance(judged, click.ClickException):
                raise judged
            yield judged


def _is_open_here(source: str) -> bool:
    """Tell whether a source is an open file of this process, which another one may not have."""
    return source == "-" or descriptor_of(Path(source)) is not None


def _judge_or_refuse(task: Task) -> Judged | click.ClickException:
    """Judge one source; wrong use is returned, since raised it would take what came before it along."""
    try:
        return judge(task)
    except click.ClickException as error:
        return error


def _begin_process() -> None:
    """Leave Ctrl+C to the process that the user has started, and say nothing when that one has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # An end by a signal could leave a lock behind that the others wait for; as an error it is told, but to nobody.
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # as long as the process lives


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def judge(task: Task) -> Judged:
    """Read and judge one source; whatever happens to it is a problem of its own, and the others go on."""
    try:
        loaded = read(task.source, task.reading)
        found = list(_problems(loaded, resolving=task.resolving))
        return _as_asked(task, loaded, found)
    except UnreadableError as error:
        return Judged(task.source, None, [error.located()], strict=task.strict)
    except click.ClickException:
        raise
    except Exception as error:
        return Judged(task.source, None, [defect(error).located()], strict=task.strict)


def _problems(loaded: Loaded, *, resolving: bool) -> Iterator[Problem]:
    """Yield what is wrong with a source, and each of its references that does not resolve here."""
    yield from ready(loaded.draft, loaded.problems, secrets=resolving).problems
    if not resolving:
        for problem in resolve(loaded.draft)[1]:
            yield replace(problem, severity="note")


def _as_asked(task: Task, loaded: Loaded, found: Sequence[Problem]) -> Judged:
    """Leave out what is to be ignored, give the rest its severities, and find where it is."""
    graded = [
        replace(problem, severity=task.severity.get(problem.rule, problem.severity))
        for problem in found
        if problem.rule not in task.ignore
    ]
    taken = Taken.of(loaded)
    if loaded.document is None:
        placed = [Located(problem, None) for problem in graded]
        return Judged(task.source, taken, placed, len(found) - len(graded), task.strict)
    places = Places(loaded.document, loaded)
    said = places.ignored()
    kept = [one for one in places.of(graded) if one.problem.rule not in _said_of(one, said)]
    told = tuple(f"Line {wrong.line}: {wrong.message}" for wrong in said.wrong)
    return Judged(
        task.source,
        taken._replace(told=taken.told + told),
        kept,
        len(found) - len(kept),
        task.strict,
    )


def _said_of(found: Located, said: Ignored) -> frozenset[str]:
    """Return the rules that comments leave out where a problem is; one beside a long value stands at either end."""
    if found.region is None or not found.problem.path:
        return said.whole
    return said.of_line(found.region.line) | said.of_line(found.region.end_line)
