"""The targets file: for which backends one request is written, and what differs in each.

    [[target]]
    app = "d1a2b3c4d5"
    env = "prod"
    resource = "shopauth"

    [target.request.ResourceConfig.UserPoolConfigs.OAuth]
    RedirectSignInURIs = ["https://shop.example.com/"]

`app`, `env` and `resource` are the words of the placeholders in the names of the files that are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, members, unknown_members
from authwizard.request.secrets import Typed
from authwizard.request.target import TARGET, Target
from authwizard.request.tree import ABSENT, MemberPath, format_path, get
from authwizard.request.words import nearest
from authwizard.terminal_text import PATH_SHOWN, quoted, shorten, visible

from .destination import descriptor_of
from .formats.toml_text import parse_toml
from .limits import as_json
from .reading import decode, read_source
from .unreadable import UnreadableError

PLACEHOLDERS: Final = ("app", "env", "resource")
"""The keys that say which backend a target is, in the order of `Target`."""

_NEEDED: Final = ("app", "env")
_KEYS: Final = (*PLACEHOLDERS, "request")
_ELSEWHERE: Final = {
    "appid": "app",
    "backendenvironmentname": "env",
    "environment": "env",
    "environmentname": "env",
    "resourcename": "resource",
}
"""What the keys are called by the API and by the options, without hyphens and in small letters."""

_WANTED: Final = {dict: "a table", list: "a list", str: "a text", bool: "true or false", int: "a number"}


@dataclass(frozen=True, slots=True)
class Override:
    """One target: the backend, and what its request has in place of the source's.

    Attributes:
        number: Its place in the file, from 1.
        request: The members that replace those of the source; no secret stands there by itself, only references.
    """

    number: int
    request: Draft

    def applied_to(self, draft: Draft) -> Draft:
        """Return a draft for this target: structures are merged, lists and values are replaced."""
        changed = draft.with_tree(_merged(draft.tree, self.request.tree))
        for path, secret in self.request.secrets.items():
            changed = changed.with_secret(path, secret)
        return changed


def read_targets(path: Path) -> tuple[Override, ...]:
    """Read a targets file. Relative files of secrets are taken from its folder.

    Raises:
        UnreadableError: It cannot be read, is no TOML, has no target, or something in it is wrong: the first such
            thing, with its target and key.
    """
    tree = parse_toml(decode(read_source(path)).removeprefix("\ufeff"))
    for name in tree:
        if name != "target":
            fix = "Each target is a table [[target]]; what differs in it stands below [target.request]."
            raise UnreadableError(f"A targets file has no key {quoted(name)}.", fix)
    tables = tree.get("target", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UnreadableError("target is not a list of tables.", "Begin each target with a line [[target]].")
    if not tables:
        raise UnreadableError("It has no target.", "Begin each target with a line [[target]].")
    base = "" if descriptor_of(path) is not None else str(path.absolute().parent)
    return tuple(_override(number, table, base) for number, table in enumerate(tables, 1))


def drafts_for(overrides: Sequence[Override], draft: Draft) -> tuple[Draft, ...]:
    """Return a draft for each target, in their order.

    Raises:
        UnreadableError: Neither a target nor the source has the resource's name, or two targets are the same backend,
            be it that one takes the name from the source.
    """
    drafts = tuple(override.applied_to(draft) for override in overrides)
    seen: dict[Target, int] = {}
    for override, made in zip(overrides, drafts, strict=True):
        target = Target.of(made)
        if not target.resource:
            raise _wrong(
                override.number, "resource is missing, and the source has none.", 'Write resource = "…".'
            )
        first = seen.setdefault(target, override.number)
        if first != override.number:
            raise _wrong(
                override.number, f"it is the same backend as target {first}.", "Take one of them out."
            )
    return drafts


def _override(number: int, table: dict[str, Any], base: str) -> Override:
    for key in table:
        if key not in _KEYS:
            near = _ELSEWHERE.get(key.replace("-", "").replace("_", "").lower()) or nearest(key, _KEYS)
            fix = f"Did you mean {near}?" if near else f"There are {', '.join(_KEYS[:-1])} and {_KEYS[-1]}."
            raise _wrong(number, f"there is no key {quoted(key)}.", fix)
    names = {}
    for key, member in zip(PLACEHOLDERS, TARGET, strict=True):
        if key in table:
            names[member] = _text(number, key, table[key])
        elif key in _NEEDED:
            raise _wrong(number, f"{key} is missing.", f'Write {key} = "…".')
    request = _request(number, table.get("request", {}))
    draft = Draft.from_tree("create", names | request, references=True, base=base)
    for path, secret in draft.secrets.items():
        if isinstance(secret, Typed):
            fix = 'Name where the secret is: { env = "NAME" } or { file = "PATH" }.'
            raise _wrong(number, f"{_place(path)} is no reference to a secret.", fix)
    return Override(number, draft)


def _text(number: int, key: str, value: Any) -> str:
    if isinstance(value, str) and value:
        return value
    raise _wrong(number, f"{key} is {'empty' if value == '' else 'no text'}.", f'Write {key} = "…".')


def _request(number: int, tree: Any) -> dict[str, Any]:
    """Return the members that a target replaces; each is one of the API's, and of its type."""
    if not isinstance(tree, dict):
        raise _wrong(number, "request is no table.", "Write [target.request.ResourceConfig] or the like.")
    for path in unknown_members(tree):
        near = nearest(str(path[-1]), members(tuple(str(name) for name in path[:-1])))
        fix = f"Did you mean {near}?" if near else "Members have the API's names, as in a preset."
        raise _wrong(number, f"{_place(path)} is no member of a request.", fix)
    for key, name in zip(PLACEHOLDERS, TARGET, strict=True):
        if name in tree:
            raise _wrong(
                number, f"request.{name} stands in the wrong place.", f"Write {key} below [[target]]."
            )
    for problem in as_json(tree)[1]:
        fix = "Put it in quotes, or give the value that the member has."
        raise _wrong(number, f"{_place(problem.path)} holds a value that a request cannot hold.", fix)
    for path, field in FIELDS.items():
        value = get(tree, path)
        types = field.python_type
        fits = isinstance(value, types) and (bool in types or not isinstance(value, bool))
        if value is not ABSENT and not field.secret and not fits:
            wanted = _WANTED[types[0]]
            raise _wrong(number, f"{_place(path)} is not {wanted}.", f"Give {wanted}.")
    return tree


def _place(path: MemberPath) -> str:
    return f"request.{visible(shorten(format_path(path), PATH_SHOWN))}"


def _wrong(number: int, what: str, fix: str) -> UnreadableError:
    return UnreadableError(f"Target {number}: {what}", fix)


def _merged(old: Any, new: Any) -> Any:
    """Return a tree with another one laid over it: structures grow together, everything else is replaced."""
    if not isinstance(new, dict):
        return new
    below = old if isinstance(old, dict) else {}
    return below | {name: _merged(below.get(name), value) for name, value in new.items()}
