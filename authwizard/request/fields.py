"""Every member of the request, read from the shapes: what a form, a command or a document needs to know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

from typing_extensions import is_typeddict

from . import markers
from .markers import Choice
from .operation import BOTH, Operation
from .shapes import BackendAuthRequest
from .tree import MemberPath, member_path

Kind = Literal[
    "structure", "choice", "choices", "switch", "text", "message", "number", "uris", "secret", "key"
]


_TYPES: Final[Mapping[Kind, tuple[type, ...]]] = {
    "structure": (dict,),
    "choice": (str,),
    "choices": (list,),
    "switch": (bool,),
    "text": (str,),
    "message": (str,),
    "number": (int, float),
    "uris": (list,),
    "secret": (str,),
    "key": (str,),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One member of the request.

    Attributes:
        path: Its names from the top, without list positions.
        wire: Its name in the service's own camelCase body.
        kind: What it holds, and so which widget asks for it.
        choices: For `choice` and `choices`, each value with its words; else empty.
        limit: The limit of the value (of each item, for `uris`), if there is one.
        most_items: For a list, the most items that it may have, or None.
        meanings: For a switch, what true and what false mean.
        needed: When an optional member is needed all the same; else empty.
        needed_update: The same in an update.
        unset: What happens where it is left out, as the end of a sentence; empty where there is nothing to say.
        unset_update: The same for an update whose backend's state is not known.
        required: Operations on which its rule `required_rule` asks for it, once its structure is there; `required_fix`
            says what to give, or is empty where the rule does.
        only: Operations that have it; elsewhere it breaks `only_rule`.
        block: For an optional structure, the label of the switch that turns it on; else empty.
        deprecated: Whether it is offered only where it is there already.
        used_with: The answers of another member with which alone it is of use, or None.
        provider: For a social provider, what it can say of a user and what it calls things; else None.
        inside: Regexes of texts that hold the value in their group 1, and are taken for it.
        stands: For a secret, examples of where it may stand.
        secret: Whether the value must never be shown or stored.
        sensitive: Whether the value stays out of logs.
        judges: The markers that judge the value, or each item of a list.
        bool_rule: For a number, the rule that true or false in its place breaks; empty where that is but a wrong type.
    """

    path: tuple[str, ...]
    wire: str
    title: str
    help: str
    more: str
    example: Any
    kind: Kind
    choices: Mapping[str, Choice]
    limit: markers.Limit | None
    most_items: int | None
    meanings: markers.Meanings | None
    needed: str
    needed_update: str
    unset: str
    unset_update: str
    required: tuple[Operation, ...]
    required_rule: str
    required_fix: str
    only: tuple[Operation, ...]
    only_rule: str
    block: str
    deprecated: bool
    used_with: markers.UsedWith | None
    provider: markers.Provider | None
    inside: tuple[str, ...]
    stands: markers.Secret
    secret: bool
    sensitive: bool
    judges: tuple[markers.Judge, ...]
    bool_rule: str

    @property
    def name(self) -> str:
        """Its name in the API."""
        return self.path[-1]

    @property
    def question(self) -> tuple[str, ...]:
        """The member whose answers `used_with` is about."""
        return (*self.path[:-1], self.used_with.member) if self.used_with else ()

    @property
    def python_type(self) -> tuple[type, ...]:
        """The types that its value has in a tree; a boolean is no number, though Python says so."""
        return _TYPES[self.kind]

    def is_decided_by(self, answer: Any, operation: Operation) -> bool:
        """Whether an answer to its `question` turns this block on, so that nobody is asked about it.

        An update may leave the block out whatever is answered: what the backend has stays.
        """
        if not self.block or self.used_with is None or operation != "create":
            return False
        return self.used_with.set_aside and self.used_with.fits(answer)

    def requirement(self, operation: Operation) -> str:
        """Say whether it has to be given, and when; only what nothing misses is optional."""
        if operation in self.required:
            return "required"
        return (self.needed if operation == "create" else self.needed_update) or "optional"

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return self.kind in ("choices", "uris")


def _find(kind: type, marks: list[Any]) -> Any:
    return next((mark for mark in marks if isinstance(mark, kind)), None)


def _unpack(annotation: Any) -> tuple[Any, list[Any]]:
    """Split an annotation into its plain type and its markers."""
    if get_origin(annotation) is Annotated:
        plain, *marks = get_args(annotation)
        return plain, marks
    return annotation, []


def _kind(plain: Any, marks: list[Any], item_marks: list[Any], about: markers.About) -> Kind:
    if is_typeddict(plain):
        return "structure"
    if get_origin(plain) is list:
        return "choices" if _find(markers.Choices, item_marks) else "uris"
    if _find(markers.Choices, marks):
        return "choice"
    if plain is bool:
        return "switch"
    if plain is float:
        return "number"
    if _find(markers.Secret, marks):
        return "key" if about.kind == "key" else "secret"
    return "message" if about.kind == "message" else "text"


