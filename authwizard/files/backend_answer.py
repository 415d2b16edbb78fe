"""The answer of GetBackendAuth: what a backend has now, as a draft for an update of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from authwizard.request.check import Problem
from authwizard.request.compare import differences
from authwizard.request.draft import Draft
from authwizard.request.fields import unknown_members
from authwizard.request.operation import Operation
from authwizard.request.places import SERVICE, SOCIAL
from authwizard.request.secrets import Secret, Typed
from authwizard.request.tree import ABSENT, POOL, MemberPath, Tree, drop, drop_all, format_path, get, put
from authwizard.terminal_text import quoted, visible

from .formats.rest_call import API_NAMES, WIRE_NAMES, understood
from .loaded import Loaded
from .unreadable import UnreadableError
from .updating import create_only, left_out_note, updatable

_ERROR_SHOWN: Final = 200
"""Most characters of the answer's error that a note repeats."""


@dataclass(frozen=True, slots=True)
class Pulled(Typed):
    """A secret that the backend gave out; a new one is of another class, and so its block is sent."""


@dataclass(frozen=True)
class KnownState:
    """What a backend has now.

    Attributes:
        draft: An update that holds what an update can hold of the state; its baseline is the whole state, without
            secrets.
        left_out: The members that only a creation can set: the baseline alone has them.
        unknown: Members that this version does not know; nothing holds them.
    """

    draft: Draft
    left_out: tuple[MemberPath, ...]
    unknown: tuple[MemberPath, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What the answer has and the draft has not, or the other way round, in sentences."""
        if self.draft.secrets or not self.draft.get(SOCIAL, None):
            return self.draft.left_out
        missing = "The answer holds no secrets of social providers: enter them again before OAuth is sent."
        return (*self.draft.left_out, missing)

    @property
    def as_create(self) -> Draft:
        """The whole state as the input of a create, to compare or to make a copy of the backend."""
        return replace(self.draft, operation="create", tree=self.draft.baseline or {}, baseline=None)

    def with_edits(self, before: Draft, after: Draft) -> Draft:
        """Return the update of the state that also makes the changes between two drafts of the same request."""
        tree, draft = self.draft.tree, self.draft
        for change in differences(updatable(before.tree), updatable(after.tree)):
            gone = change.new is ABSENT
            tree = drop(tree, change.path) if gone else put(tree, change.path, change.new)
        draft = draft.with_tree(tree)
        for path, secret in after.secrets.items():
            if secret != before.secrets.get(path):
                draft = draft.with_secret(path, secret)
        return draft


def known_state(target: Mapping[str, Any], resource_config: Tree) -> KnownState:
    """Make a draft of an answer.

    Args:
        target: The members that say which backend it is of.
        resource_config: The answer's ResourceConfig, under the API's names.
    """
    whole: Tree = {**target, "ResourceConfig": _spelled(resource_config)}
    # An answer of empty parts must still make a request.
    whole = put(whole, POOL, get(whole, POOL, {}))
    whole = put(whole, SERVICE, get(whole, SERVICE, "COGNITO"))
    unknown = tuple(unknown_members(whole))
    whole = drop_all(whole, unknown)
    state = Draft.from_tree("create", whole)
    secrets: Mapping[MemberPath, Secret] = MappingProxyType(
        {path: Pulled(secret.value) for path, secret in state.secrets.items() if isinstance(secret, Typed)}
    )
    told = tuple(
        f"Left out, since this version does not know it: {visible(format_path(path))}." for path in unknown
    )
    draft = Draft("update", updatable(state.tree), secrets, baseline=state.tree, left_out=told)
    return KnownState(draft, create_only(state.tree), unknown)


def is_answer(tree: Tree) -> bool:
    """Whether a tree is an answer, and no request.

    Without its Error an answer has the very members of a request of CreateBackendAuth, and so counts as one.
    """
    if {"Error", "ResponseMetadata"} & tree.keys() and API_NAMES & tree.keys():
        return True
    return "error" in tree and bool(WIRE_NAMES & tree.keys())


def from_answer(tree: Tree, format: str, operation: Operation | None) -> Loaded:
    """Read an answer, as the AWS CLI or boto3 prints it or as it is on the wire.

    Raises:
        UnreadableError: There is no state in it.
    """
    error = tree.get("Error", tree.get("error"))
    answer = _without_nulls(
        {name: value for name, value in tree.items() if name not in ("Error", "error", "ResponseMetadata")}
    )
    problems: list[Problem] = []
    if not API_NAMES & tree.keys():
        answer, problems = understood(answer)
        format = "rest"
    found = answer.pop("ResourceConfig", None)
    if not isinstance(found, dict):
        what = "This is an answer of get-backend-auth without a ResourceConfig: it tells no state."
        raise UnreadableError(what, "Look at its Error, and fetch the state anew.")
    state = known_state(answer, found)
    notes = [*_error_note(error), *state.notes]
    added = () if "Service" in found else ("Service: COGNITO",)
    if added:
        notes.append("The answer names no service: it was taken for Cognito.")
    if operation == "create":
        return Loaded(
            state.as_create, format, "you asked for it", tuple(notes), problems=tuple(problems), added=added
        )
    notes += left_out_note(state.left_out)
    reason = "it is the answer of get-backend-auth, so it is taken as what the backend has now"
    return Loaded(
        draft=state.draft,
        format=format,
        reason=reason,
        notes=tuple(notes),
        dropped=tuple(format_path(path) for path in state.unknown),
        problems=tuple(problems),
        added=added,
    )


def _error_note(error: Any) -> list[str]:
    if not error:
        return []
    said = f": {quoted(error, _ERROR_SHOWN)}" if isinstance(error, str) else ""
    return [f"The answer carries an Error{said}. What it holds may not be the whole state."]


def _without_nulls(value: Any) -> Any:
    """Return a tree without nulls: an answer has one where the backend has nothing."""
    if isinstance(value, dict):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _spelled(value: Any) -> Any:
    """Return a tree in which whole numbers are written as such: botocore reads each number as a float."""
    if isinstance(value, dict):
        return {name: _spelled(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_spelled(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
