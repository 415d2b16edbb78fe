"""cli-inputs.json: Amplify CLI's own record of what was answered."""

import json
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.files.source import Loaded
from authwizard.request.check import check
from authwizard.request.operation import Operation
from authwizard.request.tree import ABSENT, Tree, config, get, pool

from ..strategies import LEAVES, read


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
        "SmsSettings": {"SmsMessage": "{####}??"},
    }
    assert loaded.dropped == (
        "autoVerifiedAttributes[1]",
        "emailVerificationMessage",
        "emailVerificationSubject",
    )


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


def test_why_providers_have_no_credentials_and_the_two_ways_on() -> None:
    loaded = inputs(
        authProvidersUserPool=["Google", "MySpace", "SignInWithApple"], hostedUIProviderCreds="[]"
    )
    (note,) = [note for note in loaded.notes if "Credentials" in note]
    assert "for Google, SignInWithApple: Amplify keeps them elsewhere, outside of this file" in note
    (hint,) = loaded.hints
    assert "`authwizard presets save`" in hint
    assert "wizard, where these fields wait" in hint
    full = {"ProviderName": "Google", "client_id": "1", "client_secret": "invented-secret"}
    complete = inputs(authProvidersUserPool=["Google"], hostedUIProviderCreds=[full])
    assert not any("Credentials" in note for note in complete.notes)
    assert complete.hints == ()


@pytest.mark.parametrize(
    ("answers", "note"),
    [
        (
            {"mfaConfiguration": "OFF", "mfaTypes": ["TOTP"], "smsAuthenticationMessage": "{####}"},
            "mfaTypes, smsAuthenticationMessage (MFA is off)",
        ),
        (
            {"mfaConfiguration": "ON", "mfaTypes": ["TOTP"], "smsAuthenticationMessage": "{####}"},
            "smsAuthenticationMessage (no SMS is a second factor)",
        ),
        (
            {"autoVerifiedAttributes": ["email"], "smsVerificationMessage": "{####}"},
            "smsVerificationMessage (codes go by e-mail)",
        ),
        (
            {"autoVerifiedAttributes": ["phone_number"], "emailVerificationSubject": "Code"},
            "emailVerificationSubject (codes go by SMS)",
        ),
        ({"emailVerificationMessage": "{####}"}, "emailVerificationMessage (nothing is verified)"),
        (
            {"allowUnauthenticatedIdentities": False},
            "allowUnauthenticatedIdentities (there is no identity pool)",
        ),
    ],
)
def test_what_amplify_always_stores_and_nothing_uses_is_left_out_with_one_note(
    answers: Tree, note: str
) -> None:
    loaded = inputs(**answers)
    assert f"Left out, since Amplify always stores it and nothing uses it: {note}." in loaded.notes
    unused = {"vm-unused-settings", "mfa-off-settings", "mfa-sms-unused", "idpool-config-unused"}
    assert not unused & {problem.rule for problem in check(loaded.draft).problems}


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (
            {
                "mfaConfiguration": "ON",
                "mfaTypes": ["SMS Text Message"],
                "smsAuthenticationMessage": "{####}",
            },
            ("Mfa", "Settings", "SmsMessage"),
        ),
        ({"mfaConfiguration": "SOMETIMES", "mfaTypes": ["TOTP"]}, ("Mfa", "Settings", "MfaTypes")),
        (
            {"autoVerifiedAttributes": ["fax"], "smsVerificationMessage": "{####}"},
            ("VerificationMessage", "SmsSettings", "SmsMessage"),
        ),
    ],
)
def test_what_is_used_or_may_be_stays(answers: Tree, kept: tuple[str, ...]) -> None:
    loaded = inputs(**answers)
    assert value(loaded, *kept) is not ABSENT
    assert not any("nothing uses it" in note for note in loaded.notes)


