"""Amplify CLI headless requests, versions 1 and 2, are read."""

import json
from typing import Any

import pytest

from authwizard.request.check import check
from authwizard.request.tree import Tree, get, pool

from ..strategies import read

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
    # A sign-in of 30 days is what this API makes too.
    named = [name for name in loaded.dropped if any(name in note for note in loaded.notes)]
    assert set(loaded.dropped) - set(named) == {f"{users}.refreshTokenPeriod"}
    assert any("Sign-in by alias is lost (email)" in note for note in loaded.notes)
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
        "serviceModification.userPoolModification.userPoolGroups",
        "serviceModification.identityPoolModification.identitySocialFederation",
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


def test_an_attribute_without_a_type_is_named() -> None:
    loaded = read(add({"autoVerifiedAttributes": [{}, "EMAIL", {"type": "EMAIL"}]}))
    assert get(loaded.draft.tree, pool("VerificationMessage")) == {"DeliveryMethod": "EMAIL"}
    assert [name[-3:] for name in loaded.dropped] == ["[0]", "[1]"]
