"""Amplify CLI headless requests, versions 1 and 2, in and out."""

import json
from typing import Any

import pytest
from hypothesis import given

from authwizard.files.export import left_out, render
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.markers import Operation
from authwizard.request.paths import Tree, drop, get, pool, put
from tests.request.requests import full, plain

from .strategies import exact, read, valid_requests

DROPPED_FROM_ADD = "serviceConfiguration.userPoolConfiguration"


def add(users: Tree, *, version: Any = 2, **service: Any) -> str:
    return json.dumps(
        {
            "version": version,
            "resourceName": "myauth",
            "serviceConfiguration": {"serviceName": "Cognito", "userPoolConfiguration": users, **service},
        }
    )


def update(users: Tree, *, version: Any = 2, **service: Any) -> str:
    return json.dumps(
        {
            "version": version,
            "serviceModification": {"serviceName": "Cognito", "userPoolModification": users, **service},
        }
    )


EVERYTHING = {
    "signinMethod": "EMAIL",
    "requiredSignupAttributes": ["EMAIL", "ZONE_INFO"],
    "aliasAttributes": ["EMAIL"],
    "userPoolName": "my_users",
    "userPoolGroups": [{"groupName": "admins"}],
    "adminQueries": {"permissions": {"restrictAccess": False}},
    "mfa": {"mode": "ON", "mfaTypes": ["SMS"], "smsMessage": "{####}..."},
    "passwordPolicy": {"minimumLength": 10, "additionalConstraints": ["REQUIRE_DIGIT"]},
    "refreshTokenPeriod": 30,
    "readAttributes": ["EMAIL"],
    "writeAttributes": ["EMAIL"],
    "oAuth": {
        "domainPrefix": "myapp",
        "redirectSigninURIs": ["https://a.example/"],
        "redirectSignoutURIs": ["https://b.example/"],
        "oAuthGrantType": "CODE",
        "oAuthScopes": ["OPENID", "AWS.COGNITO.SIGNIN.USER.ADMIN"],
        "socialProviderConfigurations": [
            {"provider": "FACEBOOK", "clientId": "1", "clientSecret": "invented-secret"},
            {
                "provider": "SIGN_IN_WITH_APPLE",
                "clientId": "2",
                "teamId": "3",
                "keyId": "4",
                "privateKey": "5",
            },
        ],
    },
    "autoVerifiedAttributes": [
        {"type": "EMAIL", "verificationMessage": "{####}!!", "verificationSubject": "Code"},
        {"type": "PHONE_NUMBER", "verificationMessage": "{####}??"},
    ],
}
EVERYTHING_READ = {
    "SignInMethod": "EMAIL",
    "RequiredSignUpAttributes": ["EMAIL", "ZONE_INFO"],
    "UserPoolName": "my_users",
    "Mfa": {"MFAMode": "ON", "Settings": {"MfaTypes": ["SMS"], "SmsMessage": "{####}..."}},
    "PasswordPolicy": {"MinimumLength": 10, "AdditionalConstraints": ["REQUIRE_DIGIT"]},
    "OAuth": {
        "DomainPrefix": "myapp",
        "RedirectSignInURIs": ["https://a.example/"],
        "RedirectSignOutURIs": ["https://b.example/"],
        "OAuthGrantType": "CODE",
        "OAuthScopes": ["OPENID", "AWS_COGNITO_SIGNIN_USER_ADMIN"],
        "SocialProviderSettings": {
            "Facebook": {"ClientId": "1", "ClientSecret": "invented-secret"},
            "SignInWithApple": {"ClientId": "2", "TeamId": "3", "KeyId": "4", "PrivateKey": "5"},
        },
    },
    "VerificationMessage": {
        "DeliveryMethod": "EMAIL",
        "EmailSettings": {"EmailMessage": "{####}!!", "EmailSubject": "Code"},
    },
}


