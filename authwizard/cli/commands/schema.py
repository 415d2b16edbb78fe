"""`authwizard schema`: a JSON Schema of the preset file, for editors, and those of the JSON that commands print."""

from __future__ import annotations

from typing import Any, Final

import click

from authwizard.files.formats.preset_file import FORMAT
from authwizard.request.fields import Field, members
from authwizard.request.model import request_model

from ..output import emit_json
from ..schemas import NAMES, schema_of

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


@click.command(
    "schema",
    epilog="""\b
Examples:
  authwizard schema > authwizard.schema.json
  authwizard schema check > check.schema.json

In an editor with Taplo (Even Better TOML), begin a preset with the line:
  #:schema ./authwizard.schema.json""",
)
@click.argument("name", required=False, type=click.Choice(NAMES), metavar=f"[{'|'.join(NAMES)}]")
def command(name: str | None) -> None:
    """Print a JSON Schema (2020-12) of a preset: what an editor needs to complete, explain and check one.

    With a command's name, print that of what the command prints with --format json.
    """
    emit_json(schema_of(name) if name else preset_schema())


def preset_schema() -> dict[str, Any]:
    """Return the schema of a preset.

    Nothing in the request is required, since a preset may leave any part to its user; what is there must have
    the right type, be one of the choices and keep its limits.
    """
    request = {
        **_structure(request_model().json_schema(), ()),
        "title": "Request",
        "description": "The members of the request, under the API's names.",
    }
    return {
        "$schema": _DIALECT,
        "title": "authwizard preset",
        "description": "A request for CreateBackendAuth or UpdateBackendAuth, or a part of one.",
        "type": "object",
        "additionalProperties": False,
        "required": ["operation"],
        "properties": {**_envelope(), "request": request},
    }


def _envelope() -> dict[str, Any]:
    """Write the preset's own members, beside the request."""
    return {
        "format": {
            "title": "Format",
            "description": "The version of the preset format.",
            "const": FORMAT,
            "default": FORMAT,
        },
        "title": {
            "title": "Title",
            "description": "The preset's name as people read it.",
            "type": "string",
        },
        "description": {"title": "Description", "description": "What the preset is for.", "type": "string"},
        "operation": _choice(
            {"title": "Operation", "type": "string"},
            "Which call the request is for.",
            {
                "create": "CreateBackendAuth: a backend's first auth",
                "update": "UpdateBackendAuth: a change to it",
            },
        ),
    }


def _structure(schema: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """Write the structure at `path`: the model's own schema, and what the declarations say of each member."""
    shapes = schema.get("$defs", {})

    def resolve(node: dict[str, Any]) -> dict[str, Any]:
        reference = node.get("$ref")
        return shapes[reference.rpartition("/")[2]] if reference else node

    def member(field: Field, node: dict[str, Any]) -> dict[str, Any]:
        if field.kind != "structure":
            return _leaf(field, node)
        properties = node["properties"]
        inner = {own.name: member(own, resolve(properties[own.name])) for own in members(field.path).values()}
        return _about(field, {"type": "object", "additionalProperties": False, "properties": inner})

    properties = resolve(schema)["properties"]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            own.name: member(own, resolve(properties[own.name])) for own in members(path).values()
        },
    }


def _leaf(field: Field, node: dict[str, Any]) -> dict[str, Any]:
    """Write a member that is no structure."""
    limits = {name: value for name, value in node.items() if name not in ("title", "description", "oneOf")}
    explained = {value: f"{choice.label}: {choice.explanation}" for value, choice in field.choices.items()}
    if field.secret:
        return _about(field, {"anyOf": [limits, *(_reference(*kind) for kind in _REFERENCES)]})
    if field.kind == "choice":
        return _choice(_about(field, limits), _help(field), explained)
    if field.kind == "choices":
        return {**_about(field, limits), "items": _choice({"type": "string"}, "", explained)}
    return _about(field, limits)


def _about(field: Field, schema: dict[str, Any]) -> dict[str, Any]:
    """Put title, help and example before the rest of a member's schema."""
    example = {} if field.example is None else {"examples": [field.example]}
    return {"title": field.title, "description": _help(field), **schema, **example}


def _help(field: Field) -> str:
    only = "" if len(field.only) > 1 else f" Only in {' and '.join(sorted(field.only))}."
    return f"{field.help}{only}{f' {field.more}' if field.more else ''}"


def _choice(schema: dict[str, Any], help: str, explained: dict[str, str]) -> dict[str, Any]:
    """Write an enum; its values' meanings stand in the description, and where Taplo looks for them."""
    listed = "\n".join(f"- `{value}`: {text}" for value, text in explained.items())
    return {
        **schema,
        "description": f"{help}\n\n{listed}".strip(),
        "enum": list(explained),
        "x-taplo": {"docs": {"enumValues": list(explained.values())}},
    }


_REFERENCES: Final = (
    ("env", "The name of the environment variable that holds the secret.", "GOOGLE_CLIENT_SECRET"),
    (
        "file",
        "The file that holds the secret; a relative one is relative to the preset.",
        "AuthKey_AB12CD34EF.p8",
    ),
)


def _reference(kind: str, description: str, example: str) -> dict[str, Any]:
    """Write the table that names where a secret is."""
    member = {"description": description, "type": "string", "minLength": 1, "examples": [example]}
    return {"type": "object", "additionalProperties": False, "required": [kind], "properties": {kind: member}}
