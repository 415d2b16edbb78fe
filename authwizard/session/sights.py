"""What was seen of the references to secrets on this machine."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from authwizard.files.resolve import Sight
from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.secrets import Secret, Typed
from authwizard.request.tree import MemberPath


@dataclass
class Sights:
    """The references that were looked at, and what is wrong with each."""

    _seen: dict[MemberPath, tuple[Secret, Problem | None]] = field(default_factory=dict)
    _aged: set[MemberPath] = field(default_factory=set)
    """What is to be looked at again; until then what was seen holds."""

    def problems(self, draft: Draft) -> tuple[Problem, ...]:
        """Return which references of a draft lead nowhere; warnings, since another machine may be to export."""
        return tuple(
            problem
            for path, (secret, problem) in self._seen.items()
            if problem is not None and draft.secrets.get(path) == secret
        )

    def missing(self, draft: Draft) -> dict[MemberPath, Secret]:
        """Return the references of a draft that nobody looked at yet, or not lately."""
        return {
            path: secret
            for path, secret in draft.secrets.items()
            if not isinstance(secret, Typed)
            and (path in self._aged or self._seen.get(path, (None,))[0] != secret)
        }

    def age(self) -> None:
        """Have every reference looked at again: a file may have come, or have gone."""
        self._aged.update(self._seen)

    def note(self, path: MemberPath, secret: Secret, sight: Sight | None) -> None:
        """Note what was seen of a secret's reference."""
        problem = None
        if sight is not None and not sight.is_good:
            problem = replace(
                Problem.of(
                    "secret-unresolved", path, f"{sight.state[:1].upper()}{sight.state[1:]}.", sight.fix
                ),
                severity="warning",
            )
        self._seen[path] = (secret, problem)
        self._aged.discard(path)
