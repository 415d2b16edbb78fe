"""The tables of a repository's settings: what each key may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn, get_args

from authwizard.errors import AuthwizardError
from authwizard.request.rules import Severity
from authwizard.request.words import nearest
from authwizard.terminal_text import PATH_SHOWN, quoted

from .rule_names import unfit, unknown

_KEYS: Final = ("strict", "ignore", "severity")
_WHOLE: Final = (*_KEYS, "paths")
_PART: Final = ("match", *_KEYS)
_SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)


class RepositorySettingsError(AuthwizardError):
    """A repository's settings cannot be used; the message names the file, and the key where it is about one."""

    def __init__(self, file: Path, what: str, fix: str = "", key: str = "") -> None:
        place = f"{quoted(str(file), PATH_SHOWN)}{f', {key}' if key else ''}"
        super().__init__(f"{place}: {what}", fix)
        self.file = file
        self.key = key


@dataclass(frozen=True, slots=True)
class Said:
    """What a table of the settings says.

    Attributes:
        match: gitignore's patterns for the sources that it holds for, from the file's folder; None for all.
        strict: Whether warnings fail; None where it does not say.
        ignore: The rules that it ignores.
        severity: The severities that it gives.
    """

    match: tuple[str, ...] | None = None
    strict: bool | None = None
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)


def tables(file: Path, prefix: str, table: Any) -> tuple[Said, ...]:
    """Return what the settings say: for all sources first, then for paths, in the order of the file.

    Args:
        file: The file that they stand in, for messages.
        prefix: The name of their table, for messages; "" at the top level.
        table: Their table, as TOML gives it.

    Raises:
        RepositorySettingsError: A key is unknown, or holds what it may not.
    """
    return _Reader(file).whole(prefix, table)


class _Reader:
    """Reads the tables of one file; `key` is each time the full name of what is looked at."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def whole(self, prefix: str, table: Any) -> tuple[Said, ...]:
        self._refuse_unknown(prefix, table, _WHOLE)
        key = _under(prefix, "paths")
        parts = table.get("paths", [])
        if not isinstance(parts, list):
            self._fail(key, "This must be tables.", f"Begin each with [[{key}]].")
        return (
            self._said(prefix, table, None),
            *(self._part(f"{key}[{at}]", part) for at, part in enumerate(parts)),
        )

    def _part(self, key: str, table: Any) -> Said:
        self._refuse_unknown(key, table, _PART)
        place = _under(key, "match")
        patterns = tuple(pattern for _, pattern in self._texts(place, table.get("match", [])))
        if not patterns:
            self._fail(place, "There is no pattern.", 'Say which sources are meant: match = ["legacy/**"].')
        for at, pattern in enumerate(patterns):
            self._refuse_pattern(f"{place}[{at}]", pattern)
        return self._said(key, table, patterns)

    def _said(self, key: str, table: dict[str, Any], match: tuple[str, ...] | None) -> Said:
        strict = table.get("strict")
        if "strict" in table and not isinstance(strict, bool):
            self._fail(_under(key, "strict"), "This must be true or false.", "Write it without quotes.")
        ignored = [*self._texts(_under(key, "ignore"), table.get("ignore", []))]
        for place, rule in ignored:
            why = unfit(rule)
            if why:
                self._fail(place, why)
        severity = self._severity(_under(key, "severity"), table.get("severity", {}))
        return Said(match, strict, frozenset(rule for _, rule in ignored), severity)

    def _severity(self, key: str, table: Any) -> dict[str, Severity]:
        if not isinstance(table, dict):
            self._fail(key, "This must be a table.", 'Write each rule with its severity: gen1-eol = "note".')
        for rule, given in table.items():
            place = _under(key, rule)
            why = unknown(rule)
            if why:
                self._fail(place, why)
            if given not in _SEVERITIES:
                self._fail(place, "This is no severity.", 'Use "error", "warning" or "note".')
            if rule == "unreadable" and given != "error":
                self._fail(place, "What is unreadable cannot be checked, so it stays an error.")
        return table

    def _texts(self, key: str, entries: Any) -> Iterator[tuple[str, str]]:
        if not isinstance(entries, list):
            self._fail(key, "This must be a list of texts.", 'Put it in brackets: ["…"].')
        for at, entry in enumerate(entries):
            if not isinstance(entry, str):
                self._fail(f"{key}[{at}]", "This must be a text.", "Put it in quotes.")
            yield f"{key}[{at}]", entry

    def _refuse_unknown(self, key: str, table: Any, known: tuple[str, ...]) -> None:
        if not isinstance(table, dict):
            self._fail(key, "This must be a table.", f"Its keys are {', '.join(known)}.")
        for name in table:
            if name not in known:
                near = nearest(name, known)
                hint = f"Did you mean {near}?" if near else f"The keys here are {', '.join(known)}."
                self._fail(key, f"There is no key {quoted(name)}.", hint)

    def _refuse_pattern(self, key: str, pattern: str) -> None:
        import re

        from pathspec import GitIgnoreSpec

        try:
            spec = GitIgnoreSpec.from_lines([pattern])
            is_one = any(it.include is not None for it in spec.patterns)
        except (ValueError, re.error):
            is_one = False
        if not is_one:
            self._fail(key, f"{quoted(pattern)} is no pattern.", "Write it as in a .gitignore file.")

    def _fail(self, key: str, what: str, fix: str = "") -> NoReturn:
        raise RepositorySettingsError(self._file, what, fix, key)


def _under(prefix: str, key: str) -> str:
    return f"{prefix}.{key}" if prefix else key
