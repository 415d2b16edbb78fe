"""pydantic's view of the request: it judges types, enums, unknown members and the limits of single members."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from .fields import Field, members
from .shapes import BackendAuthRequest

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import CoreSchema, SchemaValidator


@cache
def request_validator() -> SchemaValidator:
    """Return the validator of a whole request.

    It is made of the fields by pydantic's own core. pydantic.TypeAdapter, the public way, makes the same one of the
    shapes' annotations: it takes sixteen times as long (64 ms against 4, measured), at each start of a command, so it
    is used for the JSON Schema alone. A test holds that the two judge alike.
    """
    from pydantic_core import SchemaValidator

    return SchemaValidator(_structure(()))


@cache
def request_model() -> TypeAdapter[Any]:
    """Return pydantic's model of the request, for its JSON Schema."""
    from pydantic import TypeAdapter

    return TypeAdapter(BackendAuthRequest)


def _structure(path: tuple[str, ...]) -> CoreSchema:
    from pydantic_core import core_schema

    return core_schema.typed_dict_schema(
        {
            name: core_schema.typed_dict_field(_value(field), required=False)
            for name, field in members(path).items()
        },
        extra_behavior="forbid",
        strict=True,
    )


def _value(field: Field) -> CoreSchema:
    """Return the schema of one member: its type, and around it the markers that judge its value."""
    from pydantic_core import core_schema

    if field.kind == "structure":
        return _structure(field.path)
    if field.kind == "switch":
        return core_schema.bool_schema(strict=True)
    schema: CoreSchema = core_schema.str_schema(strict=True)
    for judge in field.judges:
        schema = judge.core_schema(schema)
    return core_schema.list_schema(schema, strict=True) if field.is_list else schema
