"""Pulling what a backend has, and what an update of it sends."""

import json

import pytest

from authwizard.aws.backend import Backend
from authwizard.aws.changes import BLOCKS, changed_blocks, differences, sent_along
from authwizard.aws.connection import Connection
from authwizard.aws.failures import CallError
from authwizard.aws.pull import pull
from authwizard.files.autosave import Autosave, list_autosaves
from authwizard.files.backend_answer import KnownState, Pulled
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.edit import move_forgot_password, set_secret, set_value, turn_off
from authwizard.request.secrets import Typed
from authwizard.request.tree import ABSENT, config, drop, get, pool, put
from tests.aws.calls import SOCIAL, TARGET, backend_of, create, planted, sandbox, server


def pulled(seeded: Draft) -> KnownState:
    with sandbox(seeded=seeded) as running:
        return pull(backend_of(running), TARGET)


def test_the_draft_is_an_update_and_the_baseline_the_whole_state() -> None:
    state = pulled(planted())
    draft = state.draft
    assert draft.operation == "update"
    assert draft.get(pool("PasswordPolicy", "MinimumLength")) == 12
    assert isinstance(draft.get(pool("PasswordPolicy", "MinimumLength")), int)
    assert draft.get(pool("UserPoolName")) is ABSENT
    assert get(draft.baseline, pool("UserPoolName")) == "my_users"
    assert {path[-1] for path in state.left_out} == {
        "UserPoolName",
        "SignInMethod",
        "RequiredSignUpAttributes",
        "IdentityPoolName",
    }
    assert state.as_create.tree == draft.baseline
    # What the backend does not give out has to be entered again.
    assert {problem.path[-1] for problem in check(state.as_create).errors} <= {"ClientSecret", "PrivateKey"}


def test_the_blocks_are_every_optional_structure_of_an_update() -> None:
    assert {block[-1] for block in BLOCKS} == {
        "IdentityPoolConfigs",
        "ForgotPassword",
        "Mfa",
        "OAuth",
        "PasswordPolicy",
        "VerificationMessage",
    }


def test_nothing_touched_sends_what_is_required_and_what_an_update_might_reset() -> None:
    before = planted()
    sent = changed_blocks(pulled(before).draft)
    assert sent.body("masked") == {
        **TARGET.members,
        "ResourceConfig": {
            "AuthResources": "IDENTITY_POOL_AND_USER_POOL",
            "Service": "COGNITO",
            "UserPoolConfigs": {name: before.get(pool(name)) for name in ("Mfa", "VerificationMessage")},
        },
    }
    assert not check(sent).errors


@pytest.mark.parametrize(
    ("removed", "along"),
    [
        ((), ["Mfa", "VerificationMessage"]),
        (("Mfa",), ["VerificationMessage"]),
        (("VerificationMessage",), ["Mfa"]),
        (("Mfa", "VerificationMessage"), []),
    ],
)
def test_what_goes_along_is_what_the_backend_has(removed: tuple[str, ...], along: list[str]) -> None:
    tree = planted().tree
    for name in (*removed, "ForgotPassword"):
        tree = drop(tree, pool(name))
    state = pulled(Draft.from_tree("create", tree)).draft
    sent = changed_blocks(state)
    assert [path[-1] for path in sent_along(sent, state.baseline or {})] == along
    assert set(sent.get(pool())) == set(along)


def test_a_block_that_is_turned_off_in_an_update_goes_along_as_it_is() -> None:
    draft = pulled(planted()).draft
    off = turn_off(draft, pool("Mfa")).draft
    assert off.get(pool("Mfa")) is ABSENT
    assert changed_blocks(off).get(pool("Mfa")) == draft.get(pool("Mfa"))


def test_a_deprecated_block_goes_along_until_the_other_takes_its_place() -> None:
    tree = drop(planted().tree, pool("VerificationMessage"))
    tree = put(tree, pool("ForgotPassword"), {"DeliveryMethod": "EMAIL"})
    draft = pulled(Draft.from_tree("create", tree)).draft
    assert changed_blocks(draft).get(pool("ForgotPassword")) == {"DeliveryMethod": "EMAIL"}
    moved = changed_blocks(move_forgot_password(draft).draft)
    assert moved.get(pool("ForgotPassword")) is ABSENT
    assert moved.get(pool("VerificationMessage")) == {"DeliveryMethod": "EMAIL"}


def test_a_touched_block_is_sent_whole_and_others_are_left_out() -> None:
    draft = pulled(planted()).draft
    edited = set_value(draft, pool("OAuth", "OAuthScopes"), ["OPENID"]).draft
    sent = changed_blocks(edited)
    assert set(sent.tree["ResourceConfig"]["UserPoolConfigs"]) == {"Mfa", "OAuth", "VerificationMessage"}
    assert sent.get(pool("OAuth", "DomainPrefix")) == "myapp-login"
    assert [(item.path[-1], item.old, item.new) for item in differences(sent, draft.baseline or {})] == [
        ("OAuthScopes", ["OPENID", "EMAIL"], ["OPENID"])
    ]


