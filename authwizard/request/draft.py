"""The Draft: what the user gave so far, right or wrong, complete or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from .fields import FIELDS
from .operation import CREATE, Operation
from .secrets import (
    MASK,
    REDACTED,
    Secret,
    Typed,
    Unresolved,
    describe,
    is_secret_name,
    parse_reference,
    reference_table,
)
from .tree import ABSENT, MemberPath, Tree, drop, drop_all, format_path, get, put, put_all

SecretView = Literal["real", "masked", "redacted", "references", "judged"]


@dataclass(frozen=True, slots=True)
class Parked:
    """An answer that was set aside, and the secrets that went with it (by their full path)."""

    value: Any = field(repr=False)
    secrets: Mapping[MemberPath, Secret] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """The raw answers for one request.

    Attributes:
        operation: "create" or "update".
        tree: A plain JSON tree under the API's names. No secret stands in it.
        secrets: The secrets, by path.
        parked: Answers set aside, by path.
        baseline: What the backend has now (the input of a create), where it was pulled.
        folder: The folder that a file's path is relative to when it is typed: that of the preset that the draft came
            from; empty for the one in which the program runs.
        left_out: What the draft's source has and no request has a place for, in sentences.
    """

    operation: Operation
    tree: Tree = field(repr=False)
    secrets: Mapping[MemberPath, Secret] = field(default_factory=dict)
    parked: Mapping[MemberPath, Parked] = field(default_factory=dict)
    baseline: Tree | None = field(default=None, repr=False)
    folder: str = field(default="", compare=False)
    left_out: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def new(cls, operation: Operation) -> Draft:
        """Return a draft with nothing answered: the only service, and the structures that must be there."""
        return cls(operation, {"ResourceConfig": {"Service": "COGNITO", "UserPoolConfigs": {}}})

    @classmethod
    def from_tree(cls, operation: Operation, tree: Any, *, references: bool = False, base: str = "") -> Draft:
        """Make a draft of a tree that was read from a file.

        Whatever stands where a secret belongs is taken out of the tree, and so is a secret under a misspelt name
        or in a wrong place: it will be reported, and must not be shown for that.

        Args:
            operation: "create" or "update".
            tree: A JSON tree; one that is no dict becomes an empty request.
            references: Whether `{"env": NAME}` and `{"file": PATH}` stand for secrets, as in a preset.
            base: The folder that relative files of references are relative to.
        """
        tree = tree if isinstance(tree, dict) else {}
        secrets: dict[MemberPath, Secret] = {}
        for path, value in _secret_places(tree, ()):
            reference = parse_reference(value, base) if references else None
            secrets[path] = reference or Typed(value)
        held = drop_all(tree, secrets) if secrets else tree
        return cls(operation, held, MappingProxyType(secrets), folder=base)

    def get(self, path: MemberPath, default: Any = ABSENT) -> Any:
        """Return the value in the tree at `path`, or `default`."""
        return get(self.tree, path, default)

    def with_value(self, path: MemberPath, value: Any) -> Draft:
        """Return the draft with one value set, and nothing else changed."""
        return replace(self, tree=put(self.tree, path, value))

    def with_tree(self, tree: Tree) -> Draft:
        """Return the draft with another tree, and nothing else changed."""
        return replace(self, tree=tree)

    def with_secret(self, path: MemberPath, secret: Secret | None) -> Draft:
        """Return the draft with one secret set, or removed with None."""
        secrets = {at: kept for at, kept in self.secrets.items() if at != path}
        if secret is not None:
            secrets[path] = secret
        # A null where the secret belongs stays in the tree when it is loaded; an answer replaces it.
        return replace(self, secrets=MappingProxyType(secrets), tree=drop(self.tree, path))

    def body(self, secrets: SecretView = "masked") -> Tree:
        """Return the request as it would be written, members in the API's own order.

        Args:
            secrets: "real" puts the values in; "masked" a mask, references readable; "redacted" a
                placeholder; "references" the `{env = …}` tables of a preset; "judged" is for the rules: typed
                values, and a mark for each reference.

        Raises:
            ValueError: With "real", where a secret is a reference that nobody has resolved.
        """
        shown = {path: _secret_as(secret, secrets, path) for path, secret in self.secrets.items()}
        shown = {path: value for path, value in shown.items() if value is not ABSENT}
        return in_api_order(put_all(self.tree, shown))

    @property
    def has_typed_secrets(self) -> bool:
        """Whether a secret was typed, so that it is lost with the memory that holds it."""
        return any(isinstance(secret, Typed) for secret in self.secrets.values())


def _secret_places(tree: Any, path: MemberPath) -> Iterator[tuple[MemberPath, Any]]:
    """Yield every member that is named like a secret, with its value; null is none, and stays to be reported."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, value in items:
        here = (*path, name)
        if isinstance(name, str) and is_secret_name(name) and value is not None:
            yield here, value
        else:
            yield from _secret_places(value, here)


def _secret_as(secret: Secret, view: SecretView, path: MemberPath) -> Any:
    """Return what stands for a secret in a body; ABSENT to leave it out."""
    if view == "redacted":
        return REDACTED
    if view == "masked":
        return MASK if isinstance(secret, Typed) else f"<{describe(secret)}>"
    if isinstance(secret, Typed):
        return ABSENT if view == "references" else secret.value
    if view == "references":
        return reference_table(secret)
    if view == "judged":
        return Unresolved("reference")
    raise ValueError(f"{format_path(path)} is a reference that is not resolved")


def in_api_order(tree: Tree) -> Tree:
    """Return a tree with the members of each structure in the API's order, unknown ones last.

    The service's model and its pages list members by the alphabet, at every level.
    """
    ordered: Tree = _ordered(tree, ())
    return ordered


def _ordered(tree: Any, path: tuple[str, ...]) -> Any:
    if not isinstance(tree, dict) or (path and path not in FIELDS):
        return tree
    names = sorted(tree, key=lambda name: ((*path, name) not in FIELDS, str(name)))
    return {name: _ordered(tree[name], (*path, name)) for name in names}


def guess_operation(tree: Any) -> tuple[Operation, str]:
    """Say which operation a request is for, and why: a file that sets what only a creation can set is one."""
    for path, member in FIELDS.items():
        if member.only == CREATE and get(tree, path) is not ABSENT:
            return "create", f"it sets {member.name}, which only a creation can set"
    return "update", "it sets nothing that only a creation can set"
