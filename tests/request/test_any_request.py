"""`check` is a pure function that never fails, whatever a file holds."""

import copy
import json
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.request.check import Problem, check
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.operation import Operation
from authwizard.request.rules import RULES
from authwizard.request.tree import MemberPath, Tree, drop, format_path, get, pool, put

from .judging import errors, judged, noisy
from .requests import JSON, NAMES, SECRETS, full, places, plain, requests

OPERATIONS: Final = st.sampled_from(["create", "update"])


@settings(max_examples=500)
@given(
    tree=requests("create") | requests("update"),
    operation=OPERATIONS,
    baseline=st.none() | requests("create"),
)
def test_check_is_a_pure_function(tree: Tree, operation: Operation, baseline: Tree | None) -> None:
    before = copy.deepcopy((tree, baseline))
    draft = replace(Draft.from_tree(operation, tree), baseline=baseline)

    first, second = check(draft), check(draft)

    assert repr((first.problems, first.request)) == repr((second.problems, second.request))
    assert repr((tree, baseline)) == repr(before)


@settings(max_examples=500)
@given(data=st.data(), operation=OPERATIONS)
def test_check_never_fails(data: st.DataObject, operation: Operation) -> None:
    tree = spoilt(data, full(operation))
    baseline = data.draw(st.booleans()) and spoilt(data, full())

    report = check(replace(Draft.from_tree(operation, tree), baseline=baseline or None))

    for problem in report.problems:
        assert isinstance(problem, Problem)
        assert problem.rule in RULES
        assert problem.message
        assert problem.fix
        assert problem.place


@pytest.mark.parametrize("operation", ["create", "update"])
@pytest.mark.parametrize("path", sorted(places(full()), key=str), ids=format_path)
def test_no_rule_leans_on_a_member_that_may_be_missing(path: MemberPath, operation: Operation) -> None:
    for tree in (drop(full(), path), drop(noisy(), path), drop(full(operation), path)):
        assert check(replace(Draft.from_tree(operation, tree), baseline=drop(full(), path))).problems


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"AppId":', '[{"ResourceConfig":'])
@pytest.mark.parametrize("path", [("Stray",), ("AppId",), ("ResourceConfig",), pool("OAuth"), SECRETS[0]])
def test_the_deepest_nesting_that_json_reads_is_judged(opening: str, path: MemberPath) -> None:
    deep = deepest(opening)
    for operation in ("create", "update"):
        report = judged(put(full(), path, deep), operation)
        assert report.errors
        assert len(report.problems) > 1


@pytest.mark.parametrize("path", [pool("RequiredSignUpAttributes"), pool("OAuth", "RedirectSignInURIs")])
@pytest.mark.parametrize("item", [None, 5, "abc", {}])
def test_a_list_of_very_many_wrong_items_is_judged_in_time(path: MemberPath, item: Any) -> None:
    many = 20_000

    report = judged(put(full(), path, [item] * many))

    assert len([found for found in report.problems if found.path[:-1] == path]) >= many


@pytest.mark.parametrize(
    "path", [path for path, known in FIELDS.items() if known.kind in ("text", "message", "choice")]
)
def test_a_text_of_a_megabyte_is_judged_in_time(path: MemberPath) -> None:
    report = judged(put(full(), path, "${x}\x1b\u202e" * 150_000))

    assert max(len(found.message) + len(found.fix) for found in report.problems) < 2_000


def test_names_that_are_not_texts_are_unknown_members() -> None:
    """YAML has such names, JSON does not."""
    tree: dict[Any, Any] = {**plain(), 2: "x", None: "y", True: "z"}

    assert {found.rule for found in judged(tree).errors} == {"unknown-member"}


def test_a_request_that_is_no_structure_is_an_empty_one() -> None:
    nothing: tuple[Any, ...] = (None, [], "text", 5)
    for value in nothing:
        assert {rule for rule, _ in errors(value)} == {
            "app-required",
            "env-required",
            "resource-name-required",
            "config-required",
        }


def test_the_tree_is_not_changed_by_a_check() -> None:
    draft = replace(Draft.from_tree("create", noisy()), parked=MappingProxyType({}))
    check(draft)

    assert draft.body("real") == Draft.from_tree("create", noisy()).body("real")


def spoilt(data: st.DataObject, tree: Any) -> Any:
    """Return a tree with any JSON in up to four places, under any names."""
    for _ in range(data.draw(st.integers(0, 4))):
        path = data.draw(st.sampled_from([(), *places(tree)]))
        if data.draw(st.booleans()) and isinstance(get(tree, path), dict):
            path = (*path, data.draw(NAMES))
        tree = put(tree, path, data.draw(JSON))
    return tree


def deepest(opening: str) -> Any:
    """Return a value that nests as deeply as json can read it here."""
    closing = "".join({"[": "]", "{": "}"}[character] for character in reversed(opening) if character in "[{")
    for depth in (20_000, 10_000, 5_000, 2_000, 1_000, 900, 800, 700, 600, 500, 400, 300):
        try:
            return json.loads(opening * depth + "1" + closing * depth)
        except RecursionError:
            continue
    raise AssertionError("json reads no nesting at all")
