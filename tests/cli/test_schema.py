"""`authwizard schema`: a JSON Schema that accepts good presets, refuses broken ones, and explains itself."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from authwizard.request.fields import FIELDS, SECRET_PATHS
from authwizard.request.tree import drop, get, put
from tests.cli.calls import call
from tests.request.requests import full

PRESETS = sorted((Path(__file__).parents[2] / "presets").glob("*.toml"))
POOL = ("request", "ResourceConfig", "UserPoolConfigs")


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(call("schema").stdout)
    return document


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def preset(operation: Any = "create") -> dict[str, Any]:
    """Return a preset with every member of an operation."""
    return {"format": 1, "title": "T", "description": "", "operation": operation, "request": full(operation)}


def members(schema: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, member in schema.get("properties", {}).items():
        yield (*path, name), member
        yield from members(member, (*path, name))


def test_there_are_presets() -> None:
    assert PRESETS


@pytest.mark.parametrize("file", PRESETS, ids=lambda file: file.stem)
def test_every_shipped_preset_is_valid(validator: Draft202012Validator, file: Path) -> None:
    validator.validate(tomllib.loads(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("operation", ["create", "update"])
def test_a_preset_with_everything_is_valid_and_so_is_every_part_of_it(
    validator: Draft202012Validator, operation: str
) -> None:
    whole = preset(operation)
    validator.validate(whole)
    for path in FIELDS:
        validator.validate(drop(whole, ("request", *path)))
    validator.validate({"operation": operation})


def test_a_secret_is_a_text_or_a_reference(validator: Draft202012Validator) -> None:
    for path in SECRET_PATHS:
        for good in ("invented-secret", {"env": "NAME"}, {"file": "a.p8"}):
            validator.validate(put(preset(), ("request", *path), good))
        for bad in (1, {}, {"env": ""}, {"env": "A", "file": "b"}, {"path": "a"}, ["a"]):
            assert not validator.is_valid(put(preset(), ("request", *path), bad))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("operation",), "delete"),
        (("titel",), "T"),
        (("request",), []),
        (("request", "AppID"), "d1"),
        (("request", "AppId"), "x1"),
        (("request", "AppId"), 1),
        ((*POOL, "SignInMethod"), "FAX"),
        ((*POOL, "RequiredSignUpAttributes"), ["EMAIL", "FAX"]),
        ((*POOL, "RequiredSignUpAttributes"), "EMAIL"),
        ((*POOL, "PasswordPolicy", "MinimumLength"), 5),
        ((*POOL, "PasswordPolicy", "MinimumLength"), "8"),
        ((*POOL, "OAuth", "DomainPrefix"), "-x"),
        ((*POOL, "OAuth", "RedirectSignInURIs"), ["https://a.example/"] * 101),
        ((*POOL, "OAuth", "RedirectSignInURIs"), [""]),
        ((*POOL, "Mfa", "Settings", "SmsMessage"), "x" * 141),
        ((*POOL, "Mfa", "Mode"), "ON"),
        (("request", "ResourceConfig", "IdentityPoolConfigs", "UnauthenticatedLogin"), "no"),
    ],
)
def test_a_broken_preset_is_not_valid(
    validator: Draft202012Validator, path: tuple[str, ...], value: Any
) -> None:
    assert not validator.is_valid(put(preset(), path, value))


def test_a_preset_without_an_operation_is_not_valid(validator: Draft202012Validator) -> None:
    assert not validator.is_valid(drop(preset(), ("operation",)))


def test_every_member_is_there_with_title_description_and_example(schema: dict[str, Any]) -> None:
    found = dict(members(schema["properties"]["request"]))
    assert set(found) == set(FIELDS)
    for path, member in found.items():
        field = FIELDS[path]
        assert member["title"] == field.title
        assert field.help in member["description"]
        if field.example is not None:
            assert member["examples"] == [field.example]
        if field.kind == "structure":
            assert member["additionalProperties"] is False


def test_every_choice_is_explained_to_people_and_to_taplo(schema: dict[str, Any]) -> None:
    for path, field in FIELDS.items():
        if field.choices:
            member = dict(members(schema["properties"]["request"]))[path]
            choice = member["items"] if field.kind == "choices" else member
            assert choice["enum"] == list(field.choices)
            assert len(choice["x-taplo"]["docs"]["enumValues"]) == len(field.choices)
            for value, words in field.choices.items():
                assert f"- `{value}`: {words.label}: {words.explanation}" in choice["description"]


def test_the_examples_are_valid(schema: dict[str, Any]) -> None:
    for path, member in members(schema["properties"]["request"]):
        for example in member.get("examples", ()):
            assert Draft202012Validator(member).is_valid(example), path


def test_there_are_no_references_that_an_editor_would_have_to_follow(schema: dict[str, Any]) -> None:
    assert "$ref" not in json.dumps(schema)
    assert get(schema, ("$schema",)) == "https://json-schema.org/draft/2020-12/schema"
