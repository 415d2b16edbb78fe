"""The AWS CLI's own skeletons, unmodified, are read, and what they leave empty is reported."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from authwizard.files.source import load
from authwizard.request.check import check
from authwizard.request.tree import leaves, pool

DATA = Path(__file__).parent / "data"
PLACES = {"AppId", "BackendEnvironmentName", "ResourceName"}


def expected(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text())  # JSON is YAML as well


@pytest.mark.parametrize("path", sorted(DATA.glob("skeleton-*")), ids=lambda path: path.name)
def test_a_skeleton_is_read_whole_and_its_gaps_are_reported(path: Path) -> None:
    loaded = load(str(path))
    operation = "create" if "create" in path.name else "update"
    assert loaded.draft.operation == operation
    assert loaded.format == path.suffix[1:]
    assert (loaded.problems, loaded.dropped) == ((), ())
    assert loaded.draft.body("real") == expected(path)
    errors = check(loaded.draft).errors
    empty = {problem.place for problem in errors if problem.rule == "empty-id"}
    assert empty == PLACES
    texts = [place for place, value in leaves(loaded.draft.tree) if value == ""]
    assert len(texts) > 10
    reported = {problem.path for problem in errors}
    assert (*pool("OAuth", "RedirectSignInURIs"), 0) in reported
    if operation == "create":
        assert pool("UserPoolName") in reported


def test_there_are_skeletons_of_both_versions() -> None:
    assert len(list(DATA.glob("skeleton-*"))) == 6
