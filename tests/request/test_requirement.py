"""What is said of whether a member has to be given: it is optional only where nothing misses it."""

from dataclasses import replace
from typing import Any

import pytest

from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, Field
from authwizard.request.operation import BOTH, Operation
from authwizard.request.places import MFA_MODE, MFA_TYPES, SIGN_IN_METHOD
from authwizard.request.tree import ABSENT, drop, format_path, get, put

from .requests import full

LEAVES = [field for field in FIELDS.values() if field.kind != "structure"]


def grave(draft: Draft) -> set[str]:
    return {problem.rule for problem in check(draft).problems if problem.severity != "note"}


def requests_with_all_blocks(operation: Operation) -> list[Any]:
    """Return requests that differ in what may call for another answer."""
    tree = full(operation)
    trees = [put(tree, MFA_MODE, mode) for mode in ("OPTIONAL", "ON")]
    trees += [put(tree, MFA_TYPES, types) for types in (["TOTP"], ["SMS"])]
    trees.append(
        put(tree, ("ResourceConfig", "UserPoolConfigs", "VerificationMessage", "DeliveryMethod"), "SMS")
    )
    if operation == "create":
        trees += [put(tree, SIGN_IN_METHOD, method) for method in ("PHONE_NUMBER", "USERNAME")]
    return trees


@pytest.mark.parametrize("operation", BOTH)
@pytest.mark.parametrize("field", LEAVES, ids=lambda field: format_path(field.path))
def test_a_member_whose_absence_is_an_error_or_a_warning_is_not_called_optional(
    field: Field, operation: Operation
) -> None:
    missed: set[str] = set()
    for tree in requests_with_all_blocks(operation):
        draft = Draft.from_tree(operation, tree)
        if get(tree, field.path) is ABSENT:
            continue
        secrets = {path: secret for path, secret in draft.secrets.items() if path != field.path}
        without = replace(draft, tree=drop(draft.tree, field.path), secrets=secrets)
        missed |= grave(without) - grave(draft)

    called = field.requirement(operation)
    assert not (missed and called == "optional"), missed
    if operation in field.required:
        assert called == "required"


def test_what_is_needed_under_a_condition_says_so() -> None:
    assert FIELDS[tuple(map(str, MFA_TYPES))].requirement("create") == "required unless MFA is Off"
    assert FIELDS[tuple(map(str, MFA_TYPES))].requirement("update") == "required unless MFA is Off"


def test_a_member_that_a_create_must_have_may_be_optional_in_an_update() -> None:
    assert FIELDS[tuple(map(str, MFA_MODE))].requirement("create") == "required"
    assert FIELDS[tuple(map(str, MFA_MODE))].requirement("update") == "optional"