def test_an_add_auth_request_with_every_member() -> None:
    pools = {
        "identityPoolName": "my_identities",
        "unauthenticatedLogin": True,
        "identitySocialFederation": [{"provider": "GOOGLE", "clientId": "1"}],
    }
    loaded = read(add(EVERYTHING, includeIdentityPool=True, identityPoolConfiguration=pools))
    assert (loaded.format, loaded.draft.operation) == ("amplify-headless", "create")
    assert loaded.reason == "it is an AddAuthRequest"
    assert loaded.draft.body("real") == {
        "ResourceName": "myauth",
        "ResourceConfig": {
            "AuthResources": "IDENTITY_POOL_AND_USER_POOL",
            "Service": "COGNITO",
            "IdentityPoolConfigs": {"IdentityPoolName": "my_identities", "UnauthenticatedLogin": True},
            "UserPoolConfigs": EVERYTHING_READ,
        },
    }
    users = "serviceConfiguration.userPoolConfiguration"
    assert set(loaded.dropped) == {
        f"{users}.autoVerifiedAttributes[1]",
        f"{users}.aliasAttributes",
        f"{users}.userPoolGroups",
        f"{users}.adminQueries",
        f"{users}.refreshTokenPeriod",
        f"{users}.readAttributes",
        f"{users}.writeAttributes",
        "serviceConfiguration.identityPoolConfiguration.identitySocialFederation",
    }
    assert all(any(name in note for note in loaded.notes) for name in loaded.dropped)
    assert loaded.problems == ()


def test_an_update_auth_request() -> None:
    users = {name: EVERYTHING[name] for name in ("mfa", "passwordPolicy", "oAuth", "userPoolGroups")}
    pools = {"unauthenticatedLogin": False, "identitySocialFederation": []}
    loaded = read(update(users, includeIdentityPool=True, identityPoolModification=pools))
    assert (loaded.draft.operation, loaded.reason) == ("update", "it is an UpdateAuthRequest")
    assert loaded.draft.body("real") == {
        "ResourceConfig": {
            "AuthResources": "IDENTITY_POOL_AND_USER_POOL",
            "Service": "COGNITO",
            "IdentityPoolConfigs": {"UnauthenticatedLogin": False},
            "UserPoolConfigs": {name: EVERYTHING_READ[name] for name in ("Mfa", "PasswordPolicy", "OAuth")},
        },
    }
    assert loaded.dropped == (
        "serviceModification.identityPoolModification.identitySocialFederation",
        "serviceModification.userPoolModification.userPoolGroups",
    )


def test_an_empty_oauth_block_stays_empty_since_that_removes_oauth() -> None:
    assert get(read(update({"oAuth": {}})).draft.tree, pool("OAuth")) == {}


def test_version_1_has_a_password_recovery_that_becomes_the_verification_message() -> None:
    recovery = {"deliveryMethod": "EMAIL", "emailMessage": "{####}!!", "emailSubject": "Code"}
    loaded = read(add({"passwordRecovery": recovery, "autoVerifiedAttributes": []}, version=1))
    assert get(loaded.draft.tree, pool("VerificationMessage")) == {
        "DeliveryMethod": "EMAIL",
        "EmailSettings": {"EmailMessage": "{####}!!", "EmailSubject": "Code"},
    }
    assert loaded.dropped == ("serviceConfiguration.userPoolConfiguration.autoVerifiedAttributes",)
    assert any("passwordRecovery became VerificationMessage" in note for note in loaded.notes)
    sms = {"deliveryMethod": "SMS", "smsMessage": "{####}??"}
    for version_1 in (
        add({"passwordRecovery": sms}, version=1),
        update({"passwordRecovery": sms}, version=1),
    ):
        assert get(read(version_1).draft.tree, pool("VerificationMessage")) == {
            "DeliveryMethod": "SMS",
            "SmsSettings": {"SmsMessage": "{####}??"},
        }


@pytest.mark.parametrize("version", [3, "2", None, True, 2.5])
def test_another_version_is_reported_and_read_all_the_same(version: Any) -> None:
    loaded = read(add({"userPoolName": "my_users"}, version=version))
    (problem,) = loaded.problems
    assert (problem.rule, problem.path) == ("bad-enum", ("version",))
    assert get(loaded.draft.tree, pool("UserPoolName")) == "my_users"


def test_wrong_types_come_over_for_check_to_report() -> None:
    users = {
        "signinMethod": 5,
        "mfa": "ON",
        "passwordPolicy": [],
        "oAuth": {"oAuthScopes": "EMAIL", "socialProviderConfigurations": {"FACEBOOK": {}}},
        "autoVerifiedAttributes": "EMAIL",
    }
    loaded = read(add(users, includeIdentityPool="yes"))
    assert loaded.draft.tree["ResourceConfig"] == {
        "AuthResources": "yes",
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "SignInMethod": 5,
            "Mfa": "ON",
            "PasswordPolicy": [],
            "OAuth": {"OAuthScopes": "EMAIL", "SocialProviderSettings": {"FACEBOOK": {}}},
            "VerificationMessage": "EMAIL",
        },
    }
    wrong = {problem.place.rpartition(".")[2] for problem in check(loaded.draft).errors}
    assert wrong >= {"SignInMethod", "Mfa", "PasswordPolicy", "OAuthScopes", "AuthResources", "FACEBOOK"}


