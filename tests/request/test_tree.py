"""Reading and changing a tree by path, without ever changing the tree that is given."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.request.fields import FIELDS
from authwizard.request.tree import (
    ABSENT,
    MemberPath,
    config,
    drop,
    drop_all,
    format_path,
    get,
    leaves,
    member_path,
    pool,
    put,
    put_all,
)

from .requests import JSON, full, places, requests

PARTS = st.one_of(st.sampled_from(["a", "b", "AppId", "", "x.y", "z[0]"]), st.integers(0, 3))
PATHS = st.lists(PARTS, max_size=4).map(tuple)
API_PATHS = st.tuples(st.sampled_from(sorted(FIELDS)), st.none() | st.integers(0, 10**6)).map(
    lambda drawn: drawn[0] if drawn[1] is None else (*drawn[0], drawn[1])
)


@given(tree=JSON, path=PATHS, value=JSON)
def test_what_is_put_is_there_and_the_given_tree_is_as_it_was(
    tree: Any, path: MemberPath, value: Any
) -> None:
    before = copy.deepcopy(tree)

    after = put(tree, path, value)

    assert repr(tree) == repr(before)
    fits = all(not isinstance(part, int) or part <= _length(tree, path[:at]) for at, part in enumerate(path))
    if fits:
        assert get(after, path) is value


def _length(tree: Any, path: MemberPath) -> int:
    """Return how many items the list at `path` has; a list that is made on the way has none."""
    value = get(tree, path)
    return len(value) if isinstance(value, list) else 0


@given(tree=requests("create"), data=st.data())
def test_what_is_dropped_is_gone_and_the_given_tree_is_as_it_was(tree: Any, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([*places(tree), ("Nothing",)]))
    before = copy.deepcopy(tree)

    after = drop(tree, path)

    assert repr(tree) == repr(before)
    assert len(list(places(after))) < len(list(places(tree))) or path == ("Nothing",)
    if isinstance(path[-1], str):
        assert get(after, path) is ABSENT


@given(tree=requests("create"), data=st.data(), value=JSON)
def test_branches_that_do_not_change_are_shared(tree: Any, data: st.DataObject, value: Any) -> None:
    path = data.draw(st.sampled_from(list(places(tree))))

    for after in (put(tree, path, value), drop(tree, path)):
        for depth in range(len(path)):
            above = get(tree, path[:depth])
            if isinstance(above, dict):
                for name in above.keys() - {path[depth]}:
                    assert get(after, (*path[:depth], name)) is above[name]


@given(tree=JSON, path=PATHS)
def test_dropping_what_is_not_there_changes_nothing(tree: Any, path: MemberPath) -> None:
    if get(tree, path) is ABSENT:
        assert drop(tree, path) is tree


@pytest.mark.parametrize("value", [None, False, 0, "", [], {}])
def test_absent_is_not_empty_false_or_null(value: Any) -> None:
    assert get({"a": value}, ("a",)) is value
    assert get({}, ("a",)) is ABSENT
    assert get({"a": value}, ("a", "b")) is ABSENT
    assert get({"a": value}, ("a", 0)) is ABSENT
    assert get({}, ("a",), value) is value


def test_an_index_beyond_the_end_appends() -> None:
    assert put({"a": [1]}, ("a", 7), 2) == {"a": [1, 2]}


def test_a_list_is_changed_and_shortened_by_position() -> None:
    assert put({"a": [1, 2, 3]}, ("a", 1), 9) == {"a": [1, 9, 3]}
    assert drop({"a": [1, 2, 3]}, ("a", 1)) == {"a": [1, 3]}


def test_missing_structures_are_made_on_the_way() -> None:
    assert put({}, ("a", "b", 0, "c"), 1) == {"a": {"b": [{"c": 1}]}}


@given(one=API_PATHS, other=API_PATHS)
def test_no_two_paths_are_written_alike(one: MemberPath, other: MemberPath) -> None:
    assert (format_path(one) == format_path(other)) == (one == other)


def test_paths_are_written_as_people_read_them() -> None:
    path = (*pool("OAuth", "RedirectSignInURIs"), 2)

    assert format_path(path) == "ResourceConfig.UserPoolConfigs.OAuth.RedirectSignInURIs[2]"
    assert format_path(()) == ""
    assert format_path(config("Service")) == "ResourceConfig.Service"


def test_a_members_path_has_no_positions() -> None:
    assert member_path(("a", 0, "b", 12)) == ("a", "b")


@given(tree=JSON)
def test_leaves_are_all_the_values_in_the_trees_order(tree: Any) -> None:
    at_places = [(path, get(tree, path)) for path in [(), *places(tree)]]

    assert [(path, repr(value)) for path, value in leaves(tree)] == [
        (path, repr(value)) for path, value in at_places if not isinstance(value, dict | list)
    ]


def test_leaves_carry_paths_that_lead_to_them() -> None:
    tree = full()

    assert all(get(tree, path) is value for path, value in leaves(tree))


def test_several_paths_at_once_are_one_path_after_the_other() -> None:
    tree = {"A": {"B": 1, "C": [{"D": 2}, 3]}, "E": "text"}
    values: dict[MemberPath, Any] = {
        ("A", "B"): 9,
        ("A", "C", 0, "D"): 8,
        ("A", "C", 2): 7,
        ("E", "F"): 6,
        ("G",): 5,
    }
    expected: Any = tree
    for path, value in values.items():
        expected = put(expected, path, value)
    assert put_all(tree, values) == expected
    assert put_all(tree, {}) == tree
    assert drop_all(tree, [("A", "B"), ("A", "C", 0, "D"), ("E",)]) == {"A": {"C": [{}, 3]}}
    assert tree == {"A": {"B": 1, "C": [{"D": 2}, 3]}, "E": "text"}
