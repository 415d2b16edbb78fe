"""What the formats for other tools have in common: what they wait for, what they make up, what they say of it."""

from dataclasses import replace

import pytest

from authwizard.files.formats.infrastructure import waives
from authwizard.files.formats.table import FORMATS, Writing
from authwizard.files.unwritable import UnwritableError
from authwizard.files.whole import whole
from authwizard.request import places
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.resources import resources_of
from authwizard.request.tree import MemberPath, Tree, drop, pool, put
from tests.request.requests import full, plain

from .expected import WAYS_OUT

ENVIRONMENT: MemberPath = ("BackendEnvironmentName",)
RESOURCE: MemberPath = ("ResourceName",)


def draft_of(tree: Tree) -> Draft:
    return Draft.from_tree("create", tree)


def text_of(format: str, tree: Tree, *, plain_names: bool = False) -> str:
    return "".join(FORMATS[format].files(draft_of(tree), Writing(plain_names=plain_names)).values())


def told(format: str, tree: Tree) -> set[tuple[str, str]]:
    return {(loss.kind, loss.about) for loss in FORMATS[format].losses(draft_of(tree), Writing())}


def is_taken(tree: Tree) -> bool:
    """Whether nothing keeps a request out of the files."""
    return all(map(waives, check(draft_of(tree)).errors))


@pytest.mark.parametrize(
    "path",
    [("AppId",), ENVIRONMENT, RESOURCE, places.USER_POOL_NAME, places.IDENTITY_POOL_NAME, places.GOOGLE_ID],
)
def test_what_is_missing_is_made_up_or_given_later(path: MemberPath) -> None:
    tree = put(full(), places.AUTH_RESOURCES, "IDENTITY_POOL_AND_USER_POOL")
    assert is_taken(drop(tree, path))
    for format in WAYS_OUT:
        assert "None" not in text_of(format, drop(tree, path)).replace("None is given", "")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (ENVIRONMENT, None),
        (ENVIRONMENT, 5),
        (ENVIRONMENT, "aws1"),
        (RESOURCE, None),
        (RESOURCE, ["a"]),
        (places.USER_POOL_NAME, "a/b"),
        ((*places.SOCIAL, "Google", "clientId"), "1"),
        (places.SIGN_IN_METHOD, "email"),
    ],
)
def test_what_is_wrong_and_has_a_place_in_the_files_is_an_obstacle(path: MemberPath, value: object) -> None:
    tree = put(put(full(), places.DOMAIN_PREFIX, "shop"), path, value)
    assert not is_taken(tree)
    assert all(FORMATS[format].blocking(check(draft_of(tree)).problems) for format in WAYS_OUT)


@pytest.mark.parametrize("format", WAYS_OUT)
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((*places.SOCIAL, "SignInWithApple", "TeamId"), "-----BEGIN PRIVATE KEY-----\nplanted\n-----END"),
        (places.GOOGLE_ID, "GOCSPX-planted"),
        (places.FACEBOOK_ID, "planted-secret"),
    ],
)
def test_a_secret_in_the_place_of_an_identifier_is_not_written(
    format: str, path: MemberPath, value: str
) -> None:
    tree = put(put(full(), (*places.SOCIAL, "Facebook", "ClientSecret"), "planted-secret"), path, value)
    assert "planted" not in text_of(format, tree)
    assert "planted" not in str(FORMATS[format].losses(draft_of(tree), Writing()))


def test_terraform_asks_for_an_identifier_that_is_not_given() -> None:
    files = FORMATS["terraform"].files(draft_of(drop(full(), places.GOOGLE_ID)), Writing())
    block = files["variables.tf"].partition('variable "google_client_id" {')[2].partition("}")[0]
    assert "default" not in block
    (loss,) = [
        each
        for each in FORMATS["terraform"].losses(draft_of(drop(full(), places.GOOGLE_ID)), Writing())
        if each.about == "variables.tf"
    ]
    assert "google_client_id" in loss.message
    assert "facebook_client_id" not in loss.message


def test_what_stands_twice_is_written_once() -> None:
    tree = put(full(), places.SIGN_UP_ATTRIBUTES, ["EMAIL", "EMAIL"])
    tree = put(tree, places.SIGN_IN_URIS, ["https://a.example/", "https://a.example/"])
    made = resources_of(tree)
    assert made.oauth is not None
    assert (made.user_pool.required, made.oauth.callback_urls) == (("email",), ("https://a.example/",))


def test_a_length_that_is_written_as_a_fraction_is_a_whole_number() -> None:
    tree = put(full(), places.MINIMUM_LENGTH, 8.0)
    for format in WAYS_OUT:
        assert "8.0" not in text_of(format, tree)


@pytest.mark.parametrize("format", WAYS_OUT)
def test_names_of_the_longest_length_are_written_and_longer_ones_refused(format: str) -> None:
    for path, most in ((places.DOMAIN_PREFIX, 63), (places.USER_POOL_NAME, 128)):
        assert "a" * (most - 4) in text_of(format, put(full(), path, "a" * (most - 4)))
        with pytest.raises(UnwritableError, match="Cognito refuses"):
            text_of(format, put(full(), path, "a" * (most - 3)))


