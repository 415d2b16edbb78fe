"""The request as the rules see it: values, and marks where a value is wrong in type or enum."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from ..fields import PROVIDERS, field_at
from ..markers import Pattern
from ..operation import Operation
from ..secrets import Unresolved
from ..tree import ABSENT, MemberPath, get


class _Wrong(Enum):
    WRONG = "wrong"

    def __repr__(self) -> str:
        return "WRONG"


WRONG: Final = _Wrong.WRONG
"""Stands for a value that is wrong in type or enum: something is there, and no rule can say what."""


@dataclass(frozen=True, slots=True)
class View:
    """A request under judgement: what it is for, its marked tree, and what the backend has now."""

    operation: Operation
    tree: Any
    baseline: Any = None

    def get(self, path: MemberPath) -> Any:
        """Return the value at `path`, ABSENT, or WRONG (also below a structure that is wrong itself)."""
        tree = self.tree
        for part in path:
            if tree is WRONG:
                return WRONG
            tree = get(tree, (part,))
        return tree

    def has(self, path: MemberPath) -> bool:
        """Whether something that can be judged stands at `path`."""
        value = self.get(path)
        return value is not ABSENT and value is not WRONG

    def text(self, path: MemberPath) -> str | None:
        """Return a text; None where there is none, or where it is a reference that is not resolved."""
        value = self.get(path)
        return value if isinstance(value, str) and not isinstance(value, Unresolved) else None

    def sound(self, path: MemberPath) -> str | None:
        """Return a text that keeps the pattern of its member, if it has one; else None, also for an empty text."""
        text, field = self.text(path), field_at(path)
        keeps = text and not (field and isinstance(field.limit, Pattern) and not field.limit.accepts(text))
        return text if keeps else None

    def items(self, path: MemberPath) -> list[tuple[MemberPath, str]]:
        """Return the good items of a list, each with its path."""
        value = self.get(path)
        if not isinstance(value, list):
            return []
        return [((*path, index), item) for index, item in enumerate(value) if isinstance(item, str)]

    def holds(self, path: MemberPath, item: str) -> bool:
        """Whether the list at `path` has `item`."""
        return any(have == item for _, have in self.items(path))

    def lacks(self, path: MemberPath, item: str) -> bool:
        """Whether the list at `path` is known and does not have `item`."""
        value = self.get(path)
        return isinstance(value, list) and WRONG not in value and item not in value

    def providers(self) -> list[str]:
        """Return the social providers that the request sets up."""
        return [name for name, provider in PROVIDERS.items() if isinstance(self.get(provider.path), dict)]

    def founded(self) -> View | None:
        """Return the view that knows what was fixed at creation: this one, or in an update the pulled state."""
        if self.operation == "create":
            return self
        return None if self.baseline is None else View("create", self.baseline)

    @property
    def is_create(self) -> bool:
        """Whether the request is for CreateBackendAuth."""
        return self.operation == "create"
