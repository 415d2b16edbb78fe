"""Any edits in any order, as a person makes them: no answer is lost."""

from dataclasses import replace
from typing import Any, Final

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.edit import (
    Edit,
    move_forgot_password,
    reset,
    set_secret,
    set_value,
    switch_operation,
    turn_off,
    turn_on,
)
from authwizard.request.fields import FIELDS, Field
from authwizard.request.operation import Operation
from authwizard.request.places import FORGOT_PASSWORD, VERIFICATION_MESSAGE
from authwizard.request.secrets import EnvRef, Typed
from authwizard.request.steps import STEPS, offered
from authwizard.request.tree import ABSENT, MemberPath, leaves

from .drafts import contents, loaded
from .requests import SECRETS, full, requests


def _answers(draft: Draft) -> dict[MemberPath, set[str]]:
    """Return every answer that a draft holds, in use or set aside, by path."""
    answers: dict[MemberPath, set[str]] = {}
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
        self.draft = replace(draft, baseline=full())

    def _offered(self) -> list[Field]:
        return [field for step in STEPS for field in offered(step, self.draft)]

    def _apply(self, edit: Edit, changed: MemberPath | None = None) -> None:
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
        before = contents(self.draft)
        edit = set_value(self.draft, field.path, value)
        assert contents(self.draft) == before
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

    @rule(data=st.data())
    def reset_to_the_pulled_state(self, data: st.DataObject) -> None:
        fields = [one.path for one in self._offered() if not one.secret]
        path = data.draw(st.sampled_from(fields))
        if not any(_is_below(path, other) or _is_below(other, path) for other in self.draft.parked):
            self._apply(reset(self.draft, path), path)

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
        both = {path for path in self.draft.parked if self.draft.get(path) is not ABSENT}
        # The message that was moved over stands where another one was set aside.
        assert both <= {VERIFICATION_MESSAGE}

    @invariant()
    def the_draft_can_be_judged_and_written(self) -> None:
        check(self.draft)
        self.draft.body("masked")


def _is_below(path: MemberPath, top: MemberPath | None) -> bool:
    return top is not None and path[: len(top)] == top


# Without shrinking, which takes longer than a test may; the steps that led to a failure are few.
Editing.TestCase.settings = settings(max_examples=200, stateful_step_count=20, phases=[Phase.generate])
TestEditing = Editing.TestCase
