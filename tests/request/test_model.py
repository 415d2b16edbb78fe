"""The validator that `check` uses against the one that pydantic makes of the shapes' own annotations."""

from typing import Any

import pytest
from hypothesis import given, settings
from pydantic_core import ValidationError

from authwizard.request.fields import FIELDS
from authwizard.request.markers import Between, Length, Limit, Pattern
from authwizard.request.model import request_model, request_validator
from authwizard.request.tree import Tree, format_path

from .requests import full, plain, requests


def findings(validator: Any, tree: Any) -> list[tuple[str, str, str]]:
    """Return what a validator finds: the place, the kind of mistake, and the rule that is broken."""
    try:
        validator.validate_python(tree)
    except ValidationError as error:
        return sorted(
            (format_path(one["loc"]), one["type"], str(one.get("ctx", {}).get("rule")))
            for one in error.errors(include_input=False, include_url=False)
        )
    return []


@settings(max_examples=1_000)
@given(tree=requests("create") | requests("update"))
def test_both_find_the_same(tree: Tree) -> None:
    assert findings(request_validator(), tree) == findings(request_model(), tree)


@pytest.mark.parametrize("tree", [full(), plain(), {}, {"AppId": ""}, {"Stray": 1}, [], None, "text"])
def test_both_find_the_same_in_a_plain_case(tree: Any) -> None:
    assert findings(request_validator(), tree) == findings(request_model(), tree)


def test_the_json_schema_states_the_limits() -> None:
    text = str(request_model().json_schema())

    unsaid = {
        format_path(path): word
        for path, field in FIELDS.items()
        for word in _words(field.limit)
        if word not in text
    }

    assert unsaid == {}


def _words(limit: Limit | None) -> list[str]:
    """Return how JSON Schema writes a limit."""
    if isinstance(limit, Length | Pattern):
        return [f"'maxLength': {limit.most}"]
    if isinstance(limit, Between):
        return [f"'minimum': {limit.least}", f"'maximum': {limit.most}"]
    return [f"'maxItems': {limit.most}"] if limit else []


def test_the_json_schema_takes_no_unknown_members_and_no_value_outside_an_enum() -> None:
    schema = request_model().json_schema()
    structures = [schema, *schema["$defs"].values()]

    assert [one["title"] for one in structures if one.get("additionalProperties") is not False] == []
    choices = {value for field in FIELDS.values() for value in field.choices}
    assert {value for value in choices if f"'const': '{value}'" not in str(schema)} == set()
