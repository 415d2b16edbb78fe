"""Amplify Gen 2's files. What Gen 2's own constructs make of them is proven by tests.prove, which needs node."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.files.formats.format import Writing
from authwizard.files.formats.table import FORMATS
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.resources import CODE
from authwizard.request.tree import MemberPath, Tree, config, drop, get, leaves, pool, put, put_all
from tests.prove.pairs import read_pairs
from tests.request.requests import KEY, full, plain

from ..strategies import valid_requests
from .expected import user_names
from .typescript_reader import imported, read

PRESETS: Final = Path(__file__).parents[3] / "presets"
RESOURCE: Final = "amplify/auth/resource.ts"
BACKEND: Final = "amplify/backend.ts"
TARGET: Final[Mapping[MemberPath, str]] = {
    ("AppId",): "d1a2b3c4d5",
    ("BackendEnvironmentName",): "dev",
    ("ResourceName",): "myauth",
}
DELIVERY: Final = pool("VerificationMessage", "DeliveryMethod")
EMAIL_TEXT: Final = pool("VerificationMessage", "EmailSettings", "EmailMessage")
EMAIL_SUBJECT: Final = pool("VerificationMessage", "EmailSettings", "EmailSubject")
SMS_TEXT: Final = pool("VerificationMessage", "SmsSettings", "SmsMessage")
MFA: Final = pool("Mfa")
WHOLE: Final = drop(full(), pool("ForgotPassword"))


def files(tree: Tree, **writing: Any) -> Mapping[str, str]:
    return FORMATS["gen2"].files(Draft.from_tree("create", tree), Writing(**writing))


def told(tree: Tree, **writing: Any) -> set[tuple[str, str]]:
    losses = FORMATS["gen2"].losses(Draft.from_tree("create", tree), Writing(**writing))
    return {(loss.kind, loss.about) for loss in losses}


def asked(values: Mapping[MemberPath, Any], tree: Tree | None = None) -> Tree:
    made: Tree = put_all(plain() if tree is None else tree, values)
    return made


def code(tree: Tree, name: str) -> str:
    """Return a file without its comments."""
    lines = files(tree)[name].splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


USER_NAMES: Final = user_names().tree


@pytest.mark.parametrize("number", range(0, 150, 7))
def test_golden_pairs_are_whole_files(number: int) -> None:
    check_files(read_pairs()[number].request)


@settings(max_examples=40)
@given(valid_requests("create"), st.booleans())
def test_any_request_makes_whole_files(tree: Tree, plain_names: bool) -> None:
    # Other names than these are refused, whatever the format.
    check_files(put_all(tree, TARGET), plain_names=plain_names)


def check_files(tree: Tree, **writing: Any) -> None:
    made = files(tree, **writing)
    assert list(made) == [RESOURCE, BACKEND]
    for text in made.values():
        found = read(text)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        body = found.code.split("from ''")[-1]
        for name in imported(found):
            assert name.removeprefix("type ") in body, f"{name} is imported and not used"


HOSTILE: Final = st.text(
    st.sampled_from([*"${}`'\"\\\n\r\t*/%#<!-->x é", "\U0001f600"]), min_size=1, max_size=12
).filter(lambda text: "${" not in text and "{##" not in text)


@settings(max_examples=60)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_texts_read_back_the_same(one: str, two: str, three: str) -> None:
    texts: dict[MemberPath, str] = {
        EMAIL_SUBJECT: one,
        EMAIL_TEXT: f"{two}{CODE}{three}{CODE}",
        pool("Mfa", "Settings", "SmsMessage"): f"{three}{CODE}{one}",
    }
    found = [text for file in files(asked(texts, WHOLE)).values() for text in read(file).texts]
    for text in texts.values():
        assert text in found


@given(st.text(min_size=1, max_size=40))
def test_an_identifier_stays_in_the_comment(client_id: str) -> None:
    google = pool("OAuth", "SocialProviderSettings", "Google", "ClientId")
    found = read(files(put(WHOLE, google, client_id))[RESOURCE])
    assert found.code == read(files(WHOLE)[RESOURCE]).code
    # One that is none, such as a placeholder, is left out.
    known = not check(Draft.from_tree("create", put(WHOLE, google, client_id))).at(google)
    assert not known or any("GOOGLE_CLIENT_ID: " in comment for comment in found.comments)


def test_no_secret_is_in_any_file() -> None:
    social = pool("OAuth", "SocialProviderSettings")
    tree = asked(
        {
            (*social, name, "ClientSecret"): f"planted-{name}"
            for name in ("Facebook", "Google", "LoginWithAmazon")
        },
        WHOLE,
    )
    text = "".join(files(tree).values()) + str(told(tree))
    assert "planted" not in text
    assert KEY not in text
    assert "secret('SIWA_PRIVATE_KEY')" in text
    assert "npx ampx sandbox secret set SIWA_PRIVATE_KEY\n" in text


def test_identifiers_are_kept_beside_their_commands() -> None:
    text = files(WHOLE)[RESOURCE]
    social = get(WHOLE, pool("OAuth", "SocialProviderSettings"))
    identifiers = [value for path, value in leaves(social) if path[-1] in ("ClientId", "TeamId", "KeyId")]
    assert len(identifiers) == 6
    assert all(f": {value}\n" in text for value in identifiers)


def test_every_loss_stands_at_the_head() -> None:
    for tree in (WHOLE, plain(), USER_NAMES):
        lines = files(tree)[RESOURCE].splitlines()
        words = " ".join(" ".join(line.removeprefix("//") for line in lines).split())
        for loss in FORMATS["gen2"].losses(Draft.from_tree("create", tree), Writing()):
            # Those of the secrets are the commands that set them.
            names = re.findall("[A-Z_]{9,}", loss.message) if loss.about == "Secrets" else [str(loss)]
            assert all(name in words for name in names)


@pytest.mark.parametrize(
    ("changed", "file", "written"),
    [
        ({pool("SignInMethod"): "USERNAME"}, BACKEND, "cfnUserPool.usernameAttributes = undefined;"),
        ({pool("SignInMethod"): "USERNAME"}, RESOURCE, "    email: true,"),
        ({pool("SignInMethod"): "USERNAME", DELIVERY: "SMS"}, RESOURCE, "    phone: {"),
        ({pool("RequiredSignUpAttributes"): []}, RESOURCE, "email: { required: false, mutable: true }"),
        ({}, BACKEND, "cfnUserPool.autoVerifiedAttributes = undefined;"),
        ({DELIVERY: "SMS"}, BACKEND, "cfnUserPool.autoVerifiedAttributes = ['phone_number'];"),
        ({DELIVERY: "SMS"}, BACKEND, "new Role(userPool, 'SmsRole', {"),
        ({DELIVERY: "SMS", SMS_TEXT: "it's {####}"}, BACKEND, 'smsVerificationMessage = "it\'s {####}";'),
        ({DELIVERY: "EMAIL"}, BACKEND, "cfnUserPoolClient.allowedOAuthFlowsUserPoolClient = undefined;"),
        ({MFA: {"MFAMode": "OFF"}}, RESOURCE, "multifactor: { mode: 'OFF' },"),
        ({}, RESOURCE, "multifactor: { mode: 'OFF' },"),
        (
            {MFA: {"MFAMode": "ON", "Settings": {"MfaTypes": ["TOTP"]}}},
            RESOURCE,
            "multifactor: { mode: 'REQUIRED', totp: true },",
        ),
        (
            {
                MFA: {"MFAMode": "ON", "Settings": {"MfaTypes": ["TOTP"]}},
                pool("SignInMethod"): "PHONE_NUMBER",
            },
            RESOURCE,
            "smsMessage: (createCode) => `Your authentication code is ${createCode()}`,",
        ),
        ({pool("RequiredSignUpAttributes"): ["ZONE_INFO"]}, RESOURCE, "timezone: { required: true"),
        ({pool("RequiredSignUpAttributes"): ["UPDATED_AT"]}, RESOURCE, "lastUpdateTime: { required: true"),
        (
            {config("AuthResources"): "IDENTITY_POOL_AND_USER_POOL"},
            BACKEND,
            "cfnIdentityPool.identityPoolName = 'myauth_identitypool__dev';",
        ),
    ],
)
def test_what_is_written_for(changed: dict[MemberPath, Any], file: str, written: str) -> None:
    assert written in code(asked(changed), file)


@pytest.mark.parametrize(
    ("changed", "file", "written"),
    [
        ({pool("OAuth", "OAuthGrantType"): "IMPLICIT"}, BACKEND, "allowedOAuthFlows = ['implicit'];"),
        ({pool("OAuth", "OAuthScopes"): ["EMAIL"]}, BACKEND, "allowedOAuthScopes = ['email'];"),
        ({pool("OAuth", "RedirectSignOutURIs"): []}, BACKEND, "cfnUserPoolClient.logoutUrLs = [];"),
        (
            {pool("OAuth", "RedirectSignOutURIs"): []},
            RESOURCE,
            "logoutUrls: ['https://app.example.com/', 'my",
        ),
        ({}, BACKEND, "userPoolDomain.domain = 'myapp-login-dev';"),
        ({pool("SignInMethod"): "PHONE_NUMBER"}, BACKEND, "emailVerificationSubject = 'Your code';"),
        ({}, RESOURCE, "privateKey: secret('SIWA_PRIVATE_KEY'),"),
    ],
)
def test_what_is_written_with_oauth_for(changed: dict[MemberPath, Any], file: str, written: str) -> None:
    assert written in code(asked(changed, WHOLE), file)


def test_only_what_differs_is_overridden() -> None:
    kinds = ["REQUIRE_LOWERCASE", "REQUIRE_UPPERCASE", "REQUIRE_DIGIT", "REQUIRE_SYMBOL"]
    tree = asked(
        {
            pool("PasswordPolicy"): {"MinimumLength": 8, "AdditionalConstraints": kinds},
            config("IdentityPoolConfigs", "UnauthenticatedLogin"): True,
        },
        drop(WHOLE, MFA),
    )
    text = code(tree, BACKEND)
    for name in (
        "policies",
        "allowedOAuth",
        "autoVerified",
        "verificationMessageTemplate",
        "Unauthenticated",
    ):
        assert name not in text


def test_without_a_prefix_gen_2_names_the_domain() -> None:
    tree = drop(WHOLE, pool("OAuth", "DomainPrefix"))
    assert "omain" not in code(tree, BACKEND)
    assert ("added", "OAuth.DomainPrefix") in told(tree)


def test_plain_names_have_no_environment() -> None:
    text = files(WHOLE, plain_names=True)[BACKEND]
    assert "'my_users'" in text
    assert "'myapp-login'" in text
    assert "'my_identities'" in text


SOCIAL: Final = "SocialProviderSettings"


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (
            plain(),
            {("lost", "AuthResources"), ("todo", "VerificationMessage"), ("permanent", "SignInMethod")},
        ),
        (USER_NAMES, {("caught", "SignInMethod"), ("added", "SmsConfiguration")}),
        (USER_NAMES, {("caught", "RequiredSignUpAttributes.ZONE_INFO")}),
        (
            WHOLE,
            {
                ("todo", "Secrets"),
                ("todo", SOCIAL),
                ("todo", "OAuth.DomainPrefix"),
                ("lost", "VerificationMessage.SmsSettings"),
            },
        ),
        (put(WHOLE, pool("OAuth", "RedirectSignOutURIs"), []), {("caught", "OAuth.RedirectSignOutURIs")}),
        (put(WHOLE, pool("RequiredSignUpAttributes"), ["NAME"]), {("added", "AttributeMapping")}),
        (put(WHOLE, pool("SignInMethod"), "PHONE_NUMBER"), {("todo", "Facebook")}),
        (
            asked(
                {
                    pool("SignInMethod"): "PHONE_NUMBER",
                    MFA: {"MFAMode": "OPTIONAL", "Settings": {"MfaTypes": ["TOTP"]}},
                }
            ),
            {("caught", "Mfa.Settings.MfaTypes"), ("added", "Mfa.Settings.MfaTypes")},
        ),
        (
            asked({MFA: {"MFAMode": "OFF", "Settings": {"MfaTypes": ["TOTP"]}}}),
            {("lost", "Mfa.Settings.MfaTypes")},
        ),
    ],
)
def test_what_is_said(tree: Tree, said: set[tuple[str, str]]) -> None:
    assert said <= told(tree)


def test_what_is_not_true_is_not_said() -> None:
    abouts = {about for _, about in told(WHOLE)}
    assert not abouts & {
        "AuthResources",
        "SmsConfiguration",
        "Mfa",
        "SignInMethod.USERNAME",
        "VerificationMessage",
    }
    assert ("caught", "SignInMethod") not in told(WHOLE)
    assert all(
        "taken" not in str(loss)
        for loss in FORMATS["gen2"].losses(Draft.from_tree("create", WHOLE), Writing(plain_names=True))
    )
