"""cli-inputs.json: Amplify CLI's own record of what was answered."""

import json
from typing import Any

import pytest

from authwizard.files.source import Loaded
from authwizard.request.paths import ABSENT, Tree, get, pool

from .strategies import read


def inputs(**answers: Any) -> Loaded:
    return read(json.dumps({"version": "1", "cognitoConfig": {"authSelections": "userPoolOnly", **answers}}))


def value(loaded: Loaded, *names: str) -> Any:
    return get(loaded.draft.body("real"), pool(*names))


@pytest.mark.parametrize(
    ("attributes", "method"),
    [
        (["email"], "EMAIL"),
        (["phone_number"], "PHONE_NUMBER"),
        (["email, phone_number"], "EMAIL_AND_PHONE_NUMBER"),
        (["phone_number", "email"], "EMAIL_AND_PHONE_NUMBER"),
        ([], "USERNAME"),
        (["nickname"], "nickname"),
        ("email", "email"),
        ([5], [5]),
    ],
)
def test_username_attributes_tell_the_sign_in_method(attributes: Any, method: Any) -> None:
    assert value(inputs(usernameAttributes=attributes), "SignInMethod") == method


def test_without_username_attributes_users_have_a_username_and_that_is_said() -> None:
    loaded = inputs()
    assert value(loaded, "SignInMethod") == "USERNAME"
    assert any("username" in note for note in loaded.notes)


@pytest.mark.parametrize("body", [True, False])
def test_the_whole_file_and_its_body_alone_are_one(body: bool) -> None:
    config = {"authSelections": "identityPoolAndUserPool", "resourceName": "a", "sharedId": "1"}
    loaded = read(json.dumps(config if body else {"version": "1", "cognitoConfig": config}))
    assert loaded.draft.tree["ResourceName"] == "a"
    assert loaded.draft.tree["ResourceConfig"]["AuthResources"] == "IDENTITY_POOL_AND_USER_POOL"
    assert loaded.dropped == ("sharedId",)


def test_names_are_translated_and_unknown_ones_stay() -> None:
    loaded = inputs(
        serviceName="Cognito",
        requiredAttributes=["email", "zoneinfo", "zone_info", "custom:x", 5],
        mfaConfiguration="OPTIONAL",
        mfaTypes=["SMS Text Message", "TOTP", "Pigeon"],
        passwordPolicyMinLength="10",
        passwordPolicyCharacters=["Requires Numbers", "Requires Emoji"],
    )
    assert loaded.draft.tree["ResourceConfig"] == {
        "AuthResources": "USER_POOL_ONLY",
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "Mfa": {"MFAMode": "OPTIONAL", "Settings": {"MfaTypes": ["SMS", "TOTP", "Pigeon"]}},
            "PasswordPolicy": {
                "AdditionalConstraints": ["REQUIRE_DIGIT", "Requires Emoji"],
                "MinimumLength": 10,
            },
            "RequiredSignUpAttributes": ["EMAIL", "ZONE_INFO", "ZONE_INFO", "custom:x", 5],
            "SignInMethod": "USERNAME",
        },
    }


@pytest.mark.parametrize("length", ["ten", "٣", "", 8, 8.5, None])
def test_a_length_that_is_no_number_stays_as_it_is(length: Any) -> None:
    assert value(inputs(passwordPolicyMinLength=length), "PasswordPolicy", "MinimumLength") == length


def test_an_identity_pool_alone_has_no_counterpart_and_is_left_for_check() -> None:
    loaded = inputs(authSelections="identityPoolOnly")
    assert loaded.draft.tree["ResourceConfig"]["AuthResources"] == "identityPoolOnly"


def test_the_first_verified_attribute_tells_the_delivery_method() -> None:
    loaded = inputs(
        autoVerifiedAttributes=["phone_number", "email"],
        smsVerificationMessage="{####}??",
        emailVerificationMessage="{####}!!",
        emailVerificationSubject="Code",
    )
    assert value(loaded, "VerificationMessage") == {
        "DeliveryMethod": "SMS",
        "EmailSettings": {"EmailMessage": "{####}!!", "EmailSubject": "Code"},
        "SmsSettings": {"SmsMessage": "{####}??"},
    }
    assert loaded.dropped == ("autoVerifiedAttributes[1]",)


@pytest.mark.parametrize("verified", [{}, {"autoVerifiedAttributes": []}])
def test_texts_without_a_delivery_method_are_named_as_left_out(verified: Tree) -> None:
    loaded = inputs(**verified, smsVerificationMessage="{####}??")
    assert value(loaded, "VerificationMessage") is ABSENT
    assert set(loaded.dropped) == {*verified, "smsVerificationMessage"}