def test_providers_that_cannot_be_kept_are_named() -> None:
    providers = [
        {"provider": "GOOGLE", "clientId": "1", "extra": 1},
        {"provider": "GOOGLE", "clientId": "2"},
        {"clientId": "3"},
        "GOOGLE",
        {"provider": "MYSPACE", "clientId": "4"},
    ]
    loaded = read(add({"oAuth": {"socialProviderConfigurations": providers}}))
    assert get(loaded.draft.tree, pool("OAuth", "SocialProviderSettings")) == {
        "Google": {"ClientId": "1"},
        "MYSPACE": {"ClientId": "4"},
    }
    place = "serviceConfiguration.userPoolConfiguration.oAuth.socialProviderConfigurations"
    assert loaded.dropped == (f"{place}[1]", f"{place}[2]", f"{place}[3]", f"{place}[0].extra")


def test_nobody_verified_cannot_be_said_and_is_named() -> None:
    loaded = read(add({"autoVerifiedAttributes": []}))
    assert loaded.dropped == ("serviceConfiguration.userPoolConfiguration.autoVerifiedAttributes",)
    assert get(loaded.draft.tree, pool("VerificationMessage"), None) is None


def headless(operation: Operation, tree: Tree) -> Any:
    return json.loads(render(Draft.from_tree(operation, tree), "amplify-headless"))


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
                            "privateKey": "TUlHVEFnRUFNQk1HQnlxR1NNNDlBZ0VHQ0NxR1NNNDlBd0VIQkhrd2R3SUJBUVFn",
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
    assert left_out(Draft.from_tree("create", tree), "amplify-headless") == (
        "The format of Amplify has no place for AppId, BackendEnvironmentName, "
        "ResourceConfig.UserPoolConfigs.VerificationMessage.SmsSettings.",
    )


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
    (note,) = left_out(Draft.from_tree("update", tree), "amplify-headless")
    assert note == "The format of Amplify has no place for AppId, BackendEnvironmentName, ResourceName."


def test_what_amplify_requires_is_added_and_told() -> None:
    tree = put(plain(), pool("Mfa"), {"MFAMode": "ON", "Settings": {"MfaTypes": ["TOTP"]}})
    users = headless("create", tree)["serviceConfiguration"]["userPoolConfiguration"]
    assert users["mfa"] == {
        "mode": "ON",
        "mfaTypes": ["TOTP"],
        "smsMessage": "Your authentication code is {####}",
    }
    assert "its own default was written" in left_out(Draft.from_tree("create", tree), "amplify-headless")[0]


def test_the_deprecated_twin_of_the_verification_message_takes_its_place() -> None:
    tree = put(
        plain(), pool("ForgotPassword"), {"DeliveryMethod": "SMS", "SmsSettings": {"SmsMessage": "{####}??"}}
    )
    users = headless("create", tree)["serviceConfiguration"]["userPoolConfiguration"]
    assert users["autoVerifiedAttributes"] == [{"type": "PHONE_NUMBER", "verificationMessage": "{####}??"}]
    assert "ForgotPassword became" in left_out(Draft.from_tree("create", tree), "amplify-headless")[0]


def test_what_amplify_cannot_say_is_named() -> None:
    tree = put(plain("update"), pool("Mfa"), {"Settings": {"MfaTypes": ["TOTP"]}})
    tree = put(tree, pool("VerificationMessage"), {"EmailSettings": {"EmailMessage": "{####}!!"}})
    tree = put(tree, ("ResourceConfig", "IdentityPoolConfigs"), {"UnauthenticatedLogin": True})
    assert headless("update", tree)["serviceModification"]["userPoolModification"] == {}
    (note,) = left_out(Draft.from_tree("update", tree), "amplify-headless")
    for name in ("Mfa", "VerificationMessage", "IdentityPoolConfigs"):
        assert f".{name}" in note


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
