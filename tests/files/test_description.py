"""A preset's description in its parts."""

from __future__ import annotations

from authwizard.files.description import parts_of
from authwizard.files.presets import list_presets


def test_the_sentence_on_what_to_replace_parts_it() -> None:
    told = parts_of("For an app, e.g. a small one. It sets x. Replace a, b and c. Register it! See y.")
    assert told == ("For an app, e.g. a small one. It sets x.", "a, b and c.", "Register it! See y.")


def test_a_description_without_it_is_a_whole() -> None:
    assert parts_of(" For an app.\nReplaced is nothing. ") == ("For an app. Replaced is nothing.", "", "")
    assert parts_of("") == ("", "", "")


def test_every_preset_that_ships_and_creates_something_says_what_to_replace() -> None:
    shipped = [info for info in list_presets() if info.shipped]
    assert shipped
    for info in shipped:
        told = parts_of(info.description)
        assert told.about, info.name
        assert told.replace or info.operation == "update", info.name
