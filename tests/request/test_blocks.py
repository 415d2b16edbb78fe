"""Blocks, answers that leave one without use, and the operation: what is set aside comes back as it was."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.request.draft import Draft
from authwizard.request.edit import Edit, set_value, switch_operation, turn_off, turn_on
from authwizard.request.fields import FIELDS
from authwizard.request.operation import CREATE
from authwizard.request.places import IDENTITY_POOL
from authwizard.request.secrets import EnvRef
from authwizard.request.tree import ABSENT, MemberPath, Tree, get, pool, put

from .drafts import BLOCKS, GOOGLE, MODE, RESOURCES, loaded, same
from .requests import full, plain, requests


class TestBlocks:
    @pytest.mark.parametrize("block", BLOCKS)
    def test_a_block_that_is_turned_on_is_there_and_empty(self, block: MemberPath) -> None:
        edited, notes = turn_on(Draft.new("create"), block)

        assert edited.get(block) == {}
        assert notes == ()

    @pytest.mark.parametrize("block", BLOCKS)
    def test_turned_off_and_on_again_it_is_as_it_was(self, block: MemberPath) -> None:
        draft = loaded(full())
        off, told = turn_off(draft, block)
        on, told_again = turn_on(off, block)

        assert off.get(block) is ABSENT
        assert [path for path in off.secrets if path[: len(block)] == block] == []
        assert same(on, draft)
        assert told == (f"{FIELDS[tuple(map(str, block))].title} was set aside.",)
        assert told_again == (f"{FIELDS[tuple(map(str, block))].title} is back as it was.",)

    @settings(max_examples=300)
    @given(tree=requests("create", most_mistakes=4), data=st.data())
    def test_off_and_on_again_changes_nothing_whatever_was_loaded(
        self, tree: Tree, data: st.DataObject
    ) -> None:
        draft = loaded(tree)
        there = [block for block in BLOCKS if draft.get(block) is not ABSENT]
        if there:
            block = data.draw(st.sampled_from(there))
            assert same(turn_on(turn_off(draft, block).draft, block).draft, draft)

    def test_the_request_without_the_block_has_neither_its_members_nor_its_secrets(self) -> None:
        off = turn_off(loaded(full()), pool("OAuth")).draft

        assert get(off.body("real"), pool("OAuth")) is ABSENT

    def test_a_secret_that_was_given_alone_goes_and_comes_with_its_block(self) -> None:
        path = (*GOOGLE, "ClientSecret")
        draft = loaded(put(plain(), path, "invented-secret"))

        off = turn_off(draft, GOOGLE).draft

        assert off.secrets == {}
        assert same(turn_on(off, GOOGLE).draft, draft)

    def test_a_secret_without_its_block_goes_and_comes_too(self) -> None:
        path = (*GOOGLE, "ClientSecret")
        draft = loaded(plain()).with_secret(path, EnvRef("NAME"))

        off, told = turn_off(draft, GOOGLE)
        on, told_again = turn_on(off, GOOGLE)

        assert off.secrets == {}
        assert on.secrets == draft.secrets
        assert told == ("Google was set aside.",)
        assert told_again == ("Google is back as it was.",)

    def test_an_empty_block_goes_without_a_word(self) -> None:
        draft = turn_on(Draft.new("create"), pool("Mfa")).draft

        assert turn_off(draft, pool("Mfa")).notes == ()

    def test_a_provider_that_was_off_stays_off_when_the_block_around_it_comes_back(self) -> None:
        draft = turn_off(loaded(full()), GOOGLE).draft

        again = turn_on(turn_off(draft, pool("OAuth")).draft, pool("OAuth")).draft

        assert again.get(GOOGLE) is ABSENT
        assert same(turn_on(again, GOOGLE).draft, loaded(full()))

    def test_turning_on_what_is_on_and_off_what_is_off_changes_nothing(self) -> None:
        assert same(turn_on(loaded(full()), pool("Mfa")).draft, loaded(full()))
        assert same(turn_off(loaded(plain()), pool("Mfa")).draft, loaded(plain()))


class TestAnswersThatLeaveABlockWithoutUse:
    @pytest.mark.parametrize(
        ("path", "without", "with_it", "block"),
        [
            (RESOURCES, "USER_POOL_ONLY", "IDENTITY_POOL_AND_USER_POOL", IDENTITY_POOL),
            (MODE, "OFF", "OPTIONAL", pool("Mfa", "Settings")),
        ],
    )
    def test_the_block_is_set_aside_and_comes_back(
        self, path: MemberPath, without: str, with_it: str, block: MemberPath
    ) -> None:
        draft = loaded(full())
        off, told = set_value(draft, path, without)
        on, told_again = set_value(off, path, with_it)

        assert off.get(block) is ABSENT
        assert same(on, draft)
        assert len(told) == len(told_again) == 1

    def test_what_a_file_says_is_not_set_aside_before_somebody_answers(self) -> None:
        tree = put(full(), RESOURCES, "USER_POOL_ONLY")

        assert loaded(tree).get(IDENTITY_POOL) is not ABSENT
        assert same(set_value(loaded(tree), RESOURCES, "USER_POOL_ONLY").draft, loaded(tree))

    def test_leaving_the_answer_out_brings_the_block_back(self) -> None:
        off = set_value(loaded(full()), MODE, "OFF").draft

        assert set_value(off, MODE, ABSENT).draft.get(pool("Mfa", "Settings")) is not ABSENT

    def test_settings_that_are_off_go_and_come_with_the_block_around_them(self) -> None:
        off = set_value(loaded(full()), MODE, "OFF").draft
        again = turn_on(turn_off(off, pool("Mfa")).draft, pool("Mfa")).draft

        assert same(again, off)
        assert same(set_value(again, MODE, "OPTIONAL").draft, loaded(full()))

    @pytest.mark.parametrize("value", [["OFF"], {}, 5, None])
    def test_an_answer_of_the_wrong_type_sets_nothing_aside(self, value: Any) -> None:
        for path in (RESOURCES, MODE):
            assert set_value(loaded(full()), path, value).draft.parked == {}


class TestAnswersThatDecideABlock:
    def test_an_identity_pool_that_is_chosen_is_set_up(self) -> None:
        chosen, told = set_value(Draft.new("create"), RESOURCES, "IDENTITY_POOL_AND_USER_POOL")

        assert chosen.get(IDENTITY_POOL) == {}
        assert told == ()

    def test_its_content_is_kept_while_it_is_not_chosen(self) -> None:
        without = set_value(loaded(full()), RESOURCES, "USER_POOL_ONLY").draft

        assert without.get(IDENTITY_POOL) is ABSENT
        assert same(set_value(without, RESOURCES, "IDENTITY_POOL_AND_USER_POOL").draft, loaded(full()))

    def test_an_update_leaves_it_as_the_backend_has_it(self) -> None:
        chosen = set_value(Draft.new("update"), RESOURCES, "IDENTITY_POOL_AND_USER_POOL").draft

        assert chosen.get(IDENTITY_POOL) is ABSENT

    def test_other_answers_turn_nothing_on(self) -> None:
        for answer in ("USER_POOL_ONLY", "NONE", ABSENT):
            assert set_value(loaded(plain()), RESOURCES, answer).draft.get(IDENTITY_POOL) is ABSENT


class TestSwitchingTheOperation:
    @settings(max_examples=300)
    @given(tree=requests("create", most_mistakes=4))
    def test_a_creation_made_an_update_and_back_is_the_same(self, tree: Tree) -> None:
        draft = loaded(tree)
        there = switch_operation(draft, "update")
        back = switch_operation(there.draft, "create")

        assert same(back.draft, draft)
        assert len(there.notes) == len(back.notes)

    @settings(max_examples=300)
    @given(tree=requests("update", most_mistakes=0))
    def test_an_update_made_a_creation_and_back_is_the_same(self, tree: Tree) -> None:
        draft = loaded(tree, "update")

        assert same(switch_operation(switch_operation(draft, "create").draft, "update").draft, draft)

    @given(tree=requests("create", most_mistakes=4))
    def test_an_update_has_nothing_that_only_a_creation_can_set(self, tree: Tree) -> None:
        switched = switch_operation(loaded(tree), "update").draft

        assert [
            path for path, field in FIELDS.items() if field.only == CREATE and path in _there(switched)
        ] == []

    def test_the_same_operation_changes_nothing(self) -> None:
        draft = loaded(full())

        assert switch_operation(draft, "create") == Edit(draft)

    def test_each_answer_that_goes_is_named(self) -> None:
        assert sorted(switch_operation(loaded(full()), "update").notes) == [
            "Identity pool name was set aside.",
            "Required sign-up attributes were set aside.",
            "Sign-in method was set aside.",
            "User pool name was set aside.",
        ]

    def test_an_identity_pool_that_was_off_brings_no_name_into_an_update(self) -> None:
        off = turn_off(loaded(full()), IDENTITY_POOL).draft
        on = turn_on(switch_operation(off, "update").draft, IDENTITY_POOL).draft

        assert on.get(IDENTITY_POOL) == {"UnauthenticatedLogin": False}
        assert same(switch_operation(on, "create").draft, loaded(full()))

    def test_an_identity_pool_that_is_off_stays_off_in_a_creation(self) -> None:
        """Its name waits with the rest of it, so that all of it comes back together."""
        update = switch_operation(loaded(full()), "update").draft
        only_users = set_value(update, RESOURCES, "USER_POOL_ONLY").draft

        created = switch_operation(only_users, "create").draft

        assert created.get(IDENTITY_POOL) is ABSENT
        assert same(set_value(created, RESOURCES, "IDENTITY_POOL_AND_USER_POOL").draft, loaded(full()))


def _there(draft: Draft) -> set[MemberPath]:
    return {path for path in FIELDS if draft.get(path) is not ABSENT}


def test_an_answer_that_was_given_since_stays() -> None:
    off = set_value(loaded(full()), MODE, "OFF").draft
    since = off.with_value(pool("Mfa", "Settings", "SmsMessage"), "New {####}")

    back = set_value(since, MODE, "ON").draft

    assert back.get(pool("Mfa", "Settings")) == {"SmsMessage": "New {####}"}


def test_a_secret_that_was_given_since_stays() -> None:
    path = (*GOOGLE, "ClientSecret")
    off = turn_off(loaded(full()), GOOGLE).draft
    since = replace(off, secrets={path: EnvRef("NAME")})

    assert turn_on(since, GOOGLE).draft.secrets[path] == EnvRef("NAME")
