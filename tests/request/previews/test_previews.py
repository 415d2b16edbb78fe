"""What each step's preview says, and that no draft ends it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from authwizard.request.draft import Draft
from authwizard.request.places import (
    AUTH_RESOURCES,
    DELIVERY,
    EMAIL_MESSAGE,
    GRANT_TYPE,
    GUEST_ACCESS,
    MFA,
    MFA_MODE,
    MFA_SMS,
    MFA_TYPES,
    OAUTH,
    PASSWORD_POLICY,
    SIGN_IN_METHOD,
    SIGN_IN_URIS,
    SIGN_UP_ATTRIBUTES,
    SMS_MESSAGE,
    SOCIAL,
    VERIFICATION_MESSAGE,
)
from authwizard.request.previews.table import preview_of
from authwizard.request.previews.users import readable
from authwizard.request.secrets import Typed
from authwizard.request.steps import STEPS
from authwizard.request.tree import MemberPath, Tree, drop, put
from tests.request.requests import full, plain, requests

STEP = {step.id: step for step in STEPS}
ADDRESS = "https://myapp-login-dev.auth.<region>.amazoncognito.com"
REGION = "<region> is your backend's region, such as eu-west-1"


def shown(step: str, tree: Tree, operation: Any = "create") -> list[str]:
    """Return the lines of a preview."""
    return [line.text for line in preview_of(STEP[step], Draft.from_tree(operation, tree))]


def changed(*changes: tuple[MemberPath, Any]) -> Tree:
    """Return a whole request with some members otherwise."""
    tree = full()
    for path, value in changes:
        tree = put(tree, path, value)
    return tree


def test_the_names_that_will_be_made() -> None:
    assert shown("target", full()) == [
        "What will be made",
        "User pool my_users-dev",
        "Two app clients, …_app_clientWeb and …_app_client (native)",
        "Identity pool my_identities__dev",
        "A role for signed-in users, none for guests",
        "Domain myapp-login-dev.auth.<region>.amazoncognito.com",
        "Identity provider Facebook",
        "Identity provider Google",
        "Identity provider Login with Amazon",
        "Identity provider Sign in with Apple",
    ]
    assert "A role for signed-in users, a role for guests too" in shown(
        "target", changed((GUEST_ACCESS, True))
    )
    assert not any(
        "Identity pool" in line for line in shown("target", changed((AUTH_RESOURCES, "USER_POOL_ONLY")))
    )
    assert shown("target", {})[1] == "User pool <name>-<environment>"


def test_the_sign_up_form() -> None:
    asked = changed((SIGN_UP_ATTRIBUTES, ["EMAIL", "GIVEN_NAME", "PHONE_NUMBER"]))
    assert shown("sign-in", asked)[:-1] == [
        "Create your account",
        "E-mail: ____________",
        "Password: ____________",
        "Given name: ____________",
        "Phone number: ____________",
    ]
    named = put(asked, SIGN_IN_METHOD, "USERNAME")
    assert shown("sign-in", named)[1:4] == [
        "Username: ____________",
        "Password: ____________",
        "E-mail: ____________",
    ]
    assert "never be changed" in shown("sign-in", asked)[-1]


@pytest.mark.parametrize(
    ("mode", "types", "second"),
    [
        ("OFF", ["TOTP"], "2. Signed in; there is no second factor."),
        ("OPTIONAL", ["TOTP"], "2. Who has set it up: a code: TOTP. All others are signed in at once."),
        ("ON", ["TOTP", "SMS"], "2. The first time, everybody sets it up; then always a code: TOTP or SMS"),
        (
            "ON",
            [],
            "2. The first time, everybody sets it up; then always a second factor, which is not chosen yet",
        ),
    ],
)
def test_the_way_through_a_sign_in(mode: str, types: list[str], second: str) -> None:
    assert shown("mfa", changed((MFA_MODE, mode), (MFA_TYPES, types)))[1:3] == [
        "1. E-mail and password",
        second,
    ]
    assert shown("mfa", drop(full(), MFA))[2] == "2. Signed in; there is no second factor."


def test_the_sms_of_a_sign_in_has_its_segments() -> None:
    lines = shown("mfa", changed((MFA_TYPES, ["SMS"]), (MFA_SMS, "Dein Code’ {####} " + "x" * 60)))
    assert lines[-4:] == [
        "Dein Code’ 123456 " + "x" * 49,
        "x" * 11,
        "2 segments, each paid for: 78 of 134 in UCS-2",
        "Outside the SMS alphabet, so that 70 characters fit in place of 160: ’",
    ]
    default = shown("mfa", drop(changed((MFA_TYPES, ["SMS"])), MFA_SMS))
    assert "Your authentication code is 123456" in default


def test_the_sign_in_page_and_the_way_back() -> None:
    uris = [f"https://app.example.com/{number}" for number in range(7)]
    lines = shown("oauth", changed((SIGN_IN_URIS, uris)))
    assert lines[:4] == ["Sign-in page", ADDRESS, REGION, "After sign-in"]
    assert lines[4:10] == [*(f"{uri}?code=…" for uri in uris[:5]), "and 2 more"]
    assert lines[10:] == ["After sign-out", "https://app.example.com/"]
    implicit = shown("oauth", changed((GRANT_TYPE, "IMPLICIT")))
    assert "https://app.example.com/#access_token=…" in implicit
    assert "sign-in form of its own" in shown("oauth", drop(full(), OAUTH))[0]


def test_the_buttons_and_what_each_provider_has_to_know() -> None:
    lines = shown("social", full())
    assert lines[:5] == [
        "On the sign-in page",
        "Continue with Facebook",
        "Continue with Google",
        "Continue with Login with Amazon",
        "Continue with Sign in with Apple",
    ]
    assert lines[6] == f"{ADDRESS}/oauth2/idpresponse"
    assert lines[7] == REGION
    assert "developers.facebook.com" in lines[8]
    assert "password alone" in shown("social", drop(full(), SOCIAL))[0]


def test_what_a_password_must_have() -> None:
    assert shown("password", full()) == [
        "A password must have",
        "12 to 256 characters",
        "a digit, 0 to 9",
        "For example",
        "Tr0ut-river-meadow",
    ]
    without = drop(full(), PASSWORD_POLICY)
    assert "No policy is set: this is Amplify's own." in shown("password", without)
    assert "No policy is set: what the backend has stays." in shown("password", without, "update")


def test_the_messages() -> None:
    html = "<style>p{}</style><p>Hello &amp; welcome</p><p>Your code: <b>{####}</b><br>Bye</p>"
    email = shown("messages", changed((EMAIL_MESSAGE, html)))
    assert email == ["The e-mail", "Subject: Your code", "Hello & welcome\n\nYour code: 123456\nBye"]
    sms = put(drop(full(), VERIFICATION_MESSAGE), DELIVERY, "SMS")
    assert shown("messages", sms)[:2] == ["The SMS", "Your verification code is 123456"]
    assert shown("messages", put(sms, SMS_MESSAGE, "Code {####}!"))[1] == "Code 123456!"
    assert "no address or number is verified" in shown("messages", plain())[0]
    assert "keeps what it has" in shown("messages", {}, "update")[0]


@pytest.mark.parametrize("text", ["a < b", "{####}", "1 <2", ""])
def test_a_text_that_is_no_html_is_left_as_it_is(text: str) -> None:
    assert readable(text) == text


@pytest.mark.parametrize("operation", ["create", "update"])
@settings(max_examples=200)
@given(tree=requests("create") | requests("update"))
def test_no_draft_ends_a_preview(operation: Any, tree: Tree) -> None:
    for step in STEPS:
        for line in preview_of(step, Draft.from_tree(operation, tree)):
            assert isinstance(line.text, str)


def test_no_preview_holds_a_secret() -> None:
    draft = Draft.from_tree("create", full())
    secrets = [secret.value for secret in draft.secrets.values() if isinstance(secret, Typed)]
    assert len(secrets) == 4
    for step in STEPS:
        text = "\n".join(line.text for line in preview_of(step, draft))
        assert not any(str(secret) in text for secret in secrets)