def test_a_value_that_is_changed_back_is_not_touched() -> None:
    draft = pulled(create()).draft
    edited = set_value(draft, config("AuthResources"), "IDENTITY_POOL_AND_USER_POOL").draft
    back = set_value(edited, config("AuthResources"), "USER_POOL_ONLY").draft
    assert changed_blocks(back).tree == changed_blocks(draft).tree


def test_a_block_that_is_turned_off_is_left_out_and_one_that_is_new_is_sent() -> None:
    draft = pulled(planted()).draft
    off = turn_off(draft, pool("VerificationMessage")).draft
    assert changed_blocks(off).tree == changed_blocks(draft).tree
    plain = pulled(create()).draft
    new = set_value(plain, pool("Mfa", "MFAMode"), "OFF").draft
    assert changed_blocks(new).get(pool("Mfa")) == {"MFAMode": "OFF"}


def test_a_new_secret_touches_its_block_and_is_masked_in_the_differences() -> None:
    draft = pulled(planted()).draft
    path = (*SOCIAL, "Google", "ClientSecret")
    sent = changed_blocks(set_secret(draft, path, Typed("a-new-invented-secret")).draft)
    assert sent.get(pool("OAuth", "DomainPrefix")) == "myapp-login"
    found = differences(sent, draft.baseline or {})
    assert [(item.path, item.secret) for item in found] == [(path, True)]
    assert "a-new-invented-secret" not in repr(found)


def answer(config: dict[str, object]) -> bytes:
    names = {"appId": TARGET.app_id, "backendEnvironmentName": "dev", "resourceName": TARGET.resource}
    return json.dumps({**names, "resourceConfig": config}).encode()


def given(config: dict[str, object]) -> KnownState:
    with server(200, answer(config)) as url:
        return pull(Backend(Connection.for_practice(url)), TARGET)


def test_secrets_that_the_answer_holds_are_typed_and_stand_neither_in_the_tree_nor_in_the_baseline() -> None:
    google = {"client_id": "1.apps.googleusercontent.com", "client_secret": "planted-secret"}
    state = given({"userPoolConfigs": {"oAuth": {"socialProviderSettings": {"Google": google}}}})
    path = (*SOCIAL, "Google", "ClientSecret")
    assert state.draft.secrets == {path: Pulled("planted-secret")}
    assert "planted-secret" not in repr(state.draft.tree) + repr(state.draft.baseline) + repr(
        state.draft.secrets
    )
    assert changed_blocks(state.draft).secrets == {}
    again = set_secret(state.draft, path, Typed("planted-secret")).draft
    assert changed_blocks(again).secrets == {path: Typed("planted-secret")}


def test_an_answer_of_empty_parts_makes_a_draft_and_what_nobody_knows_is_named() -> None:
    state = given({"userPoolConfigs": None})
    assert state.draft.tree["ResourceConfig"] == {"Service": "COGNITO", "UserPoolConfigs": {}}
    strange = given({"service": "NEW\x1b", "authResources": 3, "userPoolConfigs": {"mfa": {"MFAMode": []}}})
    assert check(strange.draft).errors


@pytest.mark.parametrize("config", ["x", 3, [], None])
def test_an_answer_without_a_state_is_no_answer(config: object) -> None:
    with server(200, answer(config)) as url, pytest.raises(CallError) as caught:  # type: ignore[arg-type]  # on purpose
        pull(Backend(Connection.for_practice(url)), TARGET)
    assert caught.value.name == "not-json"


def test_an_answer_that_carries_an_error_says_so() -> None:
    with sandbox(None, "get=error") as running, pytest.raises(CallError) as caught:
        pull(backend_of(running), TARGET)
    assert caught.value.name == "answer-error"
    assert "asked to answer with Error" in caught.value.message


def test_a_resource_that_is_not_there() -> None:
    with sandbox() as running, pytest.raises(CallError) as caught:
        pull(backend_of(running), TARGET)
    assert (caught.value.name, caught.value.exit_status) == ("not-found", 3)


def test_a_pulled_draft_can_be_saved_and_resumed_and_sends_the_same() -> None:
    draft = pulled(planted()).draft
    edited = set_value(draft, pool("PasswordPolicy", "MinimumLength"), 30).draft
    autosave = Autosave()
    autosave.save(edited, "pulled")
    autosave.release()
    (saved,) = list_autosaves()
    assert changed_blocks(saved.draft).body() == changed_blocks(edited).body()
