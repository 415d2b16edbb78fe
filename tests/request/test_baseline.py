"""An update against the pulled state: what only that state can tell."""

from dataclasses import replace
from typing import Any, Final

import pytest

from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.tree import Tree, config, pool, put

from .requests import full, plain

NEEDS_BASELINE: Final = {
    "idpool-removal",
    "domain-change",
    "social-update-removes",
    "mfa-sms-phone",
    "mfa-sms-only-on",
    "mfa-sms-recovery",
}
SMS: Final = {"MFAMode": "ON", "Settings": {"MfaTypes": ["SMS"]}}


def broken(update: Tree, baseline: Tree | None) -> set[str]:
    draft = replace(Draft.from_tree("update", update), baseline=baseline)
    return {problem.rule for problem in check(draft).problems}


def backend(**members: Any) -> Tree:
    tree = plain()
    tree["ResourceConfig"]["UserPoolConfigs"] |= members
    return tree


def changed() -> Tree:
    """Return an update that changes all that the pulled state has something to say about."""
    tree: Tree = put(put(plain("update"), pool("Mfa"), SMS), pool("OAuth", "DomainPrefix"), "another")
    return tree


def test_without_a_pulled_state_nothing_is_said_about_it() -> None:
    assert broken(changed(), None).isdisjoint(NEEDS_BASELINE)


def test_against_a_pulled_state_all_of_it_is_said() -> None:
    before = put(put(full(), pool("SignInMethod"), "USERNAME"), pool("RequiredSignUpAttributes"), ["NAME"])
    before = put(before, pool("VerificationMessage", "DeliveryMethod"), "SMS")

    assert broken(changed(), before) >= NEEDS_BASELINE


def test_an_update_that_changes_nothing_removes_nothing() -> None:
    assert broken(full("update"), full()).isdisjoint(NEEDS_BASELINE - {"mfa-sms-phone"})


@pytest.mark.parametrize(
    ("now", "before", "fires"),
    [
        (None, "SMS", True),
        (None, "EMAIL", False),
        ("EMAIL", "SMS", False),
        ("SMS", "EMAIL", True),
        ("SMS", None, True),
        ("sms", "SMS", False),
    ],
)
def test_codes_go_out_as_before_where_the_update_says_nothing(now: Any, before: Any, fires: bool) -> None:
    update = put(plain("update"), pool("Mfa"), SMS)
    if now:
        update = put(update, pool("VerificationMessage", "DeliveryMethod"), now)
    had = backend(SignInMethod="USERNAME", RequiredSignUpAttributes=["PHONE_NUMBER"])
    if before:
        had = put(had, pool("VerificationMessage", "DeliveryMethod"), before)

    assert ("mfa-sms-recovery" in broken(update, had)) is fires


@pytest.mark.parametrize(
    ("method", "fires"),
    [
        ("EMAIL", True),
        ("USERNAME", True),
        ("EMAIL_AND_PHONE_NUMBER", True),
        ("PHONE_NUMBER", False),
        ("?", False),
    ],
)
def test_sms_alone_locks_out_whoever_has_no_phone_number(method: str, fires: bool) -> None:
    update = put(plain("update"), pool("Mfa"), SMS)

    assert ("mfa-sms-only-on" in broken(update, backend(SignInMethod=method))) is fires


@pytest.mark.parametrize(
    ("before", "fires"), [("ON", False), ("OFF", True), ("OPTIONAL", True), (None, True)]
)
def test_mfa_that_is_on_already_can_stay_on(before: str | None, fires: bool) -> None:
    update = put(plain("update"), pool("Mfa"), SMS)
    had = backend(Mfa={"MFAMode": before}) if before else backend()

    assert ("mfa-on-after-create" in broken(update, had)) is fires


@pytest.mark.parametrize(
    ("before", "fires"), [("ON", True), ("OPTIONAL", True), ("OFF", False), (None, False)]
)
def test_mfa_that_is_off_already_can_stay_off(before: str | None, fires: bool) -> None:
    update = put(plain("update"), pool("Mfa"), {"MFAMode": "OFF"})
    had = backend(Mfa={"MFAMode": before}) if before else backend()

    assert ("mfa-off-after-create" in broken(update, had)) is fires


def test_sms_that_is_gone_because_no_factor_is_left_is_told_once() -> None:
    update = put(plain("update"), pool("Mfa"), {"MFAMode": "ON", "Settings": {"MfaTypes": []}})
    found = broken(update, backend(Mfa=SMS))

    assert "mfa-types-required" in found
    assert "mfa-sms-removed" not in found


def test_a_pulled_state_says_nothing_about_a_creation() -> None:
    draft = replace(Draft.from_tree("create", plain()), baseline=full())

    assert check(draft).problems == check(Draft.from_tree("create", plain())).problems


@pytest.mark.parametrize(
    "baseline",
    [
        {},
        {"ResourceConfig": "x"},
        {"ResourceConfig": {"UserPoolConfigs": []}},
        backend(SignInMethod=["EMAIL"], RequiredSignUpAttributes="EMAIL", Mfa={"MFAMode": []}, OAuth=5),
        backend(SignInMethod={}, OAuth={"DomainPrefix": ["x"], "SocialProviderSettings": {"Google": None}}),
    ],
)
def test_a_pulled_state_that_says_nothing_is_no_ground_for_a_warning(baseline: Tree) -> None:
    assert broken(changed(), baseline).isdisjoint(NEEDS_BASELINE)


def test_providers_of_the_backend_that_the_update_leaves_out_are_named() -> None:
    update = put(plain("update"), pool("OAuth", "SocialProviderSettings", "Google", "ClientId"), "1")
    draft = replace(Draft.from_tree("update", update), baseline=full())

    (found,) = (found for found in check(draft).problems if found.rule == "social-update-removes")

    assert found.message.startswith("The backend has Facebook, LoginWithAmazon, SignInWithApple, which")


def test_an_update_without_an_oauth_block_leaves_the_providers_alone() -> None:
    update = put(plain("update"), config("AuthResources"), "IDENTITY_POOL_AND_USER_POOL")

    assert broken(update, full()).isdisjoint(NEEDS_BASELINE)
