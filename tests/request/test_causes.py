"""One id per cause, the most specific; and no rule where another says it all."""

from typing import Any

import pytest

from authwizard.request.operation import Operation
from authwizard.request.tree import MemberPath, Tree, config, pool, put

from .judging import APPLE, errors, judged, rules
from .requests import full, plain


@pytest.mark.parametrize(
    ("operation", "path", "value", "expected"),
    [
        ("create", ("AppId",), "", "empty-id"),
        ("update", ("BackendEnvironmentName",), "", "empty-id"),
        ("create", ("ResourceName",), "", "empty-id"),
        ("create", ("BackendEnvironmentName",), "e" * 256, "env-name-length"),
        ("create", ("BackendEnvironmentName",), "e" * 255, "env-name-cli"),
        ("create", pool("Mfa", "MFAMode"), "EMAIL", "bad-enum"),
        ("create", pool("Mfa", "Settings", "MfaTypes"), ["email"], "bad-enum"),
        ("create", pool("PasswordPolicy", "MinimumLength"), float("inf"), "pw-min-range"),
        ("create", pool("PasswordPolicy", "MinimumLength"), float("nan"), "pw-min-range"),
        ("create", pool("UserPoolName"), "u" * 129, "pool-name-format"),
        ("create", config("IdentityPoolConfigs", "IdentityPoolName"), "u" * 129, "idpool-name-format"),
        ("create", config("IdentityPoolConfigs", "IdentityPoolName"), "a/b", "idpool-name-format"),
        ("create", pool("OAuth", "RedirectSignInURIs"), [""], "uri-length"),
        ("create", pool("OAuth", "RedirectSignOutURIs"), [""], "uri-length"),
        ("create", pool("VerificationMessage", "EmailSettings", "EmailMessage"), "", "email-length"),
        ("create", pool("VerificationMessage", "SmsSettings", "SmsMessage"), "", "sms-length"),
        ("create", pool("Mfa", "Settings", "SmsMessage"), "", "mfa-sms-length"),
        ("create", pool("OAuth", "DomainPrefix"), "auth.example.com", "domain-own"),
        ("update", pool("OAuth", "DomainPrefix"), "https://my.amazon.example", "domain-own"),
        (
            "create",
            pool("OAuth", "RedirectSignInURIs"),
            ["https://a.example/,http://b.example/#x"],
            "uri-joined",
        ),
        ("create", pool("OAuth", "RedirectSignInURIs"), ["https://a.example/ myapp://b"], "uri-joined"),
        ("create", pool("OAuth", "RedirectSignInURIs"), ["a.example, https://b.example/"], "uri-joined"),
        (
            "create",
            pool("OAuth", "RedirectSignInURIs"),
            ["https://a.example/," * 60 + "https://b/"],
            "uri-joined",
        ),
        ("create", pool("OAuth", "RedirectSignInURIs"), ["https://a\u200b.example/"], "uri-chars"),
        (
            "create",
            pool("OAuth", "RedirectSignInURIs"),
            ["data:text/html,https://a/"],
            "uri-unsafe-scheme",
        ),
        ("create", pool("OAuth", "RedirectSignInURIs"), ["javascript:alert(1)"], "uri-unsafe-scheme"),
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
    operation: Operation, path: MemberPath, value: Any, expected: str
) -> None:
    found = [
        problem.rule
        for problem in judged(put(full(operation), path, value), operation).at(path)
        if problem.rule not in ("signin-permanent", "domain-unique")
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
        ("create", {"MFAMode": "OFF", "Settings": {"MfaTypes": ["SMS"]}}, "mfa-prefer-totp"),
        ("create", {"MFAMode": "OFF", "Settings": {"MfaTypes": ["SMS"]}}, "sms-sandbox"),
        ("create", {"MFAMode": "ON", "Settings": {"MfaTypes": []}}, "mfa-sms-only-on"),
        ("create", {"MFAMode": "ON", "Settings": {"MfaTypes": []}}, "mfa-prefer-totp"),
    ],
)
def test_factors_that_are_not_in_use_are_not_judged(operation: Operation, mfa: Tree, silent: str) -> None:
    tree = put(full(operation), pool("Mfa"), mfa)
    if operation == "create":
        tree = put(tree, pool("SignInMethod"), "USERNAME")

    assert silent not in rules(judged(tree, operation))


def test_a_text_for_sms_is_unused_where_no_factor_is_chosen() -> None:
    mfa = {"MFAMode": "ON", "Settings": {"SmsMessage": "{####}"}}

    assert "mfa-sms-unused" in rules(judged(put(full(), pool("Mfa"), mfa)))


@pytest.mark.parametrize(("mode", "fires"), [("ON", True), ("OPTIONAL", True), ("OFF", False)])
def test_a_phone_number_is_free_for_recovery_while_mfa_is_off(mode: str, fires: bool) -> None:
    tree = put(full(), pool("Mfa"), {"MFAMode": mode, "Settings": {"MfaTypes": ["SMS"]}})
    tree = put(put(tree, pool("SignInMethod"), "PHONE_NUMBER"), pool("RequiredSignUpAttributes"), [])

    assert ("mfa-sms-recovery" in rules(judged(tree))) is fires


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
