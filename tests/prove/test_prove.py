"""What the proof stands on, without node: good hostile requests, a model that is Gen 1, faults that are found."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.tree import leaves

from . import faults, hostile
from .__main__ import NOT_PROVEN
from .gen2_template import resources_in
from .model import modelled
from .pairs import Allowed, compare, read_pairs
from .presets import shipped

PAIRS = read_pairs()
BLIND = Allowed("blind", "a mistake", lambda difference, pair: difference.name == "MfaConfiguration")
THROWN = list(hostile.requests(100, 1))


def test_the_model_makes_what_gen_1_makes_of_every_golden_pair() -> None:
    differing = [pair.number for pair in PAIRS if any(compare(pair, modelled(0, pair.request).expected))]
    assert differing == []


def test_hostile_requests_are_good_by_our_rules_and_the_same_for_a_seed() -> None:
    assert [check(Draft.from_tree("create", request)).errors for request in THROWN] == [()] * len(THROWN)
    assert list(hostile.requests(100, 1)) == THROWN
    assert list(hostile.requests(100, 2)) != THROWN


@pytest.mark.parametrize(
    "piece", ["${", "`", "\\", '"', "'", "*/", "\n", "\r", "\t", "\u2028", "\U0001f600", "\x00", "%{"]
)
def test_hostile_requests_hold_every_kind_of_hostile_text(piece: str) -> None:
    assert any(piece in str(value) for request in THROWN for _, value in leaves(request))


def test_faults_planted_into_the_very_resources_of_gen_1_are_found() -> None:
    planted, missed = faults.missed(PAIRS[:3], [pair.expected for pair in PAIRS[:3]], ())
    assert missed == []
    assert planted > 100


def test_a_blind_allowance_is_found_out() -> None:
    blind = faults.missed(PAIRS[:1], [PAIRS[0].expected], [BLIND])[1]
    assert any("UserPool.MfaConfiguration" in line for line in blind)


def test_what_nobody_expects_in_a_template_becomes_a_difference() -> None:
    lambda_ = {"Type": "AWS::Lambda::Function", "Properties": {}}
    pool = {"Type": "AWS::Cognito::UserPool", "Properties": {"UserPoolName": "a"}}
    assert resources_in({"A": pool, "B": pool, "C": lambda_}) == {
        "UserPool": {"UserPoolName": "a"},
        "UserPool.2": {"UserPoolName": "a"},
        "Other.AWS::Lambda::Function": {"count": 1},
    }


def test_every_shipped_preset_is_made_whole() -> None:
    assert {draft.operation for draft in shipped().values()} == {"create"}
    assert len(shipped()) == 10


def test_without_node_it_says_so_in_a_line_and_ends_with_a_status_of_its_own(tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.prove"], env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (NOT_PROVEN, "")
    assert ran.stderr == "Nothing was proven: it needs node 20 or newer with npm (https://nodejs.org).\n"
