"""The whole request behind an update."""

from dataclasses import replace

import pytest

from authwizard.files.formats.infrastructure import waives
from authwizard.files.unwritable import UnwritableError
from authwizard.files.whole import on_state, whole
from authwizard.request.draft import Draft
from authwizard.request.tree import config, drop, get, pool, put
from tests.request.requests import full, plain

STATE = Draft.from_tree("create", full()).tree


def update(**blocks: object) -> Draft:
    """Return an update of the state that holds blocks of the user pool."""
    tree = plain("update")
    tree["ResourceConfig"]["AuthResources"] = "IDENTITY_POOL_AND_USER_POOL"
    for name, block in blocks.items():
        tree = put(tree, pool(name), block)
    return replace(Draft.from_tree("update", tree), baseline=STATE)


def made_whole(draft: Draft) -> Draft:
    return whole(draft, waives)


def test_a_creation_is_whole() -> None:
    draft = Draft.from_tree("create", full())
    assert made_whole(draft) is draft


def test_what_an_update_leaves_out_stays_and_what_it_has_takes_the_place_of_the_old() -> None:
    made = made_whole(update(PasswordPolicy={"MinimumLength": 20}))
    assert (made.operation, made.baseline) == ("create", None)
    assert made.get(pool("PasswordPolicy")) == {"MinimumLength": 20}
    assert drop(made.tree, pool("PasswordPolicy")) == drop(STATE, pool("PasswordPolicy"))


def test_what_only_a_creation_can_set_stays_in_a_block_that_is_overwritten() -> None:
    given = update()
    changed = given.with_value(config("IdentityPoolConfigs"), {"UnauthenticatedLogin": True})
    made = made_whole(changed).get(config("IdentityPoolConfigs"))
    assert made == {"UnauthenticatedLogin": True, "IdentityPoolName": "my_identities"}


def test_an_empty_oauth_block_turns_it_off() -> None:
    assert made_whole(update(OAuth={})).get(pool("OAuth"), None) is None


def test_an_update_of_an_unknown_state_is_refused() -> None:
    with pytest.raises(UnwritableError, match="an update says only what changes"):
        made_whole(replace(update(), baseline=None))


def test_a_state_that_is_no_whole_request_is_refused_with_what_is_missing() -> None:
    with pytest.raises(UnwritableError, match=r"UserPoolConfigs\.SignInMethod"):
        made_whole(replace(update(), baseline=drop(STATE, pool("SignInMethod"))))


def test_of_the_state_comes_what_every_update_has_to_say() -> None:
    bare = Draft.from_tree("update", {"ResourceConfig": {"UserPoolConfigs": {}}})
    known = on_state(bare, STATE)
    assert known.baseline == STATE
    for path in (("AppId",), ("BackendEnvironmentName",), ("ResourceName",), config("AuthResources")):
        assert known.get(path) == get(STATE, path)
    assert known.get(pool("SignInMethod"), None) is None
    own = on_state(bare.with_value(("AppId",), "d2"), STATE)
    assert own.get(("AppId",)) == "d2"
