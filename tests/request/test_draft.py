"""The draft: what the user gave, right or wrong, kept as it was given."""

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from authwizard.request.draft import Draft, guess_operation, in_api_order
from authwizard.request.fields import FIELDS
from authwizard.request.operation import CREATE, Operation
from authwizard.request.secrets import MASK, REDACTED, EnvRef, FileRef, Secret, Typed
from authwizard.request.tree import ABSENT, MemberPath, Tree, config, get, pool, put

from . import service
from .requests import JSON, SECRETS, full, plain, requests
from .service import OPERATIONS

GOOGLE = SECRETS[1]


def test_a_new_draft_holds_the_only_service_and_the_structures_that_must_be_there() -> None:
    for operation in OPERATIONS:
        assert Draft.new(operation).body("real") == {
            "ResourceConfig": {"Service": "COGNITO", "UserPoolConfigs": {}}
        }


@pytest.mark.parametrize("value", [None, False, 0, "", [], {}, "abc", 8, 8.0, "8"])
def test_an_answer_of_any_kind_is_kept_as_it_was_given(value: Any) -> None:
    path = pool("PasswordPolicy", "MinimumLength")
    draft = Draft.new("create").with_value(path, value)

    assert draft.get(path) is value
    assert repr(get(draft.body("real"), path)) == repr(value)
    assert Draft.new("create").get(path) is ABSENT


@pytest.mark.parametrize(
    "text", ["8", "8.0", "8.5", "1e3", "123456789012345678901234567890", "-0", "1E400", "0.1"]
)
def test_numbers_keep_their_spelling(text: str) -> None:
    tree = put(plain(), pool("PasswordPolicy", "MinimumLength"), json.loads(text))

    assert json.dumps(Draft.from_tree("create", tree).body("real")) == json.dumps(in_api_order(tree))


@given(tree=requests("create"))
def test_what_was_loaded_comes_out_again(tree: Tree) -> None:
    before = copy.deepcopy(tree)
    body = Draft.from_tree("create", tree).body("real")

    assert json.dumps(body, sort_keys=True) == json.dumps(tree, sort_keys=True)
    assert repr(tree) == repr(before)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_members_come_out_in_the_order_of_the_services_model(operation: Operation) -> None:
    shuffled = json.loads(json.dumps(full(operation)), object_pairs_hook=lambda pairs: dict(reversed(pairs)))

    body = Draft.from_tree(operation, shuffled).body("real")

    assert list(_paths(body)) == list(service.members(operation))
    assert body == full(operation)


