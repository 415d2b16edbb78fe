"""`check`: everything that is worth saying comes out in one pass, in step order."""

from hypothesis import given

from authwizard.request.fields import FIELDS
from authwizard.request.steps import STEPS, step_of
from authwizard.request.tree import Tree, member_path, pool, put

from .judging import judged, noisy, rules
from .requests import full, plain, requests


def test_a_good_request_has_no_error() -> None:
    for operation in ("create", "update"):
        assert not judged(plain(operation), operation).errors
        assert not judged(full(operation), operation).errors


def test_mistakes_in_every_step_come_out_together() -> None:
    report = judged(noisy())

    assert {step_of(problem.path).id for problem in report.problems} == {
        step.id for step in STEPS if step.id not in ("review", "auth-resources")
    }
    assert len(set(rules(report))) > 60


def test_all_three_kinds_of_judge_speak_in_one_pass() -> None:
    tree = noisy()
    tree["ResourceConfig"]["AuthResources"] = "BOTH"
    tree["ResourceConfig"]["UserPoolConfigs"]["Mfa"]["Settings"]["Colour"] = "red"
    del tree["ResourceConfig"]["UserPoolConfigs"]["SignInMethod"]

    assert {"bad-enum", "unknown-member", "userpool-create-required", "uri-http"} <= set(rules(judged(tree)))


@given(tree=requests("create"))
def test_problems_stand_in_step_order(tree: Tree) -> None:
    steps = [STEPS.index(step_of(problem.path)) for problem in judged(tree).problems]

    assert steps == sorted(steps)


def test_within_a_step_problems_stand_in_the_order_of_the_form() -> None:
    order = list(FIELDS)
    named = [order.index(member_path(found.path)) for found in judged(noisy()).problems if found.path]

    assert named == sorted(named)


def test_in_a_list_problems_stand_in_the_order_of_the_items() -> None:
    uris = pool("OAuth", "RedirectSignInURIs")
    found = [found.path[-1] for found in judged(noisy()).at(uris) if found.path != uris]

    assert found == sorted(found, key=str)
    assert set(found) == {0, 1, 2, 3, 4, 5}


def test_the_report_counts_and_selects() -> None:
    report = judged(noisy())

    assert len(report.errors) == report.count("error") > 0
    assert report.count("error") + report.count("warning") + report.count("note") == len(report.problems)
    assert {found.path for found in report.at(("AppId",))} == {("AppId",)}
    assert report.errors


def test_warnings_and_notes_do_not_block() -> None:
    report = judged(plain())

    assert report.count("warning") > 0
    assert report.count("note") > 0
    assert not report.errors


def test_a_problem_names_its_place() -> None:
    places_named = {found.place for found in judged(noisy()).problems}

    assert "the request" in places_named
    assert "ResourceConfig.UserPoolConfigs.OAuth.RedirectSignInURIs[2]" in places_named


def test_a_long_text_with_half_a_link_is_read_once() -> None:
    """A pattern that begins anew at each character would take hours for this."""
    texts = ("{##" + "a" * 1_000_000, "{##" + " " * 1_000_000, "{##" * 300_000, "{##a" + "#" * 1_000_000)
    for text in texts:
        tree = put(plain(), pool("VerificationMessage", "DeliveryMethod"), "EMAIL")
        tree = put(tree, pool("VerificationMessage", "EmailSettings", "EmailMessage"), text + "{####}")
        assert "msg-link" not in rules(judged(tree))
