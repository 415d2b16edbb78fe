"""The answers of a form, given on two roads: as the wizard's rows edit a draft, and as lines for plain mode."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from authwizard.plain.asking import all_questions
from authwizard.plain.problems import at_member, wrong_alone
from authwizard.plain.question import BlockQuestion, Question
from authwizard.plain.values import ValueQuestion
from authwizard.request.edit import set_secret, set_value, turn_off, turn_on
from authwizard.request.fields import Field
from authwizard.request.secrets import EnvRef, Typed
from authwizard.request.tree import ABSENT
from authwizard.request.typed import read_number, read_uris
from authwizard.session import Session
from tests.plain.answering import escaped, message_lines, number_of
from tests.request.requests import KEY

CHARACTERS = st.characters(exclude_categories=["Cc", "Cs"])
LINES = st.one_of(
    st.text(CHARACTERS, max_size=12),
    st.text("?<!=->.\\ 05", max_size=4),
    st.sampled_from(["https://app.example.com/", "d1a2b3c4d5", "Code {####}", "${NAME}", "\u202eabc"]),
)
TEXTS = LINES.map(str.strip).filter(bool)
MESSAGES = st.tuples(TEXTS, st.lists(LINES, max_size=3)).map(lambda parts: "\n".join([parts[0], *parts[1]]))
NUMBERS = st.one_of(st.integers(-5, 200), st.sampled_from([8.0, 8.5, 12, 6, 99]))
ADDRESSES = TEXTS.filter(lambda text: not text.split()[0].isdecimal() and read_uris(text) == [text])


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Return what can be answered to a member in a form."""
    choices = list(field.choices)
    by_kind: dict[str, st.SearchStrategy[Any]] = {
        "structure": st.booleans(),
        "switch": st.booleans(),
        "text": TEXTS,
        "message": MESSAGES,
        "number": st.one_of(NUMBERS, TEXTS.map(read_number).filter(lambda value: value is not ABSENT)),
        "uris": st.lists(ADDRESSES, min_size=1, max_size=3),
        "secret": st.one_of(
            TEXTS.filter(lambda text: text not in ("<", "?", "!")).map(Typed), st.just(EnvRef("A_SECRET"))
        ),
        "key": st.one_of(st.just(Typed(KEY)), st.just(EnvRef("A_KEY"))),
    }
    if field.kind == "choice":
        return st.sampled_from(choices)
    if field.kind == "choices":
        return st.lists(st.sampled_from(choices), min_size=1, unique=True)
    return by_kind[field.kind]


class Form:
    """A draft that is filled in as the wizard's rows do it, with the lines that do the same in plain mode."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.lines: list[str] = []

    def fill_in(self, answer: Any) -> None:
        """Answer every question in order; `answer` gives the value for a member, ABSENT for none."""
        at: Any = (-1, 0, "")
        while True:
            question = next((item for item in all_questions(self.session) if item.order > at), None)
            if question is None:
                return
            at = question.order
            value = answer(question) if isinstance(question, BlockQuestion | ValueQuestion) else ABSENT
            if value is ABSENT:
                self.lines.append("")
            else:
                self._give(question, value)

    def _give(self, question: Question, value: Any) -> None:
        field: Field = question.field  # type: ignore[attr-defined]  # both kinds have one
        draft, path = self.session.draft, question.path
        if field.kind == "structure":
            self.lines.append("yes" if value else "no")
            self.session.apply((turn_on if value else turn_off)(draft, path))
            return
        self.lines += lines_for(question, value, self.session)
        is_secret = field.secret
        self.session.apply(set_secret(draft, path, value) if is_secret else set_value(draft, path, value))
        found = at_member(self.session.problems, path)
        if question.goes_on and wrong_alone(found, self.session.draft, path):
            self.lines.append("")  # Enter goes on all the same


def lines_for(question: Question, value: Any, session: Session) -> list[str]:
    """Return the lines that answer a question with a value."""
    field: Field = question.field  # type: ignore[attr-defined]  # only those that have one
    if field.kind in ("choice", "switch"):
        return [number_of(value, [True, False] if field.kind == "switch" else list(field.choices))]
    if field.kind == "choices":
        return [",".join(number_of(item, list(field.choices)) for item in value)]
    if field.kind == "message":
        return message_lines(value)
    if field.kind == "uris":
        return [*(escaped(uri) for uri in value), ""]
    if isinstance(value, EnvRef):
        return ["1", value.name]
    if isinstance(value, Typed):
        return ["3", value.value, *([""] if field.kind == "key" else [])]
    return [escaped(str(value))]
