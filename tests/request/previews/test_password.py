"""The try-out of a password, against the sets of characters that Cognito documents."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.request.draft import Draft
from authwizard.request.places import CONSTRAINTS, MINIMUM_LENGTH, PASSWORD_POLICY
from authwizard.request.previews.password import example, try_out
from authwizard.request.tree import put

KINDS = ("REQUIRE_LOWERCASE", "REQUIRE_UPPERCASE", "REQUIRE_DIGIT", "REQUIRE_SYMBOL")
DOCUMENTED = tuple("^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-")


def asking(*kinds: str, length: object = 6) -> Draft:
    """Return a draft whose policy asks for kinds of characters."""
    draft = Draft.new("create")
    return draft.with_tree(put(put(draft.tree, MINIMUM_LENGTH, length), CONSTRAINTS, list(kinds)))


def keeps(draft: Draft, password: str) -> bool:
    return all(judged.met for judged in try_out(draft, password))


@pytest.mark.parametrize("symbol", DOCUMENTED)
def test_every_documented_symbol_is_one(symbol: str) -> None:
    assert keeps(asking("REQUIRE_SYMBOL"), f"abcdef{symbol}")


@pytest.mark.parametrize("symbol", ["ä", "€", "§", "¡", "文", "\t", "\u00a0"])
def test_no_other_character_is_a_symbol(symbol: str) -> None:
    assert not keeps(asking("REQUIRE_SYMBOL"), f"abcdef{symbol}g")


@pytest.mark.parametrize(("password", "kept"), [("abc def", True), (" abcdef", False), ("abcdef ", False)])
def test_a_space_counts_only_between_others(password: str, kept: bool) -> None:
    assert keeps(asking("REQUIRE_SYMBOL"), password) is kept


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("REQUIRE_LOWERCASE", "ABCDEf", "ABCDEß"),
        ("REQUIRE_UPPERCASE", "abcdeF", "abcdeÄ"),
        ("REQUIRE_DIGIT", "abcde1", "abcde\u0661"),
    ],
)
def test_letters_and_digits_are_those_of_ascii(kind: str, good: str, bad: str) -> None:
    assert keeps(asking(kind), good)
    assert not keeps(asking(kind), bad)


@pytest.mark.parametrize(("length", "kept"), [(5, False), (6, True), (256, True), (257, False)])
def test_the_length_counts_and_has_an_end(length: int, kept: bool) -> None:
    assert keeps(asking(), "a" * length) is kept


@pytest.mark.parametrize("length", [5, 100, True, "9"])
def test_a_minimum_that_is_an_error_is_not_promised(length: object) -> None:
    assert try_out(asking(length=length), "")[0].demand == "8 to 256 characters"


def test_without_a_policy_it_is_amplifys_default() -> None:
    draft = Draft.new("create")
    assert draft.get(PASSWORD_POLICY, None) is None
    assert keeps(draft, "a" * 8)
    assert not keeps(draft, "a" * 7)


@pytest.mark.parametrize("kinds", list(chain.from_iterable(combinations(KINDS, n) for n in range(5))))
@given(length=st.integers(6, 99))
def test_the_example_keeps_every_policy(kinds: tuple[str, ...], length: int) -> None:
    draft = asking(*kinds, length=length)
    assert keeps(draft, example(draft))
    assert len(example(draft)) >= length
    assert not example(draft).endswith("-")


@pytest.mark.parametrize("wrong", [True, "eight", -3, 10**9, None, [8], 8.5])
def test_a_length_that_is_none_is_left_out(wrong: object) -> None:
    assert keeps(asking(length=wrong), "a" * 8)
