"""The files that people have: each is read into exactly this request, and exactly this is not carried over."""

from pathlib import Path
from typing import Any, Final

import pytest

from authwizard.files.source import load
from authwizard.request.check import check
from authwizard.request.tree import Tree

from .expected import (
    ALL_SOCIAL,
    ALL_SOCIAL_DROPPED,
    EMAIL,
    EMAIL_DROPPED,
    FEDERATED,
    FEDERATED_DROPPED,
    FOUR_PROVIDERS,
    FOUR_PROVIDERS_DROPPED,
    PHONE_TOTP,
    PHONE_TOTP_DROPPED,
)
from .strategies import exact, read
from .writing import render

DATA: Final = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    ("name", "format", "request_", "dropped"),
    [
        ("02-amplify-ui-email.cli-inputs.json", "amplify-inputs", EMAIL, EMAIL_DROPPED),
        ("03-amplify-ui-federated.cli-inputs.json", "amplify-inputs", FEDERATED, FEDERATED_DROPPED),
        (
            "11-amplify-cli-mock-all-social-mfa-on.cli-inputs.json",
            "amplify-inputs",
            ALL_SOCIAL,
            ALL_SOCIAL_DROPPED,
        ),
        (
            "12-amplify-cli-e2e-auth_2h-oauth-4-providers.AddAuthRequest.json",
            "amplify-headless",
            FOUR_PROVIDERS,
            FOUR_PROVIDERS_DROPPED,
        ),
        (
            "13-amplify-cli-e2e-auth_5b-phone-totp.AddAuthRequest.json",
            "amplify-headless",
            PHONE_TOTP,
            PHONE_TOTP_DROPPED,
        ),
    ],
)
def test_an_example_is_read_whole(name: str, format: str, request_: Tree, dropped: tuple[str, ...]) -> None:
    loaded = load(str(DATA / name))
    assert (loaded.format, loaded.draft.operation, loaded.problems) == (format, "create", ())
    assert exact(loaded.draft.body("real")) == exact(request_)
    assert loaded.dropped == dropped
    assert loaded.added == (("SignInMethod: USERNAME",) if request_ is ALL_SOCIAL else ())


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        (
            "02-amplify-ui-email.cli-inputs.json",
            [
                "Left out, since Amplify always stores it and nothing uses it: mfaTypes, "
                "smsAuthenticationMessage (MFA is off); smsVerificationMessage (codes go by e-mail).",
                "Not carried over, being empty or the Amplify CLI's own book-keeping: 18 values.",
            ],
        ),
        (
            "11-amplify-cli-mock-all-social-mfa-on.cli-inputs.json",
            [
                "No usernameAttributes are given: in Amplify, users then sign in with a username.",
                "Left out, since Amplify always stores it and nothing uses it: smsVerificationMessage "
                "(codes go by e-mail).",
                "Not carried over, for want of a counterpart in the API: triggers (Lambda functions), "
                "userPoolGroups, userPoolGroupList (groups), authProviders, facebookAppId, googleClientId, "
                "amazonAppId, appleAppId (federation of the identity pool), userpoolClientSetAttributes (what "
                "an app may read and write).",
                "Not carried over, being empty or the Amplify CLI's own book-keeping: 17 values.",
            ],
        ),
    ],
)
def test_what_matters_is_named_and_the_rest_is_a_number(name: str, notes: list[str]) -> None:
    assert list(load(str(DATA / name)).notes) == notes


def test_what_amplify_always_stores_makes_no_warning() -> None:
    warnings = {
        name: {
            problem.rule
            for problem in check(load(str(next(DATA.glob(f"{name}-*")))).draft).problems
            if problem.severity == "warning"
        }
        for name in ("02", "03", "11")
    }
    assert warnings["02"] == {"mfa-off"}
    unused = {"vm-unused-settings", "mfa-off-settings", "mfa-sms-unused", "idpool-config-unused"}
    assert not unused & (warnings["03"] | warnings["11"])


TARGET: Final = {
    ("app-required", "AppId"),
    ("env-required", "BackendEnvironmentName"),
}
SOCIAL: Final = "ResourceConfig.UserPoolConfigs.OAuth.SocialProviderSettings"


def errors(name: str) -> set[tuple[str, str]]:
    (path,) = DATA.glob(f"{name}-*")
    return {(problem.rule, problem.place) for problem in check(load(str(path)).draft).errors}


def test_what_the_files_do_not_say_is_reported() -> None:
    assert errors("02") == TARGET
    assert errors("03") == TARGET | {
        ("social-incomplete", f"{SOCIAL}.{provider}.{member}")
        for provider in ("Facebook", "Google", "LoginWithAmazon")
        for member in ("ClientId", "ClientSecret")
    }
    assert errors("11") == TARGET | {("apple-key-not-key", f"{SOCIAL}.SignInWithApple.PrivateKey")}
    assert errors("13") == TARGET | {
        ("userpool-create-required", "ResourceConfig.UserPoolConfigs.UserPoolName")
    }
    assert {rule for rule, _ in errors("12")} >= {"placeholder", "app-required", "userpool-create-required"}


@pytest.mark.parametrize("path", sorted(DATA.glob("1[23]-*.json")), ids=lambda path: path.name[:2])
def test_a_headless_example_comes_back_from_our_own_headless_form(path: Path) -> None:
    draft = load(str(path)).draft
    again: Any = read(render(draft, "amplify-headless"))
    assert exact(again.draft.body("real")) == exact(draft.body("real"))
