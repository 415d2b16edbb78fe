"""Requests are written as Amplify CLI's own headless requests, and come back as they were."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from authwizard.files.presets import UnwritableError
from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.request.tree import Tree, drop, format_path, get, pool, put
from tests.request.requests import KEY, full, plain

from ..strategies import exact, read, valid_requests
from ..writing import losses, render


def headless(operation: Operation, tree: Tree) -> Any:
    return json.loads(render(known(operation, tree), "amplify-headless"))


def known(operation: Operation, tree: Tree) -> Draft:
    """Return a draft; an update is one of a backend whose state is known, and in which nothing is set up."""
    draft = Draft.from_tree(operation, tree)
    return replace(draft, baseline=plain()) if operation == "update" else draft


def left_out(operation: Operation, tree: Tree) -> list[str]:
    """Return the members that the format has no place for, as is told."""
    told = losses(Draft.from_tree(operation, tree), "amplify-headless")
    suffix = ": The format of Amplify has no place for it."
    return [sentence.removesuffix(suffix) for sentence in told if sentence.endswith(suffix)]


def test_a_create_with_every_member_as_a_headless_request() -> None:
    tree = drop(full(), pool("ForgotPassword"))
    assert headless("create", tree) == {
        "version": 2,
        "resourceName": "myauth",
        "serviceConfiguration": {
            "serviceName": "Cognito",
            "includeIdentityPool": True,
            "identityPoolConfiguration": {"identityPoolName": "my_identities", "unauthenticatedLogin": False},
            "userPoolConfiguration": {
                "signinMethod": "EMAIL",
                "requiredSignupAttributes": ["EMAIL"],
                "userPoolName": "my_users",
                "mfa": {"mode": "OPTIONAL", "mfaTypes": ["TOTP", "SMS"], "smsMessage": "Your code is {####}"},
                "passwordPolicy": {"minimumLength": 12, "additionalConstraints": ["REQUIRE_DIGIT"]},
                "oAuth": {
                    "domainPrefix": "myapp-login",
                    "redirectSigninURIs": ["https://app.example.com/", "myapp://home/"],
                    "redirectSignoutURIs": ["https://app.example.com/"],
                    "oAuthGrantType": "CODE",
                    "oAuthScopes": ["OPENID", "EMAIL"],
                    "socialProviderConfigurations": [
                        {"provider": "FACEBOOK", "clientId": "1234567890", "clientSecret": "invented-secret"},
                        {
                            "provider": "GOOGLE",
                            "clientId": "1.apps.googleusercontent.com",
                            "clientSecret": "invented-secret",
                        },
                        {
                            "provider": "LOGIN_WITH_AMAZON",
                            "clientId": "amzn1.application-oa2-client.1",
                            "clientSecret": "invented-secret",
                        },
                        {
                            "provider": "SIGN_IN_WITH_APPLE",
                            "clientId": "com.example.signin",
                            "teamId": "A1B2C3D4E5",
                            "keyId": "ABCDE12345",
                            "privateKey": KEY,
                        },
                    ],
                },
                "autoVerifiedAttributes": [
                    {
                        "type": "EMAIL",
                        "verificationMessage": "Your code is {####}",
                        "verificationSubject": "Your code",
                    }
                ],
            },
        },
    }
    assert left_out("create", tree) == [
        "AppId",
        "BackendEnvironmentName",
        "ResourceConfig.UserPoolConfigs.VerificationMessage.SmsSettings",
    ]


def test_an_update_as_a_headless_request() -> None:
    tree = put(plain("update"), pool("PasswordPolicy", "MinimumLength"), 12)
    assert headless("update", tree) == {
        "version": 2,
        "serviceModification": {
            "serviceName": "Cognito",
            "includeIdentityPool": False,
            "userPoolModification": {"passwordPolicy": {"minimumLength": 12}},
        },
    }
    tree["ResourceConfig"]["AuthResources"] = "IDENTITY_POOL_AND_USER_POOL"
    assert headless("update", tree)["serviceModification"] == {
        "serviceName": "Cognito",
        "includeIdentityPool": True,
        "identityPoolModification": {},
        "userPoolModification": {"passwordPolicy": {"minimumLength": 12}},
    }
    assert left_out("update", tree) == ["AppId", "BackendEnvironmentName", "ResourceName"]


MFA = pool("Mfa")
VERIFICATION = pool("VerificationMessage")


@pytest.mark.parametrize(
    ("state", "sent", "said"),
    [
        (None, {}, "would switch MFA off and verify nothing any more"),
        (None, {"Mfa": {"MFAMode": "OFF"}}, "would verify nothing any more"),
        (None, {"VerificationMessage": {"DeliveryMethod": "EMAIL"}}, "would switch MFA off"),
        (None, {"Mfa": {"MFAMode": "OFF"}, "ForgotPassword": {"DeliveryMethod": "EMAIL"}}, ""),
        ({}, {}, ""),
        ({"Mfa": {"MFAMode": "OFF"}}, {}, ""),
        ({"Mfa": {"MFAMode": "ON"}}, {}, "would switch MFA off"),
        ({"Mfa": {"MFAMode": "ON"}}, {"Mfa": {"Settings": {"MfaTypes": ["TOTP"]}}}, "would switch MFA off"),
        ({"VerificationMessage": {"DeliveryMethod": "SMS"}}, {}, "would verify nothing any more"),
    ],
)
def test_an_update_that_would_switch_something_off_unasked_is_not_written(
    state: Tree | None, sent: Tree, said: str
) -> None:
    draft = Draft.from_tree("update", put(plain("update"), pool(), sent))
    if state is not None:
        draft = replace(draft, baseline=put(plain(), pool(), state))
    if not said:
        render(draft, "amplify-headless")
        return
    with pytest.raises(UnwritableError, match=said):
        render(draft, "amplify-headless")


def test_what_amplify_requires_is_added_and_told() -> None:
    tree = put(plain(), pool("Mfa"), {"MFAMode": "ON", "Settings": {"MfaTypes": ["TOTP"]}})
    users = headless("create", tree)["serviceConfiguration"]["userPoolConfiguration"]
    assert users["mfa"] == {
        "mode": "ON",
        "mfaTypes": ["TOTP"],
        "smsMessage": "Your authentication code is {####}",
    }
    assert "its own default was written" in losses(Draft.from_tree("create", tree), "amplify-headless")[0]


def test_mfa_that_is_off_has_no_settings_in_the_format_of_amplify() -> None:
    tree = put(plain(), pool("Mfa"), {"MFAMode": "OFF", "Settings": {"MfaTypes": ["TOTP"]}})
    users = headless("create", tree)["serviceConfiguration"]["userPoolConfiguration"]
    assert users["mfa"] == {"mode": "OFF"}
    assert format_path((*pool("Mfa"), "Settings")) in left_out("create", tree)


def test_the_deprecated_twin_of_the_verification_message_takes_its_place() -> None:
    tree = put(
        plain(), pool("ForgotPassword"), {"DeliveryMethod": "SMS", "SmsSettings": {"SmsMessage": "{####}??"}}
    )
    users = headless("create", tree)["serviceConfiguration"]["userPoolConfiguration"]
    assert users["autoVerifiedAttributes"] == [{"type": "PHONE_NUMBER", "verificationMessage": "{####}??"}]
    assert "ForgotPassword became" in losses(Draft.from_tree("create", tree), "amplify-headless")[0]


def test_what_amplify_cannot_say_is_named() -> None:
    tree = put(plain("update"), MFA, {"Settings": {"MfaTypes": ["TOTP"]}})
    tree = put(tree, VERIFICATION, {"EmailSettings": {"EmailMessage": "{####}!!"}})
    tree = put(tree, ("ResourceConfig", "IdentityPoolConfigs"), {"UnauthenticatedLogin": True})
    assert headless("update", tree)["serviceModification"]["userPoolModification"] == {}
    for name in ("Mfa", "VerificationMessage", "IdentityPoolConfigs"):
        assert any(f".{name}" in told for told in left_out("update", tree))


COUNTERPARTS = (("AppId",), ("BackendEnvironmentName",))


@given(valid_requests("create"))
def test_a_create_comes_back_from_the_headless_form(tree: Tree) -> None:
    draft = Draft.from_tree("create", tree)
    loaded = read(render(draft, "amplify-headless"))
    expected = tree
    for path in COUNTERPARTS:
        expected = drop(expected, path)
    message = get(tree, pool("VerificationMessage"), None)
    if message:
        unused = "EmailSettings" if message["DeliveryMethod"] == "SMS" else "SmsSettings"
        expected = drop(expected, pool("VerificationMessage", unused))
    if get(tree, pool("Mfa", "Settings", "SmsMessage"), None) is None and get(tree, pool("Mfa"), None):
        expected = put(expected, pool("Mfa", "Settings", "SmsMessage"), "Your authentication code is {####}")
    assert exact(loaded.draft.body("real")) == exact(expected)
    assert loaded.dropped == ()
