"""botocore's own word on the two operations: what their members are, and what is wrong with a request."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from botocore.model import ListShape, Shape, StringShape, StructureShape
from botocore.session import get_session
from botocore.validate import ParamValidator

from authwizard.request.operation import Operation

OPERATIONS: Final[tuple[Operation, ...]] = ("create", "update")
_API_NAMES: Final = {"create": "CreateBackendAuth", "update": "UpdateBackendAuth"}

Kind = Literal["missing", "unknown", "type", "enum"]
Verdict = set[tuple[str, Kind]]
"""What is wrong with a request: the place, written as botocore writes it, and the kind of mistake."""

_KINDS: Final[dict[str, Kind]] = {
    "missing required field": "missing",
    "unknown field": "unknown",
    "invalid type": "type",
}
_NAME_OF_MEMBER: Final = {"missing required field": "required_name", "unknown field": "unknown_param"}


@dataclass(frozen=True)
class Member:
    """A member as the service's model has it; `of` is the type of a list's items."""

    type: str
    of: str
    enum: frozenset[str]
    required: bool
    wire: str
    sensitive: bool


@cache
def input_shape(operation: Operation) -> StructureShape:
    """Return the shape of the operation's input."""
    model = get_session().get_service_model("amplifybackend")
    shape = model.operation_model(_API_NAMES[operation]).input_shape
    assert isinstance(shape, StructureShape)
    return shape


@cache
def members(operation: Operation) -> dict[tuple[str, ...], Member]:
    """Return every member of the operation's input, by path, in the model's order."""
    return dict(_walk(input_shape(operation), (), False))


def _walk(
    structure: StructureShape, path: tuple[str, ...], sensitive: bool
) -> Iterator[tuple[tuple[str, ...], Member]]:
    for name, shape in structure.members.items():
        hidden = sensitive or bool(shape.metadata.get("sensitive"))
        item = shape.member if isinstance(shape, ListShape) else None
        yield (
            (*path, name),
            Member(
                type=shape.type_name,
                of=item.type_name if item else "",
                enum=_enum(item or shape),
                required=name in structure.required_members,
                wire=str(shape.serialization.get("name", name)),
                sensitive=hidden,
            ),
        )
        if isinstance(shape, StructureShape):
            yield from _walk(shape, (*path, name), hidden)


def _enum(shape: Shape) -> frozenset[str]:
    return frozenset(shape.enum) if isinstance(shape, StringShape) else frozenset()


def verdict(operation: Operation, request: dict[str, Any]) -> Verdict:
    """Return what botocore's ParamValidator finds, and the values that are not in the model's enums."""
    shape = input_shape(operation)
    found: Verdict = set(_wrong_choices(shape, request, ""))
    # The report for people holds values as well, so it cannot be read back; the parts of it can.
    for reason, place, details in ParamValidator().validate(request, shape)._errors:
        member = _NAME_OF_MEMBER.get(reason)
        found.add((f"{place}.{details[member]}" if member else place, _KINDS[reason]))
    return found


def _wrong_choices(shape: Shape, value: Any, place: str) -> Iterator[tuple[str, Kind]]:
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        for name, below in value.items():
            if name in shape.members:
                yield from _wrong_choices(shape.members[name], below, f"{place}.{name}")
    elif isinstance(shape, ListShape) and isinstance(value, list):
        for index, below in enumerate(value):
            yield from _wrong_choices(shape.member, below, f"{place}[{index}]")
    elif isinstance(value, str) and _enum(shape) and value not in _enum(shape):
        yield place, "enum"
