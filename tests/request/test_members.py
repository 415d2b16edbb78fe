"""The declared members against botocore's service model for amplifybackend, in both directions."""

from typing import Final

import pytest

from authwizard.request.fields import FIELDS, SECRET_PATHS, Field
from authwizard.request.operation import Operation
from authwizard.request.tree import format_path

from . import service
from .service import OPERATIONS, Member

_TYPES: Final = {
    "structure": ("structure", ""),
    "choice": ("string", ""),
    "text": ("string", ""),
    "message": ("string", ""),
    "secret": ("string", ""),
    "key": ("string", ""),
    "switch": ("boolean", ""),
    "number": ("double", ""),
    "choices": ("list", "string"),
    "uris": ("list", "string"),
}
"""The model's type for each kind of member, and for a list the type of its items."""


def declared(operation: Operation) -> dict[str, Member]:
    """Return our declarations for one operation, in the model's terms."""
    return {
        format_path(path): _as_member(field, operation)
        for path, field in FIELDS.items()
        if operation in field.only
    }


def modelled(operation: Operation) -> dict[str, Member]:
    return {format_path(path): member for path, member in service.members(operation).items()}


def _as_member(field: Field, operation: Operation) -> Member:
    kind, of = _TYPES[field.kind]
    return Member(
        kind, of, frozenset(field.choices), operation in field.required, field.wire, field.sensitive
    )


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_members_are_those_of_the_model(operation: Operation) -> None:
    ours, theirs = set(declared(operation)), set(modelled(operation))

    assert sorted(theirs - ours) == [], "the model has members that are not declared"
    assert sorted(ours - theirs) == [], "members are declared that the model does not have"


@pytest.mark.parametrize("aspect", ["type", "of", "enum", "required", "wire", "sensitive"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_member_is_what_the_model_says(operation: Operation, aspect: str) -> None:
    ours, theirs = declared(operation), modelled(operation)

    different = {
        name: f"{getattr(ours[name], aspect)!r} is declared, the model has {getattr(member, aspect)!r}"
        for name, member in theirs.items()
        if name in ours and getattr(ours[name], aspect) != getattr(member, aspect)
    }

    assert different == {}


def test_every_member_exists_on_an_operation() -> None:
    nowhere = [
        format_path(path) for path in FIELDS if all(path not in service.members(one) for one in OPERATIONS)
    ]

    assert nowhere == []


def test_a_member_that_one_operation_lacks_is_declared_for_the_other_alone() -> None:
    different = {
        format_path(path): sorted(field.only)
        for path, field in FIELDS.items()
        if field.only != tuple(operation for operation in OPERATIONS if path in service.members(operation))
    }

    assert different == {}


def test_every_enum_value_is_explained() -> None:
    bare = [
        f"{format_path(path)} {value}"
        for path, field in FIELDS.items()
        for value, choice in field.choices.items()
        if not (choice.label and choice.explanation)
    ]

    assert bare == []


def test_the_secrets_are_the_credentials_that_prove_who_the_app_is() -> None:
    providers = "ResourceConfig.UserPoolConfigs.OAuth.SocialProviderSettings"

    assert {format_path(path) for path in SECRET_PATHS} == {
        f"{providers}.Facebook.ClientSecret",
        f"{providers}.Google.ClientSecret",
        f"{providers}.LoginWithAmazon.ClientSecret",
        f"{providers}.SignInWithApple.PrivateKey",
    }


def test_every_secret_is_in_a_structure_that_the_model_marks_sensitive() -> None:
    assert [format_path(path) for path in SECRET_PATHS if not service.members("create")[path].sensitive] == []
