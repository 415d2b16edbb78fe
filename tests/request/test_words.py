"""The known word that a misspelt one may mean."""

import pytest

from authwizard.request.words import LONGEST, nearest

KNOWN = ("AppId", "ResourceName", "ResourceConfig")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("AppId", "AppId"),
        ("appid", "AppId"),
        ("APPLD", "AppId"),
        ("resourceNam", "ResourceName"),
        ("Resource_Config", "ResourceConfig"),
        ("", None),
        ("zzz", None),
        ("A" * (LONGEST + 1), None),
        ("AppId" * 2_000_000, None),
    ],
)
def test_the_most_like_word_is_found_in_any_case_and_only_where_one_is_near(
    word: str, near: str | None
) -> None:
    assert nearest(word, KNOWN) == near


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("AppId", ()) is None


def test_how_alike_two_words_have_to_be_can_be_asked_for() -> None:
    assert nearest("Resourc", KNOWN, likeness=0.7) == "ResourceName"
    assert nearest("Resourc", KNOWN, likeness=0.9) is None
