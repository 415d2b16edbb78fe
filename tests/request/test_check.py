"""`check`: everything that is worth saying comes out in one pass, in step order, under one id per cause."""

from typing import Any

import pytest
from hypothesis import given

from authwizard.request.fields import FIELDS, field_at
from authwizard.request.markers import Operation
from authwizard.request.paths import Path, Tree, config, member_path, pool, put
from authwizard.request.steps import STEPS, step_of

from .judging import APPLE, GOOGLE, errors, judged, noisy, rules
from .requests import full, plain, requests


def test_a_good_request_has_no_error() -> None:
    for operation in ("create", "update"):
        assert judged(plain(operation), operation).ok
        assert judged(full(operation), operation).ok


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
    assert not report.ok


def test_warnings_and_notes_do_not_block() -> None:
    report = judged(plain())

    assert report.count("warning") > 0
    assert report.count("note") > 0
    assert report.ok


def test_a_problem_names_its_place() -> None:
    places_named = {found.place for found in judged(noisy()).problems}

    assert "the request" in places_named
    assert "ResourceConfig.UserPoolConfigs.OAuth.RedirectSignInURIs[2]" in places_named


@pytest.mark.parametrize(
    ("operation", "path", "value", "expected"),
    [
        ("create", ("AppId",), "", "empty-id"),
        ("update", ("BackendEnvironmentName",), "", "empty-id"),
        ("create", ("ResourceName",), "", "empty-id"),
        ("create", ("BackendEnvironmentName",), "e" * 256, "env-name-length"),
        ("create", pool("PasswordPolicy", "MinimumLength"), float("inf"), "pw-min-range"),
        ("create", pool("PasswordPolicy", "MinimumLength"), float("nan"), "pw-min-range"),
        ("create", pool("UserPoolName"), "u" * 129, "pool-name-format"),
        ("create", config("IdentityPoolConfigs", "IdentityPoolName"), "u" * 129, "idpool-name-format"),
        ("create", config("IdentityPoolConfigs", "IdentityPoolName"), "a/b", "idpool-name-format"),
        ("create", pool("OAuth", "RedirectSignInURIs"), [""], "uri-length"),
        ("create", pool("OAuth", "RedirectSignOutURIs"), [""], "uri-length"),
        ("create", ("AppId",), None, "null-member"),
        ("create", ("ResourceConfig",), None, "null-member"),
        ("update", pool(), None, "null-member"),
        ("create", pool("PasswordPolicy", "MinimumLength"), None, "null-member"),
        ("create", pool("PasswordPolicy", "MinimumLength"), True, "minlength-bool"),
        ("create", pool("PasswordPolicy", "MinimumLength"), False, "minlength-bool"),
        (
            "create",
            pool(
                "Mfa",
                "Settings",
                "MfaTypes",
            ),
            ["EMAIL"],
            "mfa-type-email",
        ),
        ("update", pool("Mfa", "Settings", "MfaTypes"), ["EMAIL"], "mfa-type-email"),
        ("update", pool("UserPoolName"), "my_users", "userpool-create-only"),
        ("update", pool("UserPoolName"), "", "userpool-create-only"),
        ("update", pool("UserPoolName"), 5, "userpool-create-only"),
        ("update", pool("SignInMethod"), "email", "userpool-create-only"),
        ("update", pool("RequiredSignUpAttributes"), ["email", None, 5], "userpool-create-only"),
        ("update", pool("SignInMethod"), None, "null-member"),
        ("update", config("IdentityPoolConfigs", "IdentityPoolName"), "a/b", "idpool-name-create-only"),
        (
            "create",
            pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret"),
            None,
            "null-member",
        ),
        ("create", pool("Mfas"), None, "unknown-member"),
        ("create", pool("SignInMethod"), "\ud800", "bad-enum"),
    ],
)
def test_the_most_specific_id_stands_alone(
    operation: Operation, path: Path, value: Any, expected: str
) -> None:
    found = [
        problem.rule
        for problem in judged(put(full(operation), path, value), operation).at(path)
        if problem.rule != "signin-permanent"
    ]

    assert found == [expected]


@pytest.mark.parametrize("name", ["AppId", "BackendEnvironmentName", "ResourceName", "ResourceConfig"])
def test_a_null_is_not_missing_too(name: str) -> None:
    assert errors(plain() | {name: None}) == [("null-member", (name,))]


def test_a_null_in_a_list_is_told_by_its_place() -> None:
    attributes = pool("RequiredSignUpAttributes")

    assert errors(put(plain(), attributes, ["EMAIL", None])) == [("null-member", (*attributes, 1))]


def test_a_placeholder_for_a_key_is_no_wrong_key() -> None:
    for text in ("${APPLE_KEY}", "$APPLE_KEY"):
        found = judged(put(full(), (*APPLE, "PrivateKey"), text)).at((*APPLE, "PrivateKey"))
        assert [problem.rule for problem in found] == ["placeholder"]


@pytest.mark.parametrize(
    ("operation", "mfa", "silent"),
    [
        ("create", {"MFAMode": "OFF", "Settings": {"SmsMessage": "{####}"}}, "mfa-sms-unused"),
        ("update", {"MFAMode": "ON", "Settings": {"SmsMessage": "{####}"}}, "mfa-sms-unused"),
        ("create", {"MFAMode": "OFF", "Settings": {"MfaTypes": ["SMS"]}}, "mfa-sms-phone"),
        ("create", {"MFAMode": "OFF", "Settings": {"MfaTypes": ["SMS"]}}, "mfa-sms-recovery"),
        ("create", {"MFAMode": "OFF", "Settings": {"MfaTypes": ["SMS"]}}, "mfa-prefer-totp"),
        ("create", {"MFAMode": "OFF", "Settings": {"MfaTypes": ["SMS"]}}, "sms-sandbox"),
        ("create", {"MFAMode": "ON", "Settings": {"MfaTypes": []}}, "mfa-sms-only-on"),
    ],
)
def test_factors_that_are_not_in_use_are_not_judged(operation: Operation, mfa: Tree, silent: str) -> None:
    tree = put(full(operation), pool("Mfa"), mfa)
    if operation == "create":
        tree = put(tree, pool("SignInMethod"), "USERNAME")

    assert silent not in rules(judged(tree, operation))


