"""A source that can only be a creation, asked for as an update."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from authwizard.files.source import load
from authwizard.request.check import check
from authwizard.request.fields import FIELDS
from authwizard.request.tree import ABSENT
from tests.request.requests import plain

from .strategies import read

DATA: Final = Path(__file__).parent / "data"
HEADLESS: Final = {
    "version": 2,
    "resourceName": "a",
    "serviceConfiguration": {
        "serviceName": "Cognito",
        "includeIdentityPool": False,
        "userPoolConfiguration": {
            "signinMethod": "EMAIL",
            "requiredSignupAttributes": [],
            "userPoolName": "b",
        },
    },
}
LEFT_OUT: Final = "Left out, since only a creation can set it: "
ALWAYS: Final = "SignInMethod, RequiredSignUpAttributes"
CREATE_ONLY: Final = [path for path, field in FIELDS.items() if "update" not in field.only]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (str(DATA / "02-amplify-ui-email.cli-inputs.json"), f"IdentityPoolName, {ALWAYS}, UserPoolName"),
        (str(DATA / "13-amplify-cli-e2e-auth_5b-phone-totp.AddAuthRequest.json"), ALWAYS),
        ("email-optional-totp", f"{ALWAYS}, UserPoolName"),
    ],
)
def test_what_only_a_creation_has_is_left_out_and_named(source: str, names: str) -> None:
    loaded = load(source, operation="update")
    assert (loaded.draft.operation, loaded.reason) == ("update", "you asked for it")
    assert f"{LEFT_OUT}{names}." in loaded.notes
    assert all(loaded.draft.get(path) is ABSENT for path in CREATE_ONLY)
    errors = {problem.rule for problem in check(loaded.draft).errors}
    assert errors <= {"app-required", "env-required", "resource-name-required", "resname-required"}


def test_the_username_that_amplify_takes_for_granted_is_not_added_to_an_update() -> None:
    loaded = read('{"authSelections": "userPoolOnly"}', "update")
    assert loaded.added == ("Service: COGNITO",)
    assert not any(LEFT_OUT in note for note in loaded.notes)


def test_a_preset_that_became_an_update_is_not_that_preset_any_more() -> None:
    assert load("email-optional-totp", operation="update").converted
    assert not load("email-optional-totp", operation="create").converted
    assert not load("update-offer-totp", operation="update").converted


@pytest.mark.parametrize("tree", [plain(), plain()["ResourceConfig"]], ids=["request", "config"])
def test_a_request_keeps_what_may_be_a_mistake_and_says_the_ways_on(tree: Any) -> None:
    loaded = read(json.dumps(tree), "update")
    assert "userpool-create-only" in {problem.rule for problem in check(loaded.draft).errors}
    assert "nothing was left out" in loaded.notes[-1]
    assert "`authwizard pull`" in loaded.notes[-1]


def test_a_headless_update_asked_for_as_a_create_stays_as_it_is() -> None:
    loaded = read('{"version": 2, "serviceModification": {"userPoolModification": {}}}', "create")
    assert (loaded.draft.operation, loaded.converted) == ("create", False)
    assert read(json.dumps(HEADLESS), "update").converted