def _paths(tree: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if not isinstance(tree, dict):
        return []
    return [found for name, value in tree.items() for found in ((*path, name), *_paths(value, (*path, name)))]


def test_members_that_the_api_does_not_know_come_last_and_as_they_were() -> None:
    tree = {
        "Zebra": {"b": 1, "a": 2},
        "AppId": "d1",
        "Ant": [1],
        "ResourceConfig": {"Aa": 1, "Service": "COGNITO"},
    }

    body = Draft.from_tree("create", tree).body("real")

    assert list(body) == ["AppId", "ResourceConfig", "Ant", "Zebra"]
    assert list(body["ResourceConfig"]) == ["Service", "Aa"]
    assert list(body["Zebra"]) == ["b", "a"]


class TestSecrets:
    def test_secrets_are_taken_out_of_the_tree(self) -> None:
        draft = Draft.from_tree("create", full())

        assert set(draft.secrets) == set(SECRETS)
        assert [path for path in SECRETS if draft.get(path) is not ABSENT] == []
        assert draft.get(GOOGLE[:-1]) == {"ClientId": "1.apps.googleusercontent.com"}
        assert draft.has_typed_secrets

    def test_a_secret_of_any_type_is_taken_out_but_null_stays(self) -> None:
        values: tuple[Any, ...] = ("x", "", 5, False, [], ["x"], {}, {"env": "NAME"})
        for value in values:
            draft = Draft.from_tree("create", put(plain(), GOOGLE, value))
            assert draft.secrets == {GOOGLE: Typed(value)}
            assert draft.get(GOOGLE) is ABSENT
            assert get(draft.body("real"), GOOGLE) == value
        null = Draft.from_tree("create", put(plain(), GOOGLE, None))
        assert null.secrets == {}
        assert null.get(GOOGLE) is None

    def test_a_preset_holds_references(self) -> None:
        for value, secret in (
            ({"env": "NAME"}, EnvRef("NAME")),
            ({"file": "key.p8"}, FileRef("key.p8", "/presets")),
            ({"env": ""}, Typed({"env": ""})),
            ({"env": "NAME", "file": "x"}, Typed({"env": "NAME", "file": "x"})),
            ({"path": "x"}, Typed({"path": "x"})),
            ("text", Typed("text")),
        ):
            draft = Draft.from_tree("create", put(plain(), GOOGLE, value), references=True, base="/presets")
            assert draft.secrets == {GOOGLE: secret}

    def test_a_file_reference_knows_the_folder_it_is_relative_to(self) -> None:
        draft = Draft.from_tree(
            "create", put(plain(), GOOGLE, {"file": "k"}), references=True, base="/presets"
        )
        secret = draft.secrets[GOOGLE]

        assert isinstance(secret, FileRef)
        assert secret.base == "/presets"
        assert secret == FileRef("k", "/elsewhere")

    def test_each_view_shows_secrets_in_its_own_way(self) -> None:
        secrets: dict[MemberPath, Secret] = {
            SECRETS[0]: EnvRef("NAME"),
            SECRETS[1]: Typed("invented-secret"),
            SECRETS[3]: FileRef("k.p8"),
        }
        draft = replace(Draft.new("create"), secrets=secrets)

        def shown(view: Any) -> list[Any]:
            return [get(draft.body(view), path) for path in SECRETS]

        assert shown("masked") == ["<environment variable NAME>", MASK, ABSENT, "<file k.p8>"]
        assert shown("redacted") == [REDACTED, REDACTED, ABSENT, REDACTED]
        assert shown("references") == [{"env": "NAME"}, ABSENT, ABSENT, {"file": "k.p8"}]
        assert shown("judged")[1] == "invented-secret"

    def test_the_real_request_wants_every_reference_resolved(self) -> None:
        draft = replace(
            Draft.new("create"), secrets={GOOGLE: EnvRef("NAME"), SECRETS[0]: Typed("invented-secret")}
        )

        with pytest.raises(ValueError, match=r"Google\.ClientSecret is a reference") as raised:
            draft.body("real")
        assert "invented-secret" not in str(raised.value)

    def test_a_secret_is_set_replaced_and_removed(self) -> None:
        draft = Draft.new("create").with_secret(GOOGLE, Typed("one"))

        assert draft.with_secret(GOOGLE, EnvRef("NAME")).secrets == {GOOGLE: EnvRef("NAME")}
        assert draft.with_secret(GOOGLE, None).secrets == {}
        assert draft.secrets == {GOOGLE: Typed("one")}

    def test_an_answer_takes_the_place_of_a_loaded_null(self) -> None:
        draft = Draft.from_tree("create", put(plain(), GOOGLE, None)).with_secret(GOOGLE, EnvRef("NAME"))

        assert get(draft.body("references"), GOOGLE) == {"env": "NAME"}
        assert draft.with_secret(GOOGLE, None).get(GOOGLE) is ABSENT

    def test_only_typed_secrets_are_lost_with_the_memory(self) -> None:
        assert not replace(Draft.new("create"), secrets={GOOGLE: EnvRef("NAME")}).has_typed_secrets
        assert replace(Draft.new("create"), secrets={GOOGLE: Typed("x")}).has_typed_secrets


@given(value=JSON)
def test_a_file_that_is_no_structure_makes_an_empty_request(value: Any) -> None:
    if not isinstance(value, dict):
        assert Draft.from_tree("update", value).tree == {}


class TestGuessingTheOperation:
    @pytest.mark.parametrize("path", [path for path, field in FIELDS.items() if field.only == CREATE])
    def test_what_only_a_creation_can_set_makes_a_creation(self, path: tuple[str, ...]) -> None:
        operation, why = guess_operation(put(plain("update"), path, "x"))

        assert operation == "create"
        assert path[-1] in why

    def test_else_it_is_an_update(self) -> None:
        assert guess_operation(full("update"))[0] == "update"
        assert guess_operation({})[0] == "update"
        assert guess_operation({"ResourceConfig": "abc"})[0] == "update"

    @given(tree=JSON)
    def test_any_tree_is_one_or_the_other(self, tree: Any) -> None:
        operation, why = guess_operation(tree)

        assert operation in OPERATIONS
        assert why


def test_a_draft_says_nothing_of_its_answers_in_a_traceback() -> None:
    tree = put(full(), config("Service"), "marker-in-a-tree")
    draft = replace(Draft.from_tree("create", tree), baseline=tree)

    assert "marker" not in repr(draft)
    assert "invented" not in repr(draft)