def test_an_update_that_adds_an_identity_pool_gets_a_name_for_it() -> None:
    tree = put(plain("update"), places.AUTH_RESOURCES, "IDENTITY_POOL_AND_USER_POOL")
    tree = put(tree, places.IDENTITY_POOL, {"UnauthenticatedLogin": False})
    draft = replace(Draft.from_tree("update", tree), baseline=plain())
    for format in WAYS_OUT:
        assert "myauth_identitypool__dev" in "".join(FORMATS[format].files(draft, Writing()).values())


def test_the_backend_that_an_update_names_is_the_one_that_counts() -> None:
    draft = replace(Draft.from_tree("update", put(plain("update"), ENVIRONMENT, "prod")), baseline=plain())
    assert whole(draft, waives).get(ENVIRONMENT) == "prod"


@pytest.mark.parametrize("format", WAYS_OUT)
def test_what_is_not_known_of_names_is_said(format: str) -> None:
    tree = put(full(), places.DOMAIN_PREFIX, "shop")
    assert ("lost", "BackendEnvironmentName") in told(format, drop(tree, ENVIRONMENT))
    assert ("lost", "BackendEnvironmentName") not in told(format, tree)
    without = FORMATS[format].losses(draft_of(drop(tree, ENVIRONMENT)), Writing())
    assert not any("is taken as long as" in loss.message for loss in without)
    assert ("added", "UserPoolName") in told(format, drop(tree, places.USER_POOL_NAME))


@pytest.mark.parametrize("format", WAYS_OUT)
def test_a_provider_that_cognito_would_refuse_is_said(format: str) -> None:
    tree = put(
        put(full(), places.SIGN_UP_ATTRIBUTES, ["EMAIL"]), places.SIGN_IN_METHOD, "EMAIL_AND_PHONE_NUMBER"
    )
    losses = FORMATS[format].losses(draft_of(tree), Writing())
    (loss,) = [each for each in losses if each.about == "Facebook"]
    assert "map phone_number" in loss.message
    assert not any(each.about == "Facebook" for each in FORMATS[format].losses(draft_of(full()), Writing()))


@pytest.mark.parametrize("format", WAYS_OUT)
def test_second_factors_are_said_as_they_are_asked_for(format: str) -> None:
    tree = put(plain(), places.SIGN_IN_METHOD, "PHONE_NUMBER")
    both = put(tree, places.MFA, {"MFAMode": "ON", "Settings": {"MfaTypes": ["SMS", "TOTP"]}})
    assert not told(format, both) & {("caught", "Mfa.Settings.MfaTypes"), ("added", "Mfa.Settings.MfaTypes")}
    off = put(
        tree, places.MFA, {"MFAMode": "OFF", "Settings": {"MfaTypes": ["SMS"], "SmsMessage": "m {####}"}}
    )
    assert ("lost", "Mfa.Settings.MfaTypes") in told(format, off)
    assert ("lost", "Mfa.Settings.SmsMessage") not in told(format, off)
    assert "m {####}" in text_of(format, off)


def test_that_there_is_no_domain_is_said_where_none_is_made() -> None:
    tree = drop(full(), places.DOMAIN_PREFIX)
    kinds = {format: ("todo", "OAuth.DomainPrefix") in told(format, tree) for format in WAYS_OUT}
    assert kinds == {"gen2": False, "cloudformation": True, "terraform": True}
    assert ("added", "OAuth.DomainPrefix") in told("gen2", tree)


def test_the_external_id_of_the_role_for_sms_is_one_that_sts_takes() -> None:
    tree = put(put(plain(), places.SIGN_IN_METHOD, "PHONE_NUMBER"), places.USER_POOL_NAME, "our pool")
    assert 'sms_external_id = "our-pool-dev-sms"' in text_of("terraform", tree)


@pytest.mark.parametrize("format", WAYS_OUT)
def test_the_deprecated_block_alone_is_said_to_be_taken_for_the_other(format: str) -> None:
    tree = drop(full(), pool("VerificationMessage"))
    assert ("added", "ForgotPassword") in told(format, tree)


@pytest.mark.parametrize("format", ["cloudformation", "terraform"])
def test_where_the_identifiers_stand_is_said_if_any_is_given(format: str) -> None:
    def said(tree: Tree) -> list[str]:
        losses = FORMATS[format].losses(draft_of(tree), Writing())
        return [loss.message for loss in losses if "no secrets" in loss.message]

    assert [message.partition(":")[0] for message in said(full())] == ["ClientId, TeamId, KeyId"]
    without = full()
    for path in (places.FACEBOOK_ID, places.GOOGLE_ID, places.AMAZON_ID, places.APPLE_ID):
        without = drop(without, path)
    for path in (places.APPLE_TEAM, places.APPLE_KEY_ID):
        without = drop(without, path)
    assert said(without) == []