METADATA = {
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid", "aws.cognito.signin.user.admin", "https://api.example/read"],
    "CallbackURLs": ["https://a.example/"],
    "LogoutURLs": ["https://b.example/"],
}
OAUTH = {
    "RedirectSignInURIs": ["https://a.example/"],
    "RedirectSignOutURIs": ["https://b.example/"],
    "OAuthGrantType": "CODE",
    "OAuthScopes": ["OPENID", "AWS_COGNITO_SIGNIN_USER_ADMIN", "https://api.example/read"],
}


@pytest.mark.parametrize("stored", [METADATA, json.dumps(METADATA)])
def test_oauth_is_read_from_the_metadata_as_text_or_structure(stored: Any) -> None:
    loaded = inputs(hostedUI=True, hostedUIDomainName="myapp", oAuthMetadata=stored)
    assert value(loaded, "OAuth") == {"DomainPrefix": "myapp", **OAUTH}
    assert loaded.dropped == ()


def test_oauth_is_read_from_the_answers_where_there_is_no_metadata() -> None:
    loaded = inputs(
        hostedUI=True,
        AllowedOAuthFlows="code",
        AllowedOAuthScopes=METADATA["AllowedOAuthScopes"],
        newCallbackURLs=METADATA["CallbackURLs"],
        newLogoutURLs=METADATA["LogoutURLs"],
    )
    assert value(loaded, "OAuth") == OAUTH


def test_an_answer_that_the_metadata_contradicts_is_named() -> None:
    loaded = inputs(
        oAuthMetadata=json.dumps(METADATA | {"Extra": 1}),
        AllowedOAuthFlows="code",
        newCallbackURLs=["https://old.example/"],
    )
    assert value(loaded, "OAuth") == OAUTH
    assert loaded.dropped == ("newCallbackURLs", "oAuthMetadata.Extra")


def test_two_flows_cannot_both_be_kept() -> None:
    loaded = inputs(oAuthMetadata={"AllowedOAuthFlows": ["implicit", "code"]})
    assert value(loaded, "OAuth") == {"OAuthGrantType": "IMPLICIT"}
    assert loaded.dropped == ("AllowedOAuthFlows[1]",)


def test_a_hosted_page_that_is_off_is_not_carried_over() -> None:
    loaded = inputs(
        hostedUI=False,
        hostedUIDomainName="myapp",
        oAuthMetadata=json.dumps(METADATA),
        facebookAppSecretUserPool="x",
    )
    assert value(loaded, "OAuth") is ABSENT
    assert loaded.dropped == ("hostedUIDomainName", "oAuthMetadata", "facebookAppSecretUserPool")
    assert any("hostedUI is false" in note for note in loaded.notes)


def test_providers_come_from_the_credentials_or_the_answers() -> None:
    loaded = inputs(
        authProvidersUserPool=["Google", "LoginWithAmazon"],
        hostedUIProviderCreds=json.dumps(
            [
                {"ProviderName": "Google", "client_id": "1", "client_secret": "invented-secret"},
                {"ProviderName": "Facebook", "client_id": "2", "extra": "3"},
            ]
        ),
        googleAppIdUserPool="other",
        googleAppSecretUserPool="invented-secret",
        loginwithamazonAppIdUserPool="4",
        loginwithamazonAppSecretUserPool="invented-secret-2",
    )
    assert value(loaded, "OAuth", "SocialProviderSettings") == {
        "Facebook": {"ClientId": "2"},
        "Google": {"ClientId": "1", "ClientSecret": "invented-secret"},
        "LoginWithAmazon": {"ClientId": "4", "ClientSecret": "invented-secret-2"},
    }
    assert loaded.dropped == ("googleAppIdUserPool", "hostedUIProviderCreds.Facebook.extra")
    assert "invented" not in repr(loaded)


@pytest.mark.parametrize("stored", ["not json", "{}", "5", 5, '[{"a": 1}', "[1e999]"])
def test_credentials_that_cannot_be_read_are_named_and_not_quoted(stored: Any) -> None:
    loaded = inputs(hostedUIProviderCreds=stored)
    assert loaded.dropped == ("hostedUIProviderCreds",)
    assert loaded.notes[-1] == "hostedUIProviderCreds was not carried over: it cannot be read."


def test_credentials_of_nobody_known_are_named() -> None:
    loaded = inputs(hostedUIProviderCreds=[{"ProviderName": "MySpace"}, 5, {"ProviderName": "Google"}] * 2)
    assert value(loaded, "OAuth", "SocialProviderSettings") == {"Google": {}}
    assert loaded.dropped == tuple(f"hostedUIProviderCreds[{index}]" for index in (0, 1, 3, 4, 5))
