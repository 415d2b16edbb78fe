"""Edits: what they change, what they set aside and bring back, and that no answer is ever lost."""

from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.edit import (
    FORGOT_PASSWORD,
    IDENTITY_POOL,
    VERIFICATION_MESSAGE,
    Edit,
    move_forgot_password,
    set_secret,
    set_value,
    switch_operation,
    turn_off,
    turn_on,
)
from authwizard.request.fields import FIELDS, Field
from authwizard.request.markers import Operation
from authwizard.request.paths import ABSENT, Path, Tree, config, get, leaves, pool, put
from authwizard.request.secrets import EnvRef, Typed
from authwizard.request.steps import STEPS, offered

from .requests import SECRETS, full, plain, requests

BLOCKS: Final = sorted(path for path, field in FIELDS.items() if field.block)
GOOGLE: Final = pool("OAuth", "SocialProviderSettings", "Google")
MODE: Final = pool("Mfa", "MFAMode")
RESOURCES: Final = config("AuthResources")
SUBJECT: Final = pool("VerificationMessage", "EmailSettings", "EmailSubject")


def loaded(tree: Tree, operation: Operation = "create") -> Draft:
    return Draft.from_tree(operation, tree)


def same(one: Draft, other: Draft) -> bool:
    """Whether two drafts hold the same answers, each of the same type and spelling."""
    return _contents(one) == _contents(other)


def _contents(draft: Draft) -> tuple[object, ...]:
    parked = {path: (_sorted(answer.value), dict(answer.secrets)) for path, answer in draft.parked.items()}
    return draft.operation, repr(_sorted(draft.tree)), dict(draft.secrets), repr(sorted(parked.items()))