def _field(path: tuple[str, ...], annotation: Any, sensitive: bool) -> tuple[Field, Any]:
    """Read one member's declaration; return it with its plain type."""
    plain, marks = _unpack(annotation)
    item_marks = _unpack(get_args(plain)[0])[1] if get_origin(plain) is list else []
    about: markers.About = _find(markers.About, marks)
    choices = _find(markers.Choices, marks) or _find(markers.Choices, item_marks)
    required: markers.Required | None = _find(markers.Required, marks)
    only: markers.Only | None = _find(markers.Only, marks)
    block: markers.Block | None = _find(markers.Block, marks)
    used: markers.UsedWith | None = _find(markers.UsedWith, marks)
    provider: markers.Provider | None = _find(markers.Provider, marks)
    most: markers.AtMost | None = _find(markers.AtMost, marks)
    number: markers.Number | None = _find(markers.Number, marks)
    inside: markers.Inside | None = _find(markers.Inside, marks)
    kind = _kind(plain, marks, item_marks, about)
    meanings: markers.Meanings | None = _find(markers.Meanings, marks)
    name = path[-1]
    secret: markers.Secret | None = _find(markers.Secret, marks)
    field = Field(
        path=path,
        wire=about.wire or name[0].lower() + name[1:],
        title=about.title,
        help=about.help,
        more=about.more,
        example=about.example,
        kind=kind,
        choices=choices.values if choices else MappingProxyType({}),
        limit=next((m for m in marks + item_marks if isinstance(m, markers.Limit)), None),
        most_items=most.most if most else None,
        meanings=meanings,
        needed=about.needed,
        needed_update=about.needed if about.needed_update is None else about.needed_update,
        unset=about.unset,
        unset_update=about.unset_update or about.unset,
        required=required.operations if required else (),
        required_rule=required.rule if required else "",
        required_fix=required.fix if required else "",
        only=only.operations if only else BOTH,
        only_rule=only.rule if only else "",
        block=block.switch if block else "",
        deprecated=block is not None and block.deprecated,
        used_with=used,
        provider=provider,
        inside=inside.regexes if inside else (),
        stands=secret or markers.Secret(),
        secret=secret is not None,
        sensitive=sensitive or _find(markers.Sensitive, marks) is not None,
        judges=tuple(m for m in item_marks or marks if isinstance(m, markers.Judge)),
        bool_rule=number.bool_rule if number else "",
    )
    return field, plain


def _walk(shape: Any, path: tuple[str, ...], sensitive: bool) -> Iterator[Field]:
    for name, annotation in get_type_hints(shape, include_extras=True).items():
        field, plain = _field((*path, name), annotation, sensitive)
        yield field
        if field.kind == "structure":
            yield from _walk(plain, field.path, field.sensitive)


FIELDS: Final[Mapping[tuple[str, ...], Field]] = MappingProxyType(
    {field.path: field for field in _walk(BackendAuthRequest, (), False)}
)
"""Every member, structures and their members alike, in the order in which a form asks for them."""

PROVIDERS: Final[Mapping[str, Field]] = MappingProxyType(
    {field.name: field for field in FIELDS.values() if field.provider is not None}
)
"""The social providers, by name."""

SECRET_PATHS: Final = frozenset(path for path, field in FIELDS.items() if field.secret)

_DEPENDING: Final = {
    question: tuple(field for field in FIELDS.values() if field.question == question)
    for question in {field.question for field in FIELDS.values() if field.used_with}
}

_POSITION: Final = {path: position for position, path in enumerate(FIELDS)}


def field_at(path: MemberPath) -> Field | None:
    """Return the member at `path` (of a list item: the list), or None where the API has none."""
    return FIELDS.get(member_path(path))


def depending_on(path: MemberPath) -> tuple[Field, ...]:
    """Return the members that are of use only with certain answers to the member at `path`."""
    return _DEPENDING.get(member_path(path), ())


def block_of(field: Field) -> Field | None:
    """Return the optional block that a member stands in: the nearest one above it."""
    above = (FIELDS[field.path[:length]] for length in range(len(field.path) - 1, 0, -1))
    return next((block for block in above if block.block), None)


def inside(block: Field) -> tuple[Field, ...]:
    """Return what the switch of a block brings: the members in it that are asked for, and the switches of blocks."""
    found: list[Field] = []
    for own in members(block.path).values():
        found += inside(own) if own.kind == "structure" and not own.block else [own]
    return tuple(found)


def position(path: MemberPath) -> int:
    """Return where the member, or the nearest one above it, stands in the order of the form."""
    names = member_path(path)
    while names and names not in _POSITION:
        names = names[:-1]
    return _POSITION[names] if names else -1


@cache
def members(path: tuple[str, ...]) -> Mapping[str, Field]:
    """Return the direct members of the structure at `path`, by name; `()` is the request itself."""
    return {field.name: field for field in FIELDS.values() if field.path[:-1] == path}


def unknown_members(tree: Any, path: MemberPath = ()) -> list[MemberPath]:
    """Return the paths of the members of a request that no structure of the API has, the outermost alone."""
    if not isinstance(tree, dict):
        return []
    found: list[MemberPath] = []
    for name, value in tree.items():
        here = (*path, name)
        if here not in FIELDS:
            found.append(here)
        elif FIELDS[here].kind == "structure":
            found += unknown_members(value, here)
    return found
