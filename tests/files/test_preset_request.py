"""Which file the name that is given to a preset is the path of."""

from __future__ import annotations

from pathlib import Path

import pytest

from authwizard.files.preset_request import check_place, preset_path
from authwizard.files.presets import name_of


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("shop", None),
        ("shop.v2", None),
        ("shop.toml", "shop.toml"),
        ("shop.authwizard.toml", "shop.authwizard.toml"),
        ("./shop", "shop.authwizard.toml"),
        ("a.b/shop", "a.b/shop.authwizard.toml"),
        ("./.shop", ".shop.authwizard.toml"),
        ("./shop.json", "shop.json"),
        ("./shop/", "shop"),
        ("..", None),
        ("../..", "../.."),
        ("/", "/"),
    ],
)
def test_a_path_without_a_suffix_gets_the_one_by_which_it_is_found(name: str, path: str | None) -> None:
    assert preset_path(name) == (None if path is None else Path(path))


def test_a_folder_of_the_home_is_one(home: Path) -> None:
    assert preset_path("~/shop") == home / "shop.authwizard.toml"


@pytest.mark.parametrize("name", ["./shop.json", "./shop/", "../..", "/", "~/", "./x.authwizard"])
def test_what_cannot_be_a_presets_file_is_refused(name: str) -> None:
    assert check_place(name, preset_path(name)) == "A preset's file ends in .toml."


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a/shop.toml", "shop"),
        ("a/shop.authwizard.toml", "shop"),
        ("shop.v2.toml", "shop.v2"),
        ("shop", "shop"),
    ],
)
def test_the_whole_suffix_is_no_part_of_the_name(file: str, name: str) -> None:
    assert name_of(Path(file)) == name