def test_an_alias_is_lost_and_that_is_said() -> None:
    loaded = inputs(aliasAttributes=["email", "preferred_username", "\x1b", 5])
    assert (
        "Sign-in by alias is lost (email, preferred_username): this API makes no pool that has aliases."
        in (loaded.notes)
    )
    assert any("aliasAttributes (sign-in by alias)" in note for note in loaded.notes)


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"sharedId": "1", "triggers": {"PreSignup": ["custom"]}}, "triggers (Lambda functions)"),
        ({"triggers": "{}", "adminQueries": True}, "adminQueries (admin queries)"),
        ({"userpoolClientGenerateSecret": True, "x": 1}, "userpoolClientGenerateSecret (client secret), x"),
        ({"usernameCaseSensitive": True, "useDefault": "x"}, "usernameCaseSensitive (user names with case)"),
        (
            {"userpoolClientReadAttributes": ["email"], "userpoolClientWriteAttributes": ["custom:tier"]},
            "userpoolClientWriteAttributes (custom attributes)",
        ),
        (
            {"userpoolClientRefreshTokenValidity": 30, "refreshTokenPeriod": 1},
            "refreshTokenPeriod (how long a sign-in lasts)",
        ),
        (
            {"googleIos": "1", "userPoolGroupList": ["a"], "openIdLambdaIAMPolicy": "p"},
            "userPoolGroupList (groups), googleIos (federation of the identity pool)",
        ),
        ({"new\x1b": 0}, r"new\u001b"),
    ],
)
def test_what_has_an_effect_is_named_first_and_the_rest_counted(answers: Tree, named: str) -> None:
    loaded = inputs(serviceName="Cognito", usernameAttributes=["email"], **answers)
    assert loaded.notes[0] == f"Not carried over, for want of a counterpart in the API: {named}."
    rest = len(answers) - named.count(",") - 1
    expected = f"the Amplify CLI's own book-keeping: {rest} value{'' if rest == 1 else 's'}."
    assert [note.endswith(expected) for note in loaded.notes[1:]] == [True] * bool(rest)


def test_an_identity_pool_alone_and_an_imported_resource_are_explained() -> None:
    loaded = inputs(authSelections="identityPoolOnly", serviceType="imported", region="eu-west-1")
    assert any("this API always makes a user pool" in note for note in loaded.notes)
    assert any("A creation would make a new user pool" in note for note in loaded.notes)
    assert "bad-enum" in {problem.rule for problem in check(loaded.draft).errors}


def test_an_old_file_names_no_service_and_is_about_cognito() -> None:
    loaded = inputs(usernameAttributes=["email"])
    assert loaded.draft.get(config("Service")) == "COGNITO"
    assert loaded.added == ("Service: COGNITO",)
    assert inputs().added == ("Service: COGNITO", "SignInMethod: USERNAME")
    assert inputs(serviceName="Else").draft.get(config("Service")) == "Else"


_KEYS: Final = [
    "identityPoolName", "allowUnauthenticatedIdentities", "userPoolName", "autoVerifiedAttributes",
    "mfaConfiguration", "mfaTypes", "smsAuthenticationMessage", "smsVerificationMessage",
    "emailVerificationSubject", "emailVerificationMessage", "passwordPolicyMinLength",
    "passwordPolicyCharacters", "requiredAttributes", "aliasAttributes", "userpoolClientReadAttributes",
    "userpoolClientRefreshTokenValidity", "resourceName", "authSelections", "serviceName", "serviceType",
    "usernameAttributes", "userPoolGroupList", "triggers", "hostedUI", "hostedUIDomainName",
    "newCallbackURLs", "newLogoutURLs", "AllowedOAuthFlows", "AllowedOAuthScopes", "authProvidersUserPool",
    "hostedUIProviderCreds", "oAuthMetadata", "googleAppIdUserPool", "googleAppSecretUserPool",
]  # fmt: skip
_ANYTHING: Final = st.recursive(
    LEAVES
    | st.none()
    | st.sampled_from(
        ["email", "zoneinfo", "openid", "code", "Google", "SMS Text Message", "OFF", "custom:x"]
    ),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.sampled_from([*_KEYS, "ProviderName", "client_id", "x"]), below, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("asked", [None, "create", "update"])
@settings(max_examples=300)
@given(answers=st.dictionaries(st.sampled_from(_KEYS), _ANYTHING | _ANYTHING.map(json.dumps), max_size=8))
def test_any_values_under_the_names_of_cli_inputs_are_read(asked: Operation | None, answers: Tree) -> None:
    loaded = read(json.dumps({"version": "1", "cognitoConfig": answers}), asked)
    assert loaded.draft.operation == (asked or "create")
    check(loaded.draft)
    assert all(isinstance(text, str) for text in (*loaded.notes, *loaded.dropped, *loaded.added))
