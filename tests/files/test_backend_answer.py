"""The answer of get-backend-auth is what a backend has now."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.pull import pull
from authwizard.files.backend_answer import Pulled
from authwizard.files.source import UnreadableError
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.tree import ABSENT, get, pool
from tests.aws.calls import TARGET, server
from tests.request.requests import full, plain

from .strategies import LEAVES, read, trees
from .writing import render

SECRET = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")


def wire(tree: Any) -> Any:
    """Return the body that the service would answer with."""
    return {"appId": tree["AppId"], **json.loads(render(Draft.from_tree("create", tree), "rest"))["body"]}


def test_it_becomes_an_update_of_a_known_state() -> None:
    loaded = read(json.dumps({**full(), "Error": None}))
    draft = loaded.draft
    assert (loaded.format, draft.operation) == ("json", "update")
    assert "answer of get-backend-auth" in loaded.reason
    assert draft.get(pool("UserPoolName")) is ABSENT
    assert (
        get(draft.baseline, pool("UserPoolName"))
        == full()["ResourceConfig"]["UserPoolConfigs"]["UserPoolName"]
    )
    assert loaded.notes == (
        "Left out, since only a creation can set it: IdentityPoolName, SignInMethod, RequiredSignUpAttributes, "
        "UserPoolName.",
    )
    assert isinstance(draft.secrets[SECRET], Pulled)
    assert "invented-secret" not in repr(draft) + repr(draft.tree) + repr(draft.baseline)


@pytest.mark.parametrize("tree", [plain(), full()], ids=["plain", "full"])
def test_a_saved_answer_is_the_same_as_a_pulled_one(tree: Any) -> None:
    tree = {**tree, "AppId": TARGET.app_id, "BackendEnvironmentName": "dev", "ResourceName": TARGET.resource}
    body = wire(tree)
    with server(200, json.dumps(body).encode()) as url:
        pulled = pull(Backend(Connection.for_practice(url)), TARGET).draft
    assert read(json.dumps({**body, "error": None})).draft == pulled
    assert read(json.dumps({**tree, "Error": ""})).draft == pulled
    # As boto3 prints it: with metadata, and every number a float.
    floats = json.loads(json.dumps(tree), parse_int=float)
    assert read(json.dumps({**floats, "ResponseMetadata": {"HTTPStatusCode": 200}})).draft == pulled


def test_asked_for_as_a_create_it_is_all_of_the_state() -> None:
    loaded = read(json.dumps({**plain(), "Error": ""}), "create")
    assert (loaded.draft.operation, loaded.draft.tree, loaded.draft.baseline) == ("create", plain(), None)
    assert loaded.notes == ()


def test_nulls_and_members_of_a_later_version_are_left_out() -> None:
    tree: Any = {
        "AppId": "d1",
        "Error": None,
        "Colour": 1,
        "ResourceConfig": {"UserPoolConfigs": None, "New\x1b": {}},
    }
    loaded = read(json.dumps(tree))
    assert loaded.draft.tree == {
        "AppId": "d1",
        "ResourceConfig": {"Service": "COGNITO", "UserPoolConfigs": {}},
    }
    assert loaded.added == ("Service: COGNITO",)
    assert loaded.dropped == ("Colour", "ResourceConfig.New\x1b")
    assert "\x1b" not in "".join(loaded.notes)


def test_an_error_in_it_is_said() -> None:
    loaded = read(json.dumps({**plain(), "Error": "It failed\x1b[31m."}))
    assert loaded.notes[0] == (
        r'The answer carries an Error: "It failed\u001b[31m.". What it holds may not be the whole state.'
    )
    assert (
        read(json.dumps({**plain(), "Error": {"a": 1}})).notes[0].startswith("The answer carries an Error.")
    )


@pytest.mark.parametrize("config", [None, [], "x", 5])
def test_an_answer_without_a_state_is_refused(config: Any) -> None:
    with pytest.raises(UnreadableError, match="tells no state"):
        read(json.dumps({"AppId": "d1", "Error": "It failed.", "ResourceConfig": config}))


def test_without_its_error_it_is_a_request_and_stays_one() -> None:
    loaded = read(json.dumps(plain()))
    assert (loaded.draft.operation, loaded.draft.baseline, loaded.notes) == ("create", None, ())


def test_secrets_that_it_does_not_hold_are_asked_for() -> None:
    tree = plain()
    tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"] = {
        "SocialProviderSettings": {"Google": {"ClientId": "1"}}
    }
    assert any("enter them again" in note for note in read(json.dumps({**tree, "Error": ""})).notes)


@settings(max_examples=200)
@given(
    beside=trees(LEAVES | st.none()),
    config=trees(LEAVES | st.none()),
    error=LEAVES | st.none(),
    wire=st.booleans(),
)
def test_any_answer_is_read_or_refused(beside: Any, config: Any, error: Any, wire: bool) -> None:
    names = ("resourceConfig", "error") if wire else ("ResourceConfig", "Error")
    with suppress(UnreadableError):
        loaded = read(json.dumps({**beside, names[0]: config, names[1]: error}))
        check(loaded.draft)
    with suppress(UnreadableError):
        check(read(json.dumps({**config, "UserPoolConfigs": beside})).draft)