def _sorted(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {name: _sorted(tree[name]) for name in sorted(tree)}
    return [_sorted(item) for item in tree] if isinstance(tree, list) else tree


class TestAnswers:
    @pytest.mark.parametrize("value", ["x", "", False, 0, [], None, 8, 8.0])
    def test_an_answer_is_kept_as_given_and_the_draft_before_is_as_it_was(self, value: Any) -> None:
        draft = loaded(plain())
        edited, notes = set_value(draft, pool("UserPoolName"), value)

        assert edited.get(pool("UserPoolName")) is value
        assert notes == ()
        assert same(draft, loaded(plain()))

    def test_clearing_a_text_takes_out_the_member_and_the_structure_it_had_brought_in(self) -> None:
        before = loaded(put(plain(), pool("VerificationMessage"), {"DeliveryMethod": "EMAIL"}))
        filled = set_value(before, SUBJECT, "Your code").draft

        assert filled.get(SUBJECT[:-1]) == {"EmailSubject": "Your code"}
        assert same(set_value(filled, SUBJECT, ABSENT).draft, before)

    def test_clearing_goes_up_through_every_structure_that_nobody_turned_on(self) -> None:
        draft = set_value(Draft.new("create"), pool("OAuth", "SocialProviderSettings", "X"), 1).draft

        assert (
            set_value(draft, pool("OAuth", "SocialProviderSettings", "X"), ABSENT).draft.get(pool("OAuth"))
            == {}
        )

    def test_a_structure_with_another_answer_or_a_secret_stays(self) -> None:
        message = loaded(full())
        assert set_value(message, SUBJECT, ABSENT).draft.get(SUBJECT[:-1]) == {
            "EmailMessage": "Your code is {####}"
        }
        social = set_value(loaded(full()), (*GOOGLE, "ClientId"), ABSENT).draft
        assert social.get(GOOGLE) == {}
        assert (*GOOGLE, "ClientSecret") in social.secrets

    def test_a_block_that_was_turned_on_and_a_required_structure_stay_when_they_are_empty(self) -> None:
        policy = set_value(Draft.new("update"), pool("PasswordPolicy", "MinimumLength"), 8).draft
        assert (
            set_value(policy, pool("PasswordPolicy", "MinimumLength"), ABSENT).draft.get(
                pool("PasswordPolicy")
            )
            == {}
        )
        name = set_value(Draft.new("create"), pool("UserPoolName"), "x").draft
        assert same(set_value(name, pool("UserPoolName"), ABSENT).draft, Draft.new("create"))

    @pytest.mark.parametrize("path", [SUBJECT, pool("Mfa", "Settings", "SmsMessage"), (*GOOGLE, "ClientId")])
    def test_a_loaded_empty_structure_stays_when_nothing_is_cleared_in_it(self, path: Path) -> None:
        draft = loaded(put(plain(), path[:-1], {}))

        assert same(set_value(draft, path, ABSENT).draft, draft)

    def test_clearing_in_a_structure_that_the_api_does_not_know_leaves_it_there(self) -> None:
        draft = loaded({**plain(), "Stray": {"x": 1}})

        assert set_value(draft, ("Stray", "x"), ABSENT).draft.get(("Stray",)) == {}

    def test_a_list_that_is_emptied_is_not_a_list_left_out(self) -> None:
        attributes = pool("RequiredSignUpAttributes")
        emptied = set_value(loaded(plain()), attributes, []).draft

        assert emptied.get(attributes) == []
        assert set_value(emptied, attributes, ABSENT).draft.get(attributes) is ABSENT

    def test_a_secret_is_answered_and_taken_out(self) -> None:
        path = (*GOOGLE, "ClientSecret")
        answered = set_secret(turn_on(Draft.new("create"), GOOGLE).draft, path, EnvRef("NAME")).draft

        assert answered.secrets == {path: EnvRef("NAME")}
        assert same(set_secret(answered, path, None).draft, turn_on(Draft.new("create"), GOOGLE).draft)


class TestBlocks:
    @pytest.mark.parametrize("block", BLOCKS)
    def test_a_block_that_is_turned_on_is_there_and_empty(self, block: Path) -> None:
        edited, notes = turn_on(Draft.new("create"), block)

        assert edited.get(block) == {}
        assert notes == ()

    @pytest.mark.parametrize("block", BLOCKS)
    def test_turned_off_and_on_again_it_is_as_it_was(self, block: Path) -> None:
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
        self, path: Path, without: str, with_it: str, block: Path
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
            path for path, field in FIELDS.items() if field.only == {"create"} and path in _there(switched)
        ] == []

    def test_the_same_operation_changes_nothing(self) -> None:
        draft = loaded(full())

        assert switch_operation(draft, "create") == Edit(draft)

    def test_each_answer_that_goes_is_named(self) -> None:
        assert sorted(switch_operation(loaded(full()), "update").notes) == [
            "Identity pool name was set aside.",
            "Required sign-up attributes was set aside.",
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


def _there(draft: Draft) -> set[Path]:
    return {path for path in FIELDS if draft.get(path) is not ABSENT}


class TestForgotPassword:
    MESSAGE: Final = {
        "DeliveryMethod": "EMAIL",
        "EmailSettings": {"EmailSubject": "Old", "EmailMessage": "{####}"},
    }

    def test_it_moves_over(self) -> None:
        draft = loaded(put(plain(), FORGOT_PASSWORD, self.MESSAGE))

        moved, notes = move_forgot_password(draft)

        assert same(moved, loaded(put(plain(), VERIFICATION_MESSAGE, self.MESSAGE)))
        assert notes == ("ForgotPassword was moved to VerificationMessage.",)

    def test_what_verification_message_has_stays(self) -> None:
        tree = put(put(plain(), FORGOT_PASSWORD, self.MESSAGE), (*VERIFICATION_MESSAGE, "EmailSettings"), {})
        tree = put(tree, (*VERIFICATION_MESSAGE, "EmailSettings", "EmailSubject"), "New")

        moved = move_forgot_password(loaded(tree)).draft

        assert moved.get(FORGOT_PASSWORD) is ABSENT
        assert moved.get(VERIFICATION_MESSAGE) == {
            "DeliveryMethod": "EMAIL",
            "EmailSettings": {"EmailSubject": "New", "EmailMessage": "{####}"},
        }

    @pytest.mark.parametrize(
        ("old", "new"), [("text", {"EmailSubject": "New"}), ({"EmailSubject": "Old"}, "text")]
    )
    def test_where_the_two_do_not_fit_together_the_newer_stays(self, old: Any, new: Any) -> None:
        tree = put(plain(), (*FORGOT_PASSWORD, "EmailSettings"), old)
        tree = put(tree, (*VERIFICATION_MESSAGE, "EmailSettings"), new)

        moved = move_forgot_password(loaded(tree)).draft

        assert moved.get((*VERIFICATION_MESSAGE, "EmailSettings")) == new

    def test_without_it_nothing_moves(self) -> None:
        draft = loaded(plain())

        assert move_forgot_password(draft) == Edit(draft)


def _answers(draft: Draft) -> dict[Path, set[str]]:
    """Return every answer that a draft holds, in use or set aside, by path."""
    answers: dict[Path, set[str]] = {}
    trees = [((), draft.tree), *((path, answer.value) for path, answer in draft.parked.items())]
    for top, tree in trees:
        for path, value in leaves(tree, top):
            answers.setdefault(path, set()).add(repr(value))
    for secrets in (draft.secrets, *(answer.secrets for answer in draft.parked.values())):
        for path, secret in secrets.items():
            answers.setdefault(path, set()).add(repr(getattr(secret, "value", secret)))
    return answers


VALUES: Final[dict[str, st.SearchStrategy[Any]]] = {
    "switch": st.booleans(),
    "number": st.sampled_from([8, 8.0, 99, "abc"]),
    "uris": st.lists(st.sampled_from(["https://a.example/", "myapp://"]), max_size=2),
}


def _values(field: Field) -> st.SearchStrategy[Any]:
    if field.kind == "choice":
        return st.sampled_from(sorted(field.choices))
    if field.kind == "choices":
        return st.lists(st.sampled_from(sorted(field.choices)), max_size=3)
    return VALUES.get(field.kind, st.sampled_from(["one", "two", ""]))


class Editing(RuleBasedStateMachine):
    """A person at the wizard: answers what is offered, turns blocks on and off, switches the operation."""

    draft = Draft.new("create")

    @initialize(
        draft=st.one_of(
            st.sampled_from(
                [Draft.new("create"), Draft.new("update"), loaded(full()), loaded(full("update"), "update")]
            ),
            requests("create", most_mistakes=0).map(loaded),
            requests("update", most_mistakes=0).map(lambda tree: loaded(tree, "update")),
        )
    )
    def start(self, draft: Draft) -> None:
        self.draft = draft

    def _offered(self) -> list[Field]:
        return [field for step in STEPS for field in offered(step, self.draft)]

    def _apply(self, edit: Edit, changed: Path | None = None) -> None:
        """Take an edit over, after looking that it left the draft before as it was and lost no answer."""
        before = _answers(self.draft)
        after = _answers(edit.draft)
        lost = [
            path
            for path, values in before.items()
            if path != changed and not _is_below(path, changed) and values - after.get(path, set())
        ]
        assert lost == []
        self.draft = edit.draft

    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        fields = [one for one in self._offered() if one.kind not in ("structure", "secret", "key")]
        field = data.draw(st.sampled_from(fields))
        value = data.draw(_values(field) | st.just(ABSENT))
        before = _contents(self.draft)
        edit = set_value(self.draft, field.path, value)
        assert _contents(self.draft) == before
        self._apply(edit, field.path)
        assert self.draft.get(field.path) == value

    @rule(data=st.data())
    def answer_a_secret(self, data: st.DataObject) -> None:
        fields = [one for one in self._offered() if one.secret]
        if fields:
            path = data.draw(st.sampled_from(fields)).path
            secret = data.draw(st.sampled_from([None, EnvRef("NAME"), Typed("invented-secret")]))
            self._apply(set_secret(self.draft, path, secret), path)
            assert self.draft.secrets.get(path) == secret

    @rule(data=st.data())
    def turn_a_block_on_or_off(self, data: st.DataObject) -> None:
        blocks = [one.path for one in self._offered() if one.block]
        block = data.draw(st.sampled_from(blocks))
        on = self.draft.get(block) is not ABSENT
        self._apply(turn_off(self.draft, block) if on else turn_on(self.draft, block))
        assert (self.draft.get(block) is not ABSENT) is not on

    @rule(operation=st.sampled_from(["create", "update"]))
    def switch(self, operation: Operation) -> None:
        self._apply(switch_operation(self.draft, operation))
        assert self.draft.operation == operation

    @precondition(lambda self: self.draft.get(FORGOT_PASSWORD) is not ABSENT)
    @rule()
    def move_the_old_message(self) -> None:
        self.draft = move_forgot_password(self.draft).draft
        assert self.draft.get(FORGOT_PASSWORD) is ABSENT

    @invariant()
    def an_update_has_nothing_that_only_a_creation_can_set(self) -> None:
        foreign = [path for path, field in FIELDS.items() if self.draft.operation not in field.only]
        assert [path for path in foreign if self.draft.get(path) is not ABSENT] == []

    @invariant()
    def no_secret_stands_in_the_tree(self) -> None:
        assert [path for path in SECRETS if self.draft.get(path) is not ABSENT] == []

    @invariant()
    def nothing_is_in_use_and_set_aside_at_once(self) -> None:
        assert [path for path in self.draft.parked if self.draft.get(path) is not ABSENT] == []

    @invariant()
    def the_draft_can_be_judged_and_written(self) -> None:
        check(self.draft)
        self.draft.body("masked")


def _is_below(path: Path, top: Path | None) -> bool:
    return top is not None and path[: len(top)] == top


Editing.TestCase.settings = settings(max_examples=200, stateful_step_count=20)
TestEditing = Editing.TestCase


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
