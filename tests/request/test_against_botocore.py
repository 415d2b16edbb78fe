"""The verdict of `check` against botocore's ParamValidator, and on enums against the service's model.

Where the two differ, they are meant to:

* A boolean MinimumLength: botocore takes it for a number, and the rule `minlength-bool` does not.
* A null in place of a member that the operation lacks: botocore says that the member is unknown, the rule
  `null-member` that null is no value. Both refuse it at the same place.
* Values outside an enum: botocore does not look at them, so they are compared with the model's own lists.

The suite tries 2,000 requests of each operation; `pytest --hypothesis-profile=long` tries 20,000.
"""

from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings

from authwizard.request.check import Problem, check
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, field_at
from authwizard.request.operation import Operation
from authwizard.request.rules import RULES
from authwizard.request.tree import MemberPath, Tree

from .requests import requests
from .service import Kind, Verdict, verdict

_KINDS: Final[dict[str, Kind | None]] = {
    **{field.required_rule: "missing" for field in FIELDS.values() if field.required},
    **{field.only_rule: "unknown" for field in FIELDS.values() if field.only_rule},
    "unknown-member": "unknown",
    "type-mismatch": "type",
    "null-member": "type",
    "minlength-bool": None,
    "bad-enum": "enum",
    "mfa-type-email": "enum",
}
"""What botocore calls a mistake, for each rule of the API's model; None where it sees no mistake."""

many = settings(
    max_examples=max(2_000, settings().max_examples),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def place(path: MemberPath) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


def kind_of(problem: Problem, operation: Operation) -> Kind | None:
    field = field_at(problem.path)
    if problem.rule == "null-member" and field and operation not in field.only:
        return "unknown"
    return _KINDS.get(problem.rule)


def our_verdict(operation: Operation, tree: Tree) -> Verdict:
    problems = check(Draft.from_tree(operation, tree)).problems
    kinds = ((problem.path, kind_of(problem, operation)) for problem in problems)
    return {(place(path), kind) for path, kind in kinds if kind}


def test_every_rule_of_the_model_is_compared() -> None:
    assert {rule.id for rule in RULES.values() if rule.category == "ERROR-API"} == _KINDS.keys() - {
        "minlength-bool"
    }


@pytest.mark.timeout(900)
@many
@given(tree=requests("create"))
def test_create_agrees_with_botocore(tree: Tree) -> None:
    assert our_verdict("create", tree) == verdict("create", tree)


@pytest.mark.timeout(900)
@many
@given(tree=requests("update"))
def test_update_agrees_with_botocore(tree: Tree) -> None:
    assert our_verdict("update", tree) == verdict("update", tree)