@pytest.mark.parametrize(
    ("prefix", "environment", "address"),
    [
        ("my-app", "dev", "https://my-app-dev.auth.<region>"),
        ("my.app", "dev", "https://<prefix>-dev.auth.<region>"),
        ("p" * 64, "dev", "https://<prefix>-dev.auth.<region>"),
        ("p" * 63, "d e", f"https://{'p' * 63}-<environment>.auth.<region>"),
    ],
)
def test_the_providers_redirect_uri_is_written_out_as_far_as_it_is_known(
    prefix: str, environment: str, address: str
) -> None:
    tree = put(full(), pool("OAuth", "DomainPrefix"), prefix) | {"BackendEnvironmentName": environment}

    (found,) = (found for found in judged(tree).problems if found.rule == "idp-redirect")

    assert address in found.message


def test_a_prefix_that_is_too_long_by_itself_is_not_too_long_with_the_environment_too() -> None:
    for prefix in ("p" * 64, "P" * 62):
        found = {
            problem.rule for problem in judged(put(full(), pool("OAuth", "DomainPrefix"), prefix)).problems
        }
        assert "domain-format" in found
        assert "domain-suffix" not in found


def test_a_dollar_before_the_code_is_no_placeholder() -> None:
    text = put(full(), pool("VerificationMessage", "SmsSettings", "SmsMessage"), "Win ${####}")

    assert "placeholder" not in rules(judged(text))


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        (("appId",), "AppId"),
        (("Appid",), "AppId"),
        (("resourceConfig",), "ResourceConfig"),
        (config("userPoolConfigs"), "UserPoolConfigs"),
        (config("AuthResource"), "AuthResources"),
        (pool("oAuth"), "OAuth"),
        (pool("Oauth"), "OAuth"),
        (pool("PasswordPolicies"), "PasswordPolicy"),
        (pool("Mfa", "MfaMode"), "MFAMode"),
        (pool("Mfa", "mode"), "MFAMode"),
        (pool("OAuth", "RedirectSigninURIs"), "RedirectSignInURIs"),
        (pool("OAuth", "REDIRECTSIGNOUTURIS"), "RedirectSignOutURIs"),
        ((*GOOGLE, "client_id"), "ClientId"),
        ((*GOOGLE, "client_secret"), "ClientSecret"),
        ((*APPLE, "private_key"), "PrivateKey"),
    ],
)
def test_the_nearest_known_name_is_offered(path: Path, meant: str) -> None:
    (found,) = (found for found in judged(put(full(), path, "x")).problems if found.path == path)

    assert found.rule == "unknown-member"
    assert found.fix == f"Did you mean {meant}?"


def test_where_none_is_near_the_members_are_listed() -> None:
    (found,) = judged(put(full(), (*GOOGLE, "zzz"), "x")).at((*GOOGLE, "zzz"))

    assert found.fix == "Remove it. The members here are ClientId, ClientSecret."


def test_a_long_name_is_not_repeated_at_length() -> None:
    (found,) = judged(plain() | {"n" * 5_000: 1}).errors

    assert len(found.message) < 100


def test_a_member_of_another_structure_is_unknown_here() -> None:
    assert errors(put(full(), (*APPLE, "ClientSecret"), "x")) == [
        ("unknown-member", (*APPLE, "ClientSecret"))
    ]


@pytest.mark.parametrize(
    ("path", "value", "hint"),
    [
        (pool("SignInMethod"), "email", "Did you mean EMAIL? "),
        (pool("OAuth", "OAuthGrantType"), "Code", "Did you mean CODE? "),
        (pool("SignInMethod"), "???", ""),
    ],
)
def test_the_nearest_choice_and_all_of_them_are_offered(path: Path, value: str, hint: str) -> None:
    (found,) = (found for found in judged(put(full(), path, value)).at(path) if found.rule == "bad-enum")
    known = field_at(path)

    assert known
    assert found.message == f'"{value}" is not one of the choices.'
    assert found.fix == f"{hint}Use {', '.join(known.choices)}."


def test_a_long_value_is_not_repeated_at_length() -> None:
    (found,) = judged(put(plain(), pool("SignInMethod"), "E" * 1_000_000)).errors

    assert len(found.message) < 100


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (pool("PasswordPolicy", "MinimumLength"), "8", "The value must be a number, and is a text."),
        (pool("RequiredSignUpAttributes"), "EMAIL", "The value must be a list, and is a text."),
        (pool("UserPoolName"), ["x"], "The value must be a text, and is a list."),
        (pool("UserPoolName"), True, "The value must be a text, and is true or false."),
        (pool("Mfa"), 5, "The value must be a structure of members, and is a number."),
        (pool("SignInMethod"), {}, "The value must be a text, and is a structure of members."),
        (
            config("IdentityPoolConfigs", "UnauthenticatedLogin"),
            "true",
            "The value must be true or false, and is a text.",
        ),
    ],
)
def test_a_wrong_type_is_told_by_what_was_wanted_and_what_is_there(
    path: Path, value: Any, message: str
) -> None:
    (found,) = judged(put(full(), path, value)).errors

    assert (found.rule, found.path, found.message) == ("type-mismatch", path, message)
    assert found.fix.startswith("Give ")
